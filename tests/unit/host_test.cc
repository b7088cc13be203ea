#include "host.h"

#include <gtest/gtest.h>

namespace unboil {
namespace {

TEST(Host, OfAUrl) {
  struct Row {
    std::string_view source;
    std::string_view host;
  };
  constexpr Row kRows[] = {
      {"example.com", "example.com"},
      {"Example.COM", "example.com"},
      {"example.com.", "example.com"},
      {"https://example.com", "example.com"},
      {"https://www.example.com/a/b", "www.example.com"},
      {"http://example.com:8080/a", "example.com"},
      {"http://user:word@example.com/@b", "example.com"},
      {"http://example.com?q=1", "example.com"},
      {"http://example.com#top", "example.com"},
      {"example.com/page", "example.com"},
      {"https://münchen.example/", "münchen.example"},
      {"", ""},
      {"https://", ""},
  };
  for (const Row& row : kRows) EXPECT_EQ(HostOf(row.source), row.host);
}

TEST(Host, IsWithinItselfAndWhatIsAboveIt) {
  EXPECT_TRUE(IsWithin("example.com", "example.com"));
  EXPECT_TRUE(IsWithin("a.b.example.com", "example.com"));
  EXPECT_FALSE(IsWithin("example.com", "www.example.com"));
  EXPECT_FALSE(IsWithin("badexample.com", "example.com"));
  EXPECT_FALSE(IsWithin("example.com.org", "example.com"));
  EXPECT_FALSE(IsWithin("", "example.com"));
}

}  // namespace
}  // namespace unboil
