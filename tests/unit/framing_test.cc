#include "io/framing.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <random>
#include <string>
#include <string_view>
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

// Frames as "text|end", so that a failure shows all of them.
std::vector<std::string> Frames(std::string_view bytes,
                                const Framing& framing) {
  FrameReader reader(InputOf(bytes));
  std::vector<std::string> frames;
  Frame frame;
  for (Result<bool> more = reader.Next(framing, &frame); more && *more;
       more = reader.Next(framing, &frame)) {
    frames.push_back(std::string(frame.text) + '|' + std::string(frame.end));
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
  Frame frame;
  ASSERT_TRUE(*reader.Next(kLine, &frame));
  EXPECT_EQ(frame.text, "one");
  EXPECT_EQ(*reader.PeekLine(), "two");
}

// Documents around the size of the buffer: every byte comes back, in order.
TEST(FrameReader, KeepsEveryByteOfLongDocuments) {
  std::mt19937 random(7);
  std::string bytes;
  for (int i = 0; i < 40; ++i) {
    bytes.append(random() % 200'000, static_cast<char>('a' + i % 26));
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

}  // namespace
}  // namespace unboil
