#include "cli/rule_sources.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "builtin.h"
#include "cli/environment.h"
#include "cli/rule_cache.h"
#include "compiled_sources.h"
#include "io/file.h"

namespace unboil {
namespace {

constexpr std::string_view kExtensions[] = {".toml"};

// As for PATH, an empty part names nothing.
std::vector<std::string> SplitAtColons(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t colon = std::min(list.find(':'), list.size());
    if (colon > 0) parts.emplace_back(list.substr(0, colon));
    list.remove_prefix(std::min(colon + 1, list.size()));
  }
  return parts;
}

// https://specifications.freedesktop.org/basedir-spec: a relative
// XDG_CONFIG_HOME is to be ignored.
std::string ConfiguredFolder() {
  const std::string config(EnvironmentVariable("XDG_CONFIG_HOME").value_or(""));
  if (config.starts_with('/')) return config + "/unboil/rules";
  const std::string home(EnvironmentVariable("HOME").value_or(""));
  return home.empty() ? "" : home + "/.config/unboil/rules";
}

// A folder that is missing, or has no rule yet, is no fault: nobody named it.
Result<std::vector<std::string>> UsersOwnPaths() {
  const std::optional<std::string_view> named =
      EnvironmentVariable("UNBOIL_RULES");
  if (named) return SplitAtColons(*named);
  const std::string folder = ConfiguredFolder();
  if (!IsFolder(folder)) return std::vector<std::string>();
  return FindFiles(folder, kExtensions);
}

}  // namespace

Result<RuleSources> RuleSources::Read(const std::vector<std::string>& paths) {
  RuleSources sources;
  for (const std::string& path : paths) {
    Result<std::vector<std::string>> names = ListFiles(path, kExtensions);
    if (!names) return names.error();
    for (const std::string& name : *names) {
      Result<std::string> text = ReadFile(name);
      if (!text) return text.error();
      sources.files_.push_back({name, *std::move(text)});
    }
  }
  return sources;
}

Result<RuleSources> RuleSources::ReadWithUsersOwn(
    const std::vector<std::string>& paths) {
  Result<std::vector<std::string>> all = UsersOwnPaths();
  if (!all) return all.error();
  all->insert(all->end(), paths.begin(), paths.end());
  return Read(*all);
}

std::vector<Source> RuleSources::sources() const {
  std::vector<Source> sources;
  for (const File& file : files_) sources.push_back({file.name, file.text});
  return sources;
}

Result<RuleSet> RuleSources::Load(const Options& options) const {
  const std::vector<Source> all = sources();
  return MakeRuleSet(all, CompileWithUsersCache(all), options);
}

std::string RuleSources::Describe(const Options& options) const {
  std::string text = options.builtin ? "built-in rules" : "no built-in rules";
  for (const File& file : files_) text += ", " + file.name;
  for (const std::vector<std::string>& words : CaseLines({options, "", ""})) {
    text += ',';
    for (const std::string& word : words) text += ' ' + word;
  }
  return text;
}

Digest RuleSources::DigestFor(const Options& options) const {
  std::string text;
  if (options.builtin) {
    for (const Source& source : BuiltinSources()) text += source.text;
  }
  for (const File& file : files_) text += file.text;
  return DigestOf(text);
}

Result<RuleSet> LoadRules(const RuleOptions& options) {
  Result<RuleSources> sources = RuleSources::ReadWithUsersOwn(options.paths);
  if (!sources) return sources.error();
  return sources->Load(options.library);
}

}  // namespace unboil
