#include "cli/comparison_text.h"

#include <cstddef>
#include <vector>

#include "chars.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "io/json_text.h"

namespace unboil {
namespace {

std::string Number(std::size_t number) { return std::to_string(number); }

char GutterOf(Verdict verdict) { return static_cast<char>(verdict); }

std::string NameOf(Change change) {
  return change == Change::kNewlyRemoved ? "newly removed" : "newly kept";
}

// The beginning of a long line is enough to know it by.
std::string Shown(std::string_view content) {
  constexpr std::size_t kShownCharacters = 200;
  const std::string_view beginning = FirstCodePoints(content, kShownCharacters);
  return EscapeForTerminal(beginning) +
         (beginning.size() < content.size() ? "..." : "");
}

class TextWriter {
 public:
  explicit TextWriter(bool color) : color_(color) {}

  void AppendTotals(const Comparison& comparison, const ComparedSides& sides) {
    text_ += CountOf(comparison.documents(), "document") + ", " +
             Number(comparison.changed()) + " changed";
    if (comparison.changed() > 0) {
      const std::size_t mixed = comparison.changed() -
                                comparison.losing_more() -
                                comparison.losing_less();
      text_ += ": " + Number(comparison.losing_more()) + " lose more, " +
               Number(comparison.losing_less()) + " lose less";
      if (mixed > 0) text_ += ", " + Number(mixed) + " both";
    }
    text_ += '\n';
    AppendSide('-', kSgrRed, sides.before, sides.refused_before);
    AppendSide('+', kSgrGreen, sides.now, sides.refused_now);
  }

  void AppendTable(const std::vector<Comparison::RuleCounts>& rules) {
    text_ +=
        "\n   newly removed       newly kept\n"
        "documents   lines  documents   lines  rule\n";
    for (const Comparison::RuleCounts& rule : rules) {
      AppendCounts(rule.counts.removed);
      text_ += "  ";
      AppendCounts(rule.counts.kept);
      text_ += "  " + EscapeForTerminal(rule.rule) + '\n';
    }
  }

  void AppendSamples(const std::string& rule, Change change,
                     const ChangeCount& count) {
    if (count.samples.empty()) return;
    text_ += '\n';
    Append(kSgrBold, EscapeForTerminal(rule));
    text_ += ": " + NameOf(change) + ", " + Number(count.samples.size()) +
             " of " + CountOf(count.documents, "document") + '\n';
    for (const ChangeCount::Sample& sample : count.samples) {
      AppendSample(sample);
    }
  }

  std::string Take() { return std::move(text_); }

 private:
  void Append(std::string_view rendition, std::string_view text) {
    AppendStyled(color_ ? rendition : "", text, &text_);
  }

  void AppendSide(char sign, std::string_view rendition, std::string_view name,
                  std::size_t refused) {
    std::string line = std::string{sign, ' '} + EscapeForTerminal(name);
    if (refused > 0) line += " (refused " + Number(refused) + ')';
    Append(rendition, line);
    text_ += '\n';
  }

  void AppendCounts(const ChangeCount& count) {
    text_ +=
        PadLeft(Number(count.documents), 9) + PadLeft(Number(count.lines), 8);
  }

  void AppendSample(const ChangeCount::Sample& sample) {
    text_ += "  ";
    Append(kSgrCyan, EscapeForTerminal(sample.document));
    if (sample.change.lines > 1) {
      text_ +=
          ", and " + Number(sample.change.lines - 1) + " more of its lines";
    }
    text_ += '\n';
    for (const ComparedLine& line : sample.change.sample) {
      AppendLine(line, sample.change);
    }
  }

  // Below a line that is cut stands what the change is about.
  void AppendLine(const ComparedLine& line, const RuleChange& change) {
    const bool is_removed = change.change == Change::kNewlyRemoved;
    const std::string_view rendition = is_removed ? kSgrRed : kSgrGreen;
    AppendRow(Number(line.number), line.before, line.now, line.content,
              line.is_same ? kSgrDim : rendition);
    const bool is_cut =
        line.before == Verdict::kCut || line.now == Verdict::kCut;
    if (!is_cut || line.number != change.line) return;
    AppendRow("", is_removed ? Verdict::kKept : Verdict::kRemoved,
              is_removed ? Verdict::kRemoved : Verdict::kKept, change.text,
              rendition);
  }

