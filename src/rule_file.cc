// From TOML to rules, a table of keys at a time.
//
// toml++ reads the file; kRuleKeys says for each key of a rule how its value is
// read and into which field. Keys are taken in the order of the file, not in
// that of toml++ (alphabetical), so that the first fault reported is the first
// that a reader meets. What concerns several keys is checked after them.
//
// RE2 is asked about patterns here, where the place of a fault is known; the
// matcher compiles them again. Parsing alone would do, but RE2 does not offer
// it, so at least a pattern that cannot have a fault is let through.

#include "rule_file.h"

#include <re2/re2.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

#include "chars.h"
#include "host.h"
#include "pattern_facts.h"
#include "pattern_syntax.h"

// toml++ 3.3 asserts (or with NDEBUG assumes) what a broken file may not hold,
// as in "[é", right before it reports the fault. Without either it is safe.
#undef NDEBUG
#define TOML_ASSERT(expr) static_assert(true)
#include <toml++/toml.h>

namespace unboil {
namespace {

using Fault = std::optional<Error>;

// ---------------------------------------------------------------------------
// Places and messages

std::string_view LineAt(std::string_view text, std::size_t line) {
  std::size_t begin = 0;
  for (; line > 1; --line) {
    const std::size_t end = text.find('\n', begin);
    begin = end == std::string_view::npos ? text.size() : end + 1;
  }
  std::string_view found = text.substr(begin, text.find('\n', begin) - begin);
  if (begin == 0 && found.starts_with(kByteOrderMark)) found.remove_prefix(3);
  if (found.ends_with('\r')) found.remove_suffix(1);
  return found;
}

std::size_t OffsetIn(std::string_view text, std::string_view part) {
  return static_cast<std::size_t>(part.data() - text.data());
}

// The byte column of a column in code points.
std::size_t ByteColumn(std::string_view line, std::size_t column) {
  std::size_t at = 0;
  for (; column > 1 && at < line.size(); --column) DecodeUtf8(line, &at);
  return at + column;
}

Place PlaceOfByte(std::string_view text, std::size_t byte) {
  const std::string_view before = text.substr(0, byte);
  const std::ptrdiff_t breaks = std::count(before.begin(), before.end(), '\n');
  const std::size_t line = static_cast<std::size_t>(breaks) + 1;
  const std::size_t begin = std::min(byte, OffsetIn(text, LineAt(text, line)));
  return {line, CountCodePoints(text.substr(begin, byte - begin)) + 1};
}

std::size_t ByteOfPlace(std::string_view text, Place place) {
  const std::string_view line = LineAt(text, place.line);
  return std::min(text.size(),
                  OffsetIn(text, line) + ByteColumn(line, place.column) - 1);
}

// Fit for a terminal: no control character but tab, no broken UTF-8.
std::string Printable(std::string_view text) {
  std::string printable;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(text, &at);
    const bool is_control = (c < 0x20 && c != '\t') || (c >= 0x7F && c < 0xA0);
    if (is_control || c == 0xFFFD) {
      printable += kReplacement;
    } else {
      printable += text.substr(begin, at - begin);
    }
  }
  return printable;
}

// Blanks as wide as `text` is on a terminal.
std::string Blanks(std::string_view text) {
  std::string blanks;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = DecodeUtf8(text, &at);
    if (c == '\t') {
      blanks += '\t';
    } else {
      blanks += IsWide(c) ? "  " : " ";
    }
  }
  return blanks;
}

std::string Quoted(std::string_view text) {
  return '"' + std::string(text) + '"';
}

std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, changed});
    }
  }
  return row[b.size()];
}

// "a", "b" or "c".
std::string ListOf(std::span<const std::string_view> names,
                   std::string_view conjunction) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool is_last = i + 1 == names.size();
    if (i > 0 && is_last) list += ' ' + std::string(conjunction) + ' ';
    if (i > 0 && !is_last) list += ", ";
    list += Quoted(names[i]);
  }
  return list;
}

