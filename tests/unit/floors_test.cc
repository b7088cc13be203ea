#include "corpus/floors.h"

#include <gtest/gtest.h>

#include <cmath>

namespace unboil {
namespace {

constexpr std::string_view kFile =
    "{\n"
    "  \"clean.jsonl\": {\n"
    "    \"corpus\": \"6f1c\",\n"
    "    \"f1\": 0.99,\n"
    "    \"harmless\": 1\n"
    "  },\n"
    "  \"posts.jsonl\": {\n"
    "    \"corpus\": \"90ab\",\n"
    "    \"precision\": 0.00001\n"
    "  }\n"
    "}\n";

Floors Read(std::string_view text) {
  Result<Floors> floors = Floors::Parse({"floors.json", text});
  EXPECT_TRUE(floors) << floors.error().message;
  return *std::move(floors);
}

ScoredSet Clean(std::vector<NamedFigure> figures) {
  return {"clean.jsonl", "6f1c", std::move(figures)};
}

// The sentences, or that of the Error.
std::string Held(const ScoredSet& set) {
  const Result<std::vector<std::string>> low = Read(kFile).Hold(set);
  if (!low) return low.error().message;
  std::string joined;
  for (const std::string& sentence : *low) joined += sentence + '\n';
  return joined;
}

TEST(FloorsTest, AFileIsWrittenAsItWasRead) {
  EXPECT_EQ(Read(kFile).Format(), kFile);
  EXPECT_EQ(Read("{}").Format(), "{}\n");
  EXPECT_EQ(Floors("floors.json").Format(), "{}\n");
}

TEST(FloorsTest, NumbersStayAsTheyAre) {
  for (const std::string_view number :
       {"0", "1", "0.1", "0.00001", "0.123456789"}) {
    const std::string file =
        "{\n  \"a\": {\n    \"corpus\": \"1\",\n    \"f1\": " +
        std::string(number) + "\n  }\n}\n";
    EXPECT_EQ(Read(file).Format(), file);
  }
  const std::string smallest =
      Read(R"({"a": {"corpus": "1", "f1": 5e-324}})").Format();
  EXPECT_EQ(Read(smallest).Format(), smallest);
}

TEST(FloorsTest, SetsStandInOrderOfTheirNames) {
  EXPECT_EQ(Read(R"({"b": {"f1": 0.500, "corpus": "2"},
                     "a\"": {"corpus": "1"}})")
                .Format(),
            "{\n"
            "  \"a\\\"\": {\n"
            "    \"corpus\": \"1\"\n"
            "  },\n"
            "  \"b\": {\n"
            "    \"corpus\": \"2\",\n"
            "    \"f1\": 0.5\n"
            "  }\n"
            "}\n");
}

TEST(FloorsTest, HoldNamesWhatIsBelow) {
  EXPECT_EQ(Held(Clean({{"f1", 0.99}, {"harmless", 1}})), "");
  EXPECT_EQ(Held(Clean({{"harmless", 1}, {"kept", 0}, {"f1", 1}})), "");
  EXPECT_EQ(Held(Clean({{"f1", 0.9899999}, {"harmless", 0}})),
            "clean.jsonl: f1 is 0.98999, below its floor of 0.99\n"
            "clean.jsonl: harmless is 0, below its floor of 1\n");
}

TEST(FloorsTest, HoldSaysWhyNothingCanBeSaid) {
  EXPECT_EQ(Held({"new.jsonl", "6f1c", {}}),
            "floors.json: no floors for \"new.jsonl\"; --update-floor adds "
            "them");
  EXPECT_EQ(Held({"clean.jsonl", "77", {{"f1", 1}, {"harmless", 1}}}),
            "floors.json: \"clean.jsonl\": the floors are of other documents "
            "(6f1c, these are 77); --update-floor --allow-lower replaces them");
  EXPECT_EQ(Held(Clean({{"f1", 1}})),
            "floors.json: \"clean.jsonl\": harmless has a floor but was not "
            "measured");
}

TEST(FloorsTest, LiftRaisesAndAddsAndLowersNothing) {
  Floors floors = Read(kFile);
  EXPECT_FALSE(floors.Lift(
      Clean({{"kept", 0.123456}, {"harmless", 1}, {"f1", 0.9999999}}), false));
  EXPECT_FALSE(floors.Lift({"new.jsonl", "11", {{"f1", 0.5}}}, false));
  EXPECT_EQ(floors.Format(),
            "{\n"
            "  \"clean.jsonl\": {\n"
            "    \"corpus\": \"6f1c\",\n"
            "    \"f1\": 0.99999,\n"
            "    \"harmless\": 1,\n"
            "    \"kept\": 0.12345\n"
            "  },\n"
            "  \"new.jsonl\": {\n"
            "    \"corpus\": \"11\",\n"
            "    \"f1\": 0.5\n"
            "  },\n"
            "  \"posts.jsonl\": {\n"
            "    \"corpus\": \"90ab\",\n"
            "    \"precision\": 0.00001\n"
            "  }\n"
            "}\n");
}

TEST(FloorsTest, AFloorWithMorePlacesIsNotRoundedDown) {
  Floors floors =
      Read(R"({"clean.jsonl": {"corpus": "6f1c", "f1": 0.9900042}})");
  const std::string before = floors.Format();
  EXPECT_FALSE(floors.Lift(Clean({{"f1", 0.9900043}}), false));
  EXPECT_EQ(floors.Format(), before);
}

TEST(FloorsTest, LiftRefusesToLower) {
  struct Row {
    ScoredSet set;
    std::string_view message;
  };
  const Row kRows[] = {
      {Clean({{"f1", 1}, {"harmless", 0.99}}),
       "floors.json: \"clean.jsonl\": harmless is 0.99, below its floor of 1; "
       "--allow-lower lowers it"},
      {Clean({{"f1", 1}}),
       "floors.json: \"clean.jsonl\": harmless has a floor but was not "
       "measured"},
      {{"clean.jsonl", "77", {{"f1", 1}, {"harmless", 1}}},
       "floors.json: \"clean.jsonl\": the floors are of other documents "
       "(6f1c, these are 77); --update-floor --allow-lower replaces them"},
  };
  for (const Row& row : kRows) {
    Floors floors = Read(kFile);
    const std::optional<Error> error = floors.Lift(row.set, false);
    ASSERT_TRUE(error) << row.message;
    EXPECT_EQ(error->message, row.message);
    EXPECT_EQ(error->file, "floors.json");
    EXPECT_EQ(floors.Format(), kFile);
  }
}

TEST(FloorsTest, LiftLowersWhatItMay) {
  Floors floors = Read(kFile);
  EXPECT_FALSE(floors.Lift({"posts.jsonl", "77", {{"recall", 0.25}}}, true));
  EXPECT_FALSE(floors.Lift(Clean({{"f1", 0.5}, {"harmless", 1}}), true));
  EXPECT_EQ(floors.Format(),
            "{\n"
            "  \"clean.jsonl\": {\n"
            "    \"corpus\": \"6f1c\",\n"
            "    \"f1\": 0.5,\n"
            "    \"harmless\": 1\n"
            "  },\n"
            "  \"posts.jsonl\": {\n"
            "    \"corpus\": \"77\",\n"
            "    \"recall\": 0.25\n"
            "  }\n"
            "}\n");
}

// Also through the file, whatever the figure's last digits.
TEST(FloorsTest, AFigureHoldsTheFloorThatItSet) {
  for (int i = 0; i <= 100000; ++i) {
    const double value = i / 1e5;
    const double below = std::nextafter(value, 0.0);
    for (const double figure : {value, below, value / 3}) {
      Floors floors("floors.json");
      const ScoredSet set = {"s", "1", {{"f1", figure}}};
      EXPECT_FALSE(floors.Lift(set, false));
      const Result<std::vector<std::string>> low =
          i % 100 == 0 ? Read(floors.Format()).Hold(set) : floors.Hold(set);
      ASSERT_TRUE(low);
      EXPECT_TRUE(low->empty()) << low->front();
    }
  }
}

TEST(FloorsTest, FaultsNameFileAndPlace) {
  struct Row {
    std::string_view text;
    std::string_view message;
  };
  const Row kRows[] = {
      {"", "floors.json: not JSON"},
      {"{\"a\": ", "floors.json: not JSON"},
      {"{\"\xFF\": {}}", "floors.json: not UTF-8"},
      {"[]", "floors.json: not a JSON object"},
      {R"({"a": 1})", "floors.json: \"a\": not an object"},
      {R"({"a": {}})", "floors.json: \"a\": no \"corpus\""},
      {R"({"a": {"corpus": 1}})",
       "floors.json: \"a\": \"corpus\" is no string"},
      {R"({"a": {"corpus": "1", "f1": "0.5"}})",
       "floors.json: \"a\": \"f1\" is no number from 0 to 1"},
      {R"({"a": {"corpus": "1", "f1": null}})",
       "floors.json: \"a\": \"f1\" is no number from 0 to 1"},
      {R"({"a": {"corpus": "1", "f1": 1.00001}})",
       "floors.json: \"a\": \"f1\" is no number from 0 to 1"},
      {R"({"a": {"corpus": "1", "f1": -0.5}})",
       "floors.json: \"a\": \"f1\" is no number from 0 to 1"},
      {R"({"a": {"corpus": "1", "f1": 1, "f1": 0}})",
       "floors.json: \"a\": \"f1\" stands twice"},
      {R"({"a": {"corpus": "1", "corpus": "1"}})",
       "floors.json: \"a\": \"corpus\" stands twice"},
      {R"({"a": {"corpus": "1"}, "a": {"corpus": "1"}})",
       "floors.json: \"a\" stands twice"},
  };
  for (const Row& row : kRows) {
    const Result<Floors> floors = Floors::Parse({"floors.json", row.text});
    ASSERT_FALSE(floors) << row.text;
    EXPECT_EQ(floors.error().message, row.message);
    EXPECT_EQ(floors.error().file, "floors.json");
  }
}

}  // namespace
}  // namespace unboil
