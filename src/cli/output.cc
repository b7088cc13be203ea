#include "cli/output.h"

#include <unistd.h>

#include <algorithm>

#include "chars.h"
#include "io/file.h"

namespace unboil {

void Say(std::string_view text) {
  // Nothing is left to tell of a failure here.
  [[maybe_unused]] const ssize_t ignored =
      write(STDERR_FILENO, text.data(), text.size());
}

void Complain(std::string_view message) {
  Say("unboil: " + std::string(message) + '\n');
}

int Fail(const Error& error) {
  Complain(error.message);
  return kError;
}

int Print(std::string_view text) {
  Writer writer(STDOUT_FILENO, "standard output");
  writer.Write(text);
  if (writer.Flush() == Writer::State::kFailed) return Fail(writer.error());
  return kDone;
}

std::string PadLeft(std::string text, std::size_t width) {
  text.insert(0, width - std::min(width, text.size()), ' ');
  return text;
}

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

}  // namespace unboil
