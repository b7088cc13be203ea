#include "factors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>

namespace unboil {
namespace {

using Op = PatternNode::Op;

// Marks of a text's begin and end, which stand in no UTF-8.
constexpr char kBegin = '\xFE';
constexpr char kEnd = '\xFF';

using Strings = std::vector<std::string>;  // sorted, each once

// A finite pattern is spelt out up to so many strings; with more of them the
// index of all rules would outgrow the cache, and RE2 is the better judge.
constexpr std::size_t kMostExact = 512;
// Begins and ends are cut shorter until they are so few.
constexpr std::size_t kMostEnds = 128;
constexpr std::size_t kLongestEnd = 24;  // bytes

// What is known of the texts that a part of a pattern matches.
struct Known {
  std::optional<Strings> all;  // the texts themselves
  bool is_exact = true;        // no \b took part

  // Where there are too many: how they begin, how they end, and the best
  // factors in them.
  Strings begins = {""};
  Strings ends = {""};
  std::optional<Strings> inside;
};

const Strings kEmptyText = {""};

void SortOnce(Strings* strings) {
  std::sort(strings->begin(), strings->end());
  strings->erase(std::unique(strings->begin(), strings->end()), strings->end());
}

Strings UnionOf(const Strings& a, const Strings& b) {
  Strings all;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(),
                 std::back_inserter(all));
  return all;
}

// Nothing stands before the begin or behind the end. Such a text is none, and
// "^^" is "^".
bool JoinsTo(std::string_view left, std::string_view right,
             std::string* joined) {
  if (!left.empty() && left.back() == kEnd) {
    while (!right.empty() && right.front() == kEnd) right.remove_prefix(1);
    if (!right.empty()) return false;
  }
  if (!right.empty() && right.front() == kBegin) {
    while (!left.empty() && left.back() == kBegin) left.remove_suffix(1);
    if (!left.empty()) return false;
  }
  joined->assign(left);
  joined->append(right);
  return true;
}

Strings CrossOf(const Strings& left, const Strings& right) {
  Strings all;
  std::string joined;
  for (const std::string& l : left) {
    for (const std::string& r : right) {
      if (JoinsTo(l, r, &joined)) all.push_back(joined);
    }
  }
  SortOnce(&all);
  return all;
}

template <typename Cut>
void ShortenUntilFew(Cut cut, Strings* strings) {
  for (std::size_t length = kLongestEnd;; length = length / 2) {
    for (std::string& s : *strings) cut(length, &s);
    SortOnce(strings);
    if (strings->size() <= kMostEnds || length == 0) return;
  }
}

void ShortenBegins(Strings* begins) {
  ShortenUntilFew(
      [](std::size_t length, std::string* s) {
        if (s->size() > length) s->resize(length);
      },
      begins);
}

void ShortenEnds(Strings* ends) {
  ShortenUntilFew(
      [](std::size_t length, std::string* s) {
        if (s->size() > length) s->erase(0, s->size() - length);
      },
      ends);
}

// How many bits of surprise a byte of folded text is, roughly, after what
// stands before it. It only has to tell "the " from "x-ray".
double BitsOf(char byte) {
  static constexpr std::string_view kByFrequency =
      " eaintosrldcumph210gbfvyk.w,z3456789j-xq'";
  const std::size_t rank = kByFrequency.find(byte);
  if (rank != std::string_view::npos) {
    return 1.3 + 0.08 * static_cast<double>(rank);
  }
  // The lead byte of a letter says little, the bytes behind it more; that of a
  // sign ("©", "•") says most.
  const unsigned char value = static_cast<unsigned char>(byte);
  if (value == 0xC2 || value == 0xE2) return 5.0;
  return value >= 0xC0 ? 0.5 : value >= 0x80 ? 3.0 : 4.5;
}

// How often a factor stands in a line of text, and what it costs to look for.
double CostOf(std::string_view factor) {
  constexpr double kBytesOfLine = 60;
  constexpr double kLookingFor = 2e-5;
  constexpr double kFirstByteBits = 3;  // nothing stands before it
  const bool at_begin = factor.starts_with(kBegin);
  const bool at_end = factor.ends_with(kEnd);
  double bits = kFirstByteBits;
  for (char byte : factor) {
    if (byte != kBegin && byte != kEnd) bits += BitsOf(byte);
  }
  const std::size_t bytes = factor.size() - at_begin - at_end;
  if (bytes == 0 || (!at_begin && bytes < kShortestFactor)) {
    return std::numeric_limits<double>::infinity();
  }
  if (at_begin && at_end) return kLookingFor / 10;
  const double places = at_begin || at_end ? 1 : kBytesOfLine;
  return std::exp2(-bits) * places + kLookingFor;
}

double CostOf(const std::optional<Strings>& factors) {
  if (!factors || factors->empty()) {
    return std::numeric_limits<double>::infinity();
  }
  double cost = 0;
  for (const std::string& factor : *factors) cost += CostOf(factor);
  return cost;
}

std::optional<Strings> CheaperOf(std::optional<Strings> a,
                                 std::optional<Strings> b) {
  return CostOf(b) < CostOf(a) ? std::move(b) : std::move(a);
}

const Strings& BeginsOf(const Known& known) {
  return known.all ? *known.all : known.begins;
}
const Strings& EndsOf(const Known& known) {
  return known.all ? *known.all : known.ends;
}
std::optional<Strings> BestOf(const Known& known) {
  return known.all ? known.all : known.inside;
}

Known Exactly(Strings all) {
  Known known;
  known.all = std::move(all);
  return known;
}

Known Unknown() { return Known(); }

// The same, but its texts may stand for more than they say.
Known WithoutAll(Known known) {
  if (!known.all) return known;
  known.begins = *known.all;
  known.ends = *known.all;
  known.inside = std::move(known.all);
  known.all.reset();
  ShortenBegins(&known.begins);
  ShortenEnds(&known.ends);
  return known;
}

Known Joined(const Known& left, const Known& right) {
  Known known;
  known.is_exact = left.is_exact && right.is_exact;
  if (left.all && right.all &&
      left.all->size() * right.all->size() <= kMostExact) {
    known.all = CrossOf(*left.all, *right.all);
    return known;
  }
  const auto are_few = [](const Strings& a, const Strings& b) {
    return a.size() * b.size() <= kMostExact;
  };
  known.begins = BeginsOf(left);
  if (left.all && are_few(*left.all, BeginsOf(right))) {
    known.begins = CrossOf(*left.all, BeginsOf(right));
  }
  ShortenBegins(&known.begins);
  known.ends = EndsOf(right);
  if (right.all && are_few(EndsOf(left), *right.all)) {
    known.ends = CrossOf(EndsOf(left), *right.all);
  }
  ShortenEnds(&known.ends);
  known.inside = CheaperOf(BestOf(left), BestOf(right));
  if (are_few(EndsOf(left), BeginsOf(right))) {
    known.inside = CheaperOf(std::move(known.inside),
                             CrossOf(EndsOf(left), BeginsOf(right)));
  }
  return known;
}

Known EitherOf(const Known& a, const Known& b) {
  Known known;
  known.is_exact = a.is_exact && b.is_exact;
  if (a.all && b.all && a.all->size() + b.all->size() <= kMostExact) {
    known.all = UnionOf(*a.all, *b.all);
    return known;
  }
  known.begins = UnionOf(BeginsOf(a), BeginsOf(b));
  ShortenBegins(&known.begins);
  known.ends = UnionOf(EndsOf(a), EndsOf(b));
  ShortenEnds(&known.ends);
  const std::optional<Strings> best_a = BestOf(a);
  const std::optional<Strings> best_b = BestOf(b);
  if (best_a && best_b) known.inside = UnionOf(*best_a, *best_b);
  return known;
}

Known KnownOf(const PatternNode& node);

Known Repeated(const PatternNode& node) {
  constexpr std::size_t kMostJoined = 4;
  const Known once = KnownOf(node.parts[0]);
  if (node.min == 0) {
    return node.max == 1 ? EitherOf(once, Exactly(kEmptyText)) : Unknown();
  }
  Known known = once;
  const std::size_t joined = std::min(node.min, kMostJoined);
  for (std::size_t i = 1; i < joined; ++i) known = Joined(known, once);
  if (node.max == joined) return known;
  known = WithoutAll(std::move(known));
  // What follows may say anything before the same end.
  return known;
}

// `left`, and then what `node` matches. A part that may be missing is judged as
// a choice, so that what stands before it meets what stands behind it.
Known Followed(const Known& left, const PatternNode& node) {
  if (node.op != Op::kRepeat || node.min != 0 || node.max <= 1) {
    return Joined(left, KnownOf(node));
  }
  PatternNode present = node;
  present.min = 1;
  return EitherOf(left, Joined(left, Repeated(present)));
}

Known KnownOf(const PatternNode& node) {
  switch (node.op) {
    case Op::kText:
      return Exactly({node.text});
    case Op::kClass: {
      if (node.members.empty()) return Unknown();
      Strings members = node.members;
      SortOnce(&members);
      return Exactly(std::move(members));
    }
    case Op::kBegin:
      return Exactly({std::string(1, kBegin)});
    case Op::kEnd:
      return Exactly({std::string(1, kEnd)});
    case Op::kBoundary: {
      Known known = Exactly(kEmptyText);
      known.is_exact = false;
      return known;
    }
    case Op::kSequence: {
      Known all = Exactly(kEmptyText);
      for (const PatternNode& part : node.parts) {
        all = Followed(all, part);
      }
      return all;
    }
    case Op::kChoice: {
      Known any = KnownOf(node.parts[0]);
      for (std::size_t i = 1; i < node.parts.size(); ++i) {
        any = EitherOf(any, KnownOf(node.parts[i]));
      }
      return any;
    }
    case Op::kRepeat:
      return Repeated(node);
    case Op::kAnything:
      return Unknown();
  }
  return Unknown();
}

Factor FactorOf(std::string_view marked) {
  Factor factor;
  while (marked.starts_with(kBegin)) {
    factor.at_begin = true;
    marked.remove_prefix(1);
  }
  while (marked.ends_with(kEnd)) {
    factor.at_end = true;
    marked.remove_suffix(1);
  }
  factor.text = marked;
  return factor;
}

}  // namespace

Factors FactorsOf(const PatternNode& pattern) {
  const Known known = KnownOf(pattern);
  std::optional<Strings> best = known.all;
  Factors factors;
  factors.is_exact = known.all && known.is_exact;
  if (!known.all) {
    best = CheaperOf(known.inside, CheaperOf(known.begins, known.ends));
  }
  if (std::isinf(CostOf(best))) return {};
  for (const std::string& marked : *best) {
    factors.any_of.push_back(FactorOf(marked));
  }
  return factors;
}

}  // namespace unboil
