#include "io/batch_reader.h"

#include <string_view>
#include <utility>

#include "io/file.h"

namespace unboil {
namespace {

bool IsNamedJsonl(std::string_view name) {
  return name.ends_with(".jsonl") || name.ends_with(".ndjson");
}

Result<bool> IsJsonl(const std::string& name, const InputFormat& format,
                     FrameReader* reader) {
  if (format.format != Format::kByNameOrContent) {
    return format.format == Format::kJsonl;
  }
  if (IsNamedJsonl(name)) return true;
  const Result<std::string_view> first = reader->PeekLine();
  if (!first) return first.error();
  // A record that lacks other fields is still one.
  JsonlFields fields;
  fields.text = format.fields.text;
  return JsonlParser(fields).Parse(*first).kind == JsonlRecord::Kind::kText;
}

}  // namespace

BatchReader::BatchReader(FrameReader reader, Framing framing, Origin next)
    : reader_(std::move(reader)),
      framing_(std::move(framing)),
      next_(std::move(next)) {}

Result<BatchReader> BatchReader::Open(const std::string& name,
                                      const InputFormat& format, Block memory) {
  Result<Input> input = Input::Open(name);
  if (!input) return input.error();
  FrameReader reader(*std::move(input), std::move(memory));
  const Result<bool> is_jsonl = IsJsonl(name, format, &reader);
  if (!is_jsonl) return is_jsonl.error();
  Framing framing =
      *is_jsonl ? Framing{Framing::Kind::kLine, ""} : format.framing;
  const bool is_numbered = framing.kind != Framing::Kind::kWhole;
  return BatchReader(std::move(reader), std::move(framing),
                     Origin{name, *is_jsonl, is_numbered, 1});
}

Result<bool> BatchReader::Next(std::size_t bytes, Batch* batch) {
  batch->SetOrigin(next_);
  Result<bool> more = reader_.Next(framing_, bytes, batch);
  next_.first += batch->size();
  return more;
}

}  // namespace unboil
