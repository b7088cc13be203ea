#include "corpus/baseline.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "temporary_file.h"

namespace unboil {
namespace {

const RuleSetName kName = {"1.2.3", "built-in rules, a \"b\".toml", "d1"};

struct Document {
  std::string text;
  std::vector<Taken> taken;
};

std::string Save(const std::vector<Document>& corpus) {
  std::string file = BaselineHead(kName);
  CorpusCount count;
  for (const Document& document : corpus) {
    const Digest digest = DigestOf(document.text);
    count.Add(document.text.size(), digest);
    if (document.taken.empty()) continue;
    file += BaselineDocument(count.documents(), digest, document.taken);
  }
  return file + BaselineEnd(count);
}

// "t.label 0-4, any.repeat.body 5-9 (10-14)"
std::string Shown(std::span<const Taken> taken) {
  const auto range = [](const Range& one) {
    return std::to_string(one.begin) + '-' + std::to_string(one.end);
  };
  std::string shown;
  for (const Taken& one : taken) {
    if (!shown.empty()) shown += ", ";
    shown += std::string(one.rule) + ' ' + range(one.range);
    if (one.twin) shown += " (" + range(*one.twin) + ')';
  }
  return shown;
}

// What the reader makes of a file beside these documents: what it has for each,
// and the fault it ends with, without the path and with the line first.
std::vector<std::string> Read(std::string_view contents,
                              const std::vector<std::string>& texts) {
  const TemporaryFile file("b", contents);
  std::vector<std::string> shown;
  const auto show_fault = [&](const Error& fault) {
    EXPECT_TRUE(fault.message.starts_with(file.path() + ':')) << fault.message;
    EXPECT_EQ(fault.message.find('\n'), std::string::npos);
    shown.push_back('!' + fault.message.substr(file.path().size() + 1));
  };
  Result<BaselineReader> reader = BaselineReader::Open(file.path());
  if (!reader) {
    show_fault(reader.error());
    return shown;
  }
  CorpusCount count;
  for (const std::string& text : texts) {
    const Digest digest = DigestOf(text);
    count.Add(text.size(), digest);
    const Result<std::span<const Taken>> taken =
        reader->Find(count.documents(), text.size(), digest);
    if (!taken) {
      show_fault(taken.error());
      return shown;
    }
    shown.push_back(Shown(*taken));
  }
  if (const std::optional<Error> fault = reader->Finish(count)) {
    show_fault(*fault);
  }
  return shown;
}

std::vector<std::string> TextsOf(const std::vector<Document>& corpus) {
  std::vector<std::string> texts;
  for (const Document& document : corpus) texts.push_back(document.text);
  return texts;
}

using Lines = std::vector<std::string>;

const std::vector<Document> kCorpus = {
    {"nothing goes", {}},
    {"one two three four", {{{0, 4}, "t.label", {}}, {{4, 8}, "t.more", {}}}},
    {"", {}},
    {"a body, a body, all", {{{8, 16}, "any.repeat.body", Range{0, 8}}}},
    {"nothing goes either", {}},
};

TEST(Baseline, ReadsBackWhatWasSaved) {
  EXPECT_EQ(Read(Save(kCorpus), TextsOf(kCorpus)),
            (Lines{"", "t.label 0-4, t.more 4-8", "",
                   "any.repeat.body 8-16 (0-8)", ""}));
  EXPECT_EQ(Read(Save({}), {}), Lines());
  EXPECT_EQ(Read(Save({{"a", {}}}), {"a"}), Lines{""});
}

TEST(Baseline, KnowsWhatTookIt) {
  const TemporaryFile file("b", Save(kCorpus));
  const Result<BaselineReader> reader = BaselineReader::Open(file.path());
  ASSERT_TRUE(reader);
  EXPECT_EQ(reader->name().version, kName.version);
  EXPECT_EQ(reader->name().rules, kName.rules);
  EXPECT_EQ(reader->name().digest, kName.digest);
}

TEST(Baseline, ReadsRangesOfHugeNumbers) {
  const std::size_t huge = std::size_t{1} << 62;
  CorpusCount count;
  const Digest digest = DigestOf("x");
  const std::vector<Taken> taken = {
      {{huge, huge + 1}, "t.label", Range{huge + 2, huge + 3}}};
  const TemporaryFile file("b", BaselineHead(kName) +
                                    BaselineDocument(huge, digest, taken) +
                                    "{\"documents\":" + std::to_string(huge) +
                                    ",\"bytes\":0,\"digest\":\"\"}\n");
  Result<BaselineReader> reader = BaselineReader::Open(file.path());
  ASSERT_TRUE(reader);
  EXPECT_TRUE(reader->Find(1, 7, digest)->empty());
  EXPECT_EQ(Shown(*reader->Find(huge, huge + 3, digest)), Shown(taken));
}

// Its size is that of what goes.
TEST(Baseline, HasNoLineForADocumentThatStays) {
  const std::string file = Save(kCorpus);
  EXPECT_EQ(std::count(file.begin(), file.end(), '\n'), 4);
  EXPECT_EQ(file.find("nothing"), std::string::npos);
}

TEST(Baseline, RefusesAnotherCorpus) {
  const std::string file = Save(kCorpus);
  const auto last_line_without = [&](std::size_t i, std::string text) {
    Lines texts = TextsOf(kCorpus);
    texts[i] = std::move(text);
    return Read(file, texts).back();
  };
  const std::string other = "! was saved from other documents: ";
  EXPECT_EQ(last_line_without(1, "one two three fou."),
            other + "document 2 differs");
  EXPECT_TRUE(last_line_without(0, "nothing goes.")
                  .starts_with(other + "their digest was "));

  Lines fewer = TextsOf(kCorpus);
  fewer.pop_back();
  EXPECT_EQ(Read(file, fewer).back(), other + "it had 5 of them, here are 4");
  Lines more = TextsOf(kCorpus);
  more.push_back("");
  EXPECT_EQ(Read(file, more).back(), other + "it had 5 of them, here are 6");
  Lines swapped = TextsOf(kCorpus);
  std::swap(swapped[0], swapped[4]);
  EXPECT_TRUE(
      Read(file, swapped).back().starts_with(other + "their digest was "));
  // It may end before the first document that was changed.
  EXPECT_EQ(Read(file, {}).back(), other + "it had 5 of them, here are 0");
}

// Faults, beside the one document "a text of 20 bytes!!".

constexpr std::string_view kText = "a text of 20 bytes!!";

std::string HeadLine() { return BaselineHead(kName); }

std::string EndLine() {
  CorpusCount count;
  count.Add(kText.size(), DigestOf(kText));
  return BaselineEnd(count);
}

std::string DocumentLine(std::string_view doc, std::string_view taken) {
  return "{\"doc\":" + std::string(doc) + ",\"digest\":\"" +
         DigestText(DigestOf(kText)) + "\",\"taken\":" + std::string(taken) +
         "}\n";
}

std::string FaultOf(const std::string& contents) {
  const Lines lines = Read(contents, {std::string(kText)});
  if (lines.empty() || !lines.back().starts_with('!')) return "no fault";
  return lines.back().substr(1);
}

TEST(Baseline, TheWholeFileOfTheseTestsIsSound) {
  EXPECT_EQ(
      FaultOf(HeadLine() + DocumentLine("1", R"([["t.a",0,20]])") + EndLine()),
      "no fault");
}

TEST(Baseline, RefusesOtherFiles) {
  const std::string other = " not a baseline of unboil compare --save";
  EXPECT_EQ(FaultOf(""), other);
  EXPECT_EQ(FaultOf("{}\n"), other);
  EXPECT_EQ(FaultOf("A story.\n"), other);
  EXPECT_EQ(FaultOf("\n" + HeadLine() + EndLine()), other);
  EXPECT_EQ(FaultOf("[1]\n"), other);
  EXPECT_EQ(FaultOf("{\"baseline\":1}\n"), other);
  EXPECT_EQ(FaultOf("{\"baseline\":\"1\"}\n"), other);
  EXPECT_EQ(FaultOf("{\"text\":\"a\"}\n"), other);
  EXPECT_EQ(FaultOf("\xFF\n"), other);
  EXPECT_EQ(FaultOf(EndLine()), other);
}

TEST(Baseline, RefusesOtherFormats) {
  const std::string wants = "; this unboil reads 1";
  EXPECT_EQ(FaultOf("{\"unboil\":\"9\",\"baseline\":2,\"rules\":\"\","
                    "\"rules_digest\":\"\"}\n"),
            "1: a baseline of format 2" + wants);
  // Which members that has is for a later unboil to say.
  EXPECT_EQ(FaultOf("{\"baseline\":2,\"new\":[]}\nwhatever"),
            "1: a baseline of format 2" + wants);
  EXPECT_EQ(FaultOf("{\"baseline\":0}\n"), "1: a baseline of format 0" + wants);
}

TEST(Baseline, RefusesAFileThatEndsEarly) {
  const std::string cut = " has no end: it was not written whole";
  const std::string document = DocumentLine("1", R"([["t.a",0,20]])");
  EXPECT_EQ(FaultOf(HeadLine()), cut);
  EXPECT_EQ(FaultOf(HeadLine() + document), cut);
  EXPECT_EQ(FaultOf(HeadLine() + document.substr(0, 40)),
            "2: not a line of a baseline");
  // The line feed at the end may be lost.
  std::string whole = HeadLine() + document + EndLine();
  whole.pop_back();
  EXPECT_EQ(FaultOf(whole), "no fault");
}

TEST(Baseline, NamesTheLineThatIsNone) {
  constexpr std::string_view kLines[] = {
      "",
      "A story.",
      "[]",
      "{}",
      "null",
      "\xFF",
      R"({"doc":1})",
      R"({"doc":1,"digest":"x"})",
      R"({"doc":1,"taken":[]})",
      R"({"digest":"x","taken":[]})",
      R"({"documents":1,"bytes":20})",
      R"({"documents":1,"bytes":20,"digest":7})",
      R"({"documents":-1,"bytes":20,"digest":""})",
  };
  for (const std::string_view line : kLines) {
    EXPECT_EQ(FaultOf(HeadLine() + std::string(line) + '\n' + EndLine()),
              "2: not a line of a baseline")
        << line;
  }
}

TEST(Baseline, NamesTheLineWithANumberThatIsNone) {
  for (const std::string_view doc :
       {"-1", "1.0", "1e0", "\"1\"", "null", "18446744073709551616",
        "100000000000000000000000000"}) {
    EXPECT_EQ(FaultOf(HeadLine() + DocumentLine(doc, "[]") + EndLine()),
              "2: not a line of a baseline")
        << doc;
  }
}

TEST(Baseline, NamesTheLineWithARangeThatIsNone) {
  constexpr std::string_view kTaken[] = {
      "{}",
      "7",
      "[7]",
      "[[]]",
      R"([["t.a"]])",
      R"([["t.a",0]])",
      R"([["t.a",0,4,5]])",
      R"([["t.a",0,4,5,9,12]])",
      R"([[0,4]])",
      R"([[0,"t.a",4]])",
      R"([["t.a",0,"4"]])",
      R"([["t.a",0,4,null,null]])",
      R"([["t.a",0,4.5]])",
      R"([["t.a",-1,4]])",
      R"([["t.a",0,18446744073709551616]])",
      // Empty, backwards, out of order, one over the other.
      R"([["t.a",4,4]])",
      R"([["t.a",4,2]])",
      R"([["t.a",4,8],["t.a",0,2]])",
      R"([["t.a",4,8],["t.a",7,9]])",
      R"([["t.a",4,8,3,2]])",
  };
  for (const std::string_view taken : kTaken) {
    EXPECT_EQ(FaultOf(HeadLine() + DocumentLine("1", taken) + EndLine()),
              "2: not a line of a baseline")
        << taken;
  }
}

TEST(Baseline, NamesTheLineWithARangeOutsideTheDocument) {
  constexpr std::string_view kTaken[] = {
      R"([["t.a",0,21]])",
      R"([["t.a",20,21]])",
      R"([["t.a",100,18446744073709551615]])",
      R"([["t.a",0,4,10,21]])",
      R"([["t.a",0,4],["t.a",5,9,18446744073709551614,18446744073709551615]])",
  };
  for (const std::string_view taken : kTaken) {
    EXPECT_EQ(FaultOf(HeadLine() + DocumentLine("1", taken) + EndLine()),
              "2: a range ends behind the document")
        << taken;
  }
}

TEST(Baseline, NamesTheLineOfADocumentOutOfOrder) {
  const auto file = [](std::string_view first, std::string_view second) {
    return HeadLine() + DocumentLine(first, "[]") + DocumentLine(second, "[]") +
           EndLine();
  };
  EXPECT_EQ(FaultOf(HeadLine() + DocumentLine("0", "[]") + EndLine()),
            "2: documents out of order");
  EXPECT_EQ(FaultOf(file("1", "1")), "3: documents out of order");
  EXPECT_EQ(FaultOf(file("2", "1")), "3: documents out of order");
}

TEST(Baseline, NamesAnEndThatDoesNotFit) {
  EXPECT_EQ(FaultOf(HeadLine() + DocumentLine("2", "[]") + EndLine()),
            "3: fewer documents than the line above counts");
  EXPECT_EQ(FaultOf(HeadLine() + DocumentLine("1", "[]") + EndLine() +
                    DocumentLine("2", "[]")),
            "4: behind the end of the baseline");
  // Two of them in one file.
  EXPECT_EQ(FaultOf(HeadLine() + EndLine() + HeadLine() + EndLine()),
            "3: behind the end of the baseline");
}

TEST(Baseline, TellsOfAFileThatCannotBeRead) {
  const TemporaryFile file("b", "");
  EXPECT_EQ(BaselineReader::Open(file.folder()).error().message,
            file.folder() + ": is a folder");
  EXPECT_EQ(BaselineReader::Open(file.path() + "x").error().message,
            file.path() + "x: No such file or directory");
}

// A reader that is moved keeps the document that it has read ahead.
TEST(Baseline, AReaderMayMove) {
  const TemporaryFile file("b", Save(kCorpus));
  Result<BaselineReader> opened = BaselineReader::Open(file.path());
  ASSERT_TRUE(opened);
  BaselineReader reader = *std::move(opened);
  const Document& document = kCorpus[1];
  EXPECT_EQ(
      Shown(*reader.Find(2, document.text.size(), DigestOf(document.text))),
      Shown(document.taken));
}

}  // namespace
}  // namespace unboil