std::string UnknownKeyFault(std::string_view key,
                            std::span<const std::string_view> known) {
  const std::string_view nearest = NearestName(key, known);
  if (nearest.empty()) {
    return "unknown key " + Quoted(key) + "; known are " + ListOf(known, "and");
  }
  return "unknown key " + Quoted(key) + "; did you mean " + Quoted(nearest) +
         "?";
}

// ---------------------------------------------------------------------------
// Values

bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }

// Of an id without its group: a-z, 0-9 and '-', which does not come first.
bool IsName(std::string_view text) {
  return !text.empty() && text.front() != '-' &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return IsAsciiLower(c) || IsAsciiDigit(c) || c == '-';
         });
}

// Names with dots between them.
bool IsGroup(std::string_view text) {
  while (true) {
    const std::size_t dot = text.find('.');
    if (!IsName(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

// "es", "yue", "zh-Hant".
bool IsLanguage(std::string_view text) {
  const std::string_view code = text.substr(0, text.find('-'));
  if (code.size() < 2 || code.size() > 3) return false;
  if (!std::all_of(code.begin(), code.end(), IsAsciiLower)) return false;
  if (code.size() == text.size()) return true;
  const std::string_view script = text.substr(code.size() + 1);
  return script.size() == 4 && IsUpper(script.front()) &&
         std::all_of(script.begin() + 1, script.end(), IsAsciiLower);
}

// "example.com": what HostOf makes of a URL.
bool IsHost(std::string_view text) {
  return !text.empty() && !text.starts_with('.') && HostOf(text) == text &&
         text.find_first_of(" \t") == std::string_view::npos;
}

template <typename T>
struct Choice {
  std::string_view name;
  T value;
};

constexpr Choice<Unit> kUnits[] = {
    {"line", Unit::kLine},
    {"paragraph", Unit::kParagraph},
    {"span", Unit::kSpan},
};
constexpr Choice<Zone> kZones[] = {
    {"any", Zone::kAny},
    {"head", Zone::kHead},
    {"tail", Zone::kTail},
};
constexpr Choice<Action> kActions[] = {
    {"remove", Action::kRemove},
    {"cut-after", Action::kCutAfter},
    {"cut-before", Action::kCutBefore},
    {"keep", Action::kKeep},
};
// The one thing that a rule can be near to.
constexpr Choice<bool> kNear[] = {{"removal", true}};

Place PlaceOf(const toml::source_region& region) {
  return {region.begin.line, region.begin.column};
}

// The offset of the fault that RE2 found. RE2 says what is wrong but not where,
// and "*" may stand in a pattern twice: the right one is the first at which the
// pattern that ends there is refused for the same reason.
std::size_t FaultOffset(const std::string& pattern, const RE2& refused) {
  const std::string& fault = refused.error_arg();
  if (fault.empty()) return 0;
  for (std::size_t at = pattern.find(fault); at != std::string::npos;
       at = pattern.find(fault, at + 1)) {
    const RE2 prefix(pattern.substr(0, at + fault.size()), PatternOptions());
    if (prefix.error() == refused.error()) return at;
  }
  return 0;
}

// A value of a rule file, and the key it stands under.
struct Value {
  std::string_view key;
  const toml::node& node;

  Place place() const { return PlaceOf(node.source()); }
};

// ---------------------------------------------------------------------------
// Rules

// What the keys of both tables need: values of a type, or a fault that says so.
class ValueReader {
 public:
  explicit ValueReader(const Source& source) : source_(source) {}

  // Names the rule in the messages that follow.
  void set_rule(std::string_view id) { rule_ = id; }

  Error At(Place place, std::string_view fault) const {
    return ErrorAt(source_, place, rule_, fault);
  }
  Error At(const Value& value, std::string_view fault) const {
    return At(value.place(), fault);
  }
  Error InString(const Value& value, std::size_t offset,
                 std::string_view fault) const {
    return ErrorInString(source_, value.place(), offset, rule_, fault);
  }

  Fault ReadString(const Value& value, std::string* out) const {
    const toml::value<std::string>* string = value.node.as_string();
    if (string == nullptr) {
      return At(value, Quoted(value.key) + " must be a string");
    }
    if (string->get().find('\0') != std::string::npos) {
      return At(value, Quoted(value.key) + " must not hold a NUL");
    }
    *out = string->get();
    return {};
  }

  Fault ReadStrings(const Value& value, std::vector<std::string>* out) const {
    const toml::array* array = value.node.as_array();
    if (array == nullptr) {
      return At(value, Quoted(value.key) + " must be an array of strings");
    }
    for (std::size_t i = 0; i < array->size(); ++i) {
      const Value element{value.key, (*array)[i]};
      if (Fault fault = ReadString(element, &out->emplace_back())) return fault;
    }
    return {};
  }

 private:
  const Source& source_;
  std::string rule_;
};

Value ElementOf(const Value& array, std::size_t index) {
  return {array.key, (*array.node.as_array())[index]};
}

// `hosts` are those of the array `value`.
Fault CheckHosts(const ValueReader& values, const Value& value,
                 const std::vector<std::string>& hosts) {
  for (std::size_t i = 0; i < hosts.size(); ++i) {
    if (IsHost(hosts[i])) continue;
    return values.At(
        ElementOf(value, i),
        Quoted(hosts[i]) + " is no host in lower case like \"example.com\"");
  }
  return {};
}

// Reads one [[rule]].
class RuleReader {
 public:
  RuleReader(const Source& source, std::string_view group,
             const toml::table& table)
      : values_(source),
        group_(group),
        table_(table),
        places_(PlaceOf(table.source())) {
    rule_.file = source.name;
    rule_.line = PlaceOf(table.source()).line;
  }

  Fault Read() {
    if (Fault fault = ReadId()) return fault;
    if (Fault fault = ReadKeys()) return fault;
    if (Fault fault = CheckSelection()) return fault;
    if (Fault fault = CheckSpan()) return fault;
    if (Fault fault = CheckKeep()) return fault;
    return CheckCut();
  }

  RuleInfo& rule() { return rule_; }
  RulePlaces& places() { return places_; }

 private:
  // How the value of a key is read.
  struct Key {
    std::string_view name;
    Fault (RuleReader::*read)(const Value& value);
  };
  static const Key kKeys[];
  static std::vector<std::string_view> KeyNames();

  Fault ReadId();
  Fault ReadKeys();
  Fault UnknownKey(const toml::key& key) const;
  Fault CheckSelection();
  Fault CheckSpan() const;
  Fault CheckKeep() const;
  Fault CheckCut() const;

  // Already read, before all other keys.
  Fault SkipId(const Value&) { return {}; }

  Fault ReadLevel(const Value& value) {
    std::size_t level = 0;
    if (Fault fault = ReadCount(value, 1, 3, &level)) return fault;
    rule_.level = static_cast<Level>(level);
    return {};
  }

  template <std::string RuleInfo::* kField>
  Fault ReadString(const Value& value) {
    return values_.ReadString(value, &(rule_.*kField));
  }

  template <std::vector<std::string> RuleInfo::* kField>
  Fault ReadStrings(const Value& value) {
    if (Fault fault = values_.ReadStrings(value, &(rule_.*kField))) {
      return fault;
    }
    for (std::size_t i = 0; i < (rule_.*kField).size(); ++i) {
      places_.Add(value.key, i, ElementOf(value, i).place());
    }
    return {};
  }

  Fault ReadLanguages(const Value& value) {
    if (Fault fault = ReadStrings<&RuleInfo::lang>(value)) return fault;
    for (std::size_t i = 0; i < rule_.lang.size(); ++i) {
      if (IsLanguage(rule_.lang[i])) continue;
      return values_.At(ElementOf(value, i),
                        Quoted(rule_.lang[i]) +
                            " is no language code like \"es\" or \"zh-Hant\"");
    }
    return {};
  }

  Fault ReadSources(const Value& value) {
    if (Fault fault = ReadStrings<&RuleInfo::source>(value)) return fault;
    return CheckHosts(values_, value, rule_.source);
  }

  template <std::string RuleInfo::* kField>
  Fault ReadPattern(const Value& value) {
    if (Fault fault = ReadString<kField>(value)) return fault;
    return CheckPattern(value, rule_.*kField);
  }

  Fault ReadConcepts(const Value& value) {
    if (Fault fault = ReadStrings<&RuleInfo::concepts>(value)) return fault;
    for (std::size_t i = 0; i < rule_.concepts.size(); ++i) {
      if (Fault fault = CheckPattern(ElementOf(value, i), rule_.concepts[i])) {
        return fault;
      }
    }
    return {};
  }

  template <auto kField, std::size_t kMin>
  Fault ReadCountAbove(const Value& value) {
    std::size_t count = 0;
    constexpr std::size_t kMax = std::numeric_limits<std::size_t>::max();
    if (Fault fault = ReadCount(value, kMin, kMax, &count)) return fault;
    rule_.*kField = count;
    return {};
  }

  template <bool RuleInfo::* kField>
  Fault ReadFlag(const Value& value) {
    const toml::value<bool>* flag = value.node.as_boolean();
    if (flag == nullptr) {
      return values_.At(value, Quoted(value.key) + " must be true or false");
    }
    rule_.*kField = flag->get();
    return {};
  }

  template <auto kField, const auto& kChoices>
  Fault ReadChoice(const Value& value) {
    const std::optional<std::string> name = value.node.value<std::string>();
    std::vector<std::string_view> names;
    for (const auto& choice : kChoices) {
      names.push_back(choice.name);
      if (name != choice.name) continue;
      rule_.*kField = choice.value;
      return {};
    }
    return values_.At(value,
                      Quoted(value.key) + " must be " + ListOf(names, "or"));
  }

  Fault ReadCount(const Value& value, std::size_t min, std::size_t max,
                  std::size_t* out) const;
  Fault CheckPattern(const Value& value, const std::string& pattern) const;

  ValueReader values_;
  std::string group_;
  const toml::table& table_;
  RuleInfo rule_;
  RulePlaces places_;
};

const RuleReader::Key RuleReader::kKeys[] = {
    {"id", &RuleReader::SkipId},
    {"why", &RuleReader::ReadString<&RuleInfo::why>},
    {"level", &RuleReader::ReadLevel},
    {"unit", &RuleReader::ReadChoice<&RuleInfo::unit, kUnits>},
    {"zone", &RuleReader::ReadChoice<&RuleInfo::zone, kZones>},
    {"action", &RuleReader::ReadChoice<&RuleInfo::action, kActions>},
    {"pattern", &RuleReader::ReadPattern<&RuleInfo::pattern>},
    {"unless", &RuleReader::ReadPattern<&RuleInfo::unless>},
    {"concepts", &RuleReader::ReadConcepts},
    {"need", &RuleReader::ReadCountAbove<&RuleInfo::need, 1>},
    {"max_chars", &RuleReader::ReadCountAbove<&RuleInfo::max_chars, 1>},
    {"min_before", &RuleReader::ReadCountAbove<&RuleInfo::min_before, 1>},
    {"max_after", &RuleReader::ReadCountAbove<&RuleInfo::max_after, 0>},
    {"alone", &RuleReader::ReadFlag<&RuleInfo::alone>},
    {"near", &RuleReader::ReadChoice<&RuleInfo::near_removal, kNear>},
    {"run", &RuleReader::ReadCountAbove<&RuleInfo::run, 2>},
    {"lang", &RuleReader::ReadLanguages},
    {"source", &RuleReader::ReadSources},
    {"remove", &RuleReader::ReadStrings<&RuleInfo::remove_examples>},
    {"keep", &RuleReader::ReadStrings<&RuleInfo::keep_examples>},
    {"override", &RuleReader::ReadFlag<&RuleInfo::overrides>},
};

std::vector<std::string_view> RuleReader::KeyNames() {
  std::vector<std::string_view> names;
  for (const Key& key : kKeys) names.push_back(key.name);
  return names;
}

Fault RuleReader::ReadId() {
  const toml::node* node = table_.get("id");
  if (node == nullptr) {
    return values_.At(PlaceOf(table_.source()), "a rule needs an \"id\"");
  }
  const Value value{"id", *node};
  std::string name;
  if (Fault fault = values_.ReadString(value, &name)) return fault;
  if (!IsName(name)) {
    return values_.At(value, Quoted(name) +
                                 " is no id: use a-z, 0-9 and \"-\", as in "
                                 "\"view-original\"");
  }
  rule_.id = group_ + "." + name;
  values_.set_rule(rule_.id);
  return {};
}

Fault RuleReader::ReadKeys() {
  std::vector<std::pair<const toml::key*, const toml::node*>> entries;
  for (const auto& [key, node] : table_) entries.emplace_back(&key, &node);
  std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
    const toml::source_position& a_begin = a.first->source().begin;
    const toml::source_position& b_begin = b.first->source().begin;
    return a_begin < b_begin;
  });
  for (const auto& [key, node] : entries) {
    const Key* known = std::find_if(
        std::begin(kKeys), std::end(kKeys),
        [&](const Key& candidate) { return candidate.name == key->str(); });
    if (known == std::end(kKeys)) return UnknownKey(*key);
    const Value value{known->name, *node};
    if (!node->is_array()) places_.Add(value.key, 0, value.place());
    if (Fault fault = (this->*known->read)(value)) return fault;
  }
  return {};
}

Fault RuleReader::UnknownKey(const toml::key& key) const {
  const std::string name(key.str());
  const Place place = PlaceOf(key.source());
  if (name == "group" || name == "retired" || name == "disable") {
    return values_.At(place,
                      Quoted(name) + " must stand before the first [[rule]]");
  }
  return values_.At(place, UnknownKeyFault(name, KeyNames()));
}

Fault RuleReader::ReadCount(const Value& value, std::size_t min,
                            std::size_t max, std::size_t* out) const {
  const toml::value<int64_t>* number = value.node.as_integer();
  if (number == nullptr) {
    return values_.At(value, Quoted(value.key) + " must be a whole number");
  }
  const int64_t count = number->get();
  if (count < 0 || static_cast<std::size_t>(count) < min) {
    return values_.At(
        value, Quoted(value.key) + " must be at least " + std::to_string(min));
  }
  if (static_cast<std::size_t>(count) > max) {
    return values_.At(
        value, Quoted(value.key) + " must be at most " + std::to_string(max));
  }
  *out = static_cast<std::size_t>(count);
  return {};
}

Fault RuleReader::CheckPattern(const Value& value,
                               const std::string& pattern) const {
  if (pattern.empty()) {
    return values_.At(value, Quoted(value.key) +
                                 " must not be empty: it would match all text");
  }
  if (IsPlain(pattern)) return {};
  const RE2 compiled(pattern, PatternOptions());
  if (compiled.ok()) return {};
  return values_.InString(value, FaultOffset(pattern, compiled),
                          "RE2 refuses this: " + compiled.error());
}

Fault RuleReader::CheckSelection() {
  const std::size_t concepts = rule_.concepts.size();
  if (rule_.pattern.empty() && concepts == 0) {
    return values_.At(places_.rule(),
                      "a rule needs a \"pattern\" or \"concepts\"");
  }
  if (rule_.need > concepts) {
    return values_.At(places_.Find("need"),
                      "\"need\" is " + std::to_string(rule_.need) +
                          ", but the rule has " + std::to_string(concepts) +
                          " concepts");
  }
  if (rule_.need == 0) rule_.need = concepts;
  return {};
}

// A span is searched in a window that every match fits into, so its length must
// have a bound; and there is nothing to cut, keep or count but the span.
Fault RuleReader::CheckSpan() const {
  if (rule_.unit != Unit::kSpan) return {};
  constexpr std::string_view kNotOfSpans[] = {"concepts", "alone", "run"};
  for (std::string_view key : kNotOfSpans) {
    if (!places_.Has(key)) continue;
    return values_.At(places_.Find(key), Quoted(key) +
                                             " is for lines and paragraphs, "
                                             "not for spans");
  }
  if (rule_.action != Action::kRemove) {
    return values_.At(places_.Find("action"),
                      "a span can only be removed; to keep or cut, take lines "
                      "or paragraphs");
  }
  const Value pattern{"pattern", *table_.get("pattern")};
  const PatternFacts facts = ExaminePattern(rule_.pattern);
  if (!facts.max_bytes) {
    return values_.InString(pattern, facts.unbounded_offset,
                            "a span must have a bounded length, but this can "
                            "run on; give it a bound, as in {0,20}");
  }
  if (*facts.max_bytes > kMaxSpanBytes) {
    return values_.At(pattern, "a span may be up to " +
                                   std::to_string(kMaxSpanBytes) +
                                   " bytes long; this can match " +
                                   std::to_string(*facts.max_bytes));
  }
  if (facts.can_be_empty) {
    return values_.At(pattern, "a span must not match the empty text");
  }
  return {};
}

// Protection depends on nothing but the line, so that no removal can lift it.
Fault RuleReader::CheckKeep() const {
  if (rule_.action != Action::kKeep) return {};
  constexpr std::string_view kNotOfKeep[] = {"zone",  "min_before", "max_after",
                                             "alone", "near",       "run"};
  for (std::string_view key : kNotOfKeep) {
    if (!places_.Has(key)) continue;
    return values_.At(places_.Find(key),
                      "a keep rule protects wherever it matches, so " +
                          Quoted(key) + " has no use");
  }
  return {};
}

// A cut takes text that the rule has never seen, so something must say how much
// stays, or how far it reaches.
Fault RuleReader::CheckCut() const {
  if (rule_.action == Action::kCutAfter && rule_.min_before == 0) {
    return values_.At(places_.Find("action"),
                      "a cut-after needs \"min_before\": how many characters "
                      "must stand before it");
  }
  if (rule_.action == Action::kCutBefore && rule_.zone != Zone::kHead) {
    return values_.At(places_.Find("action"),
                      "a cut-before needs zone = \"head\", so that it stays "
                      "near the beginning");
  }
  return {};
}

// ---------------------------------------------------------------------------
// Files

// "The Gull Post 1.2, CC0-1.0"
std::string TitleOf(const PackInfo& pack) {
  std::string title = pack.name;
  if (!pack.version.empty()) title += ' ' + pack.version;
  if (!pack.license.empty()) title += ", " + pack.license;
  return title;
}

class FileReader {
 public:
  FileReader(const Source& source, const toml::table& table)
      : source_(source), values_(source), table_(table) {}

  Result<RuleFile> Read() {
    if (Fault fault = CheckKeys()) return *std::move(fault);
    if (Fault fault = ReadGroup()) return *std::move(fault);
    if (Fault fault = ReadRetired()) return *std::move(fault);
    if (Fault fault = ReadPack()) return *std::move(fault);
    if (Fault fault = ReadDisabled()) return *std::move(fault);
    if (Fault fault = ReadSource()) return *std::move(fault);
    if (Fault fault = ReadRules()) return *std::move(fault);
    return std::move(file_);
  }

 private:
  Fault CheckKeys() const {
    constexpr std::string_view kKnown[] = {"group",  "retired", "pack",
                                           "source", "disable", "rule"};
    return CheckKeysOf(table_, kKnown);
  }

  // The first key, as the file has it, that is none of `known`.
  Fault CheckKeysOf(const toml::table& table,
                    std::span<const std::string_view> known) const {
    Fault first;
    for (const auto& [key, node] : table) {
      if (std::ranges::find(known, key.str()) != known.end()) continue;
      const Place place = PlaceOf(key.source());
      if (first && first->line <= place.line) continue;
      first = values_.At(place, UnknownKeyFault(key.str(), known));
    }
    return first;
  }

  Fault ReadGroup() {
    const toml::node* node = table_.get("group");
    if (node == nullptr) {
      return values_.At(Place(),
                        "a rule file needs a \"group\", as in group = "
                        "\"en.link\"");
    }
    const Value value{"group", *node};
    if (Fault fault = values_.ReadString(value, &file_.group)) return fault;
    if (IsGroup(file_.group)) return {};
    return values_.At(value, Quoted(file_.group) +
                                 " is no group: use names of a-z, 0-9 and "
                                 "\"-\" with dots between, as in \"en.link\"");
  }

  Fault ReadRetired() {
    const toml::node* node = table_.get("retired");
    if (node == nullptr) return {};
    const Value value{"retired", *node};
    if (Fault fault = values_.ReadStrings(value, &file_.retired)) return fault;
    for (std::size_t i = 0; i < file_.retired.size(); ++i) {
      std::string& name = file_.retired[i];
      if (!IsName(name)) {
        return values_.At(ElementOf(value, i),
                          Quoted(name) + " is no id of this group");
      }
      name = file_.group + "." + name;
    }
    return {};
  }

  Fault ReadPack() {
    const toml::node* node = table_.get("pack");
    if (node == nullptr) return {};
    const toml::table* table = node->as_table();
    if (table == nullptr) {
      return values_.At(PlaceOf(node->source()),
                        "a pack says what it is under [pack]");
    }
    constexpr std::string_view kKnown[] = {"name", "version", "license",
                                           "about"};
    if (Fault fault = CheckKeysOf(*table, kKnown)) return fault;
    PackInfo& pack = file_.pack.emplace();
    pack.place = PlaceOf(node->source());
    std::string* const kValues[] = {&pack.name, &pack.version, &pack.license,
                                    &pack.about};
    for (std::size_t i = 0; i < std::size(kKnown); ++i) {
      const toml::node* value = table->get(kKnown[i]);
      if (value == nullptr) continue;
      if (Fault fault = values_.ReadString({kKnown[i], *value}, kValues[i])) {
        return fault;
      }
    }
    return {};
  }

  Fault ReadDisabled() {
    const toml::node* node = table_.get("disable");
    if (node == nullptr) return {};
    const Value value{"disable", *node};
    std::vector<std::string> ids;
    if (Fault fault = values_.ReadStrings(value, &ids)) return fault;
    for (std::size_t i = 0; i < ids.size(); ++i) {
      file_.disable.push_back({std::move(ids[i]), ElementOf(value, i).place()});
    }
    return {};
  }

  Fault ReadSource() {
    const toml::node* node = table_.get("source");
    if (node == nullptr) return {};
    const Value value{"source", *node};
    if (Fault fault = values_.ReadStrings(value, &source_of_all_)) return fault;
    return CheckHosts(values_, value, source_of_all_);
  }

  Fault ReadRules() {
    const toml::node* node = table_.get("rule");
    if (node == nullptr) return {};
    const toml::array* rules = node->as_array();
    if (rules == nullptr || !rules->is_homogeneous<toml::table>()) {
      return values_.At(PlaceOf(node->source()),
                        "rules are written under [[rule]]");
    }
    for (const toml::node& rule : *rules) {
      if (Fault fault = ReadRule(*rule.as_table())) return fault;
    }
    return {};
  }

  Fault ReadRule(const toml::table& table) {
    RuleReader reader(source_, file_.group, table);
    if (Fault fault = reader.Read()) return fault;
    const std::string& id = reader.rule().id;
    const auto [first, is_new] = line_of_id_.emplace(id, reader.rule().line);
    if (!is_new) {
      return ErrorAt(
          source_, reader.places().Find("id"), id,
          "this id was used before, on line " + std::to_string(first->second));
    }
    if (!table.contains("source")) reader.rule().source = source_of_all_;
    if (file_.pack) reader.rule().pack = TitleOf(*file_.pack);
    file_.rules.push_back(std::move(reader.rule()));
    file_.places.push_back(std::move(reader.places()));
    return {};
  }

  const Source& source_;
  ValueReader values_;
  const toml::table& table_;
  std::unordered_map<std::string, std::size_t> line_of_id_;
  std::vector<std::string> source_of_all_;  // that name none of their own
  RuleFile file_;
};

// What toml++ would not say plainly.
Fault CheckBytes(const Source& source) {
  for (std::size_t at = 0; at < source.text.size();) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(source.text, &at);
    if (c == 0) {
      return ErrorAt(source, PlaceOfByte(source.text, begin), "",
                     "a rule file must not hold a NUL");
    }
    if (c == 0xFFFD && at - begin == 1) {
      return ErrorAt(source, PlaceOfByte(source.text, begin), "",
                     "a rule file must be UTF-8, and this byte is not");
    }
  }
  return {};
}

}  // namespace

