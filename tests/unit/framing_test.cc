#include "io/framing.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace unboil {
namespace {

// An Input over the given bytes.
Input InputOf(std::string_view bytes) {
  std::string path = ::testing::TempDir() + "framing_test_XXXXXX";
  const int file = mkstemp(path.data());
  EXPECT_EQ(write(file, bytes.data(), bytes.size()),
            static_cast<ssize_t>(bytes.size()));
  close(file);
  Result<Input> input = Input::Open(path);
  unlink(path.c_str());
  return *std::move(input);
}

// The batches that are read `bytes` at a time, each with its frames as
// "text|end", so that a failure shows all of them.
std::vector<std::vector<std::string>> Batches(Input input,
                                              const Framing& framing,
                                              std::size_t bytes) {
  FrameReader reader(std::move(input));
  std::vector<std::vector<std::string>> batches;
  Batch batch;
  for (Result<bool> more = reader.Next(framing, bytes, &batch); more && *more;
       more = reader.Next(framing, bytes, &batch)) {
    batches.emplace_back();
    for (std::size_t i = 0; i < batch.size(); ++i) {
      batches.back().push_back(std::string(batch[i].text) + '|' +
                               std::string(batch[i].end));
    }
  }
  return batches;
}

std::vector<std::string> Frames(std::string_view bytes,
                                const Framing& framing) {
  std::vector<std::string> frames;
  for (const std::vector<std::string>& batch :
       Batches(InputOf(bytes), framing, kBatchBytes)) {
    frames.insert(frames.end(), batch.begin(), batch.end());
  }
  return frames;
}

using Texts = std::vector<std::string>;

struct FramingRow {
  const char* name;
  Framing framing;
  std::string_view bytes;
  Texts frames;
};

class FramingTable : public ::testing::TestWithParam<FramingRow> {};

TEST_P(FramingTable, Cuts) {
  EXPECT_EQ(Frames(GetParam().bytes, GetParam().framing), GetParam().frames);
}

using std::string_literals::operator""s;
using std::string_view_literals::operator""sv;

const Framing kWhole{Framing::Kind::kWhole, ""};
const Framing kLine{Framing::Kind::kLine, ""};
const Framing kNul{Framing::Kind::kNul, ""};
const Framing kDashes{Framing::Kind::kSeparator, "---"};
const Framing kEmptyLine{Framing::Kind::kSeparator, ""};

INSTANTIATE_TEST_SUITE_P(
    All, FramingTable,
    ::testing::Values(
        FramingRow{"WholeEmpty", kWhole, "", {"|"}},
        FramingRow{"Whole", kWhole, "a\n\0b"sv, {"a\n\0b|"s}},
        FramingRow{"LineEmpty", kLine, "", {}},
        FramingRow{"Lines", kLine, "a\r\n\nb\n", {"a\r|\n", "|\n", "b|\n"}},
        FramingRow{"LastLineOpen", kLine, "a\nb", {"a|\n", "b|"}},
        FramingRow{"Nul", kNul, "a\n\0\0b\0"sv, {"a\n|\0"s, "|\0"s, "b|\0"s}},
        FramingRow{"LastNulOpen", kNul, "a\0b"sv, {"a|\0"s, "b|"}},
        FramingRow{"Separator", kDashes, "a\n---\nb\n", {"a\n|---\n", "b\n|"}},
        FramingRow{
            "SeparatorCrLf", kDashes, "a\r\n---\r\nb", {"a\r\n|---\r\n", "b|"}},
        FramingRow{"SeparatorFirst", kDashes, "---\na\n", {"|---\n", "a\n|"}},
        FramingRow{"SeparatorLast", kDashes, "a\n---\n", {"a\n|---\n"}},
        FramingRow{"SeparatorLastOpen", kDashes, "a\n---", {"a\n|---"}},
        FramingRow{
            "SeparatorTwice", kDashes, "---\n---\n", {"|---\n", "|---\n"}},
        FramingRow{"AlmostSeparators",
                   kDashes,
                   "--- \n ---\n----\na---\n",
                   {"--- \n ---\n----\na---\n|"}},
        FramingRow{"EmptyLine", kEmptyLine, "a\n\nb\n", {"a\n|\n", "b\n|"}}),
    [](const ::testing::TestParamInfo<FramingRow>& row) {
      return row.param.name;
    });

TEST(FrameReader, PeekTakesNothing) {
  FrameReader reader(InputOf("one\ntwo\n"));
  ASSERT_EQ(*reader.PeekLine(), "one");
  ASSERT_EQ(*reader.PeekLine(), "one");
  Batch batch;
  ASSERT_TRUE(*reader.Next(kLine, 1, &batch));
  ASSERT_EQ(batch.size(), 2u);
  EXPECT_EQ(batch[0].text, "one");
  EXPECT_EQ(*reader.PeekLine(), "");
}

// What is written to a pipe is taken when it is there and whole: nobody waits
// for more than the bytes that were asked for.
TEST(FrameReader, TakesWhatIsThere) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const FileDescriptor from(ends[0]);
  const FileDescriptor to(ends[1]);
  const auto send = [&](std::string_view bytes) {
    ASSERT_EQ(write(to.number(), bytes.data(), bytes.size()),
              static_cast<ssize_t>(bytes.size()));
  };
  const std::string name = "/dev/fd/" + std::to_string(from.number());
  FrameReader reader(*Input::Open(name));
  Batch batch;
  send("one\ntwo\nthr");
  ASSERT_TRUE(*reader.Next(kLine, 1, &batch));
  ASSERT_EQ(batch.size(), 2u);
  EXPECT_EQ(batch[1].text, "two");
  send("ee\n");
  ASSERT_TRUE(*reader.Next(kLine, 1, &batch));
  ASSERT_EQ(batch.size(), 1u);
  EXPECT_EQ(batch[0].text, "three");
}

// Documents around the size of a read: every byte comes back, in order.
TEST(FrameReader, KeepsEveryByteOfLongDocuments) {
  std::mt19937 random(7);
  std::string bytes;
  for (int i = 0; i < 40; ++i) {
    bytes.append(random() % 600'000, static_cast<char>('a' + i % 26));
    bytes += '\n';
  }
  for (const Framing& framing : {kWhole, kLine, kNul, kDashes}) {
    std::string again;
    for (const std::string& frame : Frames(bytes, framing)) {
      const std::size_t bar = frame.rfind('|');
      again += frame.substr(0, bar) + frame.substr(bar + 1);
    }
    EXPECT_TRUE(again == bytes);
  }
}

// However a file is cut, no batch is much larger than it should be, unless a
// document is.
TEST(FrameReader, BatchesAreOfTheSizeAskedFor) {
  std::string bytes;
  for (int i = 0; i < 100'000; ++i) bytes += "some line of a file\n";
  const std::vector<std::vector<std::string>> batches =
      Batches(InputOf(bytes), kLine, kBatchBytes);
  EXPECT_EQ(batches.size(), bytes.size() / kBatchBytes + 1);
  for (const std::vector<std::string>& batch : batches) {
    EXPECT_LE(batch.size() * 20, kBatchBytes);
  }
}

}  // namespace
}  // namespace unboil
