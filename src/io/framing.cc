#include "io/framing.h"

#include <algorithm>
#include <utility>

namespace unboil {
namespace {

// Also bounds what is read, and must be kept, behind the end of a document that
// is larger.
constexpr std::size_t kRead = kBatchBytes;

std::size_t FindByte(std::string_view text, char byte, std::size_t from) {
  return text.find(byte, from);  // memchr, in every standard library
}

}  // namespace

FrameReader::FrameReader(Input input, Block memory)
    : input_(std::move(input)), unread_(std::move(memory)) {
  unread_.Clear();
}

Result<std::string_view> FrameReader::PeekLine() {
  std::size_t seen = 0;
  while (true) {
    const std::string_view bytes = unread_.bytes();
    const std::size_t end = FindByte(bytes, '\n', seen);
    if (end != std::string_view::npos) return bytes.substr(0, end);
    if (at_end_) return bytes;
    seen = bytes.size();
    if (std::optional<Error> fault = Fill(&unread_)) return *fault;
  }
}

// What is unread becomes the beginning of the batch, and what will be left of
// that goes where the batch was before.
Result<bool> FrameReader::Next(const Framing& framing, std::size_t bytes,
                               Batch* batch) {
  batch->Clear();
  if (at_end_ && unread_.bytes().empty() && !MayBeEmpty(framing)) return false;
  std::swap(batch->block(), unread_);
  Result<bool> more = CutDocuments(framing, bytes, batch);
  unread_.Append(batch->Rest());
  return more;
}

Result<bool> FrameReader::CutDocuments(const Framing& framing,
                                       std::size_t bytes, Batch* batch) {
  Block& block = batch->block();
  // One more than there are, or the end would not be seen without growing.
  if (framing.kind == Framing::Kind::kWhole && !at_end_) {
    block.Reserve(block.bytes().size() + input_.SizeHint() + 1);
  }
  std::size_t seen = 0;
  while (true) {
    for (End found; FindEnd(framing, batch->Rest(), &seen, &found); seen = 0) {
      batch->Cut(found.text, found.end);
    }
    if (batch->size() > 0 && block.bytes().size() >= bytes) return true;
    if (at_end_) break;
    if (std::optional<Error> fault = Fill(&block)) return *fault;
  }
  const std::size_t last = batch->Rest().size();
  if (last > 0 || MayBeEmpty(framing)) batch->Cut(last, 0);
  whole_taken_ = true;
  return batch->size() > 0;
}

bool FrameReader::MayBeEmpty(const Framing& framing) const {
  return framing.kind == Framing::Kind::kWhole && !whole_taken_;
}

bool FrameReader::FindEnd(const Framing& framing, std::string_view rest,
                          std::size_t* seen, End* end) const {
  if (framing.kind == Framing::Kind::kWhole) return false;
  if (framing.kind == Framing::Kind::kSeparator) {
    return FindSeparator(framing.separator, rest, seen, end);
  }
  const char byte = framing.kind == Framing::Kind::kNul ? '\0' : '\n';
  const std::size_t at = FindByte(rest, byte, *seen);
  if (at == std::string_view::npos) {
    *seen = rest.size();
    return false;
  }
  *end = {at, 1};
  return true;
}

bool FrameReader::FindSeparator(std::string_view separator,
                                std::string_view rest, std::size_t* seen,
                                End* end) const {
  while (*seen < rest.size()) {
    const std::size_t feed = FindByte(rest, '\n', *seen);
    const bool is_whole_line = feed != std::string_view::npos;
    // A last line may be a separator once it is known to be the last.
    if (!is_whole_line && !at_end_) return false;
    const std::size_t next = is_whole_line ? feed + 1 : rest.size();
    std::string_view line = rest.substr(*seen, next - *seen);
    if (is_whole_line) line.remove_suffix(line.ends_with("\r\n") ? 2 : 1);
    if (line == separator) {
      *end = {*seen, next - *seen};
      return true;
    }
    *seen = next;
  }
  return false;
}

std::optional<Error> FrameReader::Fill(Block* block) {
  if (block->Room() == 0) {
    block->Reserve(std::max(kRead, 2 * block->capacity()));
  }
  Result<std::size_t> count =
      input_.Read(block->end(), std::min(kRead, block->Room()));
  if (!count) return count.error();
  block->Grow(*count);
  at_end_ = *count == 0;
  return std::nullopt;
}

}  // namespace unboil
