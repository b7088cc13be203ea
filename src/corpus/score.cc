#include "corpus/score.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace unboil {
namespace {

using Phrases = std::optional<std::span<const std::string_view>>;

std::vector<std::string> SingleSpacedAll(const Phrases& phrases) {
  std::vector<std::string> spaced;
  if (!phrases) return spaced;
  for (const std::string_view phrase : *phrases) {
    spaced.push_back(SingleSpaced(phrase));
  }
  return spaced;
}

std::size_t CountIn(std::string_view text,
                    const std::vector<std::string>& phrases) {
  return static_cast<std::size_t>(std::count_if(
      phrases.begin(), phrases.end(), [text](const std::string& phrase) {
        return text.find(phrase) != std::string_view::npos;
      }));
}

std::vector<HashedWord> Sorted(std::vector<HashedWord> words) {
  std::sort(words.begin(), words.end());
  return words;
}

// Scores versions of one document; what they have in common is found once.
class VersionScorer {
 public:
  explicit VersionScorer(const ScoredDocument& document)
      : has_reference_(document.reference),
        keep_(SingleSpacedAll(document.keep)),
        drop_(SingleSpacedAll(document.drop)) {
    std::vector<HashedWord> words = HashWords(document.text);
    for (const HashedWord& word : words) chars_ += word.chars;
    if (has_reference_) {
      const std::vector<HashedWord> wanted = HashWords(*document.reference);
      is_reference_ = words == wanted;
      reference_ = SortedShingles(wanted);
    }
    words_ = Sorted(std::move(words));
  }

  std::size_t chars() const { return chars_; }
  bool is_reference() const { return is_reference_; }

  VersionScore Score(std::string_view version) const {
    VersionScore score;
    std::vector<HashedWord> words = HashWords(version);
    if (has_reference_) {
      score.match = MatchShingles(reference_, SortedShingles(words));
    }
    score.lost = LostChars(words_, Sorted(std::move(words)));
    if (!keep_.empty() || !drop_.empty()) {
      const std::string spaced = SingleSpaced(version);
      score.keep = CountIn(spaced, keep_);
      score.drop = CountIn(spaced, drop_);
    }
    return score;
  }

