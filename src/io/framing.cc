#include "io/framing.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace unboil {
namespace {

constexpr std::size_t kRead = std::size_t{256} << 10;

std::size_t FindByte(std::string_view text, char byte, std::size_t from) {
  return text.find(byte, from);  // memchr, in every standard library
}

}  // namespace

FrameReader::FrameReader(Input input) : input_(std::move(input)) {}

Result<std::string_view> FrameReader::PeekLine() {
  std::size_t seen = 0;
  while (true) {
    const std::size_t end = FindByte(Unread(), '\n', seen);
    if (end != std::string_view::npos) return Unread().substr(0, end);
    seen = Unread().size();
    Result<bool> more = Fill();
    if (!more) return more.error();
    if (!*more) return Unread();
  }
}

Result<bool> FrameReader::Next(const Framing& framing, Frame* frame) {
  std::size_t seen = 0;
  End end;
  while (!FindEnd(framing, &seen, &end)) {
    if (framing.kind == Framing::Kind::kWhole) {
      MakeRoom(input_.SizeHint() + 1);
    }
    Result<bool> more = Fill();
    if (!more) return more.error();
    if (*more) continue;
    if (FindEnd(framing, &seen, &end)) break;  // a last line may now be one
    end = {Unread().size(), Unread().size()};
    const bool is_first_whole =
        framing.kind == Framing::Kind::kWhole && !whole_taken_;
    if (end.text == 0 && !is_first_whole) return false;
    break;
  }
  whole_taken_ = true;
  frame->text = Unread().substr(0, end.text);
  frame->end = Unread().substr(end.text, end.next - end.text);
  begin_ += end.next;
  return true;
}

bool FrameReader::FindEnd(const Framing& framing, std::size_t* seen,
                          End* end) const {
  if (framing.kind == Framing::Kind::kWhole) return false;
  if (framing.kind == Framing::Kind::kSeparator) {
    return FindSeparator(framing.separator, seen, end);
  }
  const char byte = framing.kind == Framing::Kind::kNul ? '\0' : '\n';
  const std::size_t at = FindByte(Unread(), byte, *seen);
  if (at == std::string_view::npos) {
    *seen = Unread().size();
    return false;
  }
  *end = {at, at + 1};
  return true;
}

bool FrameReader::FindSeparator(std::string_view separator, std::size_t* seen,
                                End* end) const {
  const std::string_view text = Unread();
  while (*seen < text.size()) {
    const std::size_t feed = FindByte(text, '\n', *seen);
    const bool is_whole_line = feed != std::string_view::npos;
    if (!is_whole_line && !at_end_) return false;
    const std::size_t stop = is_whole_line ? feed : text.size();
    std::string_view line = text.substr(*seen, stop - *seen);
    if (is_whole_line && line.ends_with('\r')) line.remove_suffix(1);
    if (line == separator) {
      *end = {*seen, is_whole_line ? feed + 1 : stop};
      return true;
    }
    *seen = is_whole_line ? feed + 1 : stop;
  }
  return false;
}

Result<bool> FrameReader::Fill() {
  if (at_end_) return false;
  MakeRoom(1);
  Result<std::size_t> count =
      input_.Read(buffer_.get() + end_, capacity_ - end_);
  if (!count) return count.error();
  end_ += *count;
  at_end_ = *count == 0;
  return !at_end_;
}

void FrameReader::MakeRoom(std::size_t wanted) {
  if (capacity_ - end_ >= wanted) return;
  const std::size_t size = end_ - begin_;
  // Half of the buffer must come free, or moving would cost more than reading.
  if (size + wanted <= capacity_ && size <= capacity_ / 2) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, size);
  } else {
    capacity_ = std::max({kRead, 2 * size, size + wanted});
    std::unique_ptr<char[]> larger =
        std::make_unique_for_overwrite<char[]>(capacity_);
    if (size > 0) std::memcpy(larger.get(), buffer_.get() + begin_, size);
    buffer_ = std::move(larger);
  }
  begin_ = 0;
  end_ = size;
}

}  // namespace unboil
