// Writes unicode_tables.cc out of ICU's data; run while the library is built.
//
//   make_unicode_tables OUT
//
// Every table is asked of ICU character by character, so what it says is what
// ICU would. Whatever would not fit into the form of a table stops the build.

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uversion.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "hangul.h"
#include "punctuation.h"
#include "unicode_tables.h"

namespace unboil {
namespace {

constexpr UChar32 kEnd = 0x110000;
constexpr std::size_t kBlock = 64;
constexpr std::size_t kBmpBlocks = 0x10000 / kBlock;

[[noreturn]] void Stop(const std::string& why) {
  std::cerr << "make_unicode_tables: " << why << '\n';
  std::exit(1);
}

bool IsSurrogate(UChar32 c) { return c >= 0xD800 && c < 0xE000; }

bool IsHangul(UChar32 c) {
  return hangul::IsSyllable(static_cast<char32_t>(c));
}

struct Normalizers {
  const icu::Normalizer2& fold;       // NFKC_Casefold
  const icu::Normalizer2& compose;    // NFC
  const icu::Normalizer2& decompose;  // NFD
};

Normalizers GetNormalizers() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* fold =
      icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* compose = icu::Normalizer2::getNFCInstance(status);
  const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) Stop(u_errorName(status));
  return {*fold, *compose, *decompose};
}

std::string Utf8(const icu::UnicodeString& text) {
  std::string bytes;
  text.toUTF8String(bytes);
  return bytes;
}

icu::UnicodeString Normalize(const icu::Normalizer2& normalizer,
                             const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString normalized = normalizer.normalize(text, status);
  if (U_FAILURE(status)) Stop(u_errorName(status));
  return normalized;
}

std::size_t CountContinuations(std::string_view bytes) {
  return static_cast<std::size_t>(
      std::count_if(bytes.begin(), bytes.end(),
                    [](char byte) { return (byte & 0xC0) == 0x80; }));
}

// ---------------------------------------------------------------------------
// Tables as C++

template <typename Value>
void WriteArray(std::string_view type, std::string_view name,
                const std::vector<Value>& values, std::ostream* out) {
  *out << "const " << type << ' ' << name << "[] = {";
  for (std::size_t i = 0; i < values.size(); ++i) {
    *out << (i % 16 == 0 ? "\n" : "") << +values[i] << ',';
  }
  *out << "};\n";
}

// `values` has one for each code point.
void WriteTrie(std::string_view type, const std::string& name,
               const std::vector<std::uint16_t>& values, std::ostream* out) {
  std::vector<std::uint16_t> stored;
  std::map<std::vector<std::uint16_t>, std::size_t> number_of;
  std::vector<std::uint16_t> blocks;
  for (std::size_t begin = 0; begin < values.size(); begin += kBlock) {
    const std::vector<std::uint16_t> block(
        values.begin() + static_cast<std::ptrdiff_t>(begin),
        values.begin() + static_cast<std::ptrdiff_t>(begin + kBlock));
    const std::size_t number =
        number_of.try_emplace(block, number_of.size()).first->second;
    if (number * kBlock == stored.size()) {
      stored.insert(stored.end(), block.begin(), block.end());
    }
    blocks.push_back(static_cast<std::uint16_t>(number));
  }
  std::vector<std::uint16_t> kept(blocks.begin(), blocks.begin() + kBmpBlocks);
  std::vector<std::uint16_t> begins;
  for (std::size_t at = 0; at < kBmpBlocks; at += kBlock) {
    begins.push_back(static_cast<std::uint16_t>(at));
  }
  for (std::size_t at = kBmpBlocks; at < blocks.size(); at += kBlock) {
    const std::uint16_t* const group = blocks.data() + at;
    std::vector<std::uint16_t>::iterator equal =
        std::search(kept.begin(), kept.end(), group, group + kBlock);
    begins.push_back(static_cast<std::uint16_t>(equal - kept.begin()));
    if (equal == kept.end()) kept.insert(equal, group, group + kBlock);
  }
  WriteArray("std::uint16_t", name + "Begins", begins, out);
  WriteArray("std::uint16_t", name + "Blocks", kept, out);
  WriteArray(type, name + "Values", stored, out);
}

// Byte strings one behind the other; the same one is kept once.
class Records {
 public:
  // Places below `begin` mean something else.
  explicit Records(std::size_t begin) : bytes_(begin, 0) {}

  std::uint16_t PlaceOf(const std::string& record) {
    const std::size_t place =
        places_.try_emplace(record, bytes_.size()).first->second;
    if (place > 0xFFFF) Stop("too many records for 16 bits");
    if (place == bytes_.size()) {
      for (char byte : record) {
        bytes_.push_back(static_cast<std::uint8_t>(byte));
      }
    }
    return static_cast<std::uint16_t>(place);
  }

