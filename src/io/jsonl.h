// JSON Lines: a record a line, its text in one field. The text is cut where it
// stands in the line: nothing is decoded and encoded again, so whatever is not
// removed stays as it was written, escapes and blanks included.
//
//   {"id": 7, "text": "A caf\u00e9 opened.\nView original"}
//   {"id": 7, "text": "A caf\u00e9 opened."}
//
// simdjson's DOM checks the record and decodes the field; then a walk over
// bytes known to be valid finds the field's place in the line. simdjson's
// on-demand parser would give the place, but accepts broken records, misses
// escaped keys, and takes the first of two equal keys where everyone else takes
// the last.

#ifndef UNBOIL_IO_JSONL_H_
#define UNBOIL_IO_JSONL_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "io/pieces.h"
#include "unboil/unboil.h"

namespace unboil {

// Which fields of a record are read, all at its top level.
struct JsonlFields {
  std::string text = "text";
  std::optional<std::string> title;
  std::optional<std::string> source;
  std::optional<std::string> id;

  // What the text should become, for measuring: the whole of it, strings that
  // must stay, and strings that must go.
  std::optional<std::string> reference;
  std::optional<std::string> keep;
  std::optional<std::string> drop;
};

struct JsonlRecord {
  enum class Kind {
    kText,
    kNothing,  // a blank line, or null in the field
    kBad,      // `fault` says why
  };
  Kind kind = Kind::kNothing;

  std::string_view text;   // decoded
  std::size_t member = 0;  // which member of the object holds it, from 0

  std::string_view title;         // decoded; empty where there is no string
  std::string_view source;        // the same
  std::optional<std::string> id;  // decoded; a number and the like as written

  // Decoded; empty where they are not asked for.
  std::string_view reference;
  std::vector<std::string_view> keep;  // empty where it is null, too

  // nullopt: not asked for, or null. Nobody has said what must go then; an
  // empty array says that nothing must.
  std::optional<std::vector<std::string_view>> drop;

  std::string fault;
};

// Reads one record at a time. For one thread at a time.
class JsonlParser {
 public:
  explicit JsonlParser(JsonlFields fields);
  JsonlParser(JsonlParser&&) noexcept;
  ~JsonlParser();

  // The record of a line (without LF), parsed where it stands. Its views last
  // until the next call, and no longer than the line.
  // REQUIRES: Block::kPadding bytes behind the line may be read.
  JsonlRecord Parse(std::string_view line);

 private:
  struct Json;  // keeps simdjson's header, which is large, out of this one

  JsonlFields fields_;
  std::unique_ptr<Json> json_;
};

// Adds `line`, without the bytes that stand for the removed parts of its field:
// `member` is that of the record, the removals are of its decoded text.
// REQUIRES: Parse accepted `line`, and no removal ends inside a character.
void AddCutLine(std::string_view line, std::size_t member,
                std::span<const Removal> removals, Pieces* pieces);

}  // namespace unboil

#endif  // UNBOIL_IO_JSONL_H_
