// The rule files that a command loads: those of `-r`, and the user's own.

#ifndef UNBOIL_CLI_RULE_SOURCES_H_
#define UNBOIL_CLI_RULE_SOURCES_H_

#include <string>
#include <vector>

#include "cli/rule_options.h"
#include "corpus/digest.h"
#include "unboil/unboil.h"

namespace unboil {

// Rule files, read once, and made into as many rule sets as needed.
class RuleSources {
 public:
  // Files, and folders of *.toml.
  static Result<RuleSources> Read(const std::vector<std::string>& paths);

  // Those of `paths` behind the user's own: the files and folders that
  // UNBOIL_RULES names, with colons between, or without that variable the
  // folder ~/.config/unboil/rules, if there is one.
  static Result<RuleSources> ReadWithUsersOwn(
      const std::vector<std::string>& paths);

  Result<RuleSet> Load(const Options& options) const;

  std::vector<Source> sources() const;

  // What people call the rule set that Load gives: "built-in rules, my.toml,
  // --level 1".
  std::string Describe(const Options& options) const;

  // Of the text of all its rules.
  Digest DigestFor(const Options& options) const;

 private:
  struct File {
    std::string name;
    std::string text;
  };
  std::vector<File> files_;
};

// The rules that the options name, and the user's own.
Result<RuleSet> LoadRules(const RuleOptions& options);

}  // namespace unboil

#endif  // UNBOIL_CLI_RULE_SOURCES_H_
