#include "io/batch_reader.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "temporary_file.h"

namespace unboil {
namespace {

using std::string_literals::operator""s;
using std::string_view_literals::operator""sv;

using Texts = std::vector<std::string>;

std::string Name(const Origin& origin) {
  return std::string(origin.is_jsonl ? "jsonl" : "text") +
         (origin.is_numbered ? " from " + std::to_string(origin.first) : "");
}

// Each batch as its origin and its documents: "jsonl from 1: {}|\n".
Texts Batches(std::string_view name, std::string_view contents,
              const InputFormat& format, std::size_t bytes = kBatchBytes) {
  const TemporaryFile file(name, contents);
  Result<BatchReader> reader = BatchReader::Open(file.path(), format);
  if (!reader) return {reader.error().message};
  Texts shown;
  Batch batch;
  for (Result<bool> more = reader->Next(bytes, &batch); *more;
       more = reader->Next(bytes, &batch)) {
    EXPECT_EQ(batch.origin().file, file.path());
    std::string one = Name(batch.origin()) + ':';
    for (std::size_t i = 0; i < batch.size(); ++i) {
      one += ' ' + std::string(batch[i].text) + '|' + std::string(batch[i].end);
    }
    shown.push_back(one);
  }
  return shown;
}

// "text" or "jsonl"
std::string FormatOf(std::string_view name, std::string_view contents,
                     const InputFormat& format = {}) {
  const Texts batches = Batches(name, contents, format);
  if (batches.empty()) return "empty";
  return batches[0].substr(0, batches[0].find_first_of(" :"));
}

TEST(BatchReader, KnowsJsonlByName) {
  EXPECT_EQ(FormatOf("a.jsonl", "A story.\n"), "jsonl");
  EXPECT_EQ(FormatOf("a.ndjson", "A story.\n"), "jsonl");
  EXPECT_EQ(FormatOf("a.txt", "A story.\n"), "text");
  EXPECT_EQ(FormatOf("a.json", "[]\n"), "text");
  EXPECT_EQ(FormatOf("jsonl", "A story.\n"), "text");
  EXPECT_EQ(FormatOf("a.jsonl.txt", "A story.\n"), "text");
  EXPECT_EQ(FormatOf("a.jsonl", ""), "empty");
}

TEST(BatchReader, KnowsJsonlByItsFirstLine) {
  EXPECT_EQ(FormatOf("a", "{\"text\":\"b\"}\nnot JSON\n"), "jsonl");
  EXPECT_EQ(FormatOf("a", "{\"text\":\"b\"}"), "jsonl");
  EXPECT_EQ(FormatOf("a.txt", "{\"text\":\"b\"}\n"), "jsonl");
  EXPECT_EQ(FormatOf("a", "\uFEFF{\"text\":\"b\"}\r\n"), "jsonl");
  EXPECT_EQ(FormatOf("a", ""), "text");
  EXPECT_EQ(FormatOf("a", "\n{\"text\":\"b\"}\n"), "text");
  EXPECT_EQ(FormatOf("a", "{\"text\":3}\n"), "text");
  EXPECT_EQ(FormatOf("a", "{\"text\":null}\n"), "text");
  EXPECT_EQ(FormatOf("a", "{\"body\":\"b\"}\n"), "text");
  EXPECT_EQ(FormatOf("a", "{\"text\":\"b\"} and so on\n"), "text");
}

TEST(BatchReader, LooksForTheTextFieldAlone) {
  InputFormat format;
  format.fields.text = "body";
  EXPECT_EQ(FormatOf("a", "{\"body\":\"b\"}\n", format), "jsonl");
  EXPECT_EQ(FormatOf("a", "{\"text\":\"b\"}\n", format), "text");
  // A record may lack the others, and is a bad one then, but still a record.
  format.fields.reference = "clean";
  format.fields.keep = "keep";
  format.fields.drop = "drop";
  EXPECT_EQ(FormatOf("a", "{\"body\":\"b\"}\n", format), "jsonl");
}

TEST(BatchReader, DoesWhatTheFormatSays) {
  InputFormat format;
  format.format = Format::kText;
  EXPECT_EQ(FormatOf("a.jsonl", "{\"text\":\"b\"}\n", format), "text");
  format.format = Format::kJsonl;
  EXPECT_EQ(FormatOf("a.txt", "A story.\n", format), "jsonl");
}

TEST(BatchReader, ATextIsOneDocumentWithoutANumber) {
  EXPECT_EQ(Batches("a.txt", "a\n\nb\n", {}), Texts{"text: a\n\nb\n|"});
  EXPECT_EQ(Batches("a.txt", "", {}), Texts{"text: |"});
}

TEST(BatchReader, RecordsHaveTheNumbersOfTheirLines) {
  EXPECT_EQ(Batches("a.jsonl", "{}\n\nx\n", {}),
            Texts{"jsonl from 1: {}|\n |\n x|\n"});
}

TEST(BatchReader, NumbersGoOnFromBatchToBatch) {
  const std::string large(kBatchBytes - 3, 'a');
  const TemporaryFile file("a.jsonl", large + "\n\n" + large + "\n1\n2");
  Result<BatchReader> reader = BatchReader::Open(file.path(), {});
  ASSERT_TRUE(reader);
  std::vector<std::size_t> firsts;
  Batch batch;
  while (*reader->Next(kBatchBytes, &batch)) {
    firsts.push_back(batch.origin().first);
  }
  EXPECT_EQ(firsts, (std::vector<std::size_t>{1, 3, 5}));
}

TEST(BatchReader, TextsInOneStreamHaveNumbers) {
  InputFormat format;
  format.format = Format::kText;
  format.framing = {Framing::Kind::kNul, ""};
  EXPECT_EQ(Batches("a", "a\n\0\0b"sv, format),
            Texts{"text from 1: a\n|\0 |\0 b|"s});
  EXPECT_EQ(Batches("a", "a\0b\0"sv, format), Texts{"text from 1: a|\0 b|\0"s});
  format.framing = {Framing::Kind::kSeparator, "---"};
  EXPECT_EQ(Batches("a", "a\n---\n{\"text\":\"b\"}\n", format),
            Texts{"text from 1: a\n|---\n {\"text\":\"b\"}\n|"});
}

TEST(BatchReader, TheSizeOfABatchLosesNothing) {
  std::string contents;
  std::string expected;
  for (int i = 0; i < 500; ++i) {
    const std::string record(static_cast<std::size_t>(i * 7919 % 9000), 'x');
    contents += record + '\n';
    expected += ' ' + record + "|\n";
  }
  for (const std::size_t bytes : {1, 1000, 1 << 18, 1 << 20, 1 << 30}) {
    std::string all;
    for (const std::string& batch :
         Batches("a.jsonl", contents, InputFormat(), bytes)) {
      all += batch.substr(batch.find(':') + 1);
    }
    EXPECT_EQ(all, expected) << bytes;
  }
}

TEST(BatchReader, AnEndStaysAnEnd) {
  const TemporaryFile file("a.txt", "a");
  Result<BatchReader> reader = BatchReader::Open(file.path(), {});
  ASSERT_TRUE(reader);
  Batch batch;
  EXPECT_TRUE(*reader->Next(1, &batch));
  EXPECT_FALSE(*reader->Next(1, &batch));
  EXPECT_EQ(batch.size(), 0u);
  EXPECT_FALSE(*reader->Next(1, &batch));
}

TEST(BatchReader, TellsOfAFileThatCannotBeOpened) {
  const TemporaryFile file("a.txt", "");
  EXPECT_EQ(BatchReader::Open(file.path() + "x", {}).error().message,
            file.path() + "x: No such file or directory");
  EXPECT_EQ(BatchReader::Open(file.folder(), {}).error().message,
            file.folder() + ": is a folder");
}

// /proc/self/mem opens, and reading its beginning fails.
TEST(BatchReader, TellsOfAFileThatCannotBeRead) {
  const std::string fault = "/proc/self/mem: Input/output error";
  // Nothing is known of its format.
  EXPECT_EQ(BatchReader::Open("/proc/self/mem", {}).error().message, fault);
  InputFormat format;
  format.format = Format::kText;
  Result<BatchReader> reader = BatchReader::Open("/proc/self/mem", format);
  ASSERT_TRUE(reader);
  Batch batch;
  const Result<bool> more = reader->Next(1, &batch);
  ASSERT_FALSE(more);
  EXPECT_EQ(more.error().message, fault);
  EXPECT_EQ(batch.size(), 0u);
}

}  // namespace
}  // namespace unboil
