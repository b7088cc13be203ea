// Reads a file into batches of documents, whatever its format.
//
//   Result<BatchReader> reader = BatchReader::Open("posts.jsonl", format);
//   for (Batch batch;;) {
//     Result<bool> more = reader->Next(kBatchBytes, &batch);
//     if (!more) { ...; break; }   // could not read
//     if (!*more) break;           // the end
//     ...
//   }

#ifndef UNBOIL_IO_BATCH_READER_H_
#define UNBOIL_IO_BATCH_READER_H_

#include <cstddef>
#include <string>

#include "io/batch.h"
#include "io/block.h"
#include "io/framing.h"
#include "io/jsonl.h"
#include "unboil/result.h"

namespace unboil {

enum class Format { kByNameOrContent, kText, kJsonl };

struct InputFormat {
  // By name or content: FILE.jsonl and FILE.ndjson are JSON Lines, and so is
  // what begins with a record that has a string in the field.
  Format format = Format::kByNameOrContent;
  Framing framing;  // of text
  JsonlFields fields;
};

class BatchReader {
 public:
  // "-" is standard input. The pages of `memory` are used again.
  static Result<BatchReader> Open(const std::string& name,
                                  const InputFormat& format,
                                  Block memory = Block());

  // Replaces `*batch`, whose memory is used again, by the documents that
  // follow: one, and more until `bytes` were read. false: there is none. On an
  // error `*batch` has the documents before the fault.
  Result<bool> Next(std::size_t bytes, Batch* batch);

 private:
  BatchReader(FrameReader reader, Framing framing, Origin next);

  FrameReader reader_;
  Framing framing_;
  Origin next_;  // of the next batch
};

}  // namespace unboil

#endif  // UNBOIL_IO_BATCH_READER_H_
