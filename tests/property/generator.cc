#include "generator.h"

#include <algorithm>

#include "chars.h"
#include "fold.h"

namespace unboil {
namespace {

using std::string_view_literals::operator""sv;

// Lines that pages put around a text; the patterns below find some of them.
const std::vector<std::string_view> kLabels = {
    "View original",
    "VER ORIGINALES",
    "Read more »",
    "Share",
    "Share on Aster",
    "阅读原文",
    "Читать далее",
    "* * *",
    "Home | News | Sport | Help",
    "- 4 comments",
    "ANNA: Is it late?",
    "Subscribe to our letter",
    "Tags: river, bridge",
    "12:30 The gate is shut.",
};

const std::vector<std::string_view> kNotices = {
    "Notice: this text comes from another publisher, who alone answers for it.",
    "Aviso: este texto viene de otro editor, y él solo responde de su "
    "contenido.",
    "声明：本文来自其他网站，内容由其作者负责。",
};

const std::vector<std::string_view> kSites = {"Aster Daily", "Брег", "河岸网"};

const std::vector<std::string_view> kBlankLines = {
    "", "", "", " ", "\t", "\xC2\xA0", "\xE2\x80\x8B"};

// Characters that fold, decode or break lines in some special way.
const std::vector<std::string_view> kOddities = {
    "\0"sv,
    "\xFF",
    "\xC3",
    "\x85",
    "\xE2\x80",
    "\xEF\xBB\xBF",
    "\xE2\x80\xA8",
    "\r",
    "\n",
    "\r\n",
    "\n\n",
    "\v",
    "\f",
    "\xC2\x85",
    "\xC2\xA0",
    "\xE2\x80\x8D",
    "\xCC\x81",
    "\xCC\xA3",
    "\xEF\xAC\x81",
    "\xC4\xB0",
    "\xE1\x8E\xA0",
    "\xEF\xBC\xA1",
    "\xE2\x80\xA6",
    "\xC2\xA8",
    "\xF0\x9F\x98\x80",
    "|",
    " - ",
    "...",
    "“",
    "’",
    "«",
    "|",
    ": ",
};

}  // namespace

const std::vector<Generator::Script>& Generator::Scripts() {
  static const std::vector<Script> kScripts = {
      {{"the",    "river", "bridge", "keeps", "its",      "old",  "gate",
        "while",  "boats", "wait",   "for",   "morning",  "tide", "and",
        "nobody", "asks",  "why",    "water", "stands",   "so",   "high",
        "this",   "year",  "Aster",  "share", "original", "more", "1984",
        "3.5",    "it's",  "“late”"},
       " ",
       "."},
      {{"el",    "río",     "lleva",    "la",    "niña",    "mañana", "según",
        "dice",  "todavía", "original", "ñandú", "corazón", "puente", "hacia",
        "noche", "Él",      "años",     "más",   "café",    "2021"},
       " ",
       "."},
      {{"река", "мост", "стоит", "давно", "Ещё", "вода", "утром", "никто", "не",
        "знает", "почему", "лодки", "ждут", "далее", "йод"},
       " ",
       "."},
      {{"İstanbul", "ışık", "köprü", "sabah", "Irmak", "değil", "çünkü", "ğ",
        "suyu", "yüksek"},
       " ",
       "!"},
      {{"الماء", "الجسر", "قديم", "لماذا", "صباح", "النهر", "كتاب", "هذا"},
       " ",
       "؟"},
      {{"नदी", "पुल", "पुराना", "सुबह", "क्यों", "पानी", "ऊँचा", "है"}, " ", "।"},
      {{"ᎣᏏᏲ", "ᏣᎳᎩ", "ꮳꮃꭹ", "ᎠᎹ", "ᎤᏬᏚ"}, " ", "."},
      {{"河", "水", "很", "高", "桥", "上", "没有", "人", "问", "为什么",
        "今年", "船", "等", "早晨", "「门」"},
       "",
       "。"},
      {{"かわ", "の", "みず", "は", "たかい", "はし", "ガ", "ふね", "まつ"},
       "",
       "。"},
      {{"แม่น้ำ", "สะพาน", "เก่า", "เช้า", "ไม่มี", "ใคร", "ถาม"}, "", "."},
  };
  return kScripts;
}

// ---------------------------------------------------------------------------
// Text

std::string Generator::Words(const Script& script, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) {
    if (i > 0) text += script.between;
    text += Pick(script.words);
  }
  return text;
}

