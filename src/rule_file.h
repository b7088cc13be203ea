// Reads a rule file: TOML text in, rules out, or the first fault with its
// place.
//
//   rules/any/syndication.toml:12: any.syndication.view-original: unknown key
//   "patern"; did you mean "pattern"?
//     12 | patern = '''^view original$'''
//        | ^
//
// Refused here is what cannot be run safely; what is only bad style is for
// rule_check.h.

#ifndef UNBOIL_RULE_FILE_H_
#define UNBOIL_RULE_FILE_H_

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "unboil/unboil.h"

namespace unboil {

// A place in a rule file. Both count from 1; columns count code points.
struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};

// Where the values of one rule stand, for messages that point at them.
class RulePlaces {
 public:
  explicit RulePlaces(Place rule) : rule_(rule) {}

  // `key` must outlive this object. Elements of an array count from 0.
  void Add(std::string_view key, std::size_t index, Place place) {
    values_.push_back({key, index, place});
  }

  Place rule() const { return rule_; }

  bool Has(std::string_view key) const;

  // Of the value; of the rule where it has no such value.
  Place Find(std::string_view key, std::size_t index = 0) const;

 private:
  struct Value {
    std::string_view key;
    std::size_t index;
    Place place;
  };

  Place rule_;
  std::vector<Value> values_;
};

// What a pack says of itself: a rule file that one person gives to another.
struct PackInfo {
  std::string name;
  std::string version;
  std::string license;
  std::string about;
  Place place;  // of [pack]
};

// A rule id, or a pattern of ids, that a file switches off.
struct DisabledRules {
  std::string ids;
  Place place;
};

struct RuleFile {
  std::string group;
  std::optional<PackInfo> pack;
  std::vector<DisabledRules> disable;
  std::vector<RuleInfo> rules;
  std::vector<RulePlaces> places;    // of the rules, one each
  std::vector<std::string> retired;  // full ids that may never be used again
};

// Bytes: the longest match that a span rule may have (see docs/rules.md).
inline constexpr std::size_t kMaxSpanBytes = 1000;

// The Source is read during the call only.
Result<RuleFile> ParseRuleFile(const Source& source);

// An Error whose message is "file:line: rule: fault", the source line and a
// caret under its byte `column` (from 1). `rule` may be empty.
Error ErrorAt(const Source& source, std::size_t line, std::size_t column,
              std::string_view rule, std::string_view fault);

Error ErrorAt(const Source& source, Place place, std::string_view rule,
              std::string_view fault);

// The same for a fault inside a TOML string that starts at `quote`, at byte
// `offset` of its value. Where escapes make value and file differ, the caret
// stays at the quote.
Error ErrorInString(const Source& source, Place quote, std::size_t offset,
                    std::string_view rule, std::string_view fault);

// The name that `name` was most likely meant to be; empty if none is close.
std::string_view NearestName(std::string_view name,
                             std::span<const std::string_view> names);

}  // namespace unboil

#endif  // UNBOIL_RULE_FILE_H_
