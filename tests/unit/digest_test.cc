#include "corpus/digest.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

std::string DigestOfCorpus(const std::vector<std::string_view>& documents) {
  CorpusDigest corpus;
  for (const std::string_view document : documents) {
    corpus.Add(DigestOf(document));
  }
  return corpus.Text();
}

TEST(DigestText, Is32HexadecimalDigits) {
  EXPECT_EQ(DigestText(Digest{0x00, 0x0F, 0xF0, 0xFF}),
            "000ff0ff000000000000000000000000");
}

// Saved baselines hold these: another answer would refuse all of them.
TEST(DigestOf, IsTheSameOnEveryMachineAndInEveryVersion) {
  EXPECT_EQ(DigestText(DigestOf("")), "43a7cdf6ba76c2dba4ac1b8610ed2e79");
  EXPECT_EQ(DigestText(DigestOf("A story.\n", {"Head", "example.org"})),
            "c813840e785e82217d795d10d7f7f28b");
  // XXH3's own, of no byte.
  EXPECT_EQ(DigestOfCorpus({}), "99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(DigestOfCorpus({"a", "b"}), "8decaa7409e261a6c717d355e09731f8");
}

TEST(DigestOf, DiffersWithEachByteOfTextTitleAndSource) {
  const Digest digest = DigestOf("text", {"title", "source"});
  EXPECT_EQ(digest, DigestOf("text", {"title", "source"}));
  EXPECT_NE(digest, DigestOf("texu", {"title", "source"}));
  EXPECT_NE(digest, DigestOf("text\n", {"title", "source"}));
  EXPECT_NE(digest, DigestOf("text", {"Title", "source"}));
  EXPECT_NE(digest, DigestOf("text", {"title", "source2"}));
  EXPECT_NE(digest, DigestOf("text"));
}

TEST(DigestOf, KnowsWhereAPartEnds) {
  EXPECT_NE(DigestOf("ab"), DigestOf("a", {"b", ""}));
  EXPECT_NE(DigestOf("", {"ab", ""}), DigestOf("", {"a", "b"}));
  EXPECT_NE(DigestOf("", {"a", ""}), DigestOf("", {"", "a"}));
  EXPECT_NE(DigestOf("1:", {"", ""}), DigestOf("", {"1:", ""}));
  EXPECT_NE(DigestOf("0:"), DigestOf(""));
  const std::string_view one[] = {"ab"};
  const std::string_view two[] = {"a", "b"};
  EXPECT_NE(DigestOf(one), DigestOf(two));
}

TEST(CorpusDigest, DiffersWithDocumentsAndTheirOrder) {
  const std::string digest = DigestOfCorpus({"a", "b"});
  EXPECT_EQ(digest, DigestOfCorpus({"a", "b"}));
  EXPECT_NE(digest, DigestOfCorpus({"b", "a"}));
  EXPECT_NE(digest, DigestOfCorpus({"a"}));
  EXPECT_NE(digest, DigestOfCorpus({"a", "b", ""}));
  EXPECT_NE(digest, DigestOfCorpus({"ab"}));
}

TEST(CorpusDigest, MayBeAskedOnTheWay) {
  CorpusDigest corpus;
  corpus.Add(DigestOf("a"));
  EXPECT_EQ(corpus.Text(), DigestOfCorpus({"a"}));
  corpus.Add(DigestOf("b"));
  EXPECT_EQ(corpus.Text(), DigestOfCorpus({"a", "b"}));
  const CorpusDigest moved = std::move(corpus);
  EXPECT_EQ(moved.Text(), DigestOfCorpus({"a", "b"}));
}

}  // namespace
}  // namespace unboil
