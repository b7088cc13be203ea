#include "document.h"

#include <algorithm>

#include "chars.h"
#include "fold.h"
#include "line_kind.h"

namespace unboil {
namespace {

// Columns of a line that a program or a person wrapped.
constexpr std::size_t kMinWrapped = 50;
constexpr std::size_t kMaxWrapped = 100;

// Bytes of a line; most texts have longer ones.
constexpr std::size_t kUsualLine = 32;

// A key without characters from U+1000 on has no wide one. The loop is simple
// enough to be done for many bytes at once.
bool MayHaveWide(std::string_view key) {
  unsigned char highest = 0;
  for (char byte : key) {
    highest = std::max(highest, static_cast<unsigned char>(byte));
  }
  return highest >= 0xE1;
}

std::size_t ColumnsOf(std::string_view key) {
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
  key_begins_.assign(1, 0);
  paragraphs_.clear();
  keys_.Clear();
  // Asked for at once, so that nothing is copied when it grows. What is never
  // written to takes no memory.
  keys_.MakeRoom(text.size() + LineFolder::kRoomBehind);
  lines_.reserve(text.size() / kUsualLine);
  key_begins_.reserve(text.size() / kUsualLine);
  paragraphs_.reserve(text.size() / kUsualLine);
  chars_ = 0;
  ParseLines();
  AppendWrapped();
  keys_.Finish();
}

void Document::ParseLines() {
  std::size_t begin =
      text_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  LineFolder folder(text_, &keys_, &normalizer_);
  while (begin < text_.size()) {
    const LineFolder::Folded folded = folder.AppendLine(begin);
    const std::size_t next = std::min(folded.end + 1, text_.size());
    if (folded.chars > 0) {
      const bool is_crlf = next > folded.end && folded.end > begin &&
                           text_[folded.end - 1] == '\r';
      lines_.push_back(
          {begin, folded.end - (is_crlf ? 1 : 0), next, folded.chars});
      key_begins_.push_back(keys_.size());
      chars_ += folded.chars;
      AddToParagraph(lines_.size() - 1);
    }
    begin = next;
  }
}

void Document::AddToParagraph(std::size_t line) {
  if (line > 0 && Joins(line - 1, line)) {
    paragraphs_.back().last = line + 1;
  } else {
    paragraphs_.push_back(
        {line, line + 1, key_begins_[line], key_begins_[line + 1]});
  }
}

// A line was broken only because its width was used up: it is 50 to 100 columns
// wide, does not end a sentence, and the first word of the next line would not
// have fitted beside it. The last condition keeps a headline from joining the
// paragraph below it.
bool Document::Joins(std::size_t line, std::size_t next) const {
  // Cheap questions first: a character takes one column or two.
  const std::size_t chars = lines_[line].chars;
  if (2 * chars < kMinWrapped || chars > kMaxWrapped ||
      lines_[next].chars > kMaxWrapped ||
      lines_[line].next < lines_[next].begin) {
    return false;
  }
  if (EndsSentence(Key(line))) return false;
  const std::size_t columns = Columns(line);
  const std::size_t next_columns = Columns(next);
  if (columns < kMinWrapped || columns > kMaxWrapped ||
      next_columns > kMaxWrapped) {
    return false;
  }
  // Even a word of one column needs a space before it.
  return columns + 2 > next_columns ||
         columns + 1 + ColumnsOf(FirstWord(Key(next))) > next_columns;
}

std::size_t Document::Columns(std::size_t line) const {
  const std::string_view key = Key(line);
  const std::size_t chars = lines_[line].chars;
  return chars == key.size() || !MayHaveWide(key) ? chars : ColumnsOf(key);
}

void Document::AppendWrapped() {
  for (Paragraph& paragraph : paragraphs_) {
    if (paragraph.last - paragraph.first == 1) continue;
    paragraph.key_begin = keys_.size();
    for (std::size_t i = paragraph.first; i < paragraph.last; ++i) {
      const std::size_t length = Key(i).size();
      char* out = keys_.MakeRoom(length + 1);
      const std::string_view key = Key(i);
      if (i > paragraph.first &&
          !(EndsUnspaced(Key(i - 1)) && IsUnspacedAt(key, 0))) {
        *out++ = ' ';
      }
      keys_.SetEnd(std::copy(key.begin(), key.end(), out));
    }
    paragraph.key_end = keys_.size();
  }
}

bool Document::BlankAfter(std::size_t line) const {
  return line + 1 == lines_.size() ? lines_[line].next < text_.size()
                                   : lines_[line].next < lines_[line + 1].begin;
}

}  // namespace unboil
