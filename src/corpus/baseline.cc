#include "corpus/baseline.h"

#include <simdjson.h>

#include <utility>

#include "io/file.h"
#include "io/json_text.h"

namespace unboil {
namespace {

constexpr std::size_t kFormat = 1;

std::string Number(std::size_t number) { return std::to_string(number); }

// Whether `element` has a string or a number of that name.
bool ReadMember(const simdjson::dom::element& element, std::string_view key,
                std::string* value) {
  std::string_view string;
  if (element[key].get(string) != simdjson::SUCCESS) return false;
  *value = string;
  return true;
}

bool ReadMember(const simdjson::dom::element& element, std::string_view key,
                std::size_t* value) {
  std::uint64_t number = 0;
  if (element[key].get(number) != simdjson::SUCCESS) return false;
  *value = number;
  return true;
}

}  // namespace

std::string BaselineHead(const RuleSetName& name) {
  std::string line = "{";
  AppendJsonMember("unboil", name.version, &line);
  AppendJsonMember("baseline", kFormat, &line);
  AppendJsonMember("rules", name.rules, &line);
  AppendJsonMember("rules_digest", name.digest, &line);
  return line + "}\n";
}

std::string BaselineDocument(std::size_t doc, const Digest& digest,
                             std::span<const Taken> taken) {
  std::string line = "{";
  AppendJsonMember("doc", doc, &line);
  AppendJsonMember("digest", DigestText(digest), &line);
  AppendJsonKey("taken", &line);
  line += '[';
  for (const Taken& one : taken) {
    if (!line.ends_with('[')) line += ',';
    line += '[';
    AppendJsonString(one.rule, &line);
    line += ',' + Number(one.range.begin) + ',' + Number(one.range.end);
    if (one.twin) {
      line += ',' + Number(one.twin->begin) + ',' + Number(one.twin->end);
    }
    line += ']';
  }
  return line + "]}\n";
}

std::string BaselineEnd(const CorpusCount& corpus) {
  std::string line = "{";
  AppendJsonMember("documents", corpus.documents(), &line);
  AppendJsonMember("bytes", corpus.bytes(), &line);
  AppendJsonMember("digest", corpus.digest(), &line);
  return line + "}\n";
}

struct BaselineReader::Json {
  simdjson::dom::parser parser;
  simdjson::dom::element line;
};

BaselineReader::BaselineReader(std::string path, FrameReader reader)
    : path_(std::move(path)),
      reader_(std::move(reader)),
      json_(std::make_unique<Json>()) {}

BaselineReader::BaselineReader(BaselineReader&&) noexcept = default;
BaselineReader::~BaselineReader() = default;

Result<BaselineReader> BaselineReader::Open(const std::string& path) {
  Result<Input> input = Input::Open(path);
  if (!input) return input.error();
  BaselineReader reader(path, FrameReader(*std::move(input)));
  if (std::optional<Error> fault = reader.ReadHead()) return *fault;
  if (std::optional<Error> fault = reader.ReadLine()) return *fault;
  return reader;
}

Error BaselineReader::Fault(const std::string& what) const {
  return {path_ + ':' + std::to_string(line_) + ": " + what, path_, line_};
}

Error BaselineReader::OtherFile() const {
  return {path_ + ": not a baseline of unboil compare --save", path_, 0};
}

Error BaselineReader::OtherCorpus(const std::string& what) const {
  return {path_ + ": was saved from other documents: " + what, path_, 0};
}

Result<bool> BaselineReader::NextLine() {
  if (next_line_ == lines_.size()) {
    const Result<bool> more =
        reader_.Next(Framing{Framing::Kind::kLine, ""}, kBatchBytes, &lines_);
    if (!more) return more.error();
    if (!*more) return false;
    next_line_ = 0;
  }
  const std::string_view line = lines_[next_line_++].text;
  ++line_;
  const bool is_object =
      json_->parser.parse(line.data(), line.size()).get(json_->line) ==
          simdjson::SUCCESS &&
      json_->line.is_object();
  if (is_object) return true;
  return line_ == 1 ? OtherFile() : Fault("not a line of a baseline");
}

std::optional<Error> BaselineReader::ReadHead() {
  const Result<bool> more = NextLine();
  if (!more) return more.error();
  std::size_t format = 0;
  if (!*more || !ReadMember(json_->line, "baseline", &format)) {
    return OtherFile();
  }
  if (format != kFormat) {
    return Fault("a baseline of format " + std::to_string(format) +
                 "; this unboil reads " + std::to_string(kFormat));
  }
  const bool is_whole = ReadMember(json_->line, "unboil", &name_.version) &&
                        ReadMember(json_->line, "rules", &name_.rules) &&
                        ReadMember(json_->line, "rules_digest", &name_.digest);
  if (!is_whole) return OtherFile();
  return std::nullopt;
}

std::optional<Error> BaselineReader::ReadLine() {
  saved_.reset();
  const Result<bool> more = NextLine();
  if (!more) return more.error();
  if (!*more) {
    return Error{path_ + ": has no end: it was not written whole", path_, 0};
  }
  End end;
  if (ReadMember(json_->line, "documents", &end.documents) &&
      ReadMember(json_->line, "bytes", &end.bytes) &&
      ReadMember(json_->line, "digest", &end.digest)) {
    end_ = std::move(end);
    return ReadEnd();
  }
  return ReadDocument();
}

// What stands behind the end was not written by --save: two baselines, say.
std::optional<Error> BaselineReader::ReadEnd() {
  if (end_->documents < last_doc_) {
    return Fault("fewer documents than the line above counts");
  }
  const Result<bool> more = NextLine();
  if (!more) return more.error();
  if (*more) return Fault("behind the end of the baseline");
  return std::nullopt;
}

std::optional<Error> BaselineReader::ReadDocument() {
  saved_.emplace();
  if (!ReadMember(json_->line, "doc", &saved_->doc) ||
      !ReadMember(json_->line, "digest", &saved_->digest) || !ReadTaken()) {
    return Fault("not a line of a baseline");
  }
  if (saved_->doc <= last_doc_) {
    return Fault("documents out of order");
  }
  last_doc_ = saved_->doc;
  return std::nullopt;
}

bool BaselineReader::ReadTaken() {
  simdjson::dom::array taken;
  if (json_->line["taken"].get(taken) != simdjson::SUCCESS) return false;
  std::size_t last_end = 0;
  for (const simdjson::dom::element element : taken) {
    simdjson::dom::array fields;
    std::string_view rule;
    if (element.get(fields) != simdjson::SUCCESS ||
        fields.at(0).get(rule) != simdjson::SUCCESS) {
      return false;
    }
    std::vector<std::size_t> numbers;
    for (const simdjson::dom::element field : fields) {
      std::uint64_t number = 0;
      if (field.get(number) == simdjson::SUCCESS) numbers.push_back(number);
    }
    if (numbers.size() + 1 != fields.size()) return false;
    if (numbers.size() != 2 && numbers.size() != 4) return false;
    Taken one;
    one.range = {numbers[0], numbers[1]};
    if (one.range.begin < last_end || one.range.end <= one.range.begin) {
      return false;
    }
    last_end = one.range.end;
    one.rule = *rules_.emplace(rule).first;
    if (numbers.size() == 4) {
      one.twin = Range{numbers[2], numbers[3]};
      if (one.twin->end < one.twin->begin) return false;
    }
    saved_->taken.push_back(one);
  }
  return true;
}

Result<std::span<const Taken>> BaselineReader::Find(std::size_t doc,
                                                    std::size_t bytes,
                                                    const Digest& digest) {
  while (saved_ && saved_->doc < doc) {
    if (std::optional<Error> fault = ReadLine()) return *fault;
  }
  if (!saved_ || saved_->doc != doc) return std::span<const Taken>();
  if (saved_->digest != DigestText(digest)) {
    return OtherCorpus("document " + std::to_string(doc) + " differs");
  }
  for (const Taken& taken : saved_->taken) {
    const bool is_inside =
        taken.range.end <= bytes && (!taken.twin || taken.twin->end <= bytes);
    if (!is_inside) return Fault("a range ends behind the document");
  }
  return std::span<const Taken>(saved_->taken);
}

std::optional<Error> BaselineReader::Finish(const CorpusCount& corpus) {
  while (saved_) {
    if (std::optional<Error> fault = ReadLine()) return fault;
  }
  if (end_->documents != corpus.documents()) {
    return OtherCorpus("it had " + std::to_string(end_->documents) +
                       " of them, here are " +
                       std::to_string(corpus.documents()));
  }
  if (end_->digest == corpus.digest()) return std::nullopt;
  return OtherCorpus("their digest was " + end_->digest + " and is " +
                     corpus.digest());
}

}  // namespace unboil
