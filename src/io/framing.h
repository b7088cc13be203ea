// Cuts a stream of bytes into documents.
//
//   FrameReader reader(std::move(input));
//   Framing framing{Framing::Kind::kLine, ""};
//   for (Batch batch;;) {
//     Result<bool> more = reader.Next(framing, kBatchBytes, &batch);
//     if (!more) { ...; break; }   // could not read
//     if (!*more) break;           // the end
//     for (std::size_t i = 0; i < batch.size(); ++i) ...batch[i].text
//   }
//
// text + end of all frames, in order, are the bytes of the stream.

#ifndef UNBOIL_IO_FRAMING_H_
#define UNBOIL_IO_FRAMING_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "io/batch.h"
#include "io/block.h"
#include "io/file.h"
#include "unboil/result.h"

namespace unboil {

struct Framing {
  enum class Kind {
    kWhole,      // the stream is one document, even an empty one
    kLine,       // a document ends with LF (JSONL)
    kNul,        // ... with a NUL
    kSeparator,  // ... with a line that is `separator` and nothing else
  };
  Kind kind = Kind::kWhole;
  std::string separator;  // without a line end
};

// A batch of this size takes a worker long enough for the handing over not to
// matter, and still fits into the cache of a core.
inline constexpr std::size_t kBatchBytes = std::size_t{256} << 10;

// Needs memory for the longest document, not for the stream.
class FrameReader {
 public:
  // What `memory` holds is lost, but its pages are used again.
  explicit FrameReader(Input input, Block memory = Block());

  // The first line of what is still unread, without LF; all of it if there is
  // no LF. The view lasts until the next call. Behind it Block::kPadding more
  // bytes may be read.
  Result<std::string_view> PeekLine();

  // Replaces the documents of `*batch`, whose memory is used again. Reads until
  // there are `bytes`, and among them a whole document, or the stream ends;
  // all documents that are whole by then are taken. false: there is none. On
  // an error `*batch` has the documents before the fault.
  Result<bool> Next(const Framing& framing, std::size_t bytes, Batch* batch);

 private:
  // Where a document's end lies.
  struct End {
    std::size_t text = 0;  // the length of the document
    std::size_t end = 0;   // the length of what ends it
  };

  Result<bool> CutDocuments(const Framing& framing, std::size_t bytes,
                            Batch* batch);

  // Whether what is left is a document even if it has no bytes.
  bool MayBeEmpty(const Framing& framing) const;

  // Looks for an end in `rest`. The first `*seen` bytes hold none; without an
  // end, `*seen` moves up.
  bool FindEnd(const Framing& framing, std::string_view rest, std::size_t* seen,
               End* end) const;
  bool FindSeparator(std::string_view separator, std::string_view rest,
                     std::size_t* seen, End* end) const;

  // Reads more, or sets at_end_.
  std::optional<Error> Fill(Block* block);

  Input input_;
  Block unread_;  // begins with the first byte that is in no document yet
  bool at_end_ = false;
  bool whole_taken_ = false;
};

}  // namespace unboil

#endif  // UNBOIL_IO_FRAMING_H_
