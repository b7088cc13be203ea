#include "words.h"

#include <array>
#include <cstring>

#include "chars.h"

namespace unboil {
namespace {

bool IsAsciiWordByte(char byte) {
  static constexpr auto kTable = [] {
    std::array<bool, 256> table = {};
    for (std::size_t c = 0; c < 0x80; ++c) {
      table[c] = IsAsciiWordChar(static_cast<char32_t>(c));
    }
    return table;
  }();
  return kTable[static_cast<unsigned char>(byte)];
}

// What the scanner does at a character that is not ASCII.
enum class Step { kSkip, kExtend, kWhole };

Step StepAt(char32_t c) {
  if (!IsWordChar(c)) return Step::kSkip;
  return IsUnspacedScript(c) ? Step::kWhole : Step::kExtend;
}

}  // namespace

std::uint64_t HashBytes(std::string_view bytes) {
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  std::uint64_t hash = left;
  for (; left > 8; at += 8, left -= 8) {
    std::uint64_t chunk;
    std::memcpy(&chunk, at, 8);
    hash = MixBits(hash ^ chunk);
  }
  // One to eight bytes; loads of a fixed size are what makes this fast.
  std::uint64_t tail = 0;
  if (left >= 4) {
    std::uint32_t low, high;
    std::memcpy(&low, at, 4);
    std::memcpy(&high, at + left - 4, 4);
    tail = low | static_cast<std::uint64_t>(high) << 32;
  } else if (left > 0) {
    tail = static_cast<unsigned char>(at[0]) |
           static_cast<std::uint64_t>(static_cast<unsigned char>(at[left / 2]))
               << 8 |
           static_cast<std::uint64_t>(static_cast<unsigned char>(at[left - 1]))
               << 16;
  }
  return MixBits(hash ^ (tail * 0x9E3779B97F4A7C15ull));
}

WordRange Words::AddLine(std::string_view key) {
  const std::size_t begin = size();
  std::size_t word = 0;  // where the word that is being read began
  std::size_t at = 0;
  const auto finish = [&](std::size_t end) {
    if (end > word) Add(key.substr(word, end - word));
  };
  while (at < key.size()) {
    if (IsAsciiWordByte(key[at])) {
      ++at;
      continue;
    }
    const std::size_t start = at;
    const Step step = StepAt(DecodeUtf8(key, &at));
    if (step == Step::kExtend) continue;
    finish(start);
    if (step == Step::kWhole) Add(key.substr(start, at - start));
    word = at;
  }
  finish(at);
  if (size() == begin) Add(key);
  ++lines_;
  return {begin, size()};
}

void Words::Add(std::string_view text) {
  words_.push_back({HashBytes(text), text, lines_});
}

}  // namespace unboil
