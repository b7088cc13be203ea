#include "cli/stats.h"

#include <gtest/gtest.h>

namespace unboil {
namespace {

TEST(Stats, OfPartsAddUpToThoseOfTheWhole) {
  std::vector<RuleInfo> rules(3);
  rules[0].id = "a.rare";
  rules[1].id = "a.silent";
  rules[2].id = "a.frequent";
  const std::vector<Removal> two = {{{0, 4}, 2, {}}, {{6, 9}, 0, {}}};
  const std::vector<Removal> one = {{{1, 3}, 2, {}}};
  const CleanedDocument first = {"x", "0123456789", two, false, rules};
  const CleanedDocument second = {"y", "0123456789", one, false, rules};
  const CleanedDocument third = {"z", "0123456789", {}, true, rules};

  Stats whole;
  whole.Add(first);
  whole.Add(second);
  whole.Add(third);
  whole.AddBadRecord();

  Stats part;
  part.Add(first);
  Stats other;
  other.Add(second);
  other.Add(third);
  other.AddBadRecord();
  part.Add(other);

  EXPECT_EQ(part.Format(rules), whole.Format(rules));
  EXPECT_EQ(whole.Format(rules),
            "documents  3, changed 2, refused 1, bad records 1\n"
            "bytes      30, removed 9 (30.0 %)\n"
            "\n"
            "removals      bytes  rule\n"
            "       2          6  a.frequent\n"
            "       1          3  a.rare\n");
}

}  // namespace
}  // namespace unboil
