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

#include "chars.h"

namespace unboil {
namespace {

using Op = PatternNode::Op;

// Marks for what is true between two characters; UTF-8 has no such bytes. In a
// string they stand in this order: at most kBegin and kBoundary before its
// text, at most kBoundary and kEnd behind it.
constexpr char kBoundary = '\xFD';
constexpr char kBegin = '\xFE';
constexpr char kEnd = '\xFF';

bool IsMark(char byte) { return static_cast<unsigned char>(byte) >= 0xFD; }

// As RE2 has it for \b.
bool IsWordByte(char byte) {
  return IsAsciiWordChar(static_cast<unsigned char>(byte)) || byte == '_';
}

using Strings = std::vector<std::string>;  // sorted, each once

// A finite pattern is spelt out up to so many strings; with more of them the
// index of all rules would outgrow the cache, and RE2 is the better judge.
constexpr std::size_t kMostExact = 256;
constexpr std::size_t kMostCrossed = 64;
// Begins and ends are cut shorter until they are so few.
constexpr std::size_t kMostEnds = 64;
constexpr std::size_t kLongestEnd = 24;  // bytes
// A list of ten thousand words is known by its few begins, if at all.
constexpr std::size_t kMostFactors = 2048;

constexpr double kNoFactors = std::numeric_limits<double>::infinity();

// Strings that may become the factors.
struct Candidate {
  Strings strings;
  double cost = kNoFactors;
};

// What is known of the texts that a part of a pattern matches.
struct Known {
  std::optional<Strings> all;  // the texts themselves
  bool is_exact = true;        // no \B took part

