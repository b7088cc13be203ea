// A baseline: what a rule set takes out of a corpus, saved to be compared with
// later. JSON Lines; its size is that of the removals, not of the corpus.
//
//   {"unboil":"0.1.0","baseline":1,"rules":"built-in rules","rules_digest":"…"}
//   {"doc":3,"digest":"…","taken":[["any.syndication.view-original",76,90]]}
//   {"doc":7,"digest":"…","taken":[["any.repeat.body",812,1620,0,808]]}
//   {"documents":476,"bytes":1822011,"digest":"…"}
//
// `doc` counts the documents that have a text, from 1; those out of which
// nothing goes are left out. Behind a rule's id stand begin and end of what it
// takes, in bytes, and of a repeat those of the twin. The digests (digest.h)
// tell whether a corpus is still the one that was saved.

#ifndef UNBOIL_CORPUS_BASELINE_H_
#define UNBOIL_CORPUS_BASELINE_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "corpus/change.h"
#include "corpus/digest.h"
#include "io/batch.h"
#include "io/framing.h"
#include "unboil/result.h"

namespace unboil {

// What took it.
struct RuleSetName {
  std::string version;  // of unboil
  std::string rules;    // for people: "built-in rules, my.toml, --level 1"
  std::string digest;   // of the text of all rules
};

// The documents of a corpus, counted.
class CorpusCount {
 public:
  void Add(std::size_t bytes, const Digest& digest) {
    ++documents_;
    bytes_ += bytes;
    digest_.Add(digest);
  }

  std::size_t documents() const { return documents_; }
  std::size_t bytes() const { return bytes_; }
  std::string digest() const { return digest_.Text(); }

 private:
  std::size_t documents_ = 0;
  std::size_t bytes_ = 0;
  CorpusDigest digest_;
};

// The lines of a baseline, each with its line feed.
std::string BaselineHead(const RuleSetName& name);
std::string BaselineDocument(std::size_t doc, const Digest& digest,
                             std::span<const Taken> taken);
std::string BaselineEnd(const CorpusCount& corpus);

// Reads a baseline beside the corpus that it was saved from, document by
// document, so that memory does not grow with either.
class BaselineReader {
 public:
  static Result<BaselineReader> Open(const std::string& path);
  BaselineReader(BaselineReader&&) noexcept;
  ~BaselineReader();

  const RuleSetName& name() const { return name_; }

  // What went of document number `doc`. Numbers must be those of the corpus in
  // order. The span lasts until the next call, the names as long as the reader.
  Result<std::span<const Taken>> Find(std::size_t doc, std::size_t bytes,
                                      const Digest& digest);

  // At the end: the fault, if `corpus` is another one.
  std::optional<Error> Finish(const CorpusCount& corpus);

 private:
  struct Json;  // keeps simdjson's header out of this one

  BaselineReader(std::string path, FrameReader reader);

  std::optional<Error> ReadHead();
  // Reads the next line into saved_ or end_.
  std::optional<Error> ReadLine();
  Result<bool> NextLine();
  std::optional<Error> ReadDocument();
  std::optional<Error> ReadEnd();
  bool ReadTaken();
  Error Fault(const std::string& what) const;
  Error OtherFile() const;
  Error OtherCorpus(const std::string& what) const;

  std::string path_;
  FrameReader reader_;
  Batch lines_;
  std::size_t next_line_ = 0;  // of lines_
  std::unique_ptr<Json> json_;
  RuleSetName name_;
  std::set<std::string, std::less<>> rules_;  // the ids that were met

  std::size_t line_ = 0;  // of the file, from 1

  struct Saved {
    std::size_t doc = 0;
    std::string digest;
    std::vector<Taken> taken;
  };
  std::optional<Saved> saved_;  // the next document that was changed
  std::size_t last_doc_ = 0;    // the number of the last one read

  struct End {
    std::size_t documents = 0;
    std::size_t bytes = 0;
    std::string digest;
  };
  std::optional<End> end_;
};

}  // namespace unboil

#endif  // UNBOIL_CORPUS_BASELINE_H_
