#include "io/block.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>

namespace unboil {
namespace {

TEST(Block, KeepsItsBytesWhileItGrows) {
  Block block;
  std::string expected;
  for (int i = 0; i < 24; ++i) {
    const std::string more((std::size_t{1} << i) - 1,
                           static_cast<char>('a' + i % 26));
    block.Append(more);
    expected += more;
    ASSERT_TRUE(block.bytes() == expected) << i;
  }
}

TEST(Block, PaddingMayBeRead) {
  Block block;
  block.Reserve(4096);
  block.Append(std::string(4096, 'a'));
  ASSERT_EQ(block.Room(), 0u);
  char sum = 0;
  for (std::size_t i = 0; i < Block::kPadding; ++i) sum |= block.end()[i];
  EXPECT_EQ(sum, 0);
}

TEST(Block, ClearKeepsTheMemory) {
  Block block;
  block.Append("abc");
  const std::size_t capacity = block.capacity();
  block.Clear();
  EXPECT_EQ(block.bytes(), "");
  EXPECT_EQ(block.capacity(), capacity);
}

TEST(Block, MovesItsBytes) {
  Block block;
  block.Append("abc");
  const std::string_view bytes = block.bytes();
  Block other(std::move(block));
  EXPECT_EQ(other.bytes().data(), bytes.data());
  Block third;
  third.Append("d");
  third = std::move(other);
  EXPECT_EQ(third.bytes(), "abc");
}

}  // namespace
}  // namespace unboil
