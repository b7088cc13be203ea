#include "corpus/comparison.h"

#include <algorithm>
#include <utility>

namespace unboil {

void Comparison::Count(std::optional<DocumentChange> change) {
  ++documents_;
  if (!change) return;
  ++changed_;
  bool loses_more = false;
  bool loses_less = false;
  for (RuleChange& rule : change->rules) {
    (rule.change == Change::kNewlyRemoved ? loses_more : loses_less) = true;
    Count(change->name, std::move(rule));
  }
  if (!loses_less) ++losing_more_;
  if (!loses_more) ++losing_less_;
}

void Comparison::Count(const std::string& document, RuleChange change) {
  Counts& counts = rules_[change.rule];
  ChangeCount& count =
      change.change == Change::kNewlyRemoved ? counts.removed : counts.kept;
  ++count.documents;
  count.lines += change.lines;
  count.bytes += change.bytes;
  Sample(document, std::move(change), &count);
}

void Comparison::Sample(const std::string& document, RuleChange change,
                        ChangeCount* count) {
  std::vector<ChangeCount::Sample>& samples = count->samples;
  ChangeCount::Sample sample{document, documents_, std::move(change)};
  if (samples.size() < samples_) {
    samples.push_back(std::move(sample));
    return;
  }
  const std::size_t place = random_() % count->documents;
  if (place < samples_) samples[place] = std::move(sample);
}

std::vector<Comparison::RuleCounts> Comparison::rules() const {
  std::vector<RuleCounts> sorted;
  for (const auto& [rule, counts] : rules_) sorted.push_back({rule, counts});
  const auto documents = [](const RuleCounts& rule) {
    return rule.counts.removed.documents + rule.counts.kept.documents;
  };
  std::stable_sort(sorted.begin(), sorted.end(),
                   [&](const RuleCounts& a, const RuleCounts& b) {
                     return documents(a) > documents(b);
                   });
  const auto is_earlier = [](const ChangeCount::Sample& a,
                             const ChangeCount::Sample& b) {
    return a.order < b.order;
  };
  for (RuleCounts& rule : sorted) {
    for (ChangeCount* count : {&rule.counts.removed, &rule.counts.kept}) {
      std::sort(count->samples.begin(), count->samples.end(), is_earlier);
    }
  }
  return sorted;
}

}  // namespace unboil
