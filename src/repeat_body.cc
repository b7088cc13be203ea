// A body that stands twice.
//
//   line 0  p1      earlier copy: lines 0 to 2
//   line 1  p2
//   line 2  p3
//   line 3  Title   stands between
//   line 4  p1      later copy: lines 4 to 6, without p2
//   line 5  p3
//
// copies.h finds the words that recur and strings them to chains. A chain is a
// block of two copies once it covers whole lines on both sides; then the form
// and size of the block decide whether it is a body published twice or
// something an author repeats (verses, clauses, rows), and what stands around
// it decides which copy is kept. Lines that only one copy has always stay.

#include <algorithm>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "chars.h"
#include "copies.h"
#include "count_above.h"
#include "detectors.h"
#include "watched_keys.h"

namespace unboil {
namespace {

// Shares of a line's words.
constexpr double kWhole = 0.95;       // a line that a copy covers
constexpr double kNear = kTwinShare;  // one that was edited
constexpr double kEditedAway = 0.50;  // one that is still the same paragraph

// Weights of text, in letters.
constexpr std::size_t kBodyWeight = 300;
constexpr std::size_t kTandemWeight = 80;
constexpr std::size_t kListBodyWeight = 200;
constexpr std::size_t kListLineWeight = 70;
constexpr std::size_t kSyndicatedWeight = 100;

// Shares of the document that both copies have together.
constexpr double kBodyShare = 0.40;
constexpr double kSyndicatedShare = 0.30;
constexpr double kAlmostAll = 0.80;
constexpr double kEditedShare = 0.60;

// Of a copy's weight, in lines that match from end to end: with less it is
// edited throughout.
constexpr double kLeastWhole = 0.30;

// How much of the lines between a copy's first and last line has a twin.
constexpr double kIntact = 0.80;
constexpr double kBetterSideIntact = 0.85;
constexpr double kTandemIntact = 0.90;

constexpr std::size_t kBodyParagraphs = 2;
constexpr std::size_t kStrongParagraphs = 3;
constexpr std::size_t kMaxIntro = 4;    // lines looked at above a copy
constexpr std::size_t kNearBefore = 3;  // lines between a headline's copies
constexpr std::size_t kTandemBetween = 2;

struct Covered {
  std::size_t line;
  std::size_t words = 0;  // of the line, in matches
  WordRange twin;         // hull of the words they match
};

// What one side of a block is made of.
struct CopyWeights {
  LineRange range;  // from the first matched line to the last

  std::size_t weight = 0;        // of the matched lines
  std::size_t whole_weight = 0;  // of those that match from end to end
  std::size_t exact_weight = 0;  // of those that match word for word
  std::size_t prose_weight = 0;
  std::size_t prose_lines = 0;
  std::size_t text_lines = 0;       // prose and list items
  std::size_t prose_sentences = 0;  // prose lines that end as sentences do

  // Of lines in `range` without a twin; and of the prose, list items and rows
  // among them.
  std::size_t stray_weight = 0;
  std::size_t stray_text_weight = 0;

  double Intact() const {
    return static_cast<double>(weight) /
           static_cast<double>(weight + stray_weight);
  }
};

// One side of a block.
struct Copy : CopyWeights {
  void Clear() {
    static_cast<CopyWeights&>(*this) = {};
    covered.clear();
    matched.clear();
  }

  std::deque<Covered> covered;      // in order of lines
  std::deque<std::size_t> matched;  // lines that the other copy says too
};

bool IsText(LineKind kind) {
  return kind == LineKind::kProse || kind == LineKind::kList ||
         kind == LineKind::kTable;
}

// Lines that a block may grow by, at both ends together. Never much more than
// it has already, or many blocks could grow over the same lines.
std::size_t MostGrown(std::size_t matched_lines) {
  return 8 + 2 * matched_lines;
}

class BodyFinder {
 public:
  BodyFinder(const LineFates& fates, std::string_view title,
             const RepeatOptions& options, StandingLines* lines,
             RepeatFindings* findings);

  void Run(BodyMemory* memory);

