#include "cli/rules_command.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "builtin.h"
#include "cli/flag_values.h"
#include "cli/output.h"
#include "cli/rule_options.h"
#include "cli/rule_sources.h"
#include "io/json_text.h"
#include "rule_check.h"
#include "rule_file.h"

namespace unboil {
namespace {

struct RulesOptions {
  RuleOptions rules;
  bool json = false;
  std::vector<std::string> operands;
};

Result<RulesOptions> MakeRulesOptions(const ParsedFlags& given) {
  Result<RuleOptions> rules = MakeRuleOptions(given);
  if (!rules) return rules.error();
  RulesOptions options{*std::move(rules), false, given.operands};
  if (MaybeError fault = SetAnswerFormat(given, &options.json)) return *fault;
  return options;
}

std::string_view NameOf(Unit unit) {
  switch (unit) {
    case Unit::kParagraph:
      return "paragraph";
    case Unit::kSpan:
      return "span";
    default:
      return "line";
  }
}

std::string_view NameOf(Zone zone) {
  switch (zone) {
    case Zone::kHead:
      return "head";
    case Zone::kTail:
      return "tail";
    default:
      return "any";
  }
}

std::string_view NameOf(Action action) {
  switch (action) {
    case Action::kCutAfter:
      return "cut-after";
    case Action::kCutBefore:
      return "cut-before";
    case Action::kKeep:
      return "keep";
    default:
      return "remove";
  }
}

std::string_view NameOf(Level level) {
  switch (level) {
    case Level::kSafe:
      return "safe";
    case Level::kLikely:
      return "likely";
    default:
      return "bold";
  }
}

void AppendStringMember(std::string_view key, std::string_view value,
                        std::string* out) {
  *out += ", ";
  AppendJsonString(key, out);
  *out += ": ";
  AppendJsonString(value, out);
}

void AppendJson(const RuleInfo& rule, std::string* out) {
  *out += "{\"id\": ";
  AppendJsonString(rule.id, out);
  *out += ", \"level\": " + std::to_string(static_cast<int>(rule.level));
  AppendStringMember("unit", NameOf(rule.unit), out);
  AppendStringMember("zone", NameOf(rule.zone), out);
  AppendStringMember("action", NameOf(rule.action), out);
  *out += ", \"lang\": [";
  for (std::size_t i = 0; i < rule.lang.size(); ++i) {
    if (i > 0) *out += ", ";
    AppendJsonString(rule.lang[i], out);
  }
  *out += ']';
  AppendStringMember("why", rule.why, out);
  AppendStringMember("file", rule.file, out);
  *out += ", \"enabled\": ";
  *out += rule.enabled ? "true}" : "false}";
}

std::string ListAsJson(std::span<const RuleInfo> rules) {
  std::string out = "[";
  for (std::size_t i = 0; i < rules.size(); ++i) {
    out += i == 0 ? "\n  " : ",\n  ";
    AppendJson(rules[i], &out);
  }
  return out + "\n]\n";
}

// "on   1  any.syndication.view-original  A reposting site links back to ..."
std::string ListAsText(std::span<const RuleInfo> rules) {
  std::size_t id_width = 0;
  for (const RuleInfo& rule : rules) {
    id_width = std::max(id_width, rule.id.size());
  }
  std::string out;
  for (const RuleInfo& rule : rules) {
    std::string id = rule.id;
    id.resize(id_width, ' ');
    out += rule.enabled ? "on   " : "off  ";
    out += std::to_string(static_cast<int>(rule.level)) + "  " + id + "  " +
           rule.why + '\n';
  }
  return out;
}

// The lines of `rules show`: a name, and what it is.
class Sheet {
 public:
  void Add(std::string_view name, std::string_view value) {
    constexpr std::size_t kValueColumn = 12;
    std::string line = "  " + std::string(name);
    line.resize(std::max(line.size() + 1, kValueColumn), ' ');
    text_ += line + std::string(value) + '\n';
  }
  void AddCount(std::string_view name, std::size_t count) {
    if (count > 0) Add(name, std::to_string(count));
  }
  void AddText(std::string_view name, std::string_view value) {
    if (!value.empty()) Add(name, value);
  }
  void AddTexts(std::string_view name, std::span<const std::string> values) {
    for (const std::string& value : values) {
      // An example may be a paragraph: its later lines align with the first.
      std::string aligned;
      for (const char c : value) {
        aligned += c;
        if (c == '\n') aligned.append(12, ' ');
      }
      Add(name, aligned);
      name = "";
    }
  }

