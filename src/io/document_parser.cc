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

DocumentParser::DocumentParser(JsonlFields fields, Context usual)
    : record_field_(RecordField(fields)),
      parser_(std::move(fields)),
      usual_(usual) {}

InputDocument DocumentParser::Parse(const Batch& batch, std::size_t i) {
  const Origin& origin = batch.origin();
  InputDocument document;
  document.file = origin.file;
  document.place = origin.file;
  if (origin.is_numbered) {
    document.place += ':' + std::to_string(origin.first + i);
  }
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
  document.name = document.record.id.value_or(document.place);
  return document;
}

}  // namespace unboil
