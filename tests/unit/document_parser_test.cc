#include "io/document_parser.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace unboil {
namespace {

using Kind = JsonlRecord::Kind;

Batch BatchOf(const Origin& origin, const std::vector<std::string>& frames) {
  Batch batch(origin);
  for (const std::string& frame : frames) {
    batch.block().Append(frame + '\n');
    batch.Cut(frame.size(), 1);
  }
  return batch;
}

JsonlFields SomeFields() {
  JsonlFields fields;
  fields.title = "head";
  fields.source = "url";
  fields.id = "id";
  return fields;
}

TEST(DocumentParser, ATextIsAllOfItsFrame) {
  const Batch batch = BatchOf({"a.txt", false, false, 1}, {"{\"text\":\"b\"}"});
  DocumentParser parser(SomeFields(), {"Title", "example.org"});
  const InputDocument document = parser.Parse(batch, 0);
  EXPECT_EQ(document.record.kind, Kind::kText);
  EXPECT_EQ(document.text(), "{\"text\":\"b\"}");
  EXPECT_EQ(document.frame.end, "\n");
  EXPECT_EQ(document.name(), "a.txt");
  EXPECT_EQ(document.place(), "a.txt");
  EXPECT_EQ(document.known.title, "Title");
  EXPECT_EQ(document.known.source, "example.org");
}

TEST(DocumentParser, NumbersGoOnFromThatOfTheBatch) {
  const Batch batch = BatchOf({"-", false, true, 7}, {"a", "", "c"});
  DocumentParser parser({}, {});
  EXPECT_EQ(parser.Parse(batch, 0).name(), "-:7");
  EXPECT_EQ(parser.Parse(batch, 2).name(), "-:9");
  EXPECT_EQ(parser.Parse(batch, 1).text(), "");
  EXPECT_EQ(parser.Parse(batch, 1).record.kind, Kind::kText);
}

TEST(DocumentParser, ARecordHasItsTextInAField) {
  const Batch batch =
      BatchOf({"a.jsonl", true, true, 3},
              {R"({"text":"a\nb"})", R"({"id":"x","text":"c"})", "",
               R"({"text":null})", "{}", R"({"id":12,"text":[]})"});
  struct Row {
    Kind kind;
    std::string_view text;
    std::string_view name;
    std::string_view place;
  };
  const Row kRows[] = {
      {Kind::kText, "a\nb", "a.jsonl:3", "a.jsonl:3"},
      {Kind::kText, "c", "x", "a.jsonl:4"},
      {Kind::kNothing, "", "a.jsonl:5", "a.jsonl:5"},
      {Kind::kNothing, "", "a.jsonl:6", "a.jsonl:6"},
      {Kind::kBad, "", "a.jsonl:7", "a.jsonl:7"},
      {Kind::kBad, "", "12", "a.jsonl:8"},
  };
  DocumentParser parser(SomeFields(), {});
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const InputDocument document = parser.Parse(batch, i);
    EXPECT_EQ(document.record.kind, kRows[i].kind) << i;
    EXPECT_EQ(document.text(), kRows[i].text) << i;
    EXPECT_EQ(document.name(), kRows[i].name) << i;
    EXPECT_EQ(document.place(), kRows[i].place) << i;
    EXPECT_EQ(document.file(), "a.jsonl") << i;
    EXPECT_EQ(document.frame.text, batch[i].text) << i;
  }
}

TEST(DocumentParser, WhatARecordSaysBeatsWhatIsUsual) {
  const Batch batch = BatchOf(
      {"a.jsonl", true, true, 1},
      {R"({"text":"","head":"Own","url":"a.org"})",
       R"({"text":"","head":"","url":7})", R"({"text":"","head":"Own"})"});
  DocumentParser parser(SomeFields(), {"Usual", "b.org"});
  const InputDocument own = parser.Parse(batch, 0);
  EXPECT_EQ(own.known.title, "Own");
  EXPECT_EQ(own.known.source, "a.org");
  const InputDocument usual = parser.Parse(batch, 1);
  EXPECT_EQ(usual.known.title, "Usual");
  EXPECT_EQ(usual.known.source, "b.org");
  const InputDocument mixed = parser.Parse(batch, 2);
  EXPECT_EQ(mixed.known.title, "Own");
  EXPECT_EQ(mixed.known.source, "b.org");
}

TEST(DocumentParser, ATextHasNoFieldThatSaysWhatItShouldBecome) {
  const Batch text = BatchOf({"a.txt", false, false, 1}, {"a"});
  const Batch record =
      BatchOf({"a.jsonl", true, true, 1}, {R"({"text":"a","b":[]})"});
  for (std::optional<std::string> JsonlFields::* field :
       {&JsonlFields::keep, &JsonlFields::drop}) {
    JsonlFields fields;
    fields.*field = "b";
    DocumentParser parser(fields, {});
    const InputDocument document = parser.Parse(text, 0);
    EXPECT_EQ(document.record.kind, Kind::kBad);
    EXPECT_EQ(document.record.fault,
              "not JSON Lines, so it has no field \"b\"");
    EXPECT_EQ(parser.Parse(record, 0).record.kind, Kind::kText);
  }
}

// Fields that nobody asked for are not looked at.
TEST(DocumentParser, ReadsNoTitleUnlessItIsAskedFor) {
  const Batch batch =
      BatchOf({"a.jsonl", true, true, 1},
              {R"({"text":"","title":"T","source":"s","id":"i"})"});
  DocumentParser parser({}, {});
  const InputDocument document = parser.Parse(batch, 0);
  EXPECT_EQ(document.known.title, "");
  EXPECT_EQ(document.known.source, "");
  EXPECT_EQ(document.name(), "a.jsonl:1");
}

}  // namespace
}  // namespace unboil
