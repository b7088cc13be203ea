#include "fold_by_icu.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

#include "punctuation.h"

namespace unboil {
namespace {

// The character at byte `*at`, which moves behind it; negative for a bad byte,
// which is one.
UChar32 Next(std::string_view text, std::size_t* at) {
  const int32_t length = static_cast<int32_t>(text.size() - *at);
  int32_t used = 0;
  UChar32 c;
  U8_NEXT(text.data() + *at, used, length, c);
  *at += c < 0 ? 1 : static_cast<std::size_t>(used);
  return c;
}

// A rewriting of text in progress: the bytes, and where each came from.
class Rewriting {
 public:
  Rewriting(std::string* out, std::vector<Range>* source)
      : out_(out), source_(source) {}

  void Append(std::string_view bytes, Range from) {
    out_->append(bytes);
    source_->insert(source_->end(), bytes.size(), from);
  }

 private:
  std::string* out_;
  std::vector<Range>* source_;
};

void Premap(std::string_view text, std::string* out,
            std::vector<Range>* source) {
  Rewriting rewriting(out, source);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const UChar32 c = Next(text, &at);
    std::string_view bytes = AsciiPunctuation(static_cast<char32_t>(c));
    if (bytes.empty()) bytes = text.substr(begin, at - begin);
    if (c < 0) bytes = "\uFFFD";
    rewriting.Append(bytes, {begin, at});
  }
}

const icu::Normalizer2& CaseFolder() {
  static const icu::Normalizer2* const kFolder = [] {
    UErrorCode status = U_ZERO_ERROR;
    return icu::Normalizer2::getNFKCCasefoldInstance(status);
  }();
  return *kFolder;
}

Range HullOf(const std::vector<Range>& source, std::size_t begin,
             std::size_t end) {
  return {source[begin].begin, source[end - 1].end};
}

// `mapped_from[i]` is where byte i of `mapped` came from.
void CaseFold(std::string_view mapped, const std::vector<Range>& mapped_from,
              std::string* out, std::vector<Range>* source) {
  icu::StringByteSink<std::string> sink(out);
  UErrorCode status = U_ZERO_ERROR;
  icu::Edits edits;
  CaseFolder().normalizeUTF8(
      0, icu::StringPiece(mapped.data(), static_cast<int32_t>(mapped.size())),
      sink, &edits, status);
  icu::Edits::Iterator it = edits.getFineIterator();
  while (it.next(status)) {
    const std::size_t begin = static_cast<std::size_t>(it.sourceIndex());
    const std::size_t old_length = static_cast<std::size_t>(it.oldLength());
    const std::size_t new_length = static_cast<std::size_t>(it.newLength());
    if (old_length == 0) continue;
    if (it.hasChange()) {
      source->insert(source->end(), new_length,
                     HullOf(mapped_from, begin, begin + old_length));
    } else {
      const std::vector<Range>::const_iterator from =
          mapped_from.begin() + static_cast<std::ptrdiff_t>(begin);
      source->insert(source->end(), from,
                     from + static_cast<std::ptrdiff_t>(old_length));
    }
  }
}

void SqueezeSpaces(std::string_view folded, const std::vector<Range>& from,
                   std::string* key, std::vector<Range>* source) {
  Rewriting rewriting(key, source);
  bool space = false;
  Range space_from;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const UChar32 c = Next(folded, &at);
    if (u_isUWhiteSpace(c)) {
      if (!space) space_from.begin = from[begin].begin;
      space_from.end = from[at - 1].end;
      space = true;
      continue;
    }
    if (space && !key->empty()) rewriting.Append(" ", space_from);
    space = false;
    std::string_view bytes = AsciiPunctuation(static_cast<char32_t>(c));
    if (bytes.empty()) bytes = folded.substr(begin, at - begin);
    rewriting.Append(bytes, HullOf(from, begin, at));
  }
}

}  // namespace

MappedFold FoldByIcu(std::string_view text) {
  std::string mapped;
  std::vector<Range> mapped_from;
  Premap(text, &mapped, &mapped_from);
  std::string folded;
  std::vector<Range> folded_from;
  CaseFold(mapped, mapped_from, &folded, &folded_from);
  MappedFold result;
  SqueezeSpaces(folded, folded_from, &result.key, &result.source);
  return result;
}

}  // namespace unboil
