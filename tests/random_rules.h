// Rules made at random, and texts that they may match; the same ones for the
// same seed.
//
//   RandomRules random(7);
//   const std::vector<RuleInfo> rules = random.Rules();
//   document.Parse(random.Text());
//
// An expression is made together with samples of what it matches:
//
//   \bvi(?:ew|a)? .{0,3}gate$      "view a gate", "vi gate", "via 7·gate"
//
// A text is put together from samples, whole or damaged, so that rules often
// match and more often nearly do.

#ifndef UNBOIL_TESTS_RANDOM_RULES_H_
#define UNBOIL_TESTS_RANDOM_RULES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "unboil/unboil.h"

namespace unboil {

class RandomRules {
 public:
  explicit RandomRules(std::uint64_t seed);

  // RE2 accepts the expressions, and they are as rule_file.h allows. They are
  // on, most of them.
  std::vector<RuleInfo> Rules();

  // Lines that may match the rules made last, or that were given.
  std::string Text();

  // Texts are made of `lines` from now on.
  void MakeTextsOf(std::span<const std::string> lines);

  // `text` with some bytes changed, unless chance wants it whole.
  std::string Damaged(std::string text);

  std::size_t Below(std::size_t bound) { return random_() % bound; }
  bool OneIn(std::size_t n) { return Below(n) == 0; }

 private:
  static constexpr std::size_t kSamples = 4;

  // Part of an expression, and texts that it matches where nothing is said of
  // what stands around them.
  struct Part {
    std::string pattern;
    std::array<std::string, kSamples> samples;

    void Append(const Part& next);
  };

  template <typename T>
  const T& Pick(const std::vector<T>& from) {
    return from[Below(from.size())];
  }

  std::string Word();
  std::string Words(std::size_t bytes);
  std::string Filler(std::size_t characters);

  std::string Escape(std::string_view literal);
  Part Literal();
  Part Group(Part part);
  Part Choice(int depth);
  Part Repeat(Part part, std::size_t min, std::size_t max, std::string counts);
  Part Repeated(int depth);
  Part Gap();
  Part Class();
  Part Assertion();
  Part Odd(int depth);
  Part Item(int depth);
  Part Sequence(int depth);
  Part Expression();
  Part AcceptedExpression(bool is_span);
  RuleInfo Rule();

  std::string Sample();
  std::string Line();
  std::string Wrapped();

  std::mt19937_64 random_;
  std::vector<std::string_view> words_;  // of the script that is written now

  // What texts are made of: samples, those of one rule together.
  std::vector<std::vector<std::string>> samples_;
};

}  // namespace unboil

#endif  // UNBOIL_TESTS_RANDOM_RULES_H_
