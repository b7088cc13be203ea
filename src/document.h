// Document: a text as lines and paragraphs, with the fold of each.
//
//   "Title\r\n\r\nFirst line.\n"  ->  line 0 "title", bytes [0, 5), next 7
//                                     line 1 "first line.", bytes [9, 20)
//
// It copies none of the text and cannot fail. Blank lines are not stored: they
// are the bytes between one line's `next` and the `begin` of the following.
// Nor is a byte order mark, which belongs to no line and so always stays.
//
// All keys stand in one buffer, to be searched in one sweep: those of the lines
// in their order, one right behind the other, and behind them those of the
// paragraphs that were wrapped.
//
//   "title" "first line."       zero bytes on either side, so that a reader of
//                               many at a time need not mind the ends

#ifndef UNBOIL_DOCUMENT_H_
#define UNBOIL_DOCUMENT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "key_buffer.h"
#include "normalizer.h"

namespace unboil {

// A line that is not blank. It ends at LF; a CR before that belongs to the
// terminator. Every other control character that some call a line end is white
// space here.
struct Line {
  std::size_t begin;  // of its content, in bytes of the text
  std::size_t end;    // of its content
  std::size_t next;   // behind its terminator
  std::size_t chars;  // folded code points
};

// Lines [first, last) of a document. A line is a paragraph of its own, unless
// text was wrapped: see Joins in document.cc.
struct Paragraph {
  std::size_t first;
  std::size_t last;
  std::size_t key_begin;  // in Document::keys
  std::size_t key_end;
};

class Document {
 public:
  // Takes over `text`, reusing the memory of the document before.
  void Parse(std::string_view text);

  std::string_view text() const { return text_; }
  const std::vector<Line>& lines() const { return lines_; }
  const std::vector<Paragraph>& paragraphs() const { return paragraphs_; }

  std::string_view Content(std::size_t line) const {
    return text_.substr(lines_[line].begin,
                        lines_[line].end - lines_[line].begin);
  }
  std::string_view Key(std::size_t line) const {
    return KeyAt(key_begins_[line], key_begins_[line + 1]);
  }
  std::string_view Key(const Paragraph& paragraph) const {
    return KeyAt(paragraph.key_begin, paragraph.key_end);
  }

  // All keys. At least kKeyMargin zero bytes stand before and behind them.
  static constexpr std::size_t kKeyMargin = KeyBuffer::kMargin;
  std::string_view keys() const { return keys_.view(); }

  // Where the key of each line begins in keys(), and where that of the last one
  // ends. REQUIRES: Parse was called
  const std::vector<std::size_t>& key_begins() const { return key_begins_; }

  // Blank lines between line `i` and the one after it; one that is only white
  // space and zero-width characters is blank.
  bool BlankAfter(std::size_t line) const;

  // Folded code points of all lines.
  std::size_t chars() const { return chars_; }

 private:
  void ParseLines();
  void AddToParagraph(std::size_t line);
  bool Joins(std::size_t line, std::size_t next) const;
  std::size_t Columns(std::size_t line) const;
  void AppendWrapped();

  std::string_view KeyAt(std::size_t begin, std::size_t end) const {
    return keys_.view().substr(begin, end - begin);
  }

  std::string_view text_;
  std::vector<Line> lines_;
  std::vector<std::size_t> key_begins_;  // one more than lines
  std::vector<Paragraph> paragraphs_;
  KeyBuffer keys_;
  Normalizer normalizer_;
  std::size_t chars_ = 0;
};

}  // namespace unboil

#endif  // UNBOIL_DOCUMENT_H_