  // Where there are too many: how they begin, how they end, and the best
  // factors in them.
  Strings begins = {""};
  Strings ends = {""};
  Candidate inside;
};

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

// Appends a byte or mark. Returns false where no text is like that: something
// before the begin or behind the end, a boundary inside a word.
bool AppendTo(std::string* text, char next) {
  const auto ends_in = [text](char mark) {
    return !text->empty() && text->back() == mark;
  };
  const bool has_end = ends_in(kEnd);
  if (has_end && next == kEnd) return true;
  if (has_end && !IsMark(next)) return false;
  if (has_end) text->pop_back();
  const bool has_boundary = ends_in(kBoundary);
  if (has_boundary && next != kBoundary) text->pop_back();
  const bool is_empty = text->empty() || text->back() == kBegin;
  const char last = is_empty ? ' ' : text->back();

  bool is_possible = true;
  if (next == kBegin) {
    is_possible = is_empty;
    if (text->empty()) *text += kBegin;
    if (has_boundary) *text += kBoundary;
  } else if (next == kBoundary) {
    if (!has_boundary) *text += kBoundary;
  } else if (next == kEnd) {
    if (has_boundary && is_empty) {
      *text += kBoundary;
    } else if (has_boundary) {
      is_possible = IsWordByte(last);
    }
    *text += kEnd;
  } else {
    if (has_boundary && text->empty()) {
      *text += kBoundary;
    } else if (has_boundary) {
      is_possible = IsWordByte(last) != IsWordByte(next);
    }
    *text += next;
  }
  if (has_end && next != kEnd) return is_possible && AppendTo(text, kEnd);
  return is_possible;
}

bool JoinsTo(std::string_view left, std::string_view right,
             std::string* joined) {
  joined->assign(left);
  std::size_t at = 0;
  while (at < right.size()) {
    if (!AppendTo(joined, right[at])) return false;
    // Behind its first character, a text is as it was.
    if (!IsMark(right[at++])) break;
  }
  joined->append(right.substr(at));
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

void KeepBegins(std::size_t length, Strings* strings) {
  for (std::string& s : *strings) {
    if (s.size() > length) s.resize(length);
  }
  SortOnce(strings);
}

void KeepEnds(std::size_t length, Strings* strings) {
  for (std::string& s : *strings) {
    if (s.size() > length) s.erase(0, s.size() - length);
  }
  SortOnce(strings);
}

template <typename Keep>
void ShortenUntilFew(Keep keep, Strings* strings) {
  for (std::size_t length = kLongestEnd;; length /= 2) {
    keep(length, strings);
    if (strings->size() <= kMostEnds || length == 0) return;
  }
}

void ShortenBegins(Strings* begins) { ShortenUntilFew(KeepBegins, begins); }
void ShortenEnds(Strings* ends) { ShortenUntilFew(KeepEnds, ends); }

// How many bits of surprise a byte of folded text is, roughly, after what
// stands before it; of a mark, none.
constexpr std::array<float, 256> kBitsOfByte = [] {
  constexpr std::string_view kByFrequency =
      " eaintosrldcumph210gbfvyk.w,z3456789j-xq'";
  std::array<float, 256> bits = {};
  for (std::size_t byte = 0; byte < bits.size(); ++byte) {
    // The lead byte of a letter says little, the bytes behind it more; that of
    // a sign ("©", "•") says most.
    bits[byte] = byte < 0x80                    ? 4.5F
                 : byte == 0xC2 || byte == 0xE2 ? 5.0F
                 : byte >= 0xC0                 ? 0.5F
                                                : 3.0F;
  }
  for (std::size_t mark = 0xFD; mark < bits.size(); ++mark) bits[mark] = 0;
  for (std::size_t rank = 0; rank < kByFrequency.size(); ++rank) {
    bits[static_cast<unsigned char>(kByFrequency[rank])] =
        1.3F + 0.08F * static_cast<float>(rank);
  }
  return bits;
}();

// Bytes that are no marks.
std::size_t CountText(std::string_view factor) {
  return static_cast<std::size_t>(std::count_if(
      factor.begin(), factor.end(), [](char byte) { return !IsMark(byte); }));
}

// How often a factor stands in a line of text, and what it costs to look for.
double CostOf(std::string_view factor) {
  constexpr double kBytesOfLine = 60;
  constexpr double kLookingFor = 2e-5;
  constexpr double kOfAnyFirstByte = 1.0 / 8;  // nothing says what it will be
  const bool at_begin = factor.starts_with(kBegin);
  const bool at_end = factor.ends_with(kEnd);
  const std::size_t bytes = CountText(factor);
  if (bytes == 0 || (!at_begin && bytes < kShortestFactor)) {
    return kNoFactors;
  }
  if (at_begin && at_end) return kLookingFor / 10;
  const double places = at_begin ? 1
                        : at_end ? kOfAnyFirstByte
                                 : kOfAnyFirstByte * kBytesOfLine;
  return FrequencyOf(factor) * places + kLookingFor;
}

// Of strings of which one stands in a match.
Candidate CandidateOf(Strings strings) {
  constexpr double kShortFactors = 1;
  Candidate candidate;
  if (strings.empty()) return candidate;
  candidate.cost = 0;
  bool any_short = false;
  for (const std::string& factor : strings) {
    candidate.cost += CostOf(factor);
    any_short |=
        !factor.starts_with(kBegin) && CountText(factor) < kUsualFactor;
  }
  if (any_short) candidate.cost += kShortFactors;
  candidate.strings = std::move(strings);
  return candidate;
}

Candidate CheaperOf(Candidate a, Candidate b) {
  return b.cost < a.cost ? std::move(b) : std::move(a);
}

const Strings& BeginsOf(const Known& known) {
  return known.all ? *known.all : known.begins;
}
const Strings& EndsOf(const Known& known) {
  return known.all ? *known.all : known.ends;
}
Candidate BestOf(const Known& known) {
  return known.all ? CandidateOf(*known.all) : known.inside;
}

Known Exactly(Strings all) {
  Known known;
  known.all = std::move(all);
  return known;
}

Known Unknown() { return Known(); }

// The same, but of its texts only begin, end and factors are known.
Known WithoutAll(Known known) {
  if (!known.all) return known;
  known.begins = *known.all;
  known.ends = *known.all;
  known.inside = CandidateOf(*std::move(known.all));
  known.all.reset();
  ShortenBegins(&known.begins);
  ShortenEnds(&known.ends);
  return known;
}

// A text that is bound to the begin costs next to nothing to look for.
std::size_t MostExact(const Strings& begins) {
  return !begins.empty() && begins[0].starts_with(kBegin) ? kMostExact
                                                          : kMostCrossed;
}

bool AreFew(const Strings& a, const Strings& b) {
  return a.size() * b.size() <= kMostCrossed;
}

// Each of `ends` followed by each of `rights`. Of too many pairs shorter ends
// are taken, which are fewer.
Strings FollowedBy(Strings ends, const Strings& rights) {
  for (std::size_t length = kLongestEnd; !AreFew(ends, rights); length /= 2) {
    if (length == 0) return rights;
    KeepEnds(length, &ends);
  }
  return CrossOf(ends, rights);
}

// The same, of the begins.
Strings ComingBefore(const Strings& lefts, Strings begins) {
  for (std::size_t length = kLongestEnd; !AreFew(lefts, begins); length /= 2) {
    if (length == 0) return lefts;
    KeepBegins(length, &begins);
  }
  return CrossOf(lefts, begins);
}

// What stands where one of `ends` meets one of `begins`.
Candidate MeetingOf(const Strings& ends, const Strings& begins) {
  Candidate shorter_ends = CandidateOf(FollowedBy(ends, begins));
  if (AreFew(ends, begins)) return shorter_ends;  // nothing was shortened
  return CheaperOf(std::move(shorter_ends),
                   CandidateOf(ComingBefore(ends, begins)));
}

Known Joined(const Known& left, const Known& right) {
  Known known;
  known.is_exact = left.is_exact && right.is_exact;
  if (left.all && right.all &&
      left.all->size() * right.all->size() <= MostExact(*left.all)) {
    known.all = CrossOf(*left.all, *right.all);
    return known;
  }
  known.begins =
      left.all ? ComingBefore(*left.all, BeginsOf(right)) : left.begins;
  ShortenBegins(&known.begins);
  known.ends = right.all ? FollowedBy(EndsOf(left), *right.all) : right.ends;
  ShortenEnds(&known.ends);
  known.inside = CheaperOf(CheaperOf(BestOf(left), BestOf(right)),
                           MeetingOf(EndsOf(left), BeginsOf(right)));
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
  const Candidate best_a = BestOf(a);
  const Candidate best_b = BestOf(b);
  if (best_a.cost < kNoFactors && best_b.cost < kNoFactors &&
      best_a.strings.size() + best_b.strings.size() <= kMostFactors) {
    known.inside = CandidateOf(UnionOf(best_a.strings, best_b.strings));
  }
  return known;
}

// Levels of the tree that are looked into; of what is nested deeper nothing is
// known. Nobody writes that, and the stack need not hold it.
constexpr int kMaxDepth = 100;

// `node` stands `depth` levels below the root.
Known KnownOf(const PatternNode& node, int depth);

// `node`, a repeat, at least `min` times, which is more than none.
Known Repeated(const PatternNode& node, std::size_t min, int depth) {
  constexpr std::size_t kMostJoined = 4;
  const Known once = KnownOf(node.parts[0], depth + 1);
  Known known = once;
  const std::size_t joined = std::min(min, kMostJoined);
  for (std::size_t i = 1; i < joined; ++i) known = Joined(known, once);
  // More of them may stand between the same begin and the same end.
  return node.max == joined ? known : WithoutAll(std::move(known));
}

// `left`, and then what `node` matches. A part that may be missing is judged as
// a choice, so that what stands before it meets what stands behind it.
Known Followed(const Known& left, const PatternNode& node, int depth) {
  if (node.op != Op::kRepeat || node.min != 0 || node.max == 0) {
    return Joined(left, KnownOf(node, depth));
  }
  const Known present = Repeated(node, 1, depth);
  if (present.all) return Joined(left, EitherOf(present, Exactly({""})));
  return EitherOf(left, Joined(left, present));
}

Known KnownOf(const PatternNode& node, int depth) {
  if (depth > kMaxDepth) return Unknown();
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
    case Op::kBoundary:
      return Exactly({std::string(1, kBoundary)});
    case Op::kNoBoundary: {
      Known known = Exactly({""});
      known.is_exact = false;
      return known;
    }
    case Op::kSequence: {
      Known all = Exactly({""});
      for (const PatternNode& part : node.parts) {
        all = Followed(all, part, depth + 1);
      }
      return all;
    }
    case Op::kChoice: {
      Known any = KnownOf(node.parts[0], depth + 1);
      for (std::size_t i = 1; i < node.parts.size(); ++i) {
        any = EitherOf(any, KnownOf(node.parts[i], depth + 1));
      }
      return any;
    }
    case Op::kRepeat:
      if (node.min > 0) return Repeated(node, node.min, depth);
      return node.max == 0 ? Exactly({""})
                           : EitherOf(Repeated(node, 1, depth), Exactly({""}));
    case Op::kAnything:
      return Unknown();
  }
  return Unknown();
}

Factor FactorOf(std::string_view marked) {
  Factor factor;
  for (; !marked.empty() && IsMark(marked.front()); marked.remove_prefix(1)) {
    (marked.front() == kBegin ? factor.bounds.at_begin
                              : factor.bounds.boundary_before) = true;
  }
  for (; !marked.empty() && IsMark(marked.back()); marked.remove_suffix(1)) {
    (marked.back() == kEnd ? factor.bounds.at_end
                           : factor.bounds.boundary_after) = true;
  }
  factor.text = marked;
  return factor;
}

// Whether a word begins or ends at byte `at` of `text`.
bool IsBoundary(std::string_view text, std::size_t at) {
  const bool before = at > 0 && IsWordByte(text[at - 1]);
  const bool behind = at < text.size() && IsWordByte(text[at]);
  return before != behind;
}

}  // namespace

double FrequencyOf(std::string_view text) {
  float bits = 0;
  for (char byte : text) bits += kBitsOfByte[static_cast<unsigned char>(byte)];
  return std::exp2(-bits);
}

bool FitsAt(const Bounds& bounds, std::string_view text, std::size_t begin,
            std::size_t end) {
  return (!bounds.at_begin || begin == 0) &&
         (!bounds.at_end || end == text.size()) &&
         (!bounds.boundary_before || IsBoundary(text, begin)) &&
         (!bounds.boundary_after || IsBoundary(text, end));
}

Factors FactorsOf(const PatternNode& pattern) {
  Known known = KnownOf(pattern, 0);
  Factors factors;
  Candidate best;
  if (known.all) {
    best = CandidateOf(*std::move(known.all));
    factors.is_exact = known.is_exact && best.cost < kNoFactors;
  } else {
    best = CheaperOf(CheaperOf(std::move(known.inside),
                               CandidateOf(std::move(known.begins))),
                     CandidateOf(std::move(known.ends)));
  }
  factors.cost = best.cost;
  if (best.cost == kNoFactors) return factors;
  for (const std::string& marked : best.strings) {
    factors.any_of.push_back(FactorOf(marked));
  }
  return factors;
}

}  // namespace unboil
