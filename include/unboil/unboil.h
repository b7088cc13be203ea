// unboil takes out of plain text what nobody wrote for the reader: publishers'
// notices, "View original" links, headlines that stand twice, bodies that stand
// twice.
//
//   #include "unboil/unboil.h"
//
//   unboil::Result<unboil::RuleSet> rules = unboil::RuleSet::Builtin();
//   if (!rules) { std::cerr << rules.error().message << '\n'; return 2; }
//   unboil::Cleaned cleaned = rules->Clean(text);
//   std::cout << cleaned.text;
//   for (const unboil::Removal& r : cleaned.removals) {
//     std::cerr << rules->rules()[r.rule].id << ' ' << r.range.begin << '\n';
//   }
//
// What Clean promises, for any bytes at all:
//   1. It only deletes: the output is the input without the bytes of the
//      removals. No byte is rewritten.
//   2. Where nothing is found nothing changes, not even a missing last newline.
//   3. Cleaning twice is cleaning once. Every guard of a rule is judged on the
//      text still standing. A document that still changes after eight passes is
//      kept whole and reported as refused.
//   4. It cannot fail while there is memory, and takes time linear in the text.
//   5. The same input, rules and options give the same output, whatever was
//      cleaned before and on however many threads.
//   6. Every removed byte belongs to exactly one removal, which names its rule.
//   7. A repeat is removed only while its twin is kept, and names the twin.
//   (The
//      twin of a headline that Options::drop_title takes is Context::title.)
//   8. A document is never gutted or emptied: where rules would take more than
//      Options::max_share of it, they are withdrawn and it counts as refused.
//      Repeats, and whole lines that rules of level 1 take, count for neither
//      side.
//   9. Protection wins: no rule removes a line that a `keep` rule matches.
//
// Text is UTF-8. Bytes that are not are carried along unread; text with many
// NULs (UTF-16, UTF-32, binary data) is returned as it is.

#ifndef UNBOIL_UNBOIL_H_
#define UNBOIL_UNBOIL_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "unboil/export.h"
#include "unboil/result.h"

#define UNBOIL_VERSION_MAJOR 0
#define UNBOIL_VERSION_MINOR 1
#define UNBOIL_VERSION_PATCH 0
#define UNBOIL_VERSION_STRING "0.1.0"

namespace unboil {

// How sure a rule is. A rule set runs the rules up to Options::level.
enum class Level {
  kSafe = 1,    // no false positive is known
  kLikely = 2,  // fewer than one in 1,000 clean documents
  kBold = 3,    // more than that: for those who would rather lose than keep
};

// Which of two copies of a body stays.
enum class Repeats {
  kHeadline,  // the one under a headline, unless the other is fuller; else the
              // first
  kFirst,
  kLast,
  kOff,  // look for no repeats at all
};

struct Options {
  // Rules above this level are off, unless enabled by id.
  Level level = Level::kLikely;

  Repeats repeats = Repeats::kHeadline;

  // Rule ids, or patterns of ids with `*` ("en.link.*"). An exact id beats a
  // pattern, a longer pattern a shorter one, and on a tie `disable` wins. An
  // entry that matches no rule is an error of loading.
  std::vector<std::string> enable;
  std::vector<std::string> disable;

  // Languages whose rules are wanted ("es", "zh"); empty means all. Rules that
  // name no language always run.
  std::vector<std::string> lang;

  // Takes the headline too, where Context::title names it: the line of the head
  // that says the same, if other text stands.
  bool drop_title = false;

  // The largest share of a document, in folded code points, that rules may take
  // before they are withdrawn for it (promise 8): 0 to 1, and 1 switches that
  // off.
  double max_share = 0.5;

