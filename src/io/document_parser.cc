#include "io/document_parser.h"

namespace unboil {

InputDocument DocumentParser::Parse(const Batch& batch, std::size_t i) {
  const Origin& origin = batch.origin();
  InputDocument document;
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
  } else {
    document.record.kind = JsonlRecord::Kind::kText;
    document.record.text = document.frame.text;
  }
  document.name = document.record.id.value_or(document.place);
  return document;
}

}  // namespace unboil
