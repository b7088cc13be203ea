// The nine promises of include/unboil/unboil.h, on documents and rules made at
// random (generator.h). Every run sees the same cases; UNBOIL_SEED and
// UNBOIL_CASES in the environment ask for others, and UNBOIL_SHOW for what the
// cases see.
//
// A test that cannot fail is none: above each stands a change to the library
// that was seen to make it fail.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <vector>

#include "document.h"
#include "encoding.h"
#include "fold.h"
#include "generator.h"
#include "matcher.h"
#include "unboil/unboil.h"
#include "words.h"

namespace unboil {
namespace {

constexpr std::size_t kDocumentsARuleSet = 8;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::size_t FromEnvironment(const char* name, std::size_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoul(value, nullptr, 10);
}

struct CaseDocument {
  std::string text;
  std::string title;  // empty: not known

  Context context() const { return {title}; }
};

// Rules, options and some documents.
struct Case {
  std::uint32_t seed;
  std::string rule_file;
  Options options;
  std::vector<CaseDocument> documents;
};

Case MakeCase(std::uint32_t seed) {
  Generator generator(seed);
  Case made = {seed, generator.RuleFile(), generator.RandomOptions(), {}};
  made.options.builtin = generator.OneIn(3);
  for (std::size_t i = 0; i < kDocumentsARuleSet; ++i) {
    CaseDocument document;
    document.text = generator.Document();
    if (generator.OneIn(3)) document.title = generator.headline();
    made.documents.push_back(std::move(document));
  }
  return made;
}

RuleSet Load(const Case& made) {
  const Source source = {"made.toml", made.rule_file};
  Result<RuleSet> rules = RuleSet::Parse({&source, 1}, made.options);
  if (!rules) {
    ADD_FAILURE() << "seed " << made.seed << ": " << rules.error().message;
    return *RuleSet::Parse({}, {});
  }
  return *std::move(rules);
}

// Calls `check(made, rules)` for every case, until one fails.
template <typename Check>
void ForEachCase(Check check) {
  const std::size_t first = FromEnvironment("UNBOIL_SEED", 1);
  const std::size_t count = FromEnvironment("UNBOIL_CASES", 300);
  for (std::size_t seed = first; seed < first + count; ++seed) {
    const Case made = MakeCase(static_cast<std::uint32_t>(seed));
    check(made, Load(made));
    if (::testing::Test::HasFailure()) return;
  }
}

// One cleaned document.
struct Trial {
  const Case& made;
  const RuleSet& rules;
  const CaseDocument& document;
  Cleaned cleaned;