 private:
  struct Block {
    void Clear() {
      earlier.Clear();
      later.Clear();
      between.clear();
      notice_between = tandem = false;
      paragraphs = 0;
      struct_share = share = 0;
    }

    Copy earlier;
    Copy later;
    std::vector<std::size_t> between;  // standing lines, doubtful ones aside
    bool notice_between = false;       // a rule took a line there
    bool tandem = false;               // next to nothing stands there
    std::size_t paragraphs = 0;        // of prose, in the copy that has more

    double struct_share = 0;  // the part of it that is not prose
    double share = 0;         // of the document
  };
  struct HashedLine {
    std::uint64_t hash;
    std::size_t line;
  };
  // What stands right above a copy and has no twin.
  struct Intro {
    bool headline = false;
    std::size_t text_weight = 0;  // of text that is no headline
    std::size_t lines = 0;
    std::vector<std::size_t> headings;  // below any text, the nearest first
  };

  void Measure();
  bool CannotBeBody(const Chain& chain) const;

  void Collect(std::span<const Match> matches, Block* block) const;
  void Cover(std::size_t own, std::size_t twin, std::size_t length,
             Copy* copy) const;
  void Credit(WordRange part, Covered* covered) const;
  double Share(const Covered& covered) const;
  bool MayBeEdited(std::size_t line) const;
  double Least(std::size_t line) const;
  bool IsMatched(const Covered& covered) const;
  double ShareOf(std::size_t weight) const {
    return 2 * static_cast<double>(weight) /
           static_cast<double>(weight_above_.back());
  }
  bool MayStandBetween(std::size_t line) const {
    return !lines_.IsGone(line) && !fates_.doubtful[lines_.DocumentLine(line)];
  }
  bool FindMatchedLines(Copy* copy) const;
  void GrowOverEqualLines(Block* block) const;
  void AddEqualPair(std::size_t earlier, std::size_t later, bool in_front,
                    Block* block) const;
  void Weigh(Copy* copy) const;
  void WeighStrays(Copy* copy) const;
  void LookBetween(Block* block) const;

  std::optional<Detector> Judge(const Block& block);
  bool IsEditedCopy(const Block& block) const;
  bool HaveDifferentHeadings(const Block& block) const;
  bool IsVariant(const Copy& copy) const;
  bool HasFewDistinctLines(const Block& block) const;
  bool RecursOften(const Block& block);
  bool StandsBetweenLikeHeadline(const Block& block) const;

  bool KeepLater(const Block& block) const;
  Intro IntroOf(std::size_t first, std::size_t floor) const;
  bool IsHeadline(std::size_t line) const;

  void DropCopy(const Copy& copy, Detector detector);
  bool HasNumberOfItsOwn(std::size_t line, WordRange twin) const;
  void MarkCopies(const Block& block);

  bool StandsOften(std::size_t line);

