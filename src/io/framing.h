// Cuts a stream of bytes into documents.
//
//   FrameReader reader(std::move(input));
//   Framing framing{Framing::Kind::kLine};
//   for (Frame frame;;) {
//     Result<bool> more = reader.Next(framing, &frame);
//     if (!more) { ...; break; }   // could not read
//     if (!*more) break;           // the end
//     ...frame.text, frame.end
//   }
//
// text + end of all frames, in order, are the bytes of the stream.

#ifndef UNBOIL_IO_FRAMING_H_
#define UNBOIL_IO_FRAMING_H_

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

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

struct Frame {
  std::string_view text;
  // What ended the document: LF, NUL, or the separator line with its line end.
  // Empty for kWhole and for a last document without one.
  std::string_view end;
};

// Needs memory for the longest document, not for the stream.
class FrameReader {
 public:
  explicit FrameReader(Input input);

  // The first line of what is still unread, without LF; all of it if there is
  // no LF. The view lasts until the next call.
  Result<std::string_view> PeekLine();

  // Takes the next document. false: there is none. The views of `*frame` last
  // until the next call.
  Result<bool> Next(const Framing& framing, Frame* frame);

 private:
  // Where a document's end lies, as offsets from begin_.
  struct End {
    std::size_t text = 0;  // the length of the document
    std::size_t next = 0;  // where the next one begins
  };

  std::string_view Unread() const {
    return {buffer_.get() + begin_, end_ - begin_};
  }

  // Looks for an end among the unread bytes. The first `*seen` of them hold
  // none; without an end, `*seen` moves up.
  bool FindEnd(const Framing& framing, std::size_t* seen, End* end) const;
  bool FindSeparator(std::string_view separator, std::size_t* seen,
                     End* end) const;

  // Reads more. false: the stream has ended.
  Result<bool> Fill();
  void MakeRoom(std::size_t wanted);

  Input input_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;  // the unread bytes are [begin_, end_)
  std::size_t end_ = 0;
  bool at_end_ = false;
  bool whole_taken_ = false;
};

}  // namespace unboil

#endif  // UNBOIL_IO_FRAMING_H_
