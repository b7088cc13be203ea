// Documents on their way to a worker, with bytes of their own.
//
//   Batch batch(Origin{"posts.jsonl", true, true, 1});
//   while (reader.Next(framing, &frame)) batch.Add(frame);
//   for (std::size_t i = 0; i < batch.size(); ++i) Clean(batch[i].text);

#ifndef UNBOIL_IO_BATCH_H_
#define UNBOIL_IO_BATCH_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/framing.h"

namespace unboil {

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

  void Add(const Frame& frame) {
    places_.push_back({bytes_.size(), frame.text.size(), frame.end.size()});
    bytes_.insert(bytes_.end(), frame.text.begin(), frame.text.end());
    bytes_.insert(bytes_.end(), frame.end.begin(), frame.end.end());
  }

  std::size_t size() const { return places_.size(); }
  std::size_t bytes() const { return bytes_.size(); }

  // Valid until the next Add, also where the batch is moved.
  Frame operator[](std::size_t i) const {
    const Place& place = places_[i];
    const std::string_view all(bytes_.data(), bytes_.size());
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
  std::vector<char> bytes_;  // not a string: moving one may move its bytes
  std::vector<Place> places_;
};

}  // namespace unboil

#endif  // UNBOIL_IO_BATCH_H_
