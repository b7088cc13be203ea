#include "cli/output.h"

#include <unistd.h>

#include <algorithm>

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

std::string CountOf(std::size_t count, std::string_view thing) {
  return std::to_string(count) + ' ' + std::string(thing) +
         (count == 1 ? "" : "s");
}

std::string Join(std::span<const std::string> words) {
  std::string joined;
  for (const std::string& word : words) {
    joined += (joined.empty() ? "" : ", ") + word;
  }
  return joined;
}

std::string PadLeft(std::string text, std::size_t width) {
  text.insert(0, width - std::min(width, text.size()), ' ');
  return text;
}

}  // namespace unboil
