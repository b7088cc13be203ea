// Folding a line, and finding the way back.
//
// Most lines are ASCII: they are lower-cased and their spaces joined in one
// loop. Most of the others hold only characters that fold each by itself,
// whatever stands beside them: their folds are remembered, one lookup a
// character. What is left (combining marks, emoji, a way back is wanted) takes
// three steps, each a rewriting with a record of what came from where:
//
//   bytes --Premap--> well-formed text with ASCII punctuation
//         --ICU NFKC_Casefold, Edits--> folded characters
//         --SqueezeSpaces--> the key
//
// The punctuation is mapped before ICU sees it, since NFKC takes U+00B4 apart
// into a space and an accent, and after it, since NFKC brings new quotes and
// dashes out of full-width ones. A record is only kept when it is asked for:
// a span is edited in one line of thousands.

#include "fold.h"

#include <unicode/bytestream.h>
#include <unicode/edits.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>

#include <atomic>
#include <cstdint>

#include "chars.h"

namespace unboil {
namespace {

// ASCII for a typographic character; empty for one that stays.
std::string_view AsciiPunctuation(char32_t c) {
  switch (c) {
    case 0x0060:  // grave accent, used as an opening quote
    case 0x00B4:  // acute accent
    case 0x02B9:
    case 0x02BC:
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x2035:
    case 0x2039:
    case 0x203A:
    case 0xFF07:
    case 0xFF40:
      return "'";
    case 0x00AB:
    case 0x00BB:
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
    case 0x2036:
    case 0x300C:  // corner brackets, the quotes of Japanese and Chinese
    case 0x300D:
    case 0x300E:
    case 0x300F:
    case 0x301D:
    case 0x301E:
    case 0x301F:
    case 0xFF02:
    case 0xFF62:
    case 0xFF63:
      return "\"";
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
    case 0x2212:
    case 0xFE58:
    case 0xFE63:
    case 0xFF0D:
      return "-";
    case 0x2026:
      return "...";
    default:
      return {};
  }
}

// A rewriting of text in progress: the bytes, and where each came from when
// `source` is wanted.
class Rewriting {
 public:
  Rewriting(std::string* out, std::vector<Range>* source)
      : out_(out), source_(source) {}