  // As written: so many bytes can be read behind the begin of the last one.
  std::vector<std::uint8_t> Padded(std::size_t padding) const {
    std::vector<std::uint8_t> padded = bytes_;
    padded.insert(padded.end(), padding, 0);
    return padded;
  }

 private:
  std::vector<std::uint8_t> bytes_;
  std::map<std::string, std::size_t> places_;
};

// ---------------------------------------------------------------------------
// Properties

// Blocks rather than script properties: what matters is how a script is
// written.
bool IsUnspacedScript(UChar32 c) {
  constexpr UChar32 kBlocks[][2] = {
      {0x0E00, 0x0EFF},    // Thai, Lao
      {0x1000, 0x109F},    // Burmese
      {0x1780, 0x17FF},    // Khmer
      {0x3005, 0x3007},    // ideographic iteration mark and zero
      {0x3040, 0x30FF},    // Hiragana, Katakana
      {0x31F0, 0x31FF},    // Katakana extensions
      {0x3400, 0x9FFF},    // Han
      {0xF900, 0xFAFF},    // Han, compatibility
      {0x20000, 0x323AF},  // Han, supplementary planes
  };
  return std::any_of(
      std::begin(kBlocks), std::end(kBlocks),
      [c](const UChar32(&block)[2]) { return c >= block[0] && c <= block[1]; });
}

std::uint16_t FlagsOf(const Normalizers& normalizers, UChar32 c) {
  const std::uint32_t category = U_GET_GC_MASK(c);
  const auto is_a = [category](std::uint32_t mask) {
    return (category & mask) != 0;
  };
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  const bool is_number =
      u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) != U_NT_NONE;
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizationCheckResult stays =
      normalizers.fold.quickCheck(icu::UnicodeString(c), status);
  const std::pair<bool, PropertyFlag> kAnswers[] = {
      {u_isUWhiteSpace(c), kWhiteSpace},
      {is_a(U_GC_L_MASK | U_GC_N_MASK | U_GC_M_MASK), kWordChar},
      {IsUnspacedScript(c), kUnspaced},
      {width == U_EA_WIDE || width == U_EA_FULLWIDTH, kWide},
      {is_a(U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK), kNoColumn},
      {is_a(U_GC_L_MASK) || is_number, kPythonAlnum},
      {normalizers.fold.hasBoundaryBefore(c), kBoundaryBefore},
      {normalizers.fold.hasBoundaryAfter(c), kBoundaryAfter},
      {stays == UNORM_MAYBE, kComposesBack},
      {stays == UNORM_NO, kIsMapped},
  };
  std::uint16_t flags = 0;
  for (const auto& [holds, flag] : kAnswers) {
    if (holds) flags = static_cast<std::uint16_t>(flags | flag);
  }
  return flags;
}

void WriteProperties(const Normalizers& normalizers, std::ostream* out) {
  std::vector<std::uint16_t> values;
  std::vector<std::pair<int, int>> kinds;
  for (UChar32 c = 0; c < kEnd; ++c) {
    const std::pair<int, int> kind = {normalizers.fold.getCombiningClass(c),
                                      FlagsOf(normalizers, c)};
    std::vector<std::pair<int, int>>::iterator known =
        std::find(kinds.begin(), kinds.end(), kind);
    values.push_back(static_cast<std::uint16_t>(known - kinds.begin()));
    if (known == kinds.end()) kinds.push_back(kind);
  }
  if (kinds.size() > 0x100) Stop("too many kinds of characters for 8 bits");
  WriteTrie("std::uint8_t", "kProperty", values, out);
  *out << "const Properties kPropertyKinds[] = {";
  for (const auto& [combining_class, flags] : kinds) {
    *out << '{' << combining_class << ',' << flags << "},";
  }
  *out << "};\n";
}

// ---------------------------------------------------------------------------
// Folds

std::string MapPunctuation(const icu::UnicodeString& text) {
  std::string mapped;
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 c = text.char32At(at);
    const std::string_view ascii = AsciiPunctuation(static_cast<char32_t>(c));
    mapped += ascii.empty() ? Utf8(icu::UnicodeString(c)) : std::string(ascii);
  }
  return mapped;
}

bool HasSpace(const icu::UnicodeString& text) {
  for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    if (u_isUWhiteSpace(text.char32At(at))) return true;
  }
  return false;
}