bool RulePlaces::Has(std::string_view key) const {
  return std::ranges::find(values_, key, &Value::key) != values_.end();
}

Place RulePlaces::Find(std::string_view key, std::size_t index) const {
  for (const Value& value : values_) {
    if (value.key == key && value.index == index) return value.place;
  }
  return rule_;
}

Result<RuleFile> ParseRuleFile(const Source& source) {
  if (Fault fault = CheckBytes(source)) return *std::move(fault);
  const toml::parse_result parsed = toml::parse(source.text, source.name);
  if (!parsed) {
    return ErrorAt(source, PlaceOf(parsed.error().source()), "",
                   parsed.error().description());
  }
  return FileReader(source, parsed.table()).Read();
}

Error ErrorAt(const Source& source, std::size_t line, std::size_t column,
              std::string_view rule, std::string_view fault) {
  const std::string_view text = LineAt(source.text, line);
  const std::string number = std::to_string(line);
  std::string message = std::string(source.name) + ':' + number + ": ";
  if (!rule.empty()) message += std::string(rule) + ": ";
  message += Printable(fault);
  message += "\n  " + number + " | " + Printable(text);
  message += "\n  " + std::string(number.size(), ' ') + " | " +
             Blanks(text.substr(0, column - 1)) + '^';
  return {std::move(message), std::string(source.name), line};
}