  // RuleSet::Parse: add the built-in rules to those of the sources.
  bool builtin = false;
};

// Which part of the text a rule looks at.
enum class Unit { kLine, kParagraph, kSpan };

// Where in the document a rule may act.
enum class Zone { kAny, kHead, kTail };

enum class Action {
  kRemove,
  kCutAfter,   // the unit and everything after it
  kCutBefore,  // the unit and everything before it
  kKeep,       // protect the unit from every other rule
};

// One rule as it was loaded. docs/rules.md says what each key means; lengths
// count folded code points, and 0 means "no bound".
struct RuleInfo {
  std::string id;  // group and name: "any.syndication.view-original"
  std::string why;
  Level level = Level::kSafe;
  Unit unit = Unit::kLine;
  Zone zone = Zone::kAny;
  Action action = Action::kRemove;

  std::string pattern;  // RE2 over folded text; may be empty beside concepts
  std::string unless;
  std::vector<std::string> concepts;
  std::size_t need = 0;  // how many of the concepts must be found

  std::size_t max_chars = 0;
  std::size_t min_before = 0;
  std::optional<std::size_t> max_after;
  bool alone = false;
  bool near_removal = false;
  std::size_t run = 0;  // smallest number of neighbours that match together

  std::vector<std::string> lang;    // empty: any
  std::vector<std::string> source;  // hosts, in lower case; empty: any
  std::vector<std::string> remove_examples;
  std::vector<std::string> keep_examples;

  std::string pack;      // what its file says of itself; may be empty
  std::string file;      // the Source it came from
  std::size_t line = 0;  // of its [[rule]] in that file, from 1
  bool enabled = true;
  bool overrides = false;  // may replace a built-in rule of the same id
};

// A rule file: TOML text, and the name that error messages give it.
struct Source {
  std::string_view name;
  std::string_view text;
};

// What the caller knows about a document. All of it is optional.
struct Context {
  std::string_view title;  // its headline, if it is known from elsewhere

  // Its host or URL. A rule with RuleInfo::source acts only on documents from
  // these hosts and those below them; without a source it does not act.
  std::string_view source;
};

// A range of bytes of the caller's text, half-open.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const Range&, const Range&) = default;
};

struct Removal {
  Range range;
  std::size_t rule = 0;  // index into RuleSet::rules()

  // Of a repeat: the text that says the same and stays. Of its range only what
  // other removals take is gone.
  std::optional<Range> twin;
};

struct Cleaned {
  std::string text;
  std::vector<Removal> removals;  // in order of the text; they do not overlap
  bool refused = false;           // promises 3 and 8
};

struct CompiledSources;  // internal

// A set of rules, ready to clean. Immutable, cheap to copy (copies share their
// state) and safe to use from any number of threads at once.
class UNBOIL_EXPORT RuleSet {
 public:
  // The rules that come with unboil.
  static Result<RuleSet> Builtin(const Options& options = {});

  // The rules of the given files, and with Options::builtin also those that
  // come with unboil. The sources are read during the call only.
  static Result<RuleSet> Parse(std::span<const Source> sources,
                               const Options& options = {});

  Cleaned Clean(std::string_view text, const Context& context = {}) const;

  // The same into the caller's buffers, whose capacity is reused. Returns false
  // when the document was refused. `text` must not lie in `*out`. nullptr for
  // `out`: the removals are enough, as the caller has the text.
  bool Clean(std::string_view text, const Context& context, std::string* out,
             std::vector<Removal>* removals) const;

  // Every rule that was loaded, also those that are off, and the detectors of
  // repeats (`any.repeat.*`) before them. Lives as long as the RuleSet or a
  // copy of it.
  std::span<const RuleInfo> rules() const;

 private:
  struct State;
  explicit RuleSet(std::shared_ptr<const State> state);
  friend Result<RuleSet> MakeRuleSet(std::span<const Source> sources,
                                     const CompiledSources& compiled,
                                     const Options& options);

  std::shared_ptr<const State> state_;
};

}  // namespace unboil

#endif  // UNBOIL_UNBOIL_H_