std::string Generator::Paragraph(const Script& script) {
  std::string text;
  const std::size_t sentences = 1 + Below(4);
  for (std::size_t i = 0; i < sentences; ++i) {
    if (i > 0) text += script.between;
    text += Words(script, 5 + Below(15));
    text += script.stop;
  }
  return text;
}

std::string Generator::Headline(const Script& script) {
  return Words(script, 4 + Below(5));
}

std::string Generator::SmallLine(const Script& script) {
  switch (Below(6)) {
    case 0:
      return std::string(Pick(kNotices));
    case 1:
      return Words(script, 1 + Below(4));
    case 2:
      return "- " + Words(script, 2 + Below(8));
    case 3:
      return "| " + Words(script, 2) + " | " + Words(script, 1) + " |";
    default:
      return std::string(Pick(kLabels));
  }
}

std::string Generator::EditWords(std::string_view paragraph) {
  std::string text(paragraph);
  const std::size_t space = text.find(' ', Below(text.size()));
  if (space != std::string::npos) {
    text.insert(space, OneIn(2) ? " 77" : " newly");
  }
  return text;
}

std::string Generator::Wrap(std::string_view paragraph, std::size_t columns) {
  std::string text;
  std::size_t width = 0;
  for (std::size_t at = 0; at < paragraph.size(); ++width) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(paragraph, &at);
    if (c == ' ' && width >= columns) {
      text += '\n';
      width = 0;
    } else {
      text += paragraph.substr(begin, at - begin);
    }
  }
  return text;
}

std::vector<std::string> Generator::CopyOf(
    const std::vector<std::string>& body) {
  std::vector<std::string> copy = body;
  const std::size_t change = Below(7);
  if (change == 0 && copy.size() > 1)
    copy.erase(copy.begin() + Below(copy.size()));
  for (std::string& paragraph : copy) {
    if (change == 1 && OneIn(2)) paragraph = EditWords(paragraph);
    if (change == 2) paragraph = Wrap(paragraph, 60 + Below(20));
    if (change == 3)
      std::replace(paragraph.begin(), paragraph.end(), ' ', '\t');
    if (change == 4 && OneIn(3)) paragraph += std::string(Pick(kOddities));
  }
  if (change == 5)
    copy.insert(copy.begin() + Below(copy.size()), SmallLine(Pick(Scripts())));
  return copy;
}

std::vector<std::string> Generator::Blocks() {
  const Script& script = Pick(Scripts());
  std::vector<std::string> body;
  const std::size_t paragraphs = 1 + Below(5);
  for (std::size_t i = 0; i < paragraphs; ++i) {
    body.push_back(Paragraph(OneIn(8) ? Pick(Scripts()) : script));
  }
  headline_ = Headline(script);
  const std::string with_site =
      headline_ + (OneIn(2) ? " | " : " - ") + std::string(Pick(kSites));

  std::vector<std::string> blocks;
  const std::size_t steps = 2 + Below(9);
  for (std::size_t i = 0; i < steps; ++i) {
    switch (Below(9)) {
      case 0:
      case 1: {
        const std::vector<std::string> copy = CopyOf(body);
        blocks.insert(blocks.end(), copy.begin(), copy.end());
        break;
      }
      case 2:
        blocks.push_back(headline_);
        break;
      case 3:
        blocks.push_back(with_site);
        break;
      case 4: {  // a teaser
        const std::string& paragraph = Pick(body);
        std::size_t end =
            std::min<std::size_t>(60 + Below(60), paragraph.size());
        while (end > 0 && end < paragraph.size() &&
               (paragraph[end] & 0xC0) == 0x80)
          --end;
        blocks.push_back(paragraph.substr(0, end) + (OneIn(2) ? "…" : "..."));
        break;
      }
      case 5: {  // a paragraph right behind itself
        const std::string& paragraph = Pick(body);
        blocks.insert(blocks.end(), 2 + Below(2), paragraph);
        break;
      }
      case 6:
        blocks.push_back(Paragraph(Pick(Scripts())));
        break;
      default:
        for (std::size_t n = 1 + Below(4); n > 0; --n) {
          blocks.push_back(SmallLine(script));
        }
    }
  }
  return blocks;
}

