// Documents on their way to a worker, with the bytes that were read.
//
//   Batch batch(Origin{"posts.jsonl", true, true, 1});
//   batch.block().Append("one\ntwo\nthr");
//   batch.Cut(3, 1);
//   batch.Cut(3, 1);
//   batch[1].text;  // "two"
//   batch.Rest();   // "thr"
//
// Bytes are read into the block of a batch and stay there until the output is
// written, so nothing is copied between. What the rules leave of neighbours is
// then one range of memory, if nothing went.

#ifndef UNBOIL_IO_BATCH_H_
#define UNBOIL_IO_BATCH_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/block.h"

namespace unboil {

// A document, as it stands in the stream.
struct Frame {
  std::string_view text;
  // What ended the document: LF, NUL, or the separator line with its line end.
  // Empty for a stream that is one document, and for a last document without
  // one.
  std::string_view end;
};

// Where the documents of a batch come from.
struct Origin {
  std::string file;          // "-": standard input
  bool is_jsonl = false;     // each is a record
  bool is_numbered = false;  // FILE:7, not FILE
  std::size_t first = 1;     // the number of the first
};

class Batch {
 public:
  Batch() = default;
  explicit Batch(Origin origin) : origin_(std::move(origin)) {}

  const Origin& origin() const { return origin_; }
  void SetOrigin(const Origin& origin) { origin_ = origin; }

  // The bytes of the documents, and behind them those of none.
  Block& block() { return block_; }
  const Block& block() const { return block_; }

  // The bytes of the block that belong to no document yet.
  std::string_view Rest() const { return block_.bytes().substr(bytes_); }

  // Makes the first `text` bytes of the rest a document, which the `end` bytes
  // behind them end.
  void Cut(std::size_t text, std::size_t end) {
    places_.push_back({bytes_, text, end});
    bytes_ += text + end;
  }

  // Forgets documents and bytes, and keeps the memory of both.
  void Clear() {
    block_.Clear();
    places_.clear();
    bytes_ = 0;
  }

  std::size_t size() const { return places_.size(); }

  // How many bytes the documents have.
  std::size_t bytes() const { return bytes_; }

  // Valid until the block grows, also where the batch is moved. Behind it
  // Block::kPadding more bytes may be read.
  Frame operator[](std::size_t i) const {
    const Place& place = places_[i];
    const std::string_view all = block_.bytes();
    return {all.substr(place.begin, place.text),
            all.substr(place.begin + place.text, place.end)};
  }

 private:
  struct Place {
    std::size_t begin;
    std::size_t text;  // length
    std::size_t end;   // length
  };

  Origin origin_;
  Block block_;
  std::vector<Place> places_;
  std::size_t bytes_ = 0;
};

}  // namespace unboil

#endif  // UNBOIL_IO_BATCH_H_
