// LazyRegex: an expression that is compiled when it is first asked for.
//
// Most rules never meet a text of their language, and compiling is most of the
// work of starting. REQUIRES of the pattern that RE2 accepts it: rule_file.h
// has seen to that, and tests have for the built-in rules.

#ifndef UNBOIL_LAZY_REGEX_H_
#define UNBOIL_LAZY_REGEX_H_

#include <re2/re2.h>

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "pattern_facts.h"

namespace unboil {

// Any number of threads may ask at once.
class LazyRegex {
 public:
  explicit LazyRegex(std::string pattern) : pattern_(std::move(pattern)) {}

  bool IsFoundIn(std::string_view text) const {
    return Get().Match(text, 0, text.size(), re2::RE2::UNANCHORED, nullptr, 0);
  }

 private:
  const re2::RE2& Get() const {
    std::call_once(once_, [this] {
      re_ = std::make_unique<re2::RE2>(pattern_, PatternOptions());
    });
    return *re_;
  }

  std::string pattern_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<re2::RE2> re_;
};

}  // namespace unboil

#endif  // UNBOIL_LAZY_REGEX_H_