  const LineFates& fates_;
  std::string_view title_;
  const RepeatOptions& options_;
  StandingLines& lines_;
  RepeatFindings& findings_;
  // By line, of those above it that stood at first: what they weigh, and how
  // many may stand between two copies.
  std::vector<std::size_t> weight_above_;
  std::vector<std::uint32_t> between_above_;
  std::size_t dropped_ = 0;                 // lines, since then
  std::vector<std::uint32_t> taken_above_;  // by document line
  std::vector<HashedLine> prose_by_hash_;   // empty until it is needed
};

BodyFinder::BodyFinder(const LineFates& fates, std::string_view title,
                       const RepeatOptions& options, StandingLines* lines,
                       RepeatFindings* findings)
    : fates_(fates),
      title_(title),
      options_(options),
      lines_(*lines),
      findings_(*findings) {}

void BodyFinder::Run(BodyMemory* memory) {
  const Words& words = lines_.words();
  const std::span<const Match> matches = memory->matches.Find(words);
  if (matches.empty()) return;
  Measure();
  Block block;  // its memory is used again
  for (const Chain& chain : memory->chains.Find(matches, words)) {
    if (CannotBeBody(chain)) continue;
    FillGaps(words, chain, &memory->filled);
    block.Clear();
    Collect(memory->filled, &block);
    const std::optional<Detector> detector = Judge(block);
    if (!detector) continue;
    const Copy& dropped = KeepLater(block) ? block.earlier : block.later;
    DropCopy(dropped, *detector);
    MarkCopies(block);
  }
}

void BodyFinder::Measure() {
  weight_above_.assign(lines_.size() + 1, 0);
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    weight_above_[i + 1] =
        weight_above_[i] + (lines_.IsGone(i) ? 0 : lines_.Weight(i));
  }
  between_above_ = CountAbove(lines_.size(), [this](std::size_t line) {
    return MayStandBetween(line);
  });
  taken_above_ = CountAbove(fates_.taken.size(), [this](std::size_t line) {
    return fates_.taken[line] != 0;
  });
}

// Most chains are a phrase that recurs, or a line of a menu. Whatever is found
// in their gaps, a copy lies in the lines of its chain, or in those that
// GrowOverEqualLines may add. Where even all of these are too small a part of
// the document, and too many lines stand between the copies, nothing below
// would call it a body.
bool BodyFinder::CannotBeBody(const Chain& chain) const {
  const LineRange earlier = lines_.LinesOf(chain.earlier);
  const LineRange later = lines_.LinesOf(chain.later);
  const std::size_t grown = MostGrown(later.last - later.first);
  const std::size_t first = later.first - std::min(later.first, grown);
  const std::size_t last = std::min(later.last + grown, lines_.size());
  if (ShareOf(weight_above_[last] - weight_above_[first]) >= kSyndicatedShare) {
    return false;
  }
  if (earlier.last > later.first) return false;
  const std::size_t between =
      between_above_[later.first] - between_above_[earlier.last];
  return between > kTandemBetween + grown + dropped_;
}

void BodyFinder::Collect(std::span<const Match> matches, Block* block) const {
  for (const Match& match : matches) {
    Cover(match.later, match.earlier, match.length, &block->later);
    Cover(match.earlier, match.later, match.length, &block->earlier);
  }
  if (!FindMatchedLines(&block->earlier) || !FindMatchedLines(&block->later)) {
    return;
  }
  GrowOverEqualLines(block);
  for (std::size_t line : block->later.matched) {
    block->later.weight += lines_.Weight(line);
  }
  block->share = ShareOf(block->later.weight);
  LookBetween(block);
  if (!block->tandem && block->share < kSyndicatedShare) return;
  Weigh(&block->earlier);
  Weigh(&block->later);
  // One copy may stand on a single line.
  if (block->earlier.prose_lines > 0 && block->later.prose_lines > 0) {
    block->paragraphs =
        std::max(block->earlier.prose_lines, block->later.prose_lines);
  }
  const double weight = static_cast<double>(block->later.weight);
  block->struct_share =
      1 - static_cast<double>(block->later.prose_weight) / weight;
  WeighStrays(&block->earlier);
  WeighStrays(&block->later);
}

// Credits the words [own, own + length) of one side to their lines.
void BodyFinder::Cover(std::size_t own, std::size_t twin, std::size_t length,
                       Copy* copy) const {
  const std::size_t end = own + length;
  std::deque<Covered>& covered = copy->covered;
  std::size_t line =
      covered.empty() ? lines_.words().LineOf(own) : covered.back().line;
  // Matches of the earlier side may overlap by a word or two.
  while (lines_.WordsOf(line).begin > own) --line;
  for (std::size_t at = own; at < end;) {
    while (lines_.WordsOf(line).end <= at) ++line;
    const std::size_t stop = std::min(end, lines_.WordsOf(line).end);
    const WordRange part = {twin + (at - own), twin + (stop - own)};
    if (covered.empty() || covered.back().line != line) {
      covered.push_back({line, 0, part});
    }
    Credit(part, &covered.back());
    at = stop;
  }
}

// A stray word that a match ran on into the line, or that stands elsewhere in
// the other copy, must not stretch the twin.
void BodyFinder::Credit(WordRange part, Covered* covered) const {
  const Covered alone = {covered->line, part.size(), part};
  const Covered both = {covered->line,
                        covered->words + part.size(),
                        {std::min(covered->twin.begin, part.begin),
                         std::max(covered->twin.end, part.end)}};
  if (covered->words == 0 || Share(alone) > Share(*covered)) *covered = alone;
  if (Share(both) > Share(*covered)) *covered = both;
}

bool BodyFinder::FindMatchedLines(Copy* copy) const {
  for (const Covered& covered : copy->covered) {
    if (!lines_.IsGone(covered.line) && IsMatched(covered)) {
      copy->matched.push_back(covered.line);
    }
  }
  if (copy->matched.empty()) return false;
  copy->range = {copy->matched.front(), copy->matched.back() + 1};
  return true;
}

double BodyFinder::Share(const Covered& covered) const {
  // A word that only the twin has makes a difference too: "not".
  const std::size_t size =
      std::max(lines_.WordsOf(covered.line).size(), covered.twin.size());
  return static_cast<double>(covered.words) / static_cast<double>(size);
}

// Where a line has few words, as headings and labels do, an edited one makes it
// another line.
bool BodyFinder::MayBeEdited(std::size_t line) const {
  constexpr std::size_t kFewWords = 8;
  const LineKind kind = lines_.Kind(line);
  return lines_.WordsOf(line).size() >= kFewWords &&
         (kind == LineKind::kProse || kind == LineKind::kList);
}

// The share of a line's words that must have a twin.
double BodyFinder::Least(std::size_t line) const {
  return MayBeEdited(line) && !options_.exact_only ? kNear : 1;
}

// Most lines are whole or hardly touched, whatever their kind is.
bool BodyFinder::IsMatched(const Covered& covered) const {
  const double share = Share(covered);
  return share >= 1 || (share >= kNear && share >= Least(covered.line));
}

// Short lines hold no seed, and a body right behind its copy is matched
// shifted; so whole equal lines at both ends are taken in.
void BodyFinder::GrowOverEqualLines(Block* block) const {
  LineRange& earlier = block->earlier.range;
  LineRange& later = block->later.range;
  if (earlier.last > later.first) return;
  const auto equal = [this](std::size_t a, std::size_t b) {
    return !lines_.IsGone(a) && !lines_.IsGone(b) &&
           lines_.Key(a) == lines_.Key(b);
  };
  std::size_t budget = MostGrown(block->later.matched.size());
  while (budget > 0 && earlier.last < later.first &&
         later.last < lines_.size() && equal(earlier.last, later.last)) {
    AddEqualPair(earlier.last++, later.last++, false, block);
    --budget;
  }
  while (budget > 0 && earlier.first > 0 && later.first > earlier.last &&
         equal(earlier.first - 1, later.first - 1)) {
    AddEqualPair(--earlier.first, --later.first, true, block);
    --budget;
  }
}

void BodyFinder::AddEqualPair(std::size_t earlier, std::size_t later,
                              bool in_front, Block* block) const {
  const auto add = [&](std::size_t line, std::size_t twin, Copy* copy) {
    const Covered covered = {line, lines_.WordsOf(line).size(),
                             lines_.WordsOf(twin)};
    std::deque<Covered>& all = copy->covered;
    if (in_front) {
      while (!all.empty() && all.front().line <= line) all.pop_front();
      all.push_front(covered);
      copy->matched.push_front(line);
    } else {
      while (!all.empty() && all.back().line >= line) all.pop_back();
      all.push_back(covered);
      copy->matched.push_back(line);
    }
  };
  add(earlier, later, &block->earlier);
  add(later, earlier, &block->later);
}

void BodyFinder::Weigh(Copy* copy) const {
  copy->weight = 0;
  for (const Covered& covered : copy->covered) {
    if (lines_.IsGone(covered.line)) continue;
    const double share = Share(covered);
    const std::size_t weight = lines_.Weight(covered.line);
    if (share >= kWhole) copy->whole_weight += weight;
    if (share >= 1) copy->exact_weight += weight;
  }
  for (std::size_t line : copy->matched) {
    const std::size_t weight = lines_.Weight(line);
    copy->weight += weight;
    if (IsText(lines_.Kind(line))) ++copy->text_lines;
    if (lines_.Kind(line) != LineKind::kProse) continue;
    copy->prose_weight += weight;
    ++copy->prose_lines;
    if (lines_.EndsSentence(line)) ++copy->prose_sentences;
  }
}

void BodyFinder::WeighStrays(Copy* copy) const {
  std::deque<Covered>::const_iterator at = copy->covered.begin();
  for (std::size_t line = copy->range.first; line < copy->range.last; ++line) {
    if (lines_.IsGone(line)) continue;
    while (at != copy->covered.end() && at->line < line) ++at;
    const bool touched = at != copy->covered.end() && at->line == line;
    const double share = touched ? Share(*at) : 0;
    if (share >= 1 || (share >= kNear && MayBeEdited(line))) continue;
    copy->stray_weight += lines_.Weight(line);
    // What was edited beyond recognition is not text that the other copy lacks.
    const bool only_here = share < kEditedAway;
    if (only_here && IsText(lines_.Kind(line))) {
      copy->stray_text_weight += lines_.Weight(line);
    }
  }
}

// Only blocks that are a large part of the document may lie far apart. There
// are few of those, so that looking at all that stands between is affordable;
// of others a look as long as the block itself is.
void BodyFinder::LookBetween(Block* block) const {
  const std::size_t first = block->earlier.range.last;
  const std::size_t last = block->later.range.first;
  if (first > last) return;
  const std::size_t reach = 64 + 2 * block->later.covered.size();
  const bool near = last - first <= reach;
  if (!near && block->share < kSyndicatedShare) return;
  for (std::size_t line = first; line < last; ++line) {
    if (MayStandBetween(line)) block->between.push_back(line);
  }
  block->tandem = near && block->between.size() <= kTandemBetween;
  const std::size_t above = lines_.DocumentLine(first - 1);
  const std::size_t below = lines_.DocumentLine(last);
  block->notice_between = taken_above_[below] > taken_above_[above];
}

std::optional<Detector> BodyFinder::Judge(const Block& block) {
  const Copy& earlier = block.earlier;
  const Copy& later = block.later;
  if (earlier.matched.empty() || later.matched.empty() ||
      earlier.range.last > later.range.first ||
      (!block.tandem && block.share < kSyndicatedShare)) {
    return std::nullopt;
  }
  if (HasFewDistinctLines(block)) return std::nullopt;

  const double worse = std::min(earlier.Intact(), later.Intact());
  const double better = std::max(earlier.Intact(), later.Intact());
  const bool mostly_prose = block.struct_share < 0.5;
  const bool exact = later.exact_weight >= later.weight &&
                     earlier.exact_weight >= earlier.weight;
  const bool different_headings = HaveDifferentHeadings(block);
  if (!exact && (different_headings || !IsEditedCopy(block))) {
    return std::nullopt;
  }
  const bool almost_all = block.share >= kAlmostAll;
  const bool has_paragraphs =
      block.paragraphs >= kBodyParagraphs && later.prose_weight >= kBodyWeight;

  // A page may publish one body under two headlines, and nothing else.
  const bool nothing_else =
      almost_all && earlier.stray_weight == 0 && later.stray_weight == 0;
  if (different_headings &&
      !(nothing_else && IsHeadline(earlier.range.first - 1) &&
        IsHeadline(later.range.first - 1))) {
    return std::nullopt;
  }

  // The document is little more than the two copies.
  if (has_paragraphs && block.share >= kBodyShare &&
      better >= kBetterSideIntact && (worse >= kIntact || almost_all) &&
      (mostly_prose || almost_all)) {
    return Detector::kBody;
  }
  // Copies that are a small part of the document must be equal: the manuals of
  // two functions may differ in a word.
  const bool tandem = block.tandem && mostly_prose && exact &&
                      worse >= kTandemIntact && !RecursOften(block);
  // One copy right behind the other.
  if (tandem && block.between.empty() && block.paragraphs >= 1 &&
      later.prose_weight >= kTandemWeight &&
      2 * later.prose_sentences >= later.prose_lines) {
    return block.paragraphs == 1 ? Detector::kParagraph : Detector::kBody;
  }
  // Nothing but a headline between the copies.
  if (tandem && has_paragraphs && StandsBetweenLikeHeadline(block)) {
    return Detector::kBody;
  }
  // Bodies of list items or of questions and answers.
  if (exact && later.weight >= kListBodyWeight && almost_all &&
      better >= kIntact &&
      later.weight >= kListLineWeight * later.matched.size()) {
    return Detector::kBody;
  }
  // A publisher's notice stands where one copy ends.
  if (block.notice_between && later.weight >= kSyndicatedWeight &&
      block.share >= kSyndicatedShare && better >= kBetterSideIntact) {
    return Detector::kBody;
  }
  return std::nullopt;
}

// Two texts may be alike because one was edited, or because an author wrote
// both: an old and a new version, two offers, two recipes. Only an edited copy
// may go, so there must be enough paragraphs, and where all of them are edited
// no word that one of the two says again and again.
bool BodyFinder::IsEditedCopy(const Block& block) const {
  const Copy& later = block.later;
  const bool throughout = static_cast<double>(later.whole_weight) <
                          kLeastWhole * static_cast<double>(later.weight);
  return std::max(block.paragraphs, later.text_lines) >= kStrongParagraphs &&
         block.share >= (throughout ? kEditedShare : kBodyShare) &&
         !(throughout && (IsVariant(block.earlier) || IsVariant(later)));
}

// Whether each copy stands below a heading of its own, and the two are of one
// kind: labels ("Old version") or headlines. A publisher's notice between the
// copies says more than headings do.
bool BodyFinder::HaveDifferentHeadings(const Block& block) const {
  if (block.notice_between) return false;
  const std::vector<std::size_t> above_earlier =
      IntroOf(block.earlier.range.first, 0).headings;
  const std::vector<std::size_t> above_later =
      IntroOf(block.later.range.first, block.earlier.range.last).headings;
  if (above_earlier.empty() || above_later.empty() ||
      IsHeadline(above_earlier.front()) != IsHeadline(above_later.front())) {
    return false;
  }
  for (std::size_t a : above_earlier) {
    for (std::size_t b : above_later) {
      // "Title" and "Title | Site" are one.
      if (lines_.Key(a).starts_with(lines_.Key(b)) ||
          lines_.Key(b).starts_with(lines_.Key(a))) {
        return false;
      }
    }
  }
  return true;
}

// Whether an author made two texts alike: a recipe with apples and the same
// with pears. An edit happens once; a variant says its own word again and
// again.
bool BodyFinder::IsVariant(const Copy& copy) const {
  const Words& words = lines_.words();
  std::unordered_map<std::uint64_t, std::size_t> lines_with;  // by own word
  std::size_t edited_lines = 0;
  for (const Covered& covered : copy.covered) {
    const WordRange own = lines_.WordsOf(covered.line);
    if (covered.words >= own.size() || Share(covered) < kNear) continue;
    ++edited_lines;
    std::unordered_set<std::uint64_t> own_words;
    for (std::size_t w = own.begin; w < own.end; ++w) {
      own_words.insert(words.HashOf(w));
    }
    for (std::size_t t = covered.twin.begin; t < covered.twin.end; ++t) {
      own_words.erase(words.HashOf(t));
    }
    for (std::uint64_t word : own_words) ++lines_with[word];
  }
  const std::size_t many = std::max<std::size_t>(2, (edited_lines + 1) / 2);
  return std::any_of(
      lines_with.begin(), lines_with.end(),
      [many](const auto& entry) { return entry.second >= many; });
}

// Rows and items that are alike repeat by their nature.
bool BodyFinder::HasFewDistinctLines(const Block& block) const {
  const std::deque<std::size_t>& matched = block.later.matched;
  if (matched.size() < 2) return false;
  std::unordered_map<std::string_view, std::size_t> distinct;
  for (std::size_t line : matched) ++distinct[lines_.Key(line)];
  return distinct.size() == 1 ||
         (block.struct_share >= 0.5 &&
          static_cast<double>(distinct.size()) <
              0.9 * static_cast<double>(matched.size()));
}

// A paragraph that stands three times is a refrain or a clause, unless several
// of them follow each other closely.
bool BodyFinder::RecursOften(const Block& block) {
  if (block.between.empty() && block.paragraphs >= kStrongParagraphs &&
      block.later.prose_weight >= 2 * kBodyWeight) {
    return false;
  }
  return std::any_of(block.later.matched.begin(), block.later.matched.end(),
                     [this](std::size_t line) {
                       return lines_.Kind(line) == LineKind::kProse &&
                              StandsOften(line);
                     });
}

bool BodyFinder::StandsBetweenLikeHeadline(const Block& block) const {
  return std::all_of(block.between.begin(), block.between.end(),
                     [this](std::size_t line) {
                       return lines_.IsHeadlineLike(line) ||
                              lines_.Kind(line) == LineKind::kSeparator;
                     });
}

bool BodyFinder::KeepLater(const Block& block) const {
  if (options_.keep == Repeats::kFirst) return false;
  if (options_.keep == Repeats::kLast) return true;
  const Copy& earlier = block.earlier;
  const Copy& later = block.later;
  const Intro above_earlier = IntroOf(earlier.range.first, 0);
  const Intro above_later = IntroOf(later.range.first, earlier.range.last);

  // Text that only one copy has stays whatever is dropped; it would stand out
  // of order where the other copy is kept.
  const std::size_t only_earlier = earlier.stray_text_weight;
  const std::size_t only_later =
      later.stray_text_weight + above_later.text_weight;
  std::size_t behind_earlier = 0;
  for (std::size_t line : block.between) {
    if (line + above_later.lines < later.range.first &&
        IsText(lines_.Kind(line))) {
      behind_earlier += lines_.Weight(line);
    }
  }
  // Alone between the copies, a line of two words is a headline too.
  const bool headline =
      above_later.headline || (block.between.size() == 1 &&
                               lines_.IsHeadlineLike(block.between.front()));
  if (headline && block.between.size() <= kNearBefore) {
    return only_earlier <= only_later;
  }
  if (above_earlier.headline) {
    // What stands between may end the earlier copy as well as begin the later.
    return later.stray_text_weight > 0 && only_earlier == 0 &&
           behind_earlier == 0;
  }
  return only_later > only_earlier + above_earlier.text_weight + behind_earlier;
}

BodyFinder::Intro BodyFinder::IntroOf(std::size_t first,
                                      std::size_t floor) const {
  Intro intro;
  bool text_above = false;
  for (std::size_t line = first; line > floor && intro.lines < kMaxIntro;) {
    --line;
    if (lines_.IsGone(line)) break;
    ++intro.lines;
    if (fates_.doubtful[lines_.DocumentLine(line)]) continue;
    const bool is_text = IsText(lines_.Kind(line));
    if (is_text && !lines_.IsHeadlineLike(line)) text_above = true;
    if (!text_above && !lines_.EndsSentence(line)) {
      intro.headings.push_back(line);
    }
    if (IsHeadline(line)) {
      intro.headline = true;
    } else if (is_text) {
      intro.text_weight += lines_.Weight(line);
    }
  }
  return intro;
}

bool BodyFinder::IsHeadline(std::size_t line) const {
  constexpr std::size_t kLeastWeight = 12;
  constexpr std::size_t kLeastWords = 3;
  if (!title_.empty() && lines_.Key(line) == title_) return true;
  return lines_.IsHeadlineLike(line) && lines_.Weight(line) >= kLeastWeight &&
         lines_.WordsOf(line).size() >= kLeastWords;
}

void BodyFinder::DropCopy(const Copy& copy, Detector detector) {
  for (const Covered& covered : copy.covered) {
    const std::size_t line = covered.line;
    if (line < copy.range.first || line >= copy.range.last ||
        lines_.IsGone(line)) {
      continue;
    }
    if (!IsMatched(covered) || HasNumberOfItsOwn(line, covered.twin)) {
      continue;
    }
    lines_.Drop(line, detector, covered.twin);
    ++dropped_;
  }
}

// An edited number is news, not a repeat.
bool BodyFinder::HasNumberOfItsOwn(std::size_t line, WordRange twin) const {
  const Words& words = lines_.words();
  const auto has_digit = [&words](std::size_t w) {
    const std::string_view text = words.TextOf(w);
    return std::any_of(text.begin(), text.end(), IsAsciiDigit);
  };
  const WordRange own = lines_.WordsOf(line);
  std::unordered_set<std::uint64_t> of_twin;
  for (std::size_t t = twin.begin; t < twin.end; ++t) {
    if (has_digit(t)) of_twin.insert(words.HashOf(t));
  }
  for (std::size_t w = own.begin; w < own.end; ++w) {
    if (has_digit(w) && !of_twin.contains(words.HashOf(w))) return true;
  }
  return false;
}

void BodyFinder::MarkCopies(const Block& block) {
  for (const Copy* copy : {&block.earlier, &block.later}) {
    for (std::size_t line = copy->range.first; line < copy->range.last;
         ++line) {
      findings_.in_copy[lines_.DocumentLine(line)] = 1;
    }
    findings_.ends_copy[lines_.DocumentLine(copy->range.last - 1)] = 1;
    std::size_t start = copy->range.first;
    findings_.starts_copy[lines_.DocumentLine(start)] = 1;
    for (int above = 0; above < 2 && start > 0 && IsHeadline(start - 1);
         ++above) {
      --start;
      findings_.in_copy[lines_.DocumentLine(start)] = 1;
      findings_.starts_copy[lines_.DocumentLine(start)] = 1;
    }
  }
}

// Whether a line of prose stands more than twice. Few documents have a block
// that gets so far, so lines are sorted late.
bool BodyFinder::StandsOften(std::size_t line) {
  const auto is_before = [this](const HashedLine& a, const HashedLine& b) {
    return a.hash != b.hash ? a.hash < b.hash
                            : lines_.Key(a.line) < lines_.Key(b.line);
  };
  if (prose_by_hash_.empty()) {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_.IsGone(i) && lines_.WordsOf(i).size() >= kLeastProseWords) {
        prose_by_hash_.push_back({HashBytes(lines_.Key(i)), i});
      }
    }
    std::sort(prose_by_hash_.begin(), prose_by_hash_.end(), is_before);
  }
  const HashedLine wanted = {HashBytes(lines_.Key(line)), line};
  const auto third = std::lower_bound(prose_by_hash_.begin(),
                                      prose_by_hash_.end(), wanted, is_before) -
                     prose_by_hash_.begin() + 2;
  return third < std::ssize(prose_by_hash_) &&
         !is_before(wanted, prose_by_hash_[static_cast<std::size_t>(third)]);
}

}  // namespace

