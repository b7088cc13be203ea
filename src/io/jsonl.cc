#include "io/jsonl.h"

#include <simdjson.h>

#include <algorithm>
#include <utility>

#include "chars.h"
#include "io/block.h"
#include "slice.h"

namespace unboil {
namespace {

constexpr std::string_view kBlanks = " \t\r\n";

// A byte order mark before a record (a file made on Windows, or several of them
// joined) is no part of it.
std::size_t SkipMark(std::string_view line) {
  return line.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
}

// Walks over a record that simdjson has accepted, so nothing is checked twice.
class Walker {
 public:
  explicit Walker(std::string_view line) : line_(line), at_(SkipMark(line)) {}

  // The value of member number `member` of the record, as written.
  Range FindMember(std::size_t member) {
    SkipBlanks();
    ++at_;  // {
    for (std::size_t i = 0;; ++i) {
      SkipBlanks();
      SkipString();  // the key
      SkipBlanks();
      ++at_;  // :
      SkipBlanks();
      const std::size_t begin = at_;
      SkipValue();
      if (i == member) return {begin, at_};
      SkipBlanks();
      ++at_;  // ,
    }
  }

 private:
  void SkipBlanks() { at_ = line_.find_first_not_of(kBlanks, at_); }

  void SkipString() {
    ++at_;
    while (line_[at_] != '"') at_ += line_[at_] == '\\' ? 2 : 1;
    ++at_;
  }

  void SkipValue() {
    if (line_[at_] == '"') return SkipString();
    if (line_[at_] != '{' && line_[at_] != '[') {
      at_ = line_.find_first_of(" \t\r\n,}]", at_);
      return;
    }
    std::size_t depth = 0;
    do {
      at_ = line_.find_first_of("\"{}[]", at_);
      switch (line_[at_]) {
        case '"':
          SkipString();
          continue;
        case '{':
        case '[':
          ++depth;
          break;
        default:
          --depth;
      }
      ++at_;
    } while (depth > 0);
  }

  std::string_view line_;
  std::size_t at_;
};

// One character of a JSON string: its bytes in the line, and decoded.
struct Escape {
  std::size_t written;
  std::size_t decoded;
};

unsigned HexDigits(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) {
    value = value * 16 + (IsAsciiDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return value;
}

// REQUIRES: `text` begins with a valid escape.
Escape MeasureEscape(std::string_view text) {
  if (text[1] != 'u') return {2, 1};
  const unsigned unit = HexDigits(text.substr(2, 4));
  if (unit < 0x80) return {6, 1};
  if (unit < 0x800) return {6, 2};
  const bool is_surrogate = unit >= 0xD800 && unit < 0xE000;
  return is_surrogate ? Escape{12, 4} : Escape{6, 3};
}

// Goes through the inside of a JSON string, telling which written byte stands
// for which decoded one.
class StringMap {
 public:
  explicit StringMap(std::string_view written) : written_(written) {}

  // Where decoded byte `target` is written. Targets must not decrease.
  std::size_t Find(std::size_t target) {
    while (decoded_at_ < target) {
      if (written_[at_] == '\\') {
        const Escape escape = MeasureEscape(written_.substr(at_));
        at_ += escape.written;
        decoded_at_ += escape.decoded;
      } else {
        const std::size_t plain =
            std::min(written_.find('\\', at_), written_.size()) - at_;
        const std::size_t step = std::min(plain, target - decoded_at_);
        at_ += step;
        decoded_at_ += step;
      }
    }
    return at_;
  }

 private:
  std::string_view written_;
  std::size_t at_ = 0;
  std::size_t decoded_at_ = 0;
};

// Moves behind a number of JSON's grammar; does not move if there is none.
std::size_t EndOfNumber(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  const auto peek = [&] { return at < text.size() ? text[at] : '\0'; };
  const auto skip_digits = [&] {
    const std::size_t first = at;
    while (IsAsciiDigit(peek())) ++at;
    return at > first;
  };
  if (peek() == '-') ++at;
  if (peek() == '0') {
    ++at;
  } else if (!skip_digits()) {
    return begin;
  }
  if (peek() == '.') {
    ++at;
    if (!skip_digits()) return begin;
  }
  if (peek() == 'e' || peek() == 'E') {
    ++at;
    if (peek() == '+' || peek() == '-') ++at;
    if (!skip_digits()) return begin;
  }
  return at;
}

// simdjson refuses numbers that fit no machine type (30 digits, 1e400), though
// they are JSON. unboil never looks at a number, so 0 may stand in for them.
// What is no number of JSON's grammar stays, for simdjson to refuse.
void ReplaceNumbers(std::string* record) {
  std::size_t at = 0;
  while (at < record->size()) {
    const char c = (*record)[at];
    if (c == '"') {
      for (++at; at < record->size() && (*record)[at] != '"'; ++at) {
        if ((*record)[at] == '\\') ++at;
      }
      ++at;
    } else if (c == '-' || IsAsciiDigit(c)) {
      const std::size_t end = EndOfNumber(*record, at);
      if (end == at) return;
      record->replace(at, end - at, end - at, ' ');
      (*record)[at] = '0';
      at = end;
    } else {
      ++at;
    }
  }
}

std::string DescribeFault(simdjson::error_code code) {
  switch (code) {
    case simdjson::UTF8_ERROR:
      return "not UTF-8";
    case simdjson::STRING_ERROR:
      return "a string with a bad escape (half of a surrogate pair?)";
    case simdjson::DEPTH_ERROR:
      return "nested too deep";
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
      return "too large";
    default:
      return "not JSON";
  }
}

std::string_view StringOrNone(const simdjson::dom::element& value) {
  if (!value.is_string()) return {};
  return value.get_string();
}

std::string Quote(std::string_view field) {
  return '"' + std::string(field) + '"';
}

struct Member {
  simdjson::dom::element value;
  std::size_t place = 0;  // in the record, from 0
};

// Of a key that stands twice, the last.
struct Members {
  std::optional<Member> text;
  std::optional<Member> id;
  std::optional<Member> reference;
  std::optional<Member> keep;
  std::optional<Member> drop;
};

// nullopt: null. What is no string names as it is written.
std::optional<std::string> NameFrom(const Member& id, std::string_view line) {
  if (id.value.is_null()) return std::nullopt;
  if (id.value.is_string()) {
    return std::string(std::string_view(id.value.get_string()));
  }
  return std::string(Slice(line, Walker(line).FindMember(id.place)));
}

// The fault, empty if there is none.
std::string ReadString(const std::string& name,
                       const std::optional<Member>& member,
                       std::string_view* string) {
  if (!member) return "no field " + Quote(name);
  if (member->value.get(*string) == simdjson::SUCCESS) return "";
  return "field " + Quote(name) + " is no string";
}

// null leaves `*strings` as it is.
std::string ReadStrings(const std::string& name,
                        const std::optional<Member>& member,
                        std::optional<std::vector<std::string_view>>* strings) {
  if (!member) return "no field " + Quote(name);
  if (member->value.is_null()) return "";
  const std::string fault = "field " + Quote(name) + " is no array of strings";
  simdjson::dom::array array;
  if (member->value.get(array) != simdjson::SUCCESS) return fault;
  strings->emplace();
  for (const simdjson::dom::element value : array) {
    std::string_view string;
    if (value.get(string) != simdjson::SUCCESS) return fault;
    (*strings)->push_back(string);
  }
  return "";
}

}  // namespace

struct JsonlParser::Json {
  simdjson::dom::parser parser;
  std::string copy;  // of a record that cannot be parsed as it is