std::string Generator::Join(const std::vector<std::string>& blocks) {
  const std::string_view newline = OneIn(4) ? "\r\n" : "\n";
  const bool spaced = !OneIn(3);
  std::string text;
  if (OneIn(10)) text += "\xEF\xBB\xBF";
  if (OneIn(6)) text += newline;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i > 0) text += newline;
    for (std::size_t n =
             i > 0 && spaced && !OneIn(6) ? 1 + (OneIn(4) ? Below(3) : 0) : 0;
         n > 0; --n) {
      text += Pick(kBlankLines);
      text += newline;
    }
    text += blocks[i];
  }
  if (!OneIn(4)) text += newline;
  if (OneIn(8)) text += newline;
  return text;
}

// ---------------------------------------------------------------------------
// Damage

void Generator::DamageOnce(std::string* text) {
  const std::size_t at = Below(text->size() + 1);
  const std::size_t length = std::min(Below(40), text->size() - at);
  switch (Below(7)) {
    case 0:
      if (at < text->size()) (*text)[at] ^= static_cast<char>(1 << Below(8));
      break;
    case 1:
      text->insert(at, Pick(kOddities));
      break;
    case 2:
      text->erase(at, length);
      break;
    case 3:
      text->insert(Below(text->size() + 1), std::string(*text, at, length));
      break;
    case 4: {  // a line, again somewhere
      const std::size_t begin = text->rfind('\n', at);
      const std::size_t from = begin == std::string::npos ? 0 : begin;
      const std::string line(*text, from, text->find('\n', from + 1) - from);
      const std::size_t to = text->find('\n', Below(text->size() + 1));
      text->insert(to == std::string::npos ? 0 : to, line);
      break;
    }
    case 5: {  // two halves change places
      std::rotate(text->begin(),
                  text->begin() + static_cast<std::ptrdiff_t>(at), text->end());
      break;
    }
    default:
      text->insert(at, Pick(kLabels));
  }
}

void Generator::Damage(std::string* text) {
  if (OneIn(2)) return;
  for (std::size_t n = 1 + Below(OneIn(8) ? 40 : 4); n > 0; --n) {
    DamageOnce(text);
  }
}

std::string Generator::AsUtf16(std::string_view text) {
  std::string wide = OneIn(2) ? "\xFF\xFE" : "";
  for (char byte : text) {
    wide += byte;
    wide += '\0';
  }
  return wide;
}

std::string Generator::Document() {
  if (OneIn(30)) {  // no text at all
    std::string bytes(Below(300), '\0');
    for (char& byte : bytes)
      byte = static_cast<char>(OneIn(4) ? '\n' : Below(256));
    return bytes;
  }
  std::string text = Join(Blocks());
  Damage(&text);
  return OneIn(40) ? AsUtf16(text) : text;
}

// ---------------------------------------------------------------------------
// Rules

std::string Generator::Pattern() {
  const Script& script = Pick(Scripts());
  const std::string word = Fold(Pick(script.words));
  const std::string other = Fold(Pick(Pick(Scripts()).words));
  const std::string label = Fold(Pick(kLabels).substr(0, 5));
  switch (Below(9)) {
    case 0:
      return word;
    case 1:
      return "^" + word;
    case 2:
      return "(?:" + word + "|" + other + ")";
    case 3:
      return "\\b(?:original|share|more)\\b";
    case 4:
      return "^(?:view|ver) original(?:es)?$";
    case 5:
      return "^.{1,30}$";
    case 6:
      return "[a-zа-я]{3,9} " + word;
    case 7:
      return "^(?:notice|aviso|声明).{0,20}";
    default:
      return word + "[.!。]?$";
  }
}

std::string Generator::Selection() {
  std::string keys;
  const std::size_t concepts = OneIn(4) ? 2 + Below(3) : 0;
  if (concepts == 0 || OneIn(2)) keys += "pattern = '''" + Pattern() + "'''\n";
  if (concepts > 0) {
    keys += "concepts = [";
    for (std::size_t i = 0; i < concepts; ++i) {
      if (i > 0) keys += ", ";
      keys += "'''" + Pattern() + "'''";
    }
    keys += "]\n";
    keys += "need = " + std::to_string(1 + Below(concepts)) + "\n";
  }
  if (OneIn(5)) keys += "unless = '''" + Pattern() + "'''\n";
  if (OneIn(4)) keys += "max_chars = " + std::to_string(5 + Below(120)) + "\n";
  if (OneIn(6)) keys += "lang = [\"es\", \"en\"]\n";
  return keys;
}