void DropNeighbours(StandingLines* lines) {
  struct Pair {
    std::size_t line;
    std::size_t twin;
  };
  std::vector<Pair> pairs;
  std::size_t previous = lines->size();
  for (std::size_t i = 0; i < lines->size(); ++i) {
    if (previous < i && lines->Key(i) == lines->Key(previous) &&
        lines->Kind(i) == LineKind::kProse &&
        lines->Weight(i) >= kTandemWeight && lines->EndsSentence(i)) {
      pairs.push_back({i, previous});
    } else {
      previous = i;
    }
  }
  if (pairs.empty()) return;
  // A chorus may be sung twice at the end.
  WatchedKeys<std::size_t> places;
  for (const Pair& pair : pairs) places.Watch(lines->Key(pair.line));
  for (std::size_t i = 0; i < lines->size(); ++i) {
    std::size_t* count = places.Find(lines->Key(i));
    if (count != nullptr && (i == 0 || lines->Key(i) != lines->Key(i - 1))) {
      ++*count;
    }
  }
  for (const Pair& pair : pairs) {
    if (*places.Find(lines->Key(pair.line)) > 1) continue;
    lines->Drop(pair.line, Detector::kParagraph, lines->WordsOf(pair.twin));
  }
}

void DropBodies(const LineFates& fates, std::string_view title,
                const RepeatOptions& options, BodyMemory* memory,
                StandingLines* lines, RepeatFindings* findings) {
  BodyFinder(fates, title, options, lines, findings).Run(memory);
}

}  // namespace unboil
