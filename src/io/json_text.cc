#include "io/json_text.h"

#include <charconv>
#include <iterator>

#include "chars.h"

namespace unboil {

void AppendJsonString(std::string_view text, std::string* out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  *out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(text, &at);
    if (c == '"' || c == '\\') {
      *out += '\\';
      *out += static_cast<char>(c);
    } else if (c == '\n') {
      *out += "\\n";
    } else if (c == '\r') {
      *out += "\\r";
    } else if (c == '\t') {
      *out += "\\t";
    } else if (c < 0x20) {
      *out += "\\u00";
      *out += kHex[c >> 4];
      *out += kHex[c & 15];
    } else if (c == 0xFFFD) {
      *out += kReplacement;
    } else {
      *out += text.substr(begin, at - begin);
    }
  }
  *out += '"';
}

void AppendJsonMember(std::string_view key, std::string_view text,
                      std::string* out) {
  AppendJsonKey(key, out);
  AppendJsonString(text, out);
}

void AppendJsonMember(std::string_view key, std::size_t number,
                      std::string* out) {
  AppendJsonKey(key, out);
  *out += std::to_string(number);
}

void AppendJsonKey(std::string_view key, std::string* out) {
  if (!out->ends_with('{')) *out += ',';
  AppendJsonString(key, out);
  *out += ':';
}

std::string FormatNumber(double number) {
  char text[400];  // the smallest number has 323 zeros
  const std::to_chars_result end = std::to_chars(
      std::begin(text), std::end(text), number, std::chars_format::fixed);
  return std::string(text, end.ptr);
}

}  // namespace unboil
