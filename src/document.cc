#include "document.h"

#include <cstring>

#include "chars.h"
#include "fold.h"
#include "line_kind.h"

namespace unboil {
namespace {

// Columns of a line that a program or a person wrapped.
constexpr std::size_t kMinWrapped = 50;
constexpr std::size_t kMaxWrapped = 100;

std::size_t Columns(std::string_view key) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < key.size();) {
    columns += IsWide(DecodeUtf8(key, &at)) ? 2 : 1;
  }
  return columns;
}

// Where text may be broken first: after a word, or after the first character
// of a script without spaces.
std::string_view FirstWord(std::string_view key) {
  std::size_t at = 0;
  if (!key.empty() && IsUnspacedScript(DecodeUtf8(key, &at))) {
    return key.substr(0, at);
  }
  return key.substr(0, key.find(' '));
}

bool IsUnspacedAt(std::string_view key, std::size_t at) {
  return IsUnspacedScript(DecodeUtf8(key, &at));
}

bool EndsUnspaced(std::string_view key) {
  return IsUnspacedAt(key, BeginBefore(key, key.size()));
}

}  // namespace

void Document::Parse(std::string_view text) {
  text_ = text;
  lines_.clear();
  paragraphs_.clear();
  keys_.clear();
  chars_ = 0;
  ParseLines();
  ParseParagraphs();
  keys_.append(64, '\0');
}

void Document::ParseLines() {
  const char* const data = text_.data();
  std::size_t begin =
      text_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  while (begin < text_.size()) {
    const void* newline = std::memchr(data + begin, '\n', text_.size() - begin);
    std::size_t end = text_.size();
    std::size_t next = end;
    if (newline != nullptr) {
      end = static_cast<std::size_t>(static_cast<const char*>(newline) - data);
      next = end + 1;
      if (end > begin && data[end - 1] == '\r') --end;
    }
    const std::size_t key_begin = keys_.size();
    AppendFold(text_.substr(begin, end - begin), &keys_);
    if (keys_.size() > key_begin) {
      const std::size_t chars = CountCodePoints(KeyAt(key_begin, keys_.size()));
      lines_.push_back({begin, end, next, key_begin, keys_.size(), chars});
      chars_ += chars;
    }
    begin = next;
  }
}

void Document::ParseParagraphs() {
  for (std::size_t first = 0; first < lines_.size();) {
    std::size_t last = first + 1;
    while (last < lines_.size() && JoinsNext(last - 1)) ++last;
    Paragraph paragraph = {first, last, lines_[first].key_begin,
                           lines_[first].key_end};
    if (last - first > 1) {
      paragraph.key_begin = keys_.size();
      for (std::size_t i = first; i < last; ++i) {
        if (i > first && !(EndsUnspaced(keys_) && IsUnspacedAt(Key(i), 0))) {
          keys_ += ' ';
        }
        keys_.append(keys_, lines_[i].key_begin,
                     lines_[i].key_end - lines_[i].key_begin);
      }
      paragraph.key_end = keys_.size();
    }
    paragraphs_.push_back(paragraph);
    first = last;
  }
}

// A line was broken only because its width was used up: it is 50 to 100 columns
// wide, does not end a sentence, and the first word of the next line would not
// have fitted beside it. The last condition keeps a headline from joining the
// paragraph below it.
bool Document::JoinsNext(std::size_t line) const {
  if (BlankAfter(line)) return false;
  const std::string_view key = Key(line);
  const std::string_view next = Key(line + 1);
  if (key.size() < kMinWrapped || key.size() > 4 * kMaxWrapped ||
      next.size() > 4 * kMaxWrapped) {
    return false;  // a column takes at most four bytes, and at least one
  }
  if (EndsSentence(key)) return false;
  const std::size_t columns = Columns(key);
  const std::size_t next_columns = Columns(next);
  return columns >= kMinWrapped && columns <= kMaxWrapped &&
         next_columns <= kMaxWrapped &&
         columns + 1 + Columns(FirstWord(next)) > next_columns;
}

bool Document::BlankAfter(std::size_t line) const {
  return line + 1 == lines_.size() ? lines_[line].next < text_.size()
                                   : lines_[line].next < lines_[line + 1].begin;
}

}  // namespace unboil
