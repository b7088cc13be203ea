#include "cli/stats.h"

#include <algorithm>
#include <cstdio>

#include "cli/output.h"

namespace unboil {
namespace {

// "2.7 %"
std::string Percent(std::size_t part, std::size_t whole) {
  char text[32];
  const double share =
      whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
  std::snprintf(text, sizeof(text), "%.1f %%", 100 * share);
  return text;
}

}  // namespace

void Stats::Add(const CleanedDocument& document) {
  ++documents_;
  if (!document.removals.empty()) ++changed_;
  if (document.refused) ++refused_;
  bytes_ += document.text.size();
  for (const Removal& removal : document.removals) {
    if (removal.rule >= rules_.size()) rules_.resize(removal.rule + 1);
    ++rules_[removal.rule].removals;
    rules_[removal.rule].bytes += removal.range.end - removal.range.begin;
  }
}

void Stats::Add(const Stats& other) {
  documents_ += other.documents_;
  changed_ += other.changed_;
  refused_ += other.refused_;
  bad_records_ += other.bad_records_;
  bytes_ += other.bytes_;
  rules_.resize(std::max(rules_.size(), other.rules_.size()));
  for (std::size_t i = 0; i < other.rules_.size(); ++i) {
    rules_[i].removals += other.rules_[i].removals;
    rules_[i].bytes += other.rules_[i].bytes;
  }
}

std::string Stats::Format(std::span<const RuleInfo> rules) const {
  std::size_t removed = 0;
  std::vector<std::size_t> fired;
  for (std::size_t i = 0; i < rules_.size(); ++i) {
    removed += rules_[i].bytes;
    if (rules_[i].removals > 0) fired.push_back(i);
  }
  std::stable_sort(fired.begin(), fired.end(),
                   [this](std::size_t a, std::size_t b) {
                     return rules_[a].removals > rules_[b].removals;
                   });

  std::string text = "documents  " + std::to_string(documents_) + ", changed " +
                     std::to_string(changed_);
  if (refused_ > 0) text += ", refused " + std::to_string(refused_);
  if (bad_records_ > 0) {
    text += ", bad records " + std::to_string(bad_records_);
  }
  text += "\nbytes      " + std::to_string(bytes_) + ", removed " +
          std::to_string(removed) + " (" + Percent(removed, bytes_) + ")\n";
  if (fired.empty()) return text;
  text += "\nremovals      bytes  rule\n";
  for (const std::size_t i : fired) {
    text += PadLeft(std::to_string(rules_[i].removals), 8) +
            PadLeft(std::to_string(rules_[i].bytes), 11) + "  " + rules[i].id +
            '\n';
  }
  return text;
}

}  // namespace unboil
