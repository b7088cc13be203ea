// LazyRegex: an expression that is compiled when it is first asked for.
//
// Most rules never meet a text of their language, and compiling is most of the
// work of starting. REQUIRES of the pattern that RE2 accepts it: rule_file.h
// has seen to that, and tests have for the built-in rules.

#ifndef UNBOIL_LAZY_REGEX_H_
#define UNBOIL_LAZY_REGEX_H_

#include <re2/re2.h>

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "pattern_syntax.h"
#include "unboil/unboil.h"

namespace unboil {

// Any number of threads may ask at once.
class LazyRegex {
 public:
  explicit LazyRegex(std::string pattern) : pattern_(std::move(pattern)) {}

  bool IsFoundIn(std::string_view text) const {
    return IsFoundIn(text, 0, text.size());
  }

  // Whether a match stands in bytes [begin, end) of `text`. What stands around
  // them counts for `\b`, `^` and `$`.
  bool IsFoundIn(std::string_view text, std::size_t begin,
                 std::size_t end) const {
    return Get().Match(text, begin, end, re2::RE2::UNANCHORED, nullptr, 0);
  }

  // The same, and where the first one stands.
  bool Find(std::string_view text, std::size_t begin, std::size_t end,
            Range* match) const {
    re2::StringPiece found;
    if (!Get().Match(text, begin, end, re2::RE2::UNANCHORED, &found, 1)) {
      return false;
    }
    match->begin = static_cast<std::size_t>(found.data() - text.data());
    match->end = match->begin + found.size();
    return true;
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