  simdjson::error_code Parse(std::string_view record,
                             simdjson::dom::object* object) {
    static_assert(Block::kPadding >= simdjson::SIMDJSON_PADDING);
    const simdjson::error_code fault = ParsePadded(record, object);
    if (fault == simdjson::SUCCESS) return fault;
    copy.assign(record);
    ReplaceNumbers(&copy);
    copy.append(simdjson::SIMDJSON_PADDING, ' ');
    return ParsePadded({copy.data(), record.size()}, object);
  }

  simdjson::error_code ParsePadded(std::string_view record,
                                   simdjson::dom::object* object) {
    return parser.parse(record.data(), record.size(), false).get(*object);
  }
};

JsonlParser::JsonlParser(JsonlFields fields)
    : fields_(std::move(fields)), json_(std::make_unique<Json>()) {}

JsonlParser::JsonlParser(JsonlParser&&) noexcept = default;
JsonlParser::~JsonlParser() = default;

JsonlRecord JsonlParser::Parse(std::string_view line) {
  JsonlRecord record;
  const std::string_view json = line.substr(SkipMark(line));
  const std::size_t first = json.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return record;

  record.kind = JsonlRecord::Kind::kBad;
  if (json[first] != '{') {
    record.fault = "not a JSON object";
    return record;
  }
  simdjson::dom::object object;
  const simdjson::error_code fault = json_->Parse(json, &object);
  if (fault != simdjson::SUCCESS) {
    record.fault = DescribeFault(fault);
    return record;
  }

  Members found;
  std::size_t member = 0;
  for (const simdjson::dom::key_value_pair field : object) {
    if (field.key == fields_.text) found.text = {field.value, member};
    if (field.key == fields_.id) found.id = {field.value, member};
    if (field.key == fields_.title) record.title = StringOrNone(field.value);
    if (field.key == fields_.source) record.source = StringOrNone(field.value);
    if (field.key == fields_.reference) found.reference = {field.value, member};
    if (field.key == fields_.keep) found.keep = {field.value, member};
    if (field.key == fields_.drop) found.drop = {field.value, member};
    ++member;
  }
  if (found.id) record.id = NameFrom(*found.id, line);
  if (!found.text) {
    record.fault = "no field " + Quote(fields_.text);
  } else if (found.text->value.is_null()) {
    record.kind = JsonlRecord::Kind::kNothing;
  } else {
    record.member = found.text->place;
    record.fault = ReadString(fields_.text, found.text, &record.text);
    if (record.fault.empty() && fields_.reference) {
      record.fault =
          ReadString(*fields_.reference, found.reference, &record.reference);
    }
    if (record.fault.empty() && fields_.keep) {
      std::optional<std::vector<std::string_view>> keep;
      record.fault = ReadStrings(*fields_.keep, found.keep, &keep);
      if (keep) record.keep = *std::move(keep);
    }
    if (record.fault.empty() && fields_.drop) {
      record.fault = ReadStrings(*fields_.drop, found.drop, &record.drop);
    }
    if (record.fault.empty()) record.kind = JsonlRecord::Kind::kText;
  }
  return record;
}

void AddCutLine(std::string_view line, std::size_t member,
                std::span<const Removal> removals, Pieces* pieces) {
  const Range value = Walker(line).FindMember(member);
  const std::size_t first = value.begin + 1;  // behind the quote
  StringMap map(line.substr(first, value.end - 1 - first));
  std::size_t kept = 0;
  for (const Removal& removal : removals) {
    const std::size_t begin = first + map.Find(removal.range.begin);
    pieces->Add(line.substr(kept, begin - kept));
    kept = first + map.Find(removal.range.end);
  }
  pieces->Add(line.substr(kept));
}

}  // namespace unboil
