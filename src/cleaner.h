// Cleaner: the loop that cleans one document.
//
// One pass plans what goes from the text that still stands and cuts it out.
// Passes are repeated until one finds nothing, which makes "cleaning twice is
// cleaning once" a theorem instead of a hope: the last pass has looked at the
// very text that is returned. (It knows where earlier passes removed something,
// but that only ever allows more removals, so a fresh start finds nothing
// either.)

#ifndef UNBOIL_CLEANER_H_
#define UNBOIL_CLEANER_H_

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "edit.h"
#include "matcher.h"
#include "plan.h"
#include "repeat.h"
#include "unboil/unboil.h"

namespace unboil {

struct CleanerOptions {
  RepeatOptions repeats;
  double max_share = 0.5;
  bool drop_title = false;
};

// What is known of a document.
struct KnownFacts {
  std::string title;  // folded
  std::string host;   // as HostOf gives it
};

// Made for a call or many; it keeps no state of its own.
class Cleaner {
 public:
  Cleaner(std::span<const RuleInfo> rules, const Matcher& matcher,
          const CleanerOptions& options)
      : rules_(rules), matcher_(matcher), options_(options) {}

  // As RuleSet::Clean.
  bool Clean(std::string_view text, const KnownFacts& known, std::string* out,
             std::vector<Removal>* removals) const;

 private:
  enum class Scope { kAll, kExactRepeats };
  enum class Outcome { kDone, kTooMuch, kUnsettled };

  // Sets `*cuts` to what goes from `text`.
  Outcome RunPasses(std::string_view text, const KnownFacts& known, Scope scope,
                    std::vector<Cut>* cuts) const;

  // What goes in one pass. Looks for the headline only where nothing else goes,
  // since copies of a body are judged by the headlines above them.
  std::vector<Taking> PlanPass(const PlanInput& input, Scope scope) const;

  void FindHits(const Document& document, const EarlierHits& earlier,
                std::string_view host, std::vector<Hit>* hits) const;
  bool TakesAny(const std::vector<Range>& protected_lines,
                const std::vector<Cut>& cuts) const;
  bool TakesTooMuch(std::size_t chars, bool empty,
                    const std::vector<Cut>& cuts) const;

  // What goes from a document for which the rules were withdrawn.
  std::vector<Cut> ExactRepeats(std::string_view text,
                                const KnownFacts& known) const;

  bool IsRepeat(const Cut& cut) const { return cut.rule < kDetectors; }

  std::span<const RuleInfo> rules_;
  const Matcher& matcher_;
  const CleanerOptions& options_;
};

}  // namespace unboil

#endif  // UNBOIL_CLEANER_H_