  void Append(std::string_view bytes, Range from) {
    out_->append(bytes);
    if (source_ != nullptr) {
      source_->insert(source_->end(), bytes.size(), from);
    }
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
    const char32_t c = DecodeUtf8(text, &at);
    std::string_view bytes = AsciiPunctuation(c);
    if (bytes.empty()) bytes = text.substr(begin, at - begin);
    // U+FFFD of one byte was none: the byte is bad.
    if (c == 0xFFFD && at - begin == 1) bytes = kReplacement;
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

// ICU counts in 32 bits, so very long text is folded in pieces that end before
// a space, which composes with nothing.
constexpr std::size_t kPiece = std::size_t{1} << 24;

std::string_view NextPiece(std::string_view text) {
  if (text.size() <= kPiece) return text;
  std::size_t end = text.rfind(' ', kPiece);
  if (end == std::string_view::npos || end == 0) {
    end = kPiece;
    while (end > 1 && IsContinuation(text[end])) --end;
  }
  return text.substr(0, end);
}

Range HullOf(const std::vector<Range>& source, std::size_t begin,
             std::size_t end) {
  return {source[begin].begin, source[end - 1].end};
}

// `mapped_from[i]` is where byte i of `mapped` came from; both are null when no
// way back is wanted.
void CaseFold(std::string_view mapped, const std::vector<Range>* mapped_from,
              std::string* out, std::vector<Range>* source) {
  icu::StringByteSink<std::string> sink(out);
  for (std::size_t base = 0; base < mapped.size();) {
    const std::string_view piece = NextPiece(mapped.substr(base));
    UErrorCode status = U_ZERO_ERROR;
    icu::Edits edits;
    CaseFolder().normalizeUTF8(
        0, icu::StringPiece(piece.data(), static_cast<int32_t>(piece.size())),
        sink, source != nullptr ? &edits : nullptr, status);
    if (source != nullptr) {
      icu::Edits::Iterator it = edits.getFineIterator();
      while (it.next(status)) {
        const std::size_t begin =
            base + static_cast<std::size_t>(it.sourceIndex());
        const std::size_t old_length = static_cast<std::size_t>(it.oldLength());
        const std::size_t new_length = static_cast<std::size_t>(it.newLength());
        if (it.hasChange()) {
          if (old_length == 0) continue;
          source->insert(source->end(), new_length,
                         HullOf(*mapped_from, begin, begin + old_length));
        } else {
          source->insert(source->end(), mapped_from->begin() + begin,
                         mapped_from->begin() + begin + old_length);
        }
      }
    }
    base += piece.size();
  }
}

void SqueezeSpaces(std::string_view folded, const std::vector<Range>* from,
                   std::string* key, std::vector<Range>* source) {
  Rewriting rewriting(key, source);
  const std::size_t key_begin = key->size();
  bool space = false;
  Range space_from;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(folded, &at);
    if (IsSpace(c)) {
      if (!space && from != nullptr) space_from.begin = (*from)[begin].begin;
      if (from != nullptr) space_from.end = (*from)[at - 1].end;
      space = true;
      continue;
    }
    if (space && key->size() > key_begin) rewriting.Append(" ", space_from);
    space = false;
    std::string_view bytes = AsciiPunctuation(c);
    if (bytes.empty()) bytes = folded.substr(begin, at - begin);
    rewriting.Append(bytes,
                     from != nullptr ? HullOf(*from, begin, at) : Range{});
  }
}

bool IsAscii(std::string_view text) {
  unsigned char any = 0;
  for (char byte : text) any |= static_cast<unsigned char>(byte);
  return any < 0x80;
}

// Maps an ASCII byte to its fold; white space to ' '.
constexpr auto kAsciiFold = [] {
  struct Table {
    char fold[128];
  } table = {};
  for (int c = 0; c < 128; ++c) {
    char folded = static_cast<char>(c);
    if (c >= 'A' && c <= 'Z') folded = static_cast<char>(c - 'A' + 'a');
    if (c >= '\t' && c <= '\r') folded = ' ';
    if (c == '`') folded = '\'';
    table.fold[c] = folded;
  }
  return table;
}();

void AppendAsciiFold(std::string_view text, std::string* key) {
  const std::size_t begin = key->size();
  key->resize(begin + text.size());
  char* const first = key->data() + begin;
  char* out = first;
  char previous = ' ';  // so that leading spaces are dropped
  for (char byte : text) {
    const char folded = kAsciiFold.fold[static_cast<unsigned char>(byte)];
    *out = folded;
    out += (folded != ' ' || previous != ' ');
    previous = folded;
  }
  if (out > first && previous == ' ') --out;
  key->resize(static_cast<std::size_t>(out - key->data()));
}

void AppendFoldByIcu(std::string_view text, std::string* key) {
  std::string mapped;
  mapped.reserve(text.size());
  Premap(text, &mapped, nullptr);
  std::string folded;
  folded.reserve(mapped.size());
  CaseFold(mapped, nullptr, &folded, nullptr);
  SqueezeSpaces(folded, nullptr, key, nullptr);
}

// The fold of one character, as remembered: its length plus one in the lowest
// byte, its bytes above. 0 is "not known yet".
using SmallFold = std::uint64_t;
constexpr SmallFold kContextual = 0xFF;  // depends on its neighbours, or long
constexpr std::size_t kMaxSmallFold = 6;

SmallFold Pack(std::string_view bytes) {
  SmallFold packed = bytes.size() + 1;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    packed |= static_cast<SmallFold>(static_cast<unsigned char>(bytes[i]))
              << (8 * (i + 1));
  }
  return packed;
}

// A character before which normalization always has a boundary composes with
// nothing on its left, so text of such characters only is folded one by one.
SmallFold ComputeSmallFold(char32_t c, std::string_view bytes) {
  if (IsSpace(c)) return Pack(" ");
  const std::string_view ascii = AsciiPunctuation(c);
  if (!ascii.empty()) return Pack(ascii);
  if (!CaseFolder().hasBoundaryBefore(static_cast<UChar32>(c))) {
    return kContextual;
  }
  std::string folded;
  CaseFold(bytes, nullptr, &folded, nullptr);
  std::string key;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const char32_t part = DecodeUtf8(folded, &at);
    if (IsSpace(part) ||
        !CaseFolder().hasBoundaryBefore(static_cast<UChar32>(part))) {
      return kContextual;
    }
    const std::string_view mapped = AsciiPunctuation(part);
    key += mapped.empty() ? std::string_view(folded).substr(begin, at - begin)
                          : mapped;
  }
  return key.size() <= kMaxSmallFold ? Pack(key) : kContextual;
}

// Every thread that computes an entry computes the same, so the order in which
// they are stored does not matter.
SmallFold SmallFoldOf(char32_t c, std::string_view bytes) {
  static std::atomic<SmallFold> known[0x10000];
  if (c > 0xFFFF) return kContextual;
  SmallFold fold = known[c].load(std::memory_order_relaxed);
  if (fold == 0) {
    fold = ComputeSmallFold(c, bytes);
    known[c].store(fold, std::memory_order_relaxed);
  }
  return fold;
}

// Returns false, with `*key` as it was, where a character depends on its
// neighbours.
bool AppendSimpleFold(std::string_view text, std::string* key) {
  const std::size_t begin = key->size();
  // No small fold is longer than three times its character.
  key->resize(begin + 3 * text.size());
  char* const first = key->data() + begin;
  char* out = first;
  bool space = true;  // so that leading spaces are dropped
  for (std::size_t at = 0; at < text.size();) {
    const unsigned char lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) {
      const char folded = kAsciiFold.fold[lead];
      const bool is_space = folded == ' ';
      *out = folded;
      out += !(is_space && space);
      space = is_space;
      ++at;
      continue;
    }
    const std::size_t start = at;
    const char32_t c = DecodeMultibyte(text, &at);
    const bool bad = c == 0xFFFD && at - start == 1;
    SmallFold fold =
        SmallFoldOf(c, bad ? kReplacement : text.substr(start, at - start));
    if (fold == kContextual) {
      key->resize(begin);
      return false;
    }
    std::size_t length = (fold & 0xFF) - 1;
    fold >>= 8;
    if (length == 1 && static_cast<char>(fold) == ' ') {
      if (space) continue;
      space = true;
    } else if (length > 0) {
      space = false;
    }
    for (; length > 0; --length, fold >>= 8) *out++ = static_cast<char>(fold);
  }
  if (out > first && space) --out;
  key->resize(static_cast<std::size_t>(out - key->data()));
  return true;
}

}  // namespace

void AppendFold(std::string_view text, std::string* key) {
  if (IsAscii(text)) {
    AppendAsciiFold(text, key);
  } else if (!AppendSimpleFold(text, key)) {
    AppendFoldByIcu(text, key);
  }
}

std::string Fold(std::string_view text) {
  std::string key;
  AppendFold(text, &key);
  return key;
}

MappedFold FoldWithMap(std::string_view text) {
  std::string mapped;
  std::vector<Range> mapped_from;
  Premap(text, &mapped, &mapped_from);
  std::string folded;
  std::vector<Range> folded_from;
  CaseFold(mapped, &mapped_from, &folded, &folded_from);
  MappedFold result;
  SqueezeSpaces(folded, &folded_from, &result.key, &result.source);
  return result;
}

}  // namespace unboil
