#include "cli/score_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

#include "cli/output.h"
#include "cli/terminal.h"
#include "io/json_text.h"

namespace unboil {
namespace {

std::string Number(std::size_t number) { return std::to_string(number); }

std::string Fixed(double number, int places) {
  char text[64];
  std::snprintf(text, sizeof(text), "%.*f", places, number);
  return text;
}

std::string Percent(double share, int places) {
  return Fixed(100 * share, places);
}

std::string Percent(const std::optional<double>& share, int places) {
  return share ? Percent(*share, places) : "-";
}

// "+0.12", or "0" where no digit would show.
std::string Signed(double number, int places) {
  const std::string digits = Fixed(std::abs(number), places);
  if (digits.find_first_not_of("0.") == std::string::npos) return "0";
  return (number < 0 ? '-' : '+') + digits;
}

// How much `now` is more than `before`, in percent.
std::string PercentMore(const std::optional<double>& now,
                        const std::optional<double>& before, int places) {
  if (!now || !before) return "-";
  return Signed(100 * (*now - *before), places);
}

// Precision, recall and F1.
constexpr std::string_view kMeasures = "    P     R    F1";

std::string Measures(double precision, double recall, double f1) {
  return Fixed(precision, 3) + ' ' + Fixed(recall, 3) + ' ' + Fixed(f1, 3);
}

std::string Measures(const Figures& figures) {
  if (!figures.f1) return "-";
  return Measures(*figures.precision, *figures.recall, *figures.f1);
}

std::string Measures(const ShingleMatch& match) {
  return Measures(Precision(match), Recall(match), F1(match));
}

// Cells in columns as wide as their widest one: on the right in each column but
// the last.
class Table {
 public:
  void Add(std::vector<std::string> row) {
    widths_.resize(std::max(widths_.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths_[i] = std::max(widths_[i], row[i].size());
    }
    rows_.push_back(std::move(row));
  }

  std::string Text() const {
    std::string text;
    for (const std::vector<std::string>& row : rows_) {
      for (std::size_t i = 0; i + 1 < row.size(); ++i) {
        text += PadLeft(row[i], widths_[i]) + "  ";
      }
      text += row.back();
      text.erase(text.find_last_not_of(' ') + 1);
      text += '\n';
    }
    return text;
  }

 private:
  std::vector<std::vector<std::string>> rows_;
  std::vector<std::size_t> widths_;
};

// What is known about the documents, which decides what columns there are.
struct Known {
  explicit Known(const ScoreSheet& sheet)
      : references(sheet.counts().references > 0),
        harm(sheet.counts().need_nothing > 0),
        keep(sheet.counts().keep > 0),
        drop(sheet.counts().drop > 0) {}

