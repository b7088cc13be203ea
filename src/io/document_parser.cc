#include "io/document_parser.h"

#include <utility>

namespace unboil {
namespace {

// The first field of those that say what a text should become.
std::optional<std::string> RecordField(const JsonlFields& fields) {
  if (fields.reference) return fields.reference;
  return fields.keep ? fields.keep : fields.drop;
}

}  // namespace

std::string InputDocument::place() const {
  if (!origin->is_numbered) return origin->file;
  return origin->file + ':' + std::to_string(number);
}

DocumentParser::DocumentParser(JsonlFields fields, Context usual)
    : record_field_(RecordField(fields)),
      parser_(std::move(fields)),
      usual_(usual) {}

InputDocument DocumentParser::Parse(const Batch& batch, std::size_t i) {
  const Origin& origin = batch.origin();
  InputDocument document;
  document.origin = &origin;
  document.number = origin.first + i;
  document.frame = batch[i];
  document.known = usual_;
  if (origin.is_jsonl) {
    document.record = parser_.Parse(document.frame.text);
    const JsonlRecord& record = document.record;
    if (!record.title.empty()) document.known.title = record.title;
    if (!record.source.empty()) document.known.source = record.source;
  } else if (record_field_) {
    document.record.kind = JsonlRecord::Kind::kBad;
    document.record.fault =
        "not JSON Lines, so it has no field \"" + *record_field_ + '"';
  } else {
    document.record.kind = JsonlRecord::Kind::kText;
    document.record.text = document.frame.text;
  }
  return document;
}

}  // namespace unboil