std::uint16_t FoldOf(const Normalizers& normalizers, UChar32 c,
                     Records* records) {
  if (u_isUWhiteSpace(c)) return kFoldsToSpace;
  const icu::UnicodeString text(c);
  std::string fold(AsciiPunctuation(static_cast<char32_t>(c)));
  if (fold.empty()) {
    const icu::UnicodeString folded = Normalize(normalizers.fold, text);
    if (folded.isEmpty()) {
      // It leaves nothing, so what stands around it is met as neighbors.
    } else if (!normalizers.fold.hasBoundaryBefore(c)) {
      const bool is_mark =
          folded == text && normalizers.fold.getCombiningClass(c) > 0;
      UErrorCode status = U_ZERO_ERROR;
      return is_mark && normalizers.fold.quickCheck(text, status) == UNORM_YES
                 ? kFoldsAsMark
                 : kFoldsWithOthers;
    } else if (HasSpace(folded)) {
      return kFoldsWithOthers;
    }
    fold = MapPunctuation(folded);
  }
  const std::string bytes = Utf8(text);
  if (fold == bytes) return kFoldsToItself;
  if (fold.size() > kLongestFold) return kFoldsWithOthers;
  if (fold.size() > 3 * bytes.size()) Stop("a fold that grows too much");
  const std::size_t counts = fold.size() | CountContinuations(fold) << 4;
  return records->PlaceOf(static_cast<char>(counts) + fold);
}

void WriteFolds(const Normalizers& normalizers, std::ostream* out) {
  Records records(kFoldsWithOthers + 1);
  std::vector<std::uint16_t> values;
  for (UChar32 c = 0; c < kEnd; ++c) {
    // No UTF-8 holds a surrogate.
    values.push_back(IsSurrogate(c) ? kFoldsToItself
                                    : FoldOf(normalizers, c, &records));
  }
  WriteTrie("std::uint16_t", "kFold", values, out);
  WriteArray("std::uint8_t", "kFoldRecords", records.Padded(kLongestFold), out);
}

void WriteDecompositions(const Normalizers& normalizers, std::ostream* out) {
  Records records(1);
  std::vector<std::uint16_t> values;
  for (UChar32 c = 0; c < kEnd; ++c) {
    std::uint16_t value = 0;
    if (!IsSurrogate(c) && !IsHangul(c)) {
      const icu::UnicodeString text(c);
      const icu::UnicodeString parts =
          Normalize(normalizers.decompose, Normalize(normalizers.fold, text));
      if (parts != text) {
        const std::string bytes = Utf8(parts);
        value = records.PlaceOf(static_cast<char>(bytes.size()) + bytes);
      }
    }
    values.push_back(value);
  }
  WriteTrie("std::uint16_t", "kDecomposition", values, out);
  WriteArray("std::uint8_t", "kDecompositionRecords", records.Padded(0), out);
}

void WriteCompositions(const Normalizers& normalizers, std::ostream* out) {
  std::map<std::pair<UChar32, UChar32>, UChar32> composites;
  for (UChar32 c = 0; c < kEnd; ++c) {
    icu::UnicodeString pair;
    if (IsHangul(c) || !normalizers.compose.getRawDecomposition(c, pair) ||
        pair.countChar32() != 2) {
      continue;
    }
    const UChar32 first = pair.char32At(0);
    const UChar32 second = pair.char32At(pair.moveIndex32(0, 1));
    if (normalizers.fold.composePair(first, second) == c) {
      composites[{first, second}] = c;
    }
  }
  *out << "const Composition kCompositions[] = {";
  for (const auto& [pair, composite] : composites) {
    *out << '{' << pair.first << ',' << pair.second << ',' << composite << "},";
  }
  *out << "};\nconst std::size_t kCompositionCount = " << composites.size()
       << ";\n";
}

// ---------------------------------------------------------------------------

void WriteVersion(std::string_view name, const UVersionInfo& version,
                  std::ostream* out) {
  char text[U_MAX_VERSION_STRING_LENGTH];
  u_versionToString(version, text);
  *out << "const char " << name << "[] = \"" << text << "\";\n";
}

void WriteTables(std::ostream* out) {
  const Normalizers normalizers = GetNormalizers();
  UVersionInfo unicode;
  UVersionInfo icu;
  u_getUnicodeVersion(unicode);
  u_getVersion(icu);
  *out << "// Made by make_unicode_tables.cc.\n"
          "#include \"unicode_tables.h\"\n"
          "namespace unboil {\n";
  WriteProperties(normalizers, out);
  WriteFolds(normalizers, out);
  WriteDecompositions(normalizers, out);
  WriteCompositions(normalizers, out);
  WriteVersion("kUnicodeVersion", unicode, out);
  WriteVersion("kIcuVersion", icu, out);
  *out << "}  // namespace unboil\n";
}

}  // namespace
}  // namespace unboil

int main(int argc, char** argv) {
  if (argc != 2) unboil::Stop("usage: make_unicode_tables OUT");
  std::ofstream out(argv[1]);
  unboil::WriteTables(&out);
  if (!out.flush()) unboil::Stop(std::string("cannot write ") + argv[1]);
}