  bool references;
  bool harm;
  bool keep;
  bool drop;
};

std::vector<std::string> FileRow(const std::string& name,
                                 const ScoreSheet& sheet, const Known& known) {
  const ScoreSheet::Counts& counts = sheet.counts();
  const Figures cleaned = sheet.cleaned();
  std::vector<std::string> row = {Number(counts.documents)};
  if (known.references) {
    row.push_back(Measures(sheet.untouched()));
    row.push_back(Measures(cleaned));
  }
  row.push_back(Percent(cleaned.lost, 3));
  if (known.harm) {
    row.push_back(cleaned.harmless ? Percent(1 - *cleaned.harmless, 3) : "-");
    row.push_back(Number(cleaned.harmed) + '/' + Number(counts.need_nothing));
  }
  if (known.keep) row.push_back(Percent(cleaned.kept, 2));
  if (known.drop) row.push_back(Percent(cleaned.gone, 2));
  row.push_back(name);
  return row;
}

std::string FileTable(const Scores& scores) {
  const Known known(scores.all);
  Table table;
  std::vector<std::string> titles = {"documents"};
  if (known.references) {
    table.Add({"", "untouched", "cleaned", ""});
    titles.insert(titles.end(), 2, std::string(kMeasures));
  }
  titles.push_back("lost %");
  if (known.harm) {
    titles.push_back("harm %");
    titles.push_back("harmed");
  }
  if (known.keep) titles.push_back("kept %");
  if (known.drop) titles.push_back("gone %");
  titles.push_back("file");
  table.Add(std::move(titles));
  for (const ScoredFile& file : scores.files) {
    table.Add(FileRow(EscapeForTerminal(file.name), file.sheet, known));
  }
  if (scores.files.size() > 1) table.Add(FileRow("all", scores.all, known));
  return table.Text();
}

std::vector<std::string> RuleRow(const std::string& id,
                                 const Contribution& rule,
                                 const Figures& cleaned, const Known& known) {
  const Figures& without = rule.without;
  std::vector<std::string> row;
  if (known.references) row.push_back(Signed(*cleaned.f1 - *without.f1, 4));
  if (known.harm) {
    row.push_back(PercentMore(without.harmless, cleaned.harmless, 3));
  }
  if (known.keep) row.push_back(PercentMore(cleaned.kept, without.kept, 2));
  if (known.drop) row.push_back(PercentMore(cleaned.gone, without.gone, 2));
  row.push_back(PercentMore(cleaned.lost, without.lost, 3));
  row.push_back(Number(rule.removals));
  row.push_back(Number(rule.documents));
  row.push_back(id);
  return row;
}

std::string RuleTable(const Scores& scores, std::size_t top) {
  const std::vector<Contribution> rules = scores.all.Contributions();
  if (rules.empty() || top == 0) return "";
  const Known known(scores.all);
  const Figures cleaned = scores.all.cleaned();
  Table table;
  std::vector<std::string> titles;
  if (known.references) titles.push_back("F1");
  if (known.harm) titles.push_back("harm %");
  if (known.keep) titles.push_back("kept %");
  if (known.drop) titles.push_back("gone %");
  titles.insert(titles.end(), {"lost %", "removals", "documents", "rule"});
  const std::size_t columns = titles.size();
  table.Add(std::move(titles));
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const std::size_t behind = rules.size() - i;
    if (i == top && behind > top) {
      std::vector<std::string> gap(columns);
      gap.back() = "... " + Number(behind - top) + " more";
      table.Add(std::move(gap));
      i = rules.size() - top;
    }
    const std::string& id = scores.rules[rules[i].rule].id;
    table.Add(RuleRow(EscapeForTerminal(id), rules[i], cleaned, known));
  }
  return "\nwhat each rule adds\n" + table.Text();
}

std::string WorstTable(const WorstDocuments& worst) {
  const std::vector<WorstDocuments::Entry> entries = worst.Sorted();
  if (entries.empty()) return "";
  Table table;
  table.Add({"untouched", "cleaned", ""});
  table.Add({std::string(kMeasures), std::string(kMeasures), "document"});
  for (const WorstDocuments::Entry& entry : entries) {
    table.Add({Measures(entry.untouched), Measures(entry.cleaned),
               EscapeForTerminal(entry.name)});
  }
  return "\nworst documents\n" + table.Text();
}

// -- JSON

void AppendFigures(std::string_view key, const Figures& figures,
                   std::string* out) {
  AppendJsonKey(key, out);
  *out += '{';
  for (const NamedFigure& figure : NameFigures(figures)) {
    AppendJsonKey(figure.name, out);
    *out += FormatNumber(figure.value);
  }
  AppendJsonMember("harmed", figures.harmed, out);
  AppendJsonMember("keep", figures.keep, out);
  AppendJsonMember("drop", figures.drop, out);
  AppendJsonKey("lost", out);
  *out += FormatNumber(figures.lost);
  AppendJsonMember("touched", figures.touched, out);
  *out += '}';
}

// The members of an object that has been opened.
void AppendSheet(const ScoreSheet& sheet, std::span<const RuleInfo> rules,
                 std::string* out) {
  const ScoreSheet::Counts& counts = sheet.counts();
  AppendJsonMember("documents", counts.documents, out);
  AppendJsonMember("references", counts.references, out);
  AppendJsonMember("need_nothing", counts.need_nothing, out);
  AppendJsonMember("chars", counts.chars, out);
  AppendJsonMember("keep", counts.keep, out);
  AppendJsonMember("drop", counts.drop, out);
  AppendFigures("untouched", sheet.untouched(), out);
  AppendFigures("cleaned", sheet.cleaned(), out);
  AppendJsonKey("rules", out);
  *out += '[';
  for (const Contribution& rule : sheet.Contributions()) {
    if (!out->ends_with('[')) *out += ',';
    *out += '{';
    AppendJsonMember("rule", rules[rule.rule].id, out);
    AppendJsonMember("documents", rule.documents, out);
    AppendJsonMember("removals", rule.removals, out);
    AppendFigures("without", rule.without, out);
    *out += '}';
  }
  *out += ']';
}

void AppendMatch(std::string_view key, const ShingleMatch& match,
                 std::string* out) {
  AppendJsonKey(key, out);
  *out += "{\"precision\":" + FormatNumber(Precision(match)) +
          ",\"recall\":" + FormatNumber(Recall(match)) +
          ",\"f1\":" + FormatNumber(F1(match)) + '}';
}

}  // namespace

std::string ScoreText(const Scores& scores, std::size_t top) {
  const std::size_t documents = scores.all.counts().documents;
  std::string text = CountOf(documents, "document") + ", cleaned with " +
                     EscapeForTerminal(scores.cleaned_with) + "\n\n" +
                     FileTable(scores) + RuleTable(scores, top) +
                     WorstTable(scores.worst);
  if (!scores.low.empty()) text += '\n';
  for (const std::string& sentence : scores.low) {
    text += EscapeForTerminal(sentence) + '\n';
  }
  return text;
}

std::string ScoreJson(const Scores& scores) {
  std::string json = "{";
  AppendJsonMember("cleaned_with", scores.cleaned_with, &json);
  AppendJsonKey("files", &json);
  json += '[';
  for (const ScoredFile& file : scores.files) {
    if (!json.ends_with('[')) json += ',';
    json += '{';
    AppendJsonMember("file", file.name, &json);
    AppendJsonMember("digest", file.digest.Text(), &json);
    AppendSheet(file.sheet, scores.rules, &json);
    json += '}';
  }
  json += "],\"all\":{";
  AppendSheet(scores.all, scores.rules, &json);
  json += "},\"worst\":[";
  for (const WorstDocuments::Entry& entry : scores.worst.Sorted()) {
    if (!json.ends_with('[')) json += ',';
    json += '{';
    AppendJsonMember("doc", entry.name, &json);
    AppendMatch("untouched", entry.untouched, &json);
    AppendMatch("cleaned", entry.cleaned, &json);
    json += '}';
  }
  json += "],\"below_floor\":[";
  for (const std::string& sentence : scores.low) {
    if (!json.ends_with('[')) json += ',';
    AppendJsonString(sentence, &json);
  }
  return json + "]}\n";
}

}  // namespace unboil
