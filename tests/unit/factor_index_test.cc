#include "factor_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

class BuiltIndex {
 public:
  explicit BuiltIndex(const std::vector<Factors>& sets) {
    ImageWriter image;
    FactorIndex::Build(sets, &image);
    image_ = std::move(image).Finish();
    ImageReader reader(image_);
    index_.emplace(&reader);
  }
  const FactorIndex& index() const { return *index_; }

 private:
  std::vector<std::uint64_t> image_;
  std::optional<FactorIndex> index_;
};

// What is found in `text`, taken as one line, as "set@begin" in order.
std::string Find(const BuiltIndex& built, std::string_view text) {
  const FactorIndex& index = built.index();
  const std::string padded =
      std::string(text) + std::string(FactorIndex::kMargin, '#');
  const std::string_view key = std::string_view(padded).substr(0, text.size());
  std::vector<std::string> shown;
  std::vector<std::uint32_t> at_begin;
  index.FindAtBegin(key, &at_begin);
  for (std::uint32_t set : at_begin) {
    shown.push_back(std::to_string(set) + "@^");
  }
  std::vector<FactorIndex::Found> found;
  index.FindIn(key, &found);
  for (const FactorIndex::Found& f : found) {
    if (!FitsAt(f.bounds, key, f.begin, f.end)) continue;
    shown.push_back(std::to_string(f.set) + "@" + std::to_string(f.begin));
  }
  std::sort(shown.begin(), shown.end());
  std::string all;
  for (const std::string& s : shown) all += (all.empty() ? "" : " ") + s;
  return all;
}

Factors AnyOf(std::vector<Factor> factors) {
  return {std::move(factors), false};
}

TEST(FactorIndexTest, FindsFactorsOfEveryLengthAnywhere) {
  const std::vector<Factors> sets = {
      AnyOf({{"agb"}}),       AnyOf({{"zeit"}}),
      AnyOf({{"legal"}}),     AnyOf({{"rights"}, {"reserved"}}),
      AnyOf({{"copyright"}}), AnyOf({{"all rights reserved"}})};
  const BuiltIndex index(sets);
  EXPECT_EQ(Find(index, "agb zeit legal rights copyright"),
            "0@0 1@4 2@9 3@15 4@22");
  EXPECT_EQ(Find(index, "all rights reserved"), "3@11 3@4 5@0");
  EXPECT_EQ(Find(index, "ag bzei tlega"), "");
  EXPECT_EQ(Find(index, ""), "");
}

TEST(FactorIndexTest, KnowsBeginAndEnd) {
  const std::vector<Factors> sets = {AnyOf({{"view original", {true, true}}}),
                                     AnyOf({{"view", {true, false}}}),
                                     AnyOf({{"original", {false, true}}}),
                                     AnyOf({{"-", {true, false}}}),
                                     AnyOf({{"©", {true, false}}}),
                                     AnyOf({{"a", {true, true}}})};
  const BuiltIndex index(sets);
  EXPECT_EQ(Find(index, "view original"), "0@^ 1@^ 2@5");
  EXPECT_EQ(Find(index, "view original text"), "1@^");
  EXPECT_EQ(Find(index, "my view"), "");
  EXPECT_EQ(Find(index, "- © a"), "3@^");
  EXPECT_EQ(Find(index, "©"), "4@^");
  EXPECT_EQ(Find(index, "a"), "5@^");
}

TEST(FactorIndexTest, MayBeEmpty) {
  EXPECT_EQ(Find(BuiltIndex({}), "text"), "");
  EXPECT_EQ(Find(BuiltIndex(std::vector<Factors>(3)), "text"), "");
}

// Few different bytes, so that factors share beginnings and occur often; all
// kinds of them, NUL and bytes above 0x7F among them. Texts are longer than a
// block of the sweep.
TEST(FactorIndexTest, AgreesWithStringFind) {
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
    std::vector<Factors> sets;
    for (unsigned n = random() % 200; n > 0; --n) {
      const std::size_t size = kShortestFactor + random() % 20;
      sets.push_back(
          AnyOf({{text(size), {random() % 3 == 0, random() % 3 == 0}}}));
    }
    const BuiltIndex index(sets);
    for (int i = 0; i < 20; ++i) {
      const std::string haystack = text(i == 0 ? 1500 : random() % 60);
      std::vector<std::string> expected;
      for (std::size_t set = 0; set < sets.size(); ++set) {
        const Factor& factor = sets[set].any_of[0];
        std::size_t at = haystack.find(factor.text);
        for (; at != std::string::npos;
             at = haystack.find(factor.text, at + 1)) {
          if (factor.bounds.at_begin && at > 0) break;
          if (factor.bounds.at_end &&
              at + factor.text.size() != haystack.size()) {
            continue;
          }
          expected.push_back(
              std::to_string(set) +
              (factor.bounds.at_begin ? "@^" : "@" + std::to_string(at)));
        }
      }
      std::sort(expected.begin(), expected.end());
      std::string all;
      for (const std::string& s : expected) all += (all.empty() ? "" : " ") + s;
      ASSERT_EQ(Find(index, haystack), all);
    }
  }
}

// More factors than the filters have bits.
TEST(FactorIndexTest, HoldsVeryMany) {
  std::vector<Factors> sets;
  for (int i = 0; i < 100000; ++i) {
    const std::string digits = std::to_string(1000000 + i * 7);
    sets.push_back(AnyOf({{digits.substr(2) + "x" + digits}}));
  }
  const BuiltIndex index(sets);
  for (std::size_t i = 0; i < sets.size(); i += 997) {
    EXPECT_EQ(Find(index, sets[i].any_of[0].text), std::to_string(i) + "@0");
  }
}

}  // namespace
}  // namespace unboil