  const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string Describe(const RuleInfo& rule) {
  Sheet sheet;
  sheet.Add("level", std::to_string(static_cast<int>(rule.level)) + " (" +
                         std::string(NameOf(rule.level)) + ")" +
                         (rule.enabled ? "" : ", off"));
  sheet.Add("unit", NameOf(rule.unit));
  sheet.Add("zone", NameOf(rule.zone));
  sheet.Add("action", NameOf(rule.action));
  sheet.AddText("lang", Join(rule.lang));
  sheet.AddText("pattern", rule.pattern);
  sheet.AddText("unless", rule.unless);
  sheet.AddTexts("concepts", rule.concepts);
  sheet.AddCount("need", rule.need);
  sheet.AddCount("max_chars", rule.max_chars);
  sheet.AddCount("min_before", rule.min_before);
  if (rule.max_after) sheet.Add("max_after", std::to_string(*rule.max_after));
  if (rule.alone) sheet.Add("alone", "a paragraph of its own");
  if (rule.near_removal) sheet.Add("near", "another removal");
  sheet.AddCount("run", rule.run);
  sheet.AddTexts("removes", rule.remove_examples);
  sheet.AddTexts("keeps", rule.keep_examples);
  sheet.AddText("pack", rule.pack);
  sheet.Add("file", rule.line == 0
                        ? rule.file
                        : rule.file + ':' + std::to_string(rule.line));
  return rule.id + "\n  " + rule.why + "\n\n" + sheet.text();
}

// The id that `id` was meant to be, perhaps without its group. Empty: none.
std::string_view GuessRule(std::string_view id,
                           std::span<const RuleInfo> rules) {
  std::vector<std::string_view> ids;
  std::vector<std::string_view> names;  // ids without their groups
  for (const RuleInfo& rule : rules) {
    ids.push_back(rule.id);
    names.push_back(ids.back().substr(rule.id.rfind('.') + 1));
  }
  const std::string_view near_id = NearestName(id, ids);
  if (!near_id.empty()) return near_id;
  const std::string_view near_name = NearestName(id, names);
  const auto found = std::find(names.begin(), names.end(), near_name);
  return found == names.end() ? "" : ids[found - names.begin()];
}

Error UnknownRule(const std::string& id, std::span<const RuleInfo> rules) {
  std::string message = id + ": no rule has this id";
  const std::string_view guess = GuessRule(id, rules);
  if (!guess.empty()) message += "; did you mean " + std::string(guess) + "?";
  return {std::move(message), "", 0};
}

}  // namespace

int RunRulesList(const ParsedFlags& given) {
  const Result<RulesOptions> options = MakeRulesOptions(given);
  if (!options) return Fail(options.error());
  if (!options->operands.empty()) {
    return Fail(
        {options->operands[0] + ": rules list takes no file; see --rules", "",
         0});
  }
  const Result<RuleSet> rules = LoadRules(options->rules);
  if (!rules) return Fail(rules.error());
  return Print(options->json ? ListAsJson(rules->rules())
                             : ListAsText(rules->rules()));
}

int RunRulesShow(const ParsedFlags& given) {
  const Result<RulesOptions> options = MakeRulesOptions(given);
  if (!options) return Fail(options.error());
  if (options->operands.size() != 1) {
    return Fail({"rules show: needs the id of one rule", "", 0});
  }
  const Result<RuleSet> rules = LoadRules(options->rules);
  if (!rules) return Fail(rules.error());
  const std::string& id = options->operands[0];
  for (const RuleInfo& rule : rules->rules()) {
    if (rule.id == id) return Print(Describe(rule));
  }
  return Fail(UnknownRule(id, rules->rules()));
}

int RunRulesCheck(const ParsedFlags& given) {
  const Result<RuleSources> files = RuleSources::Read(given.operands);
  if (!files) return Fail(files.error());
  std::vector<Source> sources = files->sources();
  if (given.operands.empty()) {
    const std::span<const Source> builtin = BuiltinSources();
    sources.assign(builtin.begin(), builtin.end());
  }
  std::size_t faults = 0;
  std::size_t warnings = 0;
  for (const RuleFault& fault : CheckRules(sources)) {
    ++(fault.warning ? warnings : faults);
    Complain((fault.warning ? "warning: " : "") + fault.error.message);
  }
  const int printed = Print(CountOf(sources.size(), "file") +
                            " checked: " + CountOf(faults, "fault") + ", " +
                            CountOf(warnings, "warning") + '\n');
  if (printed != kDone) return printed;
  return faults > 0 ? kFound : kDone;
}

}  // namespace unboil
