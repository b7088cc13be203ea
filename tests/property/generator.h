// Documents and rule files made at random, the same ones for the same seed.
//
//   Generator generator(7);
//   generator.Document()   a post whose body stands twice, say, with some bytes
//                          changed afterwards
//   generator.RuleFile()   rules that find something in such posts
//
// Random bytes alone would test little: no rule matches them and nothing in
// them stands twice. So documents are put together from what unboil is about,
// and only then damaged.

#ifndef UNBOIL_TESTS_PROPERTY_GENERATOR_H_
#define UNBOIL_TESTS_PROPERTY_GENERATOR_H_

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "unboil/unboil.h"

namespace unboil {

class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  std::string Document();

  // TOML that RuleSet::Parse accepts.
  std::string RuleFile();

  Options RandomOptions();

  // The headline of the last document; as often as not a caller knows it.
  const std::string& headline() const { return headline_; }

  std::size_t Below(std::size_t bound) { return random_() % bound; }
  bool OneIn(std::size_t n) { return Below(n) == 0; }

 private:
  struct Script {
    std::vector<std::string_view> words;
    std::string_view between;  // words
    std::string_view stop;
  };
  static const std::vector<Script>& Scripts();

  template <typename T>
  const T& Pick(const std::vector<T>& from) {
    return from[Below(from.size())];
  }

  std::string Words(const Script& script, std::size_t count);
  std::string Paragraph(const Script& script);
  std::string Headline(const Script& script);
  std::string SmallLine(const Script& script);

  // A copy of `body` as another page would show it.
  std::vector<std::string> CopyOf(const std::vector<std::string>& body);
  std::string EditWords(std::string_view paragraph);
  std::string Wrap(std::string_view paragraph, std::size_t columns);

  std::vector<std::string> Blocks();
  std::string Join(const std::vector<std::string>& blocks);
  void Damage(std::string* text);
  void DamageOnce(std::string* text);
  std::string AsUtf16(std::string_view text);

  std::string Pattern();
  std::string Rule(std::size_t number);
  std::string SpanRule();
  std::string KeepRule();
  std::string CutRule();
  std::string RemoveRule();
  std::string Selection();
  std::string Guards();

  std::mt19937 random_;
  std::string headline_;
};

}  // namespace unboil

#endif  // UNBOIL_TESTS_PROPERTY_GENERATOR_H_