  void AppendRow(const std::string& number, Verdict before, Verdict now,
                 std::string_view content, std::string_view rendition) {
    std::string row =
        PadLeft(number, 8) + ' ' + GutterOf(before) + ' ' + GutterOf(now);
    if (!content.empty()) row += "  " + Shown(content);
    Append(rendition, row);
    text_ += '\n';
  }

  bool color_;
  std::string text_;
};

void AppendJsonLine(const ComparedLine& line, std::string* out) {
  *out += '{';
  AppendJsonMember("line", line.number, out);
  AppendJsonMember("before", std::string(1, GutterOf(line.before)), out);
  AppendJsonMember("now", std::string(1, GutterOf(line.now)), out);
  AppendJsonMember("text", line.content, out);
  *out += '}';
}

void AppendJsonSample(const ChangeCount::Sample& sample, std::string* out) {
  *out += '{';
  AppendJsonMember("doc", sample.document, out);
  AppendJsonMember("lines", sample.change.lines, out);
  AppendJsonMember("line", sample.change.line, out);
  AppendJsonMember("text", sample.change.text, out);
  AppendJsonKey("context", out);
  *out += '[';
  for (const ComparedLine& line : sample.change.sample) {
    if (!out->ends_with('[')) *out += ',';
    AppendJsonLine(line, out);
  }
  *out += "]}";
}

void AppendJsonCount(std::string_view key, const ChangeCount& count,
                     std::string* out) {
  AppendJsonKey(key, out);
  *out += '{';
  AppendJsonMember("documents", count.documents, out);
  AppendJsonMember("lines", count.lines, out);
  AppendJsonMember("bytes", count.bytes, out);
  AppendJsonKey("samples", out);
  *out += '[';
  for (const ChangeCount::Sample& sample : count.samples) {
    if (!out->ends_with('[')) *out += ',';
    AppendJsonSample(sample, out);
  }
  *out += "]}";
}

}  // namespace

std::string ComparisonText(const Comparison& comparison,
                           const ComparedSides& sides, bool color) {
  TextWriter writer(color);
  writer.AppendTotals(comparison, sides);
  const std::vector<Comparison::RuleCounts> rules = comparison.rules();
  if (rules.empty()) return writer.Take();
  writer.AppendTable(rules);
  for (const Comparison::RuleCounts& rule : rules) {
    writer.AppendSamples(rule.rule, Change::kNewlyRemoved, rule.counts.removed);
    writer.AppendSamples(rule.rule, Change::kNewlyKept, rule.counts.kept);
  }
  return writer.Take();
}

std::string ComparisonJson(const Comparison& comparison,
                           const ComparedSides& sides) {
  std::string json = "{";
  AppendJsonMember("documents", comparison.documents(), &json);
  AppendJsonMember("changed", comparison.changed(), &json);
  AppendJsonMember("losing_more", comparison.losing_more(), &json);
  AppendJsonMember("losing_less", comparison.losing_less(), &json);
  AppendJsonMember("before", sides.before, &json);
  AppendJsonMember("now", sides.now, &json);
  AppendJsonMember("refused_before", sides.refused_before, &json);
  AppendJsonMember("refused_now", sides.refused_now, &json);
  AppendJsonKey("rules", &json);
  json += '[';
  for (const Comparison::RuleCounts& rule : comparison.rules()) {
    if (!json.ends_with('[')) json += ',';
    json += '{';
    AppendJsonMember("rule", rule.rule, &json);
    AppendJsonCount("removed", rule.counts.removed, &json);
    AppendJsonCount("kept", rule.counts.kept, &json);
    json += '}';
  }
  return json + "]}\n";
}

}  // namespace unboil
