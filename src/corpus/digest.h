// By which documents are known again: XXH3 with 128 bits
// (https://xxhash.com), of everything that cleaning looks at.
//
//   CorpusDigest corpus;
//   corpus.Add(DigestOf(text, {title, source}));
//   corpus.Text();   // "9f86d081884c7d659a2feaa0c55ad015"
//
// Two corpora that differ in a byte, or in the order of their documents, have
// different digests. Names do not count: a corpus may move.

#ifndef UNBOIL_CORPUS_DIGEST_H_
#define UNBOIL_CORPUS_DIGEST_H_

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "unboil/unboil.h"

namespace unboil {

using Digest = std::array<unsigned char, 16>;

Digest DigestOf(std::string_view text, const Context& known = {});

// Of several texts; where one ends and the next begins counts.
Digest DigestOf(std::span<const std::string_view> parts);

// 32 hexadecimal digits.
std::string DigestText(const Digest& digest);

// Of digests, in order.
class CorpusDigest {
 public:
  CorpusDigest();
  CorpusDigest(CorpusDigest&&) noexcept;
  CorpusDigest& operator=(CorpusDigest&&) noexcept;
  ~CorpusDigest();

  void Add(const Digest& document);

  std::string Text() const;

 private:
  struct State;  // keeps xxhash's header out of this one
  std::unique_ptr<State> state_;
};

}  // namespace unboil

#endif  // UNBOIL_CORPUS_DIGEST_H_
