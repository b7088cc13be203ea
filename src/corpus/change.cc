#include "corpus/change.h"

#include <algorithm>

#include "chars.h"
#include "slice.h"

namespace unboil {
namespace {

// Walks over what one side takes.
class TakenCursor {
 public:
  explicit TakenCursor(std::span<const Taken> taken) : taken_(taken) {}

  // What takes the byte at `at`, or null. `at` must not decrease.
  const Taken* Covering(std::size_t at) {
    while (next_ < taken_.size() && taken_[next_].range.end <= at) ++next_;
    const bool covers =
        next_ < taken_.size() && taken_[next_].range.begin <= at;
    return covers ? &taken_[next_] : nullptr;
  }

 private:
  std::span<const Taken> taken_;
  std::size_t next_ = 0;
};

// Every place where something begins or ends, once, in order.
std::vector<std::size_t> FindBorders(const ComparedDocument& document) {
  std::vector<std::size_t> borders;
  for (const std::span<const Taken> side : {document.before, document.now}) {
    for (const Taken& taken : side) {
      borders.push_back(taken.range.begin);
      borders.push_back(taken.range.end);
    }
  }
  std::sort(borders.begin(), borders.end());
  borders.erase(std::unique(borders.begin(), borders.end()), borders.end());
  return borders;
}

std::vector<JudgedLine> Judge(std::string_view text,
                              std::span<const Taken> taken) {
  std::vector<Removal> removals;
  removals.reserve(taken.size());
  for (const Taken& one : taken) removals.push_back({one.range, 0, {}});
  return JudgeLines(text, removals);
}

bool HasText(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!IsSpace(DecodeUtf8(text, &at))) return true;
  }
  return false;
}

std::string_view Shorten(std::string_view text) {
  return FirstCodePoints(text, kSampleCharacters);
}

// Counts the changed pieces of a document by rule and direction.
class ChangeCounter {
 public:
  explicit ChangeCounter(const ComparedDocument& document)
      : document_(document),
        before_(Judge(document.text, document.before)),
        now_(Judge(document.text, document.now)) {}

  // Pieces must come in order.
  void Add(const Piece& piece) {
    while (before_[line_].line.end <= piece.range.begin) ++line_;
    RuleChange* change = ChangeOf(piece);
    change->bytes += piece.range.end - piece.range.begin;
    for (std::size_t i = line_;
         i < before_.size() && before_[i].line.begin < piece.range.end; ++i) {
      CountLine(i, piece, change);
    }
  }

  std::vector<RuleChange> Take() {
    std::vector<RuleChange> changes;
    for (Counted& counted : counted_) {
      counted.change.sample = SampleAround(counted.change.line - 1);
      changes.push_back(std::move(counted.change));
    }
    return changes;
  }

 private:
  struct Counted {
    RuleChange change;
    std::optional<std::size_t> last_counted;  // lines are counted once
  };

  RuleChange* ChangeOf(const Piece& piece) {
    const Change change =
        piece.now != nullptr ? Change::kNewlyRemoved : Change::kNewlyKept;
    const std::string_view rule =
        piece.now != nullptr ? piece.now->rule : piece.before->rule;
    const auto found = std::find_if(
        counted_.begin(), counted_.end(), [&](const Counted& counted) {
          return counted.change.rule == rule && counted.change.change == change;
        });
    current_ = static_cast<std::size_t>(found - counted_.begin());
    if (found == counted_.end()) {
      Counted& added = counted_.emplace_back();
      added.change.rule = rule;
      added.change.change = change;
      SetFirst(line_, piece, &added.change);
    }
    return &counted_[current_].change;
  }

  void CountLine(std::size_t i, const Piece& piece, RuleChange* change) {
    Counted& counted = counted_[current_];
    const Range& line = before_[i].line;
    const Range gone = {std::max(line.begin, piece.range.begin),
                        std::min(line.end, piece.range.end)};
    if (counted.last_counted == i || !HasText(Slice(document_.text, gone))) {
      return;
    }
    counted.last_counted = i;
    if (change->lines == 0) SetFirst(i, piece, change);
    ++change->lines;
  }

  void SetFirst(std::size_t i, const Piece& piece, RuleChange* change) const {
    const Range& content = before_[i].content;
    const std::size_t begin = std::max(content.begin, piece.range.begin);
    const std::size_t end = std::min(content.end, piece.range.end);
    change->line = i + 1;
    change->text = begin < end ? Shorten(Slice(document_.text, {begin, end}))
                               : std::string_view();
  }

  std::vector<ComparedLine> SampleAround(std::size_t line) const {
    std::vector<ComparedLine> sample;
    const std::size_t begin = line - std::min<std::size_t>(line, 1);
    const std::size_t end = std::min(before_.size(), line + 2);
    for (std::size_t i = begin; i < end; ++i) {
      ComparedLine& shown = sample.emplace_back();
      shown.number = i + 1;
      shown.content = Shorten(Slice(document_.text, before_[i].content));
      shown.before = before_[i].verdict;
      shown.now = now_[i].verdict;
      shown.is_same = IsSameFate(before_[i], now_[i]);
    }
    return sample;
  }

  const ComparedDocument& document_;
  const std::vector<JudgedLine> before_;
  const std::vector<JudgedLine> now_;
  std::vector<Counted> counted_;
  std::size_t current_ = 0;
  std::size_t line_ = 0;  // where the piece at hand begins
};

}  // namespace

std::vector<Taken> NameRules(std::span<const Removal> removals,
                             std::span<const RuleInfo> rules) {
  std::vector<Taken> taken;
  taken.reserve(removals.size());
  for (const Removal& removal : removals) {
    taken.push_back({removal.range, rules[removal.rule].id, removal.twin});
  }
  return taken;
}

std::vector<Piece> FindPieces(const ComparedDocument& document) {
  TakenCursor before(document.before);
  TakenCursor now(document.now);
  std::vector<Piece> pieces;
  const std::vector<std::size_t> borders = FindBorders(document);
  for (std::size_t i = 0; i + 1 < borders.size(); ++i) {
    const Piece piece = {{borders[i], borders[i + 1]},
                         before.Covering(borders[i]),
                         now.Covering(borders[i])};
    if (piece.before != nullptr || piece.now != nullptr) {
      pieces.push_back(piece);
    }
  }
  return pieces;
}

std::optional<DocumentChange> FindChange(const ComparedDocument& document) {
  const std::vector<Piece> pieces = FindPieces(document);
  if (std::none_of(pieces.begin(), pieces.end(),
                   [](const Piece& piece) { return piece.IsChange(); })) {
    return std::nullopt;
  }
  ChangeCounter counter(document);
  for (const Piece& piece : pieces) {
    if (piece.IsChange()) counter.Add(piece);
  }
  return DocumentChange{std::string(document.name), counter.Take()};
}

}  // namespace unboil