 private:
  const bool has_reference_;
  const std::vector<std::string> keep_;
  const std::vector<std::string> drop_;
  std::size_t chars_ = 0;
  bool is_reference_ = false;             // the text has the reference's words
  std::vector<HashedWord> words_;         // of the text, sorted
  std::vector<std::uint64_t> reference_;  // its shingles, sorted
};

// The text without the removals, but with those of the rule `put_back`.
std::string CutText(const ScoredDocument& document,
                    std::optional<std::size_t> put_back) {
  std::string out;
  out.reserve(document.text.size());
  std::size_t at = 0;
  for (const Removal& removal : document.removals) {
    if (removal.rule == put_back) continue;
    out += document.text.substr(at, removal.range.begin - at);
    at = removal.range.end;
  }
  out += document.text.substr(at);
  return out;
}

std::map<std::size_t, std::size_t> RemovalsByRule(
    std::span<const Removal> removals) {
  std::map<std::size_t, std::size_t> counts;
  for (const Removal& removal : removals) ++counts[removal.rule];
  return counts;
}

// nullopt: a share of nothing.
std::optional<double> Share(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

std::int64_t Signed(std::size_t count) {
  return static_cast<std::int64_t>(count);
}

double Mean(double sum, std::int64_t count) {
  return count == 0 ? 0 : sum / static_cast<double>(count);
}

bool IsWorse(const WorstDocuments::Entry& a, const WorstDocuments::Entry& b) {
  return std::make_pair(F1(a.cleaned), a.order) <
         std::make_pair(F1(b.cleaned), b.order);
}

}  // namespace

DocumentScore ScoreDocument(const ScoredDocument& document) {
  const VersionScorer scorer(document);
  DocumentScore score;
  score.name = document.name;
  score.has_reference = document.reference.has_value();
  score.chars = scorer.chars();
  if (document.keep) score.keep = document.keep->size();
  if (document.drop) score.drop = document.drop->size();

  score.untouched = scorer.Score(document.text);
  score.cleaned = document.removals.empty()
                      ? score.untouched
                      : scorer.Score(CutText(document, std::nullopt));
  score.needs_nothing = document.reference
                            ? scorer.is_reference()
                            : document.drop && score.untouched.drop == 0;

  const std::map<std::size_t, std::size_t> fired =
      RemovalsByRule(document.removals);
  for (const auto& [rule, removals] : fired) {
    // Most documents need no third measuring.
    score.rules.push_back({rule, removals,
                           fired.size() == 1
                               ? score.untouched
                               : scorer.Score(CutText(document, rule))});
  }
  return score;
}

std::vector<NamedFigure> NameFigures(const Figures& figures) {
  const std::pair<const char*, std::optional<double>> all[] = {
      {"precision", figures.precision},
      {"recall", figures.recall},
      {"f1", figures.f1},
      {"harmless", figures.harmless},
      {"kept", figures.kept},
      {"gone", figures.gone},
  };
  std::vector<NamedFigure> named;
  for (const auto& [name, value] : all) {
    if (value) named.push_back({name, *value});
  }
  return named;
}

void ScoreSheet::Add(const DocumentScore& document) {
  ++counts_.documents;
  counts_.chars += document.chars;
  counts_.keep += document.keep;
  counts_.drop += document.drop;
  if (document.has_reference) {
    ++counts_.references;
    const ShingleMatch& match = document.untouched.match;
    if (match.both + match.missing > 0) ++counts_.with_words;
  }
  if (document.needs_nothing) {
    ++counts_.need_nothing;
    counts_.need_nothing_chars += document.chars;
  }

  untouched_.Add(TallyOf(document, document.untouched));
  const Tally cleaned = TallyOf(document, document.cleaned);
  cleaned_.Add(cleaned);
  for (const DocumentScore::PutBack& rule : document.rules) {
    RuleTally& sums = rules_[rule.rule];
    ++sums.documents;
    sums.removals += rule.removals;
    // First the difference: where it is nothing, nothing is added.
    Tally difference = TallyOf(document, rule.score);
    difference.Add(cleaned, -1);
    sums.put_back.Add(difference);
  }
}

std::vector<Contribution> ScoreSheet::Contributions() const {
  std::vector<Contribution> all;
  for (const auto& [rule, sums] : rules_) {
    Tally without = cleaned_;
    without.Add(sums.put_back);
    all.push_back({rule, sums.documents, sums.removals, FiguresOf(without)});
  }
  // The less is left without a rule, the more it contributes.
  const auto rank = [](const Contribution& rule) {
    const Figures& without = rule.without;
    return std::make_tuple(without.f1.value_or(0),
                           without.kept.value_or(0) + without.gone.value_or(0),
                           without.lost);
  };
  std::stable_sort(all.begin(), all.end(),
                   [&rank](const Contribution& a, const Contribution& b) {
                     return rank(a) < rank(b);
                   });
  return all;
}

void ScoreSheet::Tally::Add(const Tally& other, int sign) {
  precision += sign * other.precision;
  recall += sign * other.recall;
  with_words += sign * other.with_words;
  lost += sign * other.lost;
  touched += sign * other.touched;
  harm += sign * other.harm;
  harmed += sign * other.harmed;
  keep += sign * other.keep;
  drop += sign * other.drop;
}

ScoreSheet::Tally ScoreSheet::TallyOf(const DocumentScore& document,
                                      const VersionScore& version) {
  Tally tally;
  const ShingleMatch& match = version.match;
  if (match.both + match.extra > 0) {
    tally.precision = Precision(match);
    tally.with_words = 1;
  }
  if (match.both + match.missing > 0) tally.recall = Recall(match);
  tally.lost = Signed(version.lost);
  tally.touched = version.lost > 0 ? 1 : 0;
  if (document.needs_nothing) {
    tally.harm = tally.lost;
    tally.harmed = tally.touched;
  }
  tally.keep = Signed(version.keep);
  tally.drop = Signed(version.drop);
  return tally;
}

Figures ScoreSheet::FiguresOf(const Tally& tally) const {
  Figures figures;
  if (counts_.references > 0) {
    figures.precision = Mean(tally.precision, tally.with_words);
    figures.recall = Mean(tally.recall, Signed(counts_.with_words));
    figures.f1 = F1(*figures.precision, *figures.recall);
  }
  const std::int64_t unharmed = Signed(counts_.need_nothing_chars) - tally.harm;
  figures.harmless = Share(unharmed, Signed(counts_.need_nothing_chars));
  figures.harmed = static_cast<std::size_t>(tally.harmed);
  figures.kept = Share(tally.keep, untouched_.keep);
  figures.gone = Share(untouched_.drop - tally.drop, untouched_.drop);
  figures.keep = static_cast<std::size_t>(tally.keep);
  figures.drop = static_cast<std::size_t>(tally.drop);
  figures.lost = Share(tally.lost, Signed(counts_.chars)).value_or(0);
  figures.touched = static_cast<std::size_t>(tally.touched);
  return figures;
}

void WorstDocuments::Add(const DocumentScore& document) {
  const bool is_right = F1(document.cleaned.match) == 1;
  if (!document.has_reference || is_right) return;
  heap_.push_back({document.name, document.untouched.match,
                   document.cleaned.match, added_++});
  std::push_heap(heap_.begin(), heap_.end(), IsWorse);
  if (heap_.size() <= limit_) return;
  std::pop_heap(heap_.begin(), heap_.end(), IsWorse);
  heap_.pop_back();
}

std::vector<WorstDocuments::Entry> WorstDocuments::Sorted() const {
  std::vector<Entry> entries = heap_;
  std::sort(entries.begin(), entries.end(), IsWorse);
  return entries;
}

}  // namespace unboil
