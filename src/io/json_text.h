// JSON as text, for what is written piece by piece.

#ifndef UNBOIL_IO_JSON_TEXT_H_
#define UNBOIL_IO_JSON_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace unboil {

// Appends `text` as a JSON string. Bad UTF-8 becomes U+FFFD, as JSON must be
// UTF-8.
void AppendJsonString(std::string_view text, std::string* out);

// The shortest decimal that is read as the same number: 0.25, 1, 0.00001.
// REQUIRES: finite
std::string FormatNumber(double number);

// Appends a member of an object, and the comma that sets it off, unless `*out`
// ends with the brace that opens the object.
void AppendJsonMember(std::string_view key, std::string_view text,
                      std::string* out);
void AppendJsonMember(std::string_view key, std::size_t number,
                      std::string* out);

// The same without the value, which is to follow.
void AppendJsonKey(std::string_view key, std::string* out);

}  // namespace unboil

#endif  // UNBOIL_IO_JSON_TEXT_H_