  std::string_view text() const { return document.text; }
  std::string_view At(Range range) const {
    return text().substr(range.begin, range.end - range.begin);
  }
  const RuleInfo& RuleOf(const Removal& removal) const {
    return rules.rules()[removal.rule];
  }
  bool IsRepeat(const Removal& removal) const {
    return RuleOf(removal).id.starts_with("any.repeat.");
  }
};

Trial Clean(const Case& made, const RuleSet& rules,
            const CaseDocument& document) {
  return {made, rules, document,
          rules.Clean(document.text, document.context())};
}

// What a person needs to see of a failed trial.
std::string Describe(const Trial& trial) {
  std::ostringstream out;
  out << "\nseed " << trial.made.seed << ", document "
      << &trial.document - trial.made.documents.data() << '\n'
      << trial.made.rule_file << "level "
      << static_cast<int>(trial.made.options.level) << ", repeats "
      << static_cast<int>(trial.made.options.repeats) << ", max_share "
      << trial.made.options.max_share << ", title \"" << trial.document.title
      << "\"\n--- text\n"
      << trial.text() << "\n--- removals"
      << (trial.cleaned.refused ? " (refused)" : "") << '\n';
  for (const Removal& removal : trial.cleaned.removals) {
    out << '[' << removal.range.begin << ',' << removal.range.end << ") "
        << trial.RuleOf(removal).id;
    if (removal.twin) {
      out << " twin [" << removal.twin->begin << ',' << removal.twin->end
          << ')';
    }
    out << " <" << trial.At(removal.range) << ">\n";
  }
  return out.str();
}

template <typename Check>
void ForEachTrial(Check check) {
  ForEachCase([&](const Case& made, const RuleSet& rules) {
    for (const CaseDocument& document : made.documents) {
      check(Clean(made, rules, document));
      if (::testing::Test::HasFailure()) return;
    }
  });
}

// The bytes of `range` that no removal takes.
std::string KeptIn(const Trial& trial, Range range) {
  std::string kept;
  std::size_t at = range.begin;
  for (const Removal& removal : trial.cleaned.removals) {
    if (removal.range.end <= at) continue;
    if (removal.range.begin >= range.end) break;
    if (removal.range.begin > at) {
      kept += trial.At({at, removal.range.begin});
    }
    at = removal.range.end;
  }
  if (at < range.end) kept += trial.At({at, range.end});
  return kept;
}

// The words of a folded text, which is read as one line.
void ReadWords(std::string_view key, Words* words) {
  const KeyRange line = {0, static_cast<std::uint32_t>(key.size())};
  words->Assign(key, std::span(&line, key.empty() ? 0 : 1));
}

// Of the words of `text`, the share that stands in `twin` as often.
double SharedWords(std::string_view text, std::string_view twin) {
  const std::string key = Fold(text);
  if (key.empty()) return 1;
  const std::string twin_key = Fold(twin);
  Words own;
  ReadWords(key, &own);
  Words others;
  ReadWords(twin_key, &others);
  std::unordered_map<std::string_view, std::size_t> left;
  for (std::size_t w = 0; w < others.size(); ++w) ++left[others.TextOf(w)];
  std::size_t shared = 0;
  for (std::size_t w = 0; w < own.size(); ++w) {
    std::size_t& count = left[own.TextOf(w)];
    if (count == 0) continue;
    --count;
    ++shared;
  }
  return static_cast<double>(shared) / static_cast<double>(own.size());
}

// Promise 1. Fails when CutOut (edit.cc) puts a space where it cut.
TEST(PromisesTest, OnlyDeletes) {
  ForEachTrial([](const Trial& trial) {
    std::string expected;
    std::size_t at = 0;
    for (const Removal& removal : trial.cleaned.removals) {
      ASSERT_GE(removal.range.begin, at) << Describe(trial);
      ASSERT_LT(removal.range.begin, removal.range.end) << Describe(trial);
      ASSERT_LE(removal.range.end, trial.text().size()) << Describe(trial);
      expected += trial.At({at, removal.range.begin});
      at = removal.range.end;
    }
    expected += trial.text().substr(at);
    ASSERT_EQ(trial.cleaned.text, expected) << Describe(trial);
    if (trial.text().starts_with(kByteOrderMark)) {
      ASSERT_TRUE(trial.cleaned.text.starts_with(kByteOrderMark));
    }
  });
}

// Promise 2. Fails when Cleaner::Clean adds a missing last newline.
TEST(PromisesTest, FindsNothingChangesNothing) {
  const RuleSet nothing = [] {
    Options options;
    options.repeats = Repeats::kOff;
    return *RuleSet::Parse({}, options);
  }();
  ForEachTrial([&](const Trial& trial) {
    if (trial.cleaned.removals.empty()) {
      ASSERT_EQ(trial.cleaned.text, trial.text()) << Describe(trial);
    }
    const Cleaned cleaned = nothing.Clean(trial.text());
    ASSERT_EQ(cleaned.text, trial.text()) << Describe(trial);
    ASSERT_TRUE(cleaned.removals.empty()) << Describe(trial);
    ASSERT_FALSE(cleaned.refused) << Describe(trial);
  });
}

// Promise 3. Fails when RunPasses (cleaner.cc) makes a single pass.
TEST(PromisesTest, CleaningTwiceIsCleaningOnce) {
  ForEachTrial([](const Trial& trial) {
    const Cleaned again =
        trial.rules.Clean(trial.cleaned.text, trial.document.context());
    ASSERT_EQ(again.text, trial.cleaned.text) << Describe(trial);
    ASSERT_TRUE(again.removals.empty()) << Describe(trial);
  });
}

// Promise 4; growth is for bench/. Fails when plan.cc leaves the spans of a
// line that goes in the plan (DropSpansOfTakenLines).
TEST(PromisesTest, CannotFail) {
  ForEachCase([](const Case& made, const RuleSet& rules) {
    Generator generator(made.seed);
    std::string out;
    std::vector<Removal> removals;
    for (std::size_t size : {0, 1, 2, 3, 4, 5, 100, 5000}) {
      std::string bytes(size, '\0');
      const std::size_t alphabet = 1 + generator.Below(256);
      for (char& byte : bytes) {
        byte = static_cast<char>(generator.Below(alphabet));
      }
      rules.Clean(bytes, {}, &out, &removals);
      ASSERT_LE(out.size(), size) << "seed " << made.seed;
    }
  });
}

// Promise 5. Fails when the cleaner's scratch memory is static instead of
// thread_local.
TEST(PromisesTest, GivesTheSameOnEveryThread) {
  constexpr std::size_t kThreads = 4;
  ForEachCase([](const Case& made, const RuleSet& rules) {
    std::vector<Cleaned> expected;
    for (const CaseDocument& document : made.documents) {
      expected.push_back(rules.Clean(document.text, document.context()));
    }
    std::vector<std::vector<Cleaned>> found(
        kThreads, std::vector<Cleaned>(made.documents.size()));
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < kThreads; ++t) {
      threads.emplace_back([&made, copy = rules, t, mine = &found[t]] {
        for (std::size_t i = 0; i < mine->size(); ++i) {
          // Each thread in another order, and into used buffers.
          const std::size_t d = (3 * i + t) % mine->size();
          const CaseDocument& document = made.documents[d];
          Cleaned& cleaned = (*mine)[d];
          cleaned.text = "used";
          cleaned.removals.resize(3);
          cleaned.refused = !copy.Clean(document.text, document.context(),
                                        &cleaned.text, &cleaned.removals);
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
    for (const std::vector<Cleaned>& of_thread : found) {
      for (std::size_t d = 0; d < expected.size(); ++d) {
        const Cleaned& other = of_thread[d];
        ASSERT_EQ(other.text, expected[d].text) << "seed " << made.seed;
        ASSERT_EQ(other.refused, expected[d].refused) << "seed " << made.seed;
        ASSERT_EQ(other.removals.size(), expected[d].removals.size());
        for (std::size_t r = 0; r < other.removals.size(); ++r) {
          const Removal& a = other.removals[r];
          const Removal& b = expected[d].removals[r];
          ASSERT_EQ(a.range, b.range) << "seed " << made.seed;
          ASSERT_EQ(a.rule, b.rule) << "seed " << made.seed;
          ASSERT_EQ(a.twin, b.twin) << "seed " << made.seed;
        }
      }
    }
  });
}

// Whether `range` takes all that stands on its first and its last line.
bool TakesWholeLines(std::string_view text, Range range) {
  std::size_t begin = range.begin;
  while (begin > 0 && text[begin - 1] != '\n') --begin;
  std::size_t end = range.end;
  while (end < text.size() && text[end] != '\n' && text[end - 1] != '\n') {
    ++end;
  }
  std::string_view above = text.substr(begin, range.begin - begin);
  // Of the last line of a text without a final newline, the newline above goes
  // too; the range then begins behind a line that stays.
  if (text.substr(range.begin).starts_with("\n") ||
      text.substr(range.begin).starts_with("\r\n")) {
    above = {};
  }
  return Fold(above).empty() &&
         Fold(text.substr(range.end, end - range.end)).empty();
}

// The one removal of a repeat that has no twin in the text.
bool DropsTitle(const Trial& trial, const Removal& removal) {
  return trial.made.options.drop_title && !trial.document.title.empty() &&
         trial.RuleOf(removal).id == "any.repeat.headline";
}

// What promise 6 asks of one removal, and a rule for lines matches what it
// removed.
void ExpectOwned(const Trial& trial, const Removal& removal,
                 const Matcher& matcher) {
  ASSERT_LT(removal.rule, trial.rules.rules().size()) << Describe(trial);
  const RuleInfo& rule = trial.RuleOf(removal);
  ASSERT_TRUE(rule.enabled) << rule.id << Describe(trial);
  ASSERT_NE(rule.action, Action::kKeep) << rule.id << Describe(trial);
  ASSERT_TRUE(removal.twin.has_value() == trial.IsRepeat(removal) ||
              DropsTitle(trial, removal))
      << rule.id << Describe(trial);
  const std::string_view removed = trial.At(removal.range);
  if (!trial.IsRepeat(removal) && rule.unit == Unit::kLine &&
      rule.action == Action::kRemove && !Fold(removed).empty() &&
      TakesWholeLines(trial.text(), removal.range)) {
    ASSERT_TRUE(matcher.Matches(removal.rule, removed))
        << rule.id << " <" << removed << '>' << Describe(trial);
  }
}

// Promise 6; that no byte has two owners is part of OnlyDeletes. Fails when the
// matcher runs rules that are off.
TEST(PromisesTest, EveryRemovalHasItsRule) {
  ForEachCase([](const Case& made, const RuleSet& rules) {
    const Matcher matcher(rules.rules());
    for (const CaseDocument& document : made.documents) {
      const Trial trial = Clean(made, rules, document);
      for (const Removal& removal : trial.cleaned.removals) {
        ExpectOwned(trial, removal, matcher);
      }
    }
  });
}

// Whether `removed`, of a repeat, says no more than its twin.
bool SaysTheSame(std::string_view removed, std::string_view twin,
                 std::string_view rule) {
  constexpr double kTwinShare = 0.8;
  const std::string own = Fold(removed);
  const std::string other = Fold(twin);
  if (own == other) return true;
  if (rule == "any.repeat.headline" && own.starts_with(other)) return true;
  if (rule == "any.repeat.teaser") {
    const std::size_t last = own.find_last_not_of(" ,.;:-[]()");
    if (other.starts_with(std::string_view(own).substr(0, last + 1))) {
      return true;
    }
  }
  return SharedWords(own, other) >= kTwinShare;
}

// Whether no more of its line stands behind `removed`; blank lines above it do
// not count.
bool EndsItsLine(std::string_view removed) {
  const std::size_t newline = removed.rfind('\n');
  return newline != std::string_view::npos &&
         (Fold(removed).empty() || !Fold(removed.substr(0, newline)).empty());
}

// A later pass may take a line of which an earlier one took the middle, and so
// owns several pieces of it: all those of the line of `removal`.
std::string WithPieces(const Trial& trial, const Removal& removal) {
  const std::vector<Removal>& all = trial.cleaned.removals;
  std::size_t first = static_cast<std::size_t>(&removal - all.data());
  std::size_t last = first;
  while (first > 0 && all[first - 1].range.end == all[first].range.begin &&
         !EndsItsLine(trial.At(all[first - 1].range))) {
    --first;
  }
  while (last + 1 < all.size() &&
         all[last + 1].range.begin == all[last].range.end &&
         !EndsItsLine(trial.At(all[last].range))) {
    ++last;
  }
  std::string pieces;
  for (std::size_t i = first; i <= last; ++i) {
    if (all[i].rule == removal.rule && all[i].twin == removal.twin) {
      pieces += trial.At(all[i].range);
    }
  }
  return pieces;
}

// Whether a headline without a twin says what the known title says.
bool IsKnownTitle(const Trial& trial, const Removal& removal) {
  const std::string line = Fold(WithPieces(trial, removal));
  const std::string title = Fold(trial.document.title);
  return DropsTitle(trial, removal) &&
         (line.starts_with(title) || title.starts_with(line));
}

// Promise 7. Fails without WithdrawRepeatsWithoutTwin (plan.cc), when Settle
// (standing_lines.cc) does not compare words, and when Merge (cleaner.cc) lets
// a repeat point to a twin that a later pass took.
TEST(PromisesTest, RemovesARepeatOnlyBesideItsTwin) {
  ForEachTrial([](const Trial& trial) {
    for (const Removal& removal : trial.cleaned.removals) {
      if (!trial.IsRepeat(removal)) continue;
      if (!removal.twin) {
        ASSERT_TRUE(IsKnownTitle(trial, removal)) << Describe(trial);
        continue;
      }
      const Range twin = *removal.twin;
      ASSERT_LT(twin.begin, twin.end) << Describe(trial);
      ASSERT_LE(twin.end, trial.text().size()) << Describe(trial);
      const std::string kept = KeptIn(trial, twin);
      ASSERT_FALSE(Fold(kept).empty())
          << "removal at " << removal.range.begin << Describe(trial);
      const std::string& rule = trial.RuleOf(removal).id;
      ASSERT_TRUE(SaysTheSame(trial.At(removal.range), kept, rule) ||
                  SaysTheSame(WithPieces(trial, removal), kept, rule))
          << "removal at " << removal.range.begin << Describe(trial);
    }
  });
}

// Whether the twin has every word that goes, or is told by its detector from a
// part of it.
bool IsExactRepeat(const Trial& trial, const Removal& removal) {
  const std::string& rule = trial.RuleOf(removal).id;
  return rule == "any.repeat.headline" || rule == "any.repeat.teaser" ||
         SharedWords(trial.At(removal.range), trial.At(*removal.twin)) == 1;
}

std::size_t CharsOf(std::string_view text) {
  Document document;
  document.Parse(text);
  return document.chars();
}

// Promise 8. Fails when TakesTooMuch (cleaner.cc) always says no.
TEST(PromisesTest, NeverGutsADocument) {
  ForEachTrial([](const Trial& trial) {
    if (trial.cleaned.refused) {
      for (const Removal& removal : trial.cleaned.removals) {
        ASSERT_TRUE(trial.IsRepeat(removal)) << Describe(trial);
        ASSERT_TRUE(IsExactRepeat(trial, removal)) << Describe(trial);
      }
    }
    const double max_share = trial.made.options.max_share;
    if (max_share >= 1) return;
    const std::size_t chars = CharsOf(trial.text());
    ASSERT_EQ(chars == 0, CharsOf(trial.cleaned.text) == 0) << Describe(trial);
    std::size_t at_stake = chars;
    std::size_t lost = 0;
    for (const Removal& removal : trial.cleaned.removals) {
      const RuleInfo& rule = trial.RuleOf(removal);
      const bool safe = rule.level == Level::kSafe &&
                        rule.action == Action::kRemove &&
                        rule.unit != Unit::kSpan;
      const std::size_t removed = CharsOf(trial.At(removal.range));
      if (trial.IsRepeat(removal) || safe) {
        at_stake -= std::min(at_stake, removed);
      } else if (rule.unit != Unit::kSpan || rule.level != Level::kSafe) {
        lost += removed;
      }
    }
    // Where text is cut inside a line, single spaces count here or there.
    const double slack =
        2.0 * static_cast<double>(trial.cleaned.removals.size());
    ASSERT_LE(static_cast<double>(lost),
              max_share * static_cast<double>(at_stake) + slack)
        << lost << " of " << at_stake << Describe(trial);
  });
}

// Promise 9. Fails without Protect (plan.cc) and ProtectedLines (cleaner.cc);
// without one of them the other still holds.
TEST(PromisesTest, KeepsWhatIsProtected) {
  ForEachCase([](const Case& made, const RuleSet& rules) {
    std::vector<RuleInfo> keepers(rules.rules().begin(), rules.rules().end());
    for (RuleInfo& rule : keepers) {
      rule.enabled = rule.enabled && rule.action == Action::kKeep;
    }
    const Matcher matcher(keepers);
    for (const CaseDocument& document : made.documents) {
      const Trial trial = Clean(made, rules, document);
      Document parsed;
      parsed.Parse(trial.text());
      std::vector<Hit> hits;
      matcher.Find(parsed, &hits);
      for (const Hit& hit : hits) {
        for (std::size_t line = hit.first; line < hit.last; ++line) {
          const Line& kept = parsed.lines()[line];
          for (const Removal& removal : trial.cleaned.removals) {
            ASSERT_TRUE(trial.IsRepeat(removal) ||
                        removal.range.end <= kept.begin ||
                        removal.range.begin >= kept.end)
                << trial.RuleOf(removal).id << " takes <"
                << parsed.Content(line) << "> of " << keepers[hit.rule].id
                << Describe(trial);
          }
        }
      }
    }
  });
}

// The cases are worth their time only if everything happens in some of them.
TEST(PromisesTest, CasesSeeEverything) {
  std::map<std::string, std::size_t> seen;
  ForEachTrial([&seen](const Trial& trial) {
    ++seen["documents"];
    if (trial.cleaned.refused) {
      ++seen[trial.cleaned.removals.empty() ? "refused"
                                            : "refused but for repeats"];
    }
    if (IsUtf16OrUtf32(trial.text())) ++seen["not UTF-8"];
    if (trial.cleaned.removals.empty()) ++seen["unchanged"];
    for (const Removal& removal : trial.cleaned.removals) {
      const RuleInfo& rule = trial.RuleOf(removal);
      if (trial.IsRepeat(removal)) {
        ++seen[rule.id];
      } else {
        ++seen["action " + std::to_string(static_cast<int>(rule.action))];
        ++seen["unit " + std::to_string(static_cast<int>(rule.unit))];
        if (rule.near_removal) ++seen["near"];
        if (rule.alone) ++seen["alone"];
        if (rule.run != 0) ++seen["run"];
        if (rule.max_after) ++seen["max_after"];
        if (rule.min_before != 0) ++seen["min_before"];
        if (!rule.concepts.empty()) ++seen["concepts"];
      }
    }
  });
  if (std::getenv("UNBOIL_SHOW") != nullptr) {
    for (const auto& [what, count] : seen) {
      std::cout << what << ' ' << count << '\n';
    }
  }
  if (std::getenv("UNBOIL_SEED") != nullptr ||
      std::getenv("UNBOIL_CASES") != nullptr) {
    return;
  }
  for (const char* what : {"any.repeat.body",
                           "any.repeat.headline",
                           "any.repeat.teaser",
                           "any.repeat.paragraph",
                           "action 0",
                           "action 1",
                           "action 2",
                           "unit 0",
                           "unit 1",
                           "unit 2",
                           "near",
                           "alone",
                           "run",
                           "max_after",
                           "min_before",
                           "concepts",
                           "refused",
                           "refused but for repeats",
                           "not UTF-8",
                           "unchanged"}) {
    EXPECT_GE(seen[what], 10) << what;
  }
}

}  // namespace
}  // namespace unboil
