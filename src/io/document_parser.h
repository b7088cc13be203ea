// From the frames of a batch to documents: a text is one as it stands, a record
// of JSON Lines has one in a field.
//
//   DocumentParser parser(fields, {title, source});
//   for (std::size_t i = 0; i < batch.size(); ++i) {
//     const InputDocument document = parser.Parse(batch, i);
//     if (document.record.kind == JsonlRecord::Kind::kText) {
//       rules.Clean(document.text(), document.known);
//     }
//   }

#ifndef UNBOIL_IO_DOCUMENT_PARSER_H_
#define UNBOIL_IO_DOCUMENT_PARSER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "io/batch.h"
#include "io/jsonl.h"
#include "unboil/unboil.h"

namespace unboil {

struct InputDocument {
  const Origin* origin;
  std::size_t number;  // in the file, from 1
  Frame frame;         // as it stands there
  JsonlRecord record;  // a text counts as one that is nothing but its text
  Context known;

  std::string_view text() const { return record.text; }
  std::string_view file() const { return origin->file; }

  // FILE or FILE:7. Made when it is asked for: most documents are never named.
  std::string place() const;

  // The value of the id field, else the place.
  std::string name() const { return record.id ? *record.id : place(); }
};

// For one thread at a time.
class DocumentParser {
 public:
  // `usual` is for documents that name no title or source. What it views must
  // outlive the parser. Where `fields` ask for what a text should become, a
  // text that is no record is a bad one.
  DocumentParser(JsonlFields fields, Context usual);

  // The views of the document last until the next call, and no longer than the
  // batch.
  InputDocument Parse(const Batch& batch, std::size_t i);

 private:
  std::optional<std::string> record_field_;  // that a text cannot have
  JsonlParser parser_;
  Context usual_;
};

}  // namespace unboil

#endif  // UNBOIL_IO_DOCUMENT_PARSER_H_
