#include "corpus/digest.h"

#include <xxhash.h>

#include <algorithm>
#include <iterator>

namespace unboil {
namespace {

struct StateDeleter {
  void operator()(XXH3_state_t* state) const { XXH3_freeState(state); }
};
using StatePointer = std::unique_ptr<XXH3_state_t, StateDeleter>;

StatePointer NewState() {
  StatePointer state(XXH3_createState());
  XXH3_128bits_reset(state.get());
  return state;
}

Digest ResultOf(const XXH3_state_t* state) {
  XXH128_canonical_t canonical;  // the same on every machine
  XXH128_canonicalFromHash(&canonical, XXH3_128bits_digest(state));
  Digest digest;
  std::copy(std::begin(canonical.digest), std::end(canonical.digest),
            digest.begin());
  return digest;
}

// With its length, so that what is title cannot pass for text.
void AddPart(std::string_view part, XXH3_state_t* state) {
  const std::string length = std::to_string(part.size()) + ':';
  XXH3_128bits_update(state, length.data(), length.size());
  XXH3_128bits_update(state, part.data(), part.size());
}

}  // namespace

struct CorpusDigest::State {
  StatePointer xxh3 = NewState();
};

Digest DigestOf(std::string_view text, const Context& known) {
  const std::string_view parts[] = {text, known.title, known.source};
  return DigestOf(parts);
}

Digest DigestOf(std::span<const std::string_view> parts) {
  const StatePointer state = NewState();
  for (const std::string_view part : parts) AddPart(part, state.get());
  return ResultOf(state.get());
}

std::string DigestText(const Digest& digest) {
  constexpr std::string_view kHexDigits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : digest) {
    text += kHexDigits[byte >> 4];
    text += kHexDigits[byte & 15];
  }
  return text;
}

CorpusDigest::CorpusDigest() : state_(std::make_unique<State>()) {}
CorpusDigest::CorpusDigest(CorpusDigest&&) noexcept = default;
CorpusDigest& CorpusDigest::operator=(CorpusDigest&&) noexcept = default;
CorpusDigest::~CorpusDigest() = default;

void CorpusDigest::Add(const Digest& document) {
  XXH3_128bits_update(state_->xxh3.get(), document.data(), document.size());
}

std::string CorpusDigest::Text() const {
  return DigestText(ResultOf(state_->xxh3.get()));
}

}  // namespace unboil