Error ErrorAt(const Source& source, Place place, std::string_view rule,
              std::string_view fault) {
  const std::string_view line = LineAt(source.text, place.line);
  return ErrorAt(source, place.line, ByteColumn(line, place.column), rule,
                 fault);
}

Error ErrorInString(const Source& source, Place quote, std::size_t offset,
                    std::string_view rule, std::string_view fault) {
  const std::size_t begin = ByteOfPlace(source.text, quote);
  const std::string_view rest = source.text.substr(begin);
  const bool has_escapes = rest.starts_with('"');
  const bool is_multi_line =
      rest.starts_with("'''") || rest.starts_with("\"\"\"");
  std::size_t at = is_multi_line ? 3 : 1;
  // TOML drops a line break right behind the quotes, and CR LF counts as LF.
  if (is_multi_line && rest.substr(at).starts_with("\r\n")) ++at;
  if (is_multi_line && rest.substr(at).starts_with('\n')) ++at;
  for (; offset > 0 && at < rest.size(); --offset) {
    if (has_escapes && rest[at] == '\\') {
      return ErrorAt(source, quote, rule, fault);
    }
    at += rest.substr(at).starts_with("\r\n") ? 2 : 1;
  }
  return ErrorAt(source, PlaceOfByte(source.text, begin + at), rule, fault);
}

std::string_view NearestName(std::string_view name,
                             std::span<const std::string_view> names) {
  std::string_view nearest;
  std::size_t nearest_distance = name.size() / 3 + 2;  // further is no typo
  for (std::string_view candidate : names) {
    const std::size_t distance = EditDistance(name, candidate);
    if (distance >= nearest_distance) continue;
    nearest = candidate;
    nearest_distance = distance;
  }
  return nearest;
}

}  // namespace unboil
