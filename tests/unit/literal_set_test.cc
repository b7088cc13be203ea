#include "literal_set.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

using Ids = std::vector<int>;

Ids Find(const LiteralSet& set, std::string_view text) {
  Ids ids = {-1};  // must be replaced
  set.Find(text, &ids);
  return ids;
}

TEST(LiteralSetTest, FindsWhatOccurs) {
  const LiteralSet set({"original", "third part", "ver", "ori", "ver"});
  EXPECT_EQ(Find(set, "view original"), (Ids{0, 3}));
  EXPECT_EQ(Find(set, "ver ver"), (Ids{2, 4}));
  EXPECT_EQ(Find(set, "third part"), (Ids{1}));
  EXPECT_EQ(Find(set, "thir"), Ids{});
  EXPECT_EQ(Find(set, "ve"), Ids{});
  EXPECT_EQ(Find(set, ""), Ids{});
}

TEST(LiteralSetTest, MayBeEmpty) {
  EXPECT_EQ(Find(LiteralSet(), "text"), Ids{});
  EXPECT_EQ(Find(LiteralSet(std::vector<std::string>()), "text"), Ids{});
}

// Few different bytes, so that literals share beginnings and occur often; all
// kinds of them, NUL and bytes above 0x7F among them.
TEST(LiteralSetTest, AgreesWithStringFind) {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    const unsigned alphabet = 1 + random() % 5;
    const unsigned char base = static_cast<unsigned char>(random() % 256);
    const auto text = [&](std::size_t size) {
      std::string bytes(size, '\0');
      for (char& byte : bytes) {
        byte = static_cast<char>(base + 50 * (random() % alphabet));
      }
      return bytes;
    };
    std::vector<std::string> literals;
    for (unsigned n = random() % 200; n > 0; --n) {
      literals.push_back(text(LiteralSet::kMinLength + random() % 6));
    }
    const LiteralSet set(literals);
    for (int i = 0; i < 20; ++i) {
      const std::string haystack = text(random() % 60);
      Ids expected;
      for (std::size_t id = 0; id < literals.size(); ++id) {
        if (haystack.find(literals[id]) != std::string::npos) {
          expected.push_back(static_cast<int>(id));
        }
      }
      ASSERT_EQ(Find(set, haystack), expected);
    }
  }
}

// More literals than the hash has values.
TEST(LiteralSetTest, HoldsVeryMany) {
  std::vector<std::string> literals;
  for (int i = 0; i < 100000; ++i) {
    literals.push_back("x" + std::to_string(1000000 + i * 7));
    literals.back() = literals.back().substr(3) + literals.back();
  }
  const LiteralSet set(literals);
  for (int i = 0; i < 100000; i += 997) {
    EXPECT_EQ(Find(set, literals[i]), (Ids{i})) << literals[i];
  }
}

}  // namespace
}  // namespace unboil
