// Makes the source file that holds the built-in rules, when unboil is built:
//
//   make_builtin_rules OUT.cc ROOT rules/any/app.toml rules/any/byline.toml ...
//
// The rules go in twice: as their files, for `rules check`, and as images, read
// and examined already, since that takes a hundred times longer than a start
// should. A file with a fault is not built in.

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "matcher.h"
#include "rule_file.h"
#include "rule_image.h"

namespace unboil {
namespace {

// Longer literals are refused by some compilers.
constexpr std::size_t kLongestLiteral = 16000;

void WriteText(std::string_view text, std::ostream& out) {
  while (!text.empty()) {
    std::string_view part = text.substr(0, kLongestLiteral);
    // Between lines, so that no character is cut in two.
    if (part.size() < text.size()) part = part.substr(0, part.rfind('\n') + 1);
    out << "R\"unboil(" << part << ")unboil\"\n";
    text.remove_prefix(part.size());
  }
}

void WriteImage(std::string_view name, std::span<const std::uint64_t> words,
                std::ostream& out) {
  constexpr int kWordsOnALine = 6;
  out << "constexpr std::uint64_t " << name << "[] = {" << std::hex;
  for (std::size_t i = 0; i < words.size(); ++i) {
    out << (i % kWordsOnALine == 0 ? "\n" : "") << "0x" << words[i] << "u,";
  }
  out << std::dec << "};\n";
}

int Make(const std::string& out_path, const std::string& root,
         std::span<char*> names) {
  std::vector<RuleInfo> rules;
  std::ostringstream sources;
  for (const std::string_view name : names) {
    std::ifstream in(root + '/' + std::string(name), std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) {
      std::cerr << name << ": cannot be read\n";
      return 1;
    }
    const std::string toml = text.str();
    Result<RuleFile> file = ParseRuleFile({name, toml});
    if (!file) {
      std::cerr << file.error().message << '\n';
      return 1;
    }
    if (!file->disable.empty()) {
      std::cerr << name << ": a built-in file may not switch rules off\n";
      return 1;
    }
    for (RuleInfo& rule : file->rules) rules.push_back(std::move(rule));
    sources << "{\"" << name << "\",\n";
    WriteText(toml, sources);
    sources << "},\n";
  }
  ImageWriter rule_image;
  AddRules(rules, &rule_image);
  ImageWriter gate_image;
  Matcher::Compile(rules, &gate_image);

  std::ofstream out(out_path, std::ios::binary);
  out << "// Made by make_builtin_rules from rules/: edit those.\n\n"
         "#include \"builtin.h\"\n\nnamespace unboil {\nnamespace {\n\n"
         "constexpr Source kSources[] = {\n"
      << sources.str() << "};\n\n";
  WriteImage("kRules", std::move(rule_image).Finish(), out);
  WriteImage("kGates", std::move(gate_image).Finish(), out);
  out << "\n}  // namespace\n\n"
         "std::span<const Source> BuiltinSources() { return kSources; }\n"
         "std::span<const std::uint64_t> BuiltinRuleImage() { return kRules; "
         "}\n"
         "std::span<const std::uint64_t> BuiltinGateImage() { return kGates; "
         "}\n"
         "\n}  // namespace unboil\n";
  out.close();
  if (!out) std::cerr << out_path << ": cannot be written\n";
  return out ? 0 : 1;
}

}  // namespace
}  // namespace unboil

int main(int argc, char** argv) {
  if (argc < 3) {
    std::cerr << "usage: make_builtin_rules OUT.cc ROOT FILE...\n";
    return 2;
  }
  return unboil::Make(
      argv[1], argv[2],
      std::span<char*>(argv, static_cast<std::size_t>(argc)).subspan(3));
}