std::string Generator::Guards() {
  std::string keys;
  if (OneIn(5)) keys += "alone = true\n";
  if (OneIn(4)) keys += "near = \"removal\"\n";
  if (OneIn(5)) keys += "max_after = " + std::to_string(Below(400)) + "\n";
  return keys;
}

std::string Generator::SpanRule() {
  static const std::vector<std::string_view> kSpans = {
      "original",     "\\bshare\\b",      "\\(?late\\)?", "[a-z]{2,6}\\|",
      "…|\\.\\.\\.",  ".{0,4}more.{0,4}", "^view ",       "[а-я]{2,5}$",
      "水.?",         "\\d{1,4}",         "\xEF\xBF\xBD", "i",
      "[^a-z ]{1,3}", " \\| .{1,12}$"};
  std::string keys = "unit = \"span\"\npattern = '''";
  keys += Pick(kSpans);
  keys += "'''\n";
  if (OneIn(3)) keys += OneIn(2) ? "zone = \"tail\"\n" : "zone = \"head\"\n";
  if (OneIn(4)) keys += "near = \"removal\"\n";
  if (OneIn(5)) keys += "min_before = " + std::to_string(1 + Below(200)) + "\n";
  return keys;
}

std::string Generator::KeepRule() {
  std::string keys = "action = \"keep\"\n";
  if (OneIn(2)) keys += "unit = \"paragraph\"\n";
  return keys + Selection();
}

std::string Generator::CutRule() {
  std::string keys = OneIn(2) ? "unit = \"paragraph\"\n" : "";
  if (OneIn(2)) {
    keys += "action = \"cut-after\"\nmin_before = " +
            std::to_string(1 + Below(300)) + "\n";
    if (OneIn(3)) keys += "zone = \"tail\"\n";
  } else {
    keys += "action = \"cut-before\"\nzone = \"head\"\n";
  }
  if (OneIn(5)) keys += "run = 2\n";
  return keys + Guards() + Selection();
}

std::string Generator::RemoveRule() {
  std::string keys = OneIn(3) ? "unit = \"paragraph\"\n" : "";
  if (OneIn(2)) return keys + Selection();
  if (OneIn(3)) keys += OneIn(2) ? "zone = \"tail\"\n" : "zone = \"head\"\n";
  if (OneIn(5)) keys += "min_before = " + std::to_string(1 + Below(300)) + "\n";
  if (OneIn(4)) keys += "run = " + std::to_string(2 + Below(2)) + "\n";
  return keys + Guards() + Selection();
}

std::string Generator::Rule(std::size_t number) {
  std::string rule =
      "[[rule]]\nid = \"r" + std::to_string(number) +
      "\"\nwhy = \"made at random\"\nlevel = " + std::to_string(1 + Below(3)) +
      "\n";
  switch (Below(8)) {
    case 0:
    case 1:
      return rule + SpanRule();
    case 2:
      return rule + KeepRule();
    case 3:
      return rule + CutRule();
    default:
      return rule + RemoveRule();
  }
}

std::string Generator::RuleFile() {
  std::string file = "group = \"made\"\n";
  const std::size_t rules = 1 + Below(8);
  for (std::size_t i = 0; i < rules; ++i) file += Rule(i);
  return file;
}

Options Generator::RandomOptions() {
  static const std::vector<Repeats> kRepeats = {
      Repeats::kHeadline, Repeats::kHeadline, Repeats::kFirst, Repeats::kLast,
      Repeats::kOff};
  static const std::vector<double> kShares = {0.1, 0.5, 0.5, 0.9, 1.0};
  Options options;
  options.level = static_cast<Level>(1 + Below(3));
  options.repeats = Pick(kRepeats);
  options.max_share = Pick(kShares);
  if (OneIn(8)) options.lang = {"es"};
  if (OneIn(6)) options.disable = {"any.repeat.body"};
  if (OneIn(6)) options.enable = {"made.*"};
  options.drop_title = OneIn(4);
  return options;
}

}  // namespace unboil
