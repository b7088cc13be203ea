// One walk over the tree of a pattern, which measures as it goes.
//
//   a(?:bc|[d-é]){2,3}    'a' is 1 byte, the group 2 (both "bc" and "é" are 2),
//                         three times the group 6, so the whole is at most 7

#include "pattern_facts.h"

#include <algorithm>
#include <utility>

namespace unboil {
namespace {

using Op = PatternNode::Op;

constexpr std::size_t kUnbounded = PatternNode::kNoLimit;

std::size_t SaturatedSum(std::size_t a, std::size_t b) {
  return a > kUnbounded - b ? kUnbounded : a + b;
}

std::size_t SaturatedProduct(std::size_t a, std::size_t b) {
  if (a == 0 || b == 0) return 0;
  return a > kUnbounded / b ? kUnbounded : a * b;
}

// What is known of a part of a pattern. The default is the part that matches
// only the empty text.
struct Measure {
  std::size_t max_bytes = 0;
  std::size_t unbounded_offset = 0;
  bool can_be_empty = true;
  bool holds_class = false;
};

std::size_t FirstUnbounded(const Measure& a, const Measure& b) {
  return a.max_bytes == kUnbounded ? a.unbounded_offset : b.unbounded_offset;
}

Measure Joined(const Measure& a, const Measure& b) {
  return {SaturatedSum(a.max_bytes, b.max_bytes), FirstUnbounded(a, b),
          a.can_be_empty && b.can_be_empty, a.holds_class || b.holds_class};
}

Measure EitherOf(const Measure& a, const Measure& b) {
  return {std::max(a.max_bytes, b.max_bytes), FirstUnbounded(a, b),
          a.can_be_empty || b.can_be_empty, a.holds_class || b.holds_class};
}

class Examiner {
 public:
  explicit Examiner(PatternFacts* facts) : facts_(facts) {}

  Measure Of(const PatternNode& node) {
    switch (node.op) {
      case Op::kText:
        return {.max_bytes = node.text.size(), .can_be_empty = false};
      case Op::kClass:
        return {.max_bytes = node.max_bytes,
                .can_be_empty = false,
                .holds_class = !node.is_letter};
      case Op::kBegin:
      case Op::kEnd:
      case Op::kBoundary:
      case Op::kNoBoundary:
        return Measure();
      case Op::kAnything:
        return {kUnbounded, node.offset, true, true};
      case Op::kSequence: {
        Measure all;
        for (const PatternNode& part : node.parts) all = Joined(all, Of(part));
        return all;
      }
      case Op::kChoice: {
        Measure any = Of(node.parts[0]);
        for (std::size_t i = 1; i < node.parts.size(); ++i) {
          any = EitherOf(any, Of(node.parts[i]));
        }
        return any;
      }
      case Op::kRepeat:
        return Repeated(node);
    }
    return Measure();
  }

 private:
  Measure Repeated(const PatternNode& node) {
    Measure all = Of(node.parts[0]);
    const bool was_bounded = all.max_bytes != kUnbounded;
    all.max_bytes = SaturatedProduct(all.max_bytes, node.max);
    if (was_bounded) all.unbounded_offset = node.offset;
    all.can_be_empty = all.can_be_empty || node.min == 0;
    const bool is_gap = node.is_counted && node.min < node.max &&
                        node.max != kUnbounded && all.holds_class;
    if (is_gap && node.max > facts_->widest_gap) {
      facts_->widest_gap = node.max;
      facts_->widest_gap_offset = node.offset;
    }
    return all;
  }

  PatternFacts* facts_;
};

}  // namespace

PatternFacts ExaminePattern(std::string_view pattern) {
  PatternSyntax syntax = ParsePattern(pattern);
  PatternFacts facts;
  const Measure whole = Examiner(&facts).Of(syntax.root);
  if (whole.max_bytes != kUnbounded) {
    facts.max_bytes = whole.max_bytes;
  } else {
    facts.unbounded_offset = whole.unbounded_offset;
  }
  facts.can_be_empty = whole.can_be_empty;
  facts.unfolded = std::move(syntax.unfolded);
  return facts;
}

std::optional<std::size_t> LongestMatch(const PatternNode& node) {
  PatternFacts unused;
  const Measure whole = Examiner(&unused).Of(node);
  if (whole.max_bytes == kUnbounded) return std::nullopt;
  return whole.max_bytes;
}

}  // namespace unboil
