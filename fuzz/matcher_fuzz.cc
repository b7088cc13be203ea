// Looks for a text in which the matcher selects something else than its plain
// twin does:
//
//   unboil_matcher_fuzz --seconds 60 --seed 1 --texts posts.jsonl pages.txt
//
// A round makes rules at random and texts that they nearly match; every eighth
// takes the built-in rules, or those of a folder (--rules), and lines of their
// examples and of the texts that were given, whole or damaged. Each set of
// rules is examined here and now, and read from an image; both must select what
// PlainMatcher does, hit by hit.
//
// A round depends on its seed alone, and on what was given. A difference is
// made small and written as one line:
//
//   --seed 71: rule {"unit": "line", "pattern": "..."}, text "...": matcher
//   0:0, plain twin nothing
//
// Exit status: 0, no difference; 1, one was found; 2, bad usage.

#include <algorithm>
#include <boost/program_options.hpp>
#include <chrono>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "builtin.h"
#include "chars.h"
#include "document.h"
#include "image.h"
#include "io/batch_reader.h"
#include "io/document_parser.h"
#include "io/file.h"
#include "matcher.h"
#include "plain_matcher.h"
#include "random_rules.h"
#include "rule_file.h"
#include "rule_image.h"
#include "unboil/unboil.h"

namespace unboil {
namespace {

struct Settings {
  double seconds = 60;
  std::uint64_t seed = 1;
  std::string rules;  // a folder; empty: the built-in ones
  std::vector<std::string> texts;
};

// ---------------------------------------------------------------------------
// Two matchers and their twin

struct Difference {
  std::string matcher;
  std::string plain;
  bool is_of_image;  // only the matcher that was read from an image errs
};

class Twins {
 public:
  // The images of `compiled`, which have all rules, must outlive the twins.
  Twins(std::vector<RuleInfo> rules, std::span<const CompiledRules> compiled)
      : rules_(std::move(rules)),
        matcher_(rules_),
        of_image_(rules_, compiled),
        plain_(rules_) {}

  std::optional<Difference> Compare(std::string_view text) {
    document_.Parse(text);
    matcher_.Find(document_, &hits_);
    std::string found = ShowHits(hits_);
    std::string plain = ShowHits(plain_.Find(document_));
    if (found != plain) return Difference{found, plain, false};
    hits_found_ = hits_.size();
    of_image_.Find(document_, &hits_);
    found = ShowHits(hits_);
    if (found != plain) return Difference{found, plain, true};
    return std::nullopt;
  }

  const std::vector<RuleInfo>& rules() const { return rules_; }

  // Of the text that was compared last.
  std::size_t units() const {
    return document_.lines().size() +
           static_cast<std::size_t>(std::count_if(
               document_.paragraphs().begin(), document_.paragraphs().end(),
               [](const Paragraph& p) { return p.last - p.first > 1; }));
  }
  std::size_t hits() const { return hits_found_; }

 private:
  std::vector<RuleInfo> rules_;
  Matcher matcher_;
  Matcher of_image_;
  PlainMatcher plain_;
  Document document_;
  std::vector<Hit> hits_;
  std::size_t hits_found_ = 0;
};

std::vector<std::uint64_t> ImageOf(std::span<const RuleInfo> rules) {
  ImageWriter image;
  Matcher::Compile(rules, &image);
  return std::move(image).Finish();
}

// The numbers [first, last).
std::vector<std::size_t> Places(std::size_t first, std::size_t last) {
  std::vector<std::size_t> places(last - first);
  std::iota(places.begin(), places.end(), first);
  return places;
}

// ---------------------------------------------------------------------------
// Showing a difference

// As a string of C, and of JSON where the text is UTF-8 without controls.
std::string Quoted(std::string_view text) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string quoted = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = DecodeUtf8(text, &at);
    const unsigned char byte = static_cast<unsigned char>(text[begin]);
    if (c < ' ' || (byte >= 0x80 && at == begin + 1)) {
      quoted += {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 0xF]};
      continue;
    }
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += text.substr(begin, at - begin);
  }
  return quoted + '"';
}

std::string Shown(const RuleInfo& rule) {
  constexpr std::string_view kUnits[] = {"line", "paragraph", "span"};
  std::string shown = "{\"unit\": ";
  shown += Quoted(kUnits[static_cast<std::size_t>(rule.unit)]);
  if (!rule.pattern.empty()) shown += ", \"pattern\": " + Quoted(rule.pattern);
  if (!rule.concepts.empty()) {
    shown += ", \"concepts\": [";
    for (std::size_t i = 0; i < rule.concepts.size(); ++i) {
      shown += (i > 0 ? ", " : "") + Quoted(rule.concepts[i]);
    }
    shown += "], \"need\": " + std::to_string(rule.need);
  }
  if (!rule.unless.empty()) shown += ", \"unless\": " + Quoted(rule.unless);
  if (rule.max_chars != 0) {
    shown += ", \"max_chars\": " + std::to_string(rule.max_chars);
  }
  return shown + '}';
}

// Leaves out of `text` what can go while `differs` is true of it.
std::string Reduced(std::string text,
                    const std::function<bool(std::string_view)>& differs) {
  for (std::size_t size = text.size(); size > 0; size /= 2) {
    for (std::size_t at = 0; at < text.size();) {
      std::string less = text;
      less.erase(at, size);
      if (differs(less)) {
        text = std::move(less);
      } else {
        at += size;
      }
    }
  }
  return text;
}

std::string OrNothing(const std::string& hits) {
  return hits.empty() ? "nothing" : hits;
}

void Show(std::uint64_t seed, std::string_view rules, const std::string& text,
          Twins* twins) {
  const std::string least = Reduced(text, [twins](std::string_view less) {
    return twins->Compare(less).has_value();
  });
  const Difference difference = *twins->Compare(least);
  std::cout << "--seed " << seed << ": " << rules << ", text " << Quoted(least)
            << ": matcher" << (difference.is_of_image ? " of an image " : " ")
            << OrNothing(difference.matcher) << ", plain twin "
            << OrNothing(difference.plain) << std::endl;
}

// With one rule, if there is one that does it alone.
void ShowSmall(std::uint64_t seed, const std::string& text, Twins* twins) {
  for (const RuleInfo& rule : twins->rules()) {
    const std::vector<std::uint64_t> image = ImageOf({&rule, 1});
    const CompiledRules compiled = {{0}, image};
    Twins alone({rule}, {&compiled, 1});
    if (alone.Compare(text)) {
      Show(seed, "rule " + Shown(rule), text, &alone);
      return;
    }
  }
  Show(seed, "all " + std::to_string(twins->rules().size()) + " rules", text,
       twins);
}

// ---------------------------------------------------------------------------
// Rounds

struct Count {
  std::size_t rounds = 0;
  std::size_t texts = 0;
  std::size_t units = 0;
  std::size_t hits = 0;
};

class Fuzzer {
 public:
  Fuzzer(const std::vector<RuleInfo>& given,
         std::span<const std::uint64_t> image, std::vector<std::string> texts)
      : given_(given,
               std::vector{CompiledRules{Places(0, given.size()), image}}),
        texts_(std::move(texts)) {
    for (const RuleInfo& rule : given_.rules()) {
      examples_.insert(examples_.end(), rule.remove_examples.begin(),
                       rule.remove_examples.end());
      examples_.insert(examples_.end(), rule.keep_examples.begin(),
                       rule.keep_examples.end());
    }
  }

  // Returns false where a difference was found and shown.
  bool Round(std::uint64_t seed) {
    constexpr std::uint64_t kGivenEvery = 8;
    return seed % kGivenEvery == 0 ? GivenRules(seed) : MadeRules(seed);
  }

  const Count& of_made() const { return of_made_; }
  const Count& of_given() const { return of_given_; }

 private:
  bool MadeRules(std::uint64_t seed) {
    constexpr int kTexts = 12;
    RandomRules random(seed);
    std::vector<RuleInfo> rules = random.Rules();
    // As built-in rules and a user's, of which some override the others; which
    // are on is not known to an image.
    const std::size_t middle = random.Below(rules.size());
    const std::vector<std::uint64_t> builtin_image =
        ImageOf(std::span(rules).first(middle));
    std::vector<RuleInfo> users(rules.begin() + middle, rules.end());
    CompiledRules compiled[] = {{Places(0, middle), builtin_image},
                                {Places(middle, rules.size()), {}}};
    for (std::size_t i = 0; i < middle; ++i) {
      if (!random.OneIn(8)) continue;
      rules[i] = rules[random.Below(rules.size())];
      compiled[0].at[i] = CompiledRules::kReplaced;
      compiled[1].at.push_back(i);
      users.push_back(rules[i]);
    }
    const std::vector<std::uint64_t> users_image = ImageOf(users);
    compiled[1].image = users_image;
    for (RuleInfo& rule : rules) {
      if (random.OneIn(8)) rule.enabled = !rule.enabled;
    }
    Twins twins(std::move(rules), compiled);
    ++of_made_.rounds;
    for (int i = 0; i < kTexts; ++i) {
      if (!Agree(seed, random.Text(), &twins, &of_made_)) return false;
    }
    return true;
  }

  bool GivenRules(std::uint64_t seed) {
    RandomRules random(seed);
    random.MakeTextsOf(examples_);
    ++of_given_.rounds;
    if (!Agree(seed, random.Text(), &given_, &of_given_)) return false;
    return texts_.empty() ||
           Agree(seed, GivenText(&random), &given_, &of_given_);
  }

  // Some lines of a text.
  std::string GivenText(RandomRules* random) const {
    constexpr std::size_t kBytes = 2000;
    const std::string& whole = texts_[random->Below(texts_.size())];
    const std::size_t newline =
        whole.rfind('\n', random->Below(whole.size() + 1));
    const std::size_t begin = newline == std::string::npos ? 0 : newline + 1;
    const std::size_t end = whole.find('\n', begin + kBytes);
    return random->Damaged(whole.substr(begin, end - begin));
  }

  bool Agree(std::uint64_t seed, const std::string& text, Twins* twins,
             Count* count) {
    if (twins->Compare(text)) {
      ShowSmall(seed, text, twins);
      return false;
    }
    ++count->texts;
    count->units += twins->units();
    count->hits += twins->hits();
    return true;
  }

  Twins given_;
  std::vector<std::string> texts_;
  std::vector<std::string> examples_;
  Count of_made_;
  Count of_given_;
};

// ---------------------------------------------------------------------------
// What is given

Result<std::vector<RuleInfo>> ReadRules(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code fault;
  for (std::filesystem::recursive_directory_iterator it(folder, fault), end;
       !fault && it != end; it.increment(fault)) {
    if (it->path().extension() == ".toml") names.push_back(it->path().string());
  }
  if (fault) return Error{folder + ": " + fault.message()};
  std::sort(names.begin(), names.end());
  std::vector<RuleInfo> rules;
  for (const std::string& name : names) {
    Result<std::string> text = ReadFile(name);
    if (!text) return text.error();
    Result<RuleFile> file = ParseRuleFile({name, *text});
    if (!file) return file.error();
    std::move(file->rules.begin(), file->rules.end(),
              std::back_inserter(rules));
  }
  return rules;
}

std::optional<Error> AddTexts(const std::string& name,
                              std::vector<std::string>* texts) {
  Result<BatchReader> reader = BatchReader::Open(name, InputFormat());
  if (!reader) return reader.error();
  DocumentParser parser(JsonlFields{}, Context{});
  for (Batch batch;;) {
    Result<bool> more = reader->Next(kBatchBytes, &batch);
    if (!more) return more.error();
    if (!*more) return std::nullopt;
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const InputDocument document = parser.Parse(batch, i);
      if (document.record.kind == JsonlRecord::Kind::kBad) {
        return Error{document.place() + ": " + document.record.fault};
      }
      if (!document.text().empty()) texts->emplace_back(document.text());
    }
  }
}

int Fail(const std::string& message) {
  std::cerr << "unboil_matcher_fuzz: " << message << '\n';
  return 2;
}

void Show(std::string_view name, const Count& count) {
  std::cout << name << " rules: " << count.rounds << " rounds, " << count.texts
            << " texts, " << count.units << " units, " << count.hits
            << " hits\n";
}

int Run(const Settings& settings) {
  std::vector<RuleInfo> rules;
  std::vector<std::uint64_t> own_image;
  std::span<const std::uint64_t> image = BuiltinGateImage();
  if (settings.rules.empty()) {
    ImageReader reader(BuiltinRuleImage());
    rules = TakeRules(&reader);
  } else {
    Result<std::vector<RuleInfo>> read = ReadRules(settings.rules);
    if (!read) return Fail(read.error().message);
    rules = *std::move(read);
    own_image = ImageOf(rules);
    image = own_image;
  }
  std::vector<std::string> texts;
  for (const std::string& name : settings.texts) {
    const std::optional<Error> fault = AddTexts(name, &texts);
    if (fault) return Fail(fault->message);
  }

  Fuzzer fuzzer(rules, image, std::move(texts));
  const std::chrono::steady_clock::time_point end =
      std::chrono::steady_clock::now() +
      std::chrono::duration_cast<std::chrono::steady_clock::duration>(
          std::chrono::duration<double>(settings.seconds));
  bool agree = true;
  std::uint64_t seed = settings.seed;
  do {
    agree = fuzzer.Round(seed++);
  } while (agree && std::chrono::steady_clock::now() < end);
  Show("made", fuzzer.of_made());
  Show(settings.rules.empty() ? "built-in" : "given", fuzzer.of_given());
  if (agree) std::cout << "no difference\n";
  return agree ? 0 : 1;
}

int Main(int argc, char** argv) {
  namespace po = boost::program_options;
  Settings settings;
  po::options_description flags("unboil_matcher_fuzz [FLAG...]");
  flags.add_options()("help", "this text")(
      "seconds", po::value(&settings.seconds)->value_name("N"),
      "how long; 0: one round (60)")("seed",
                                     po::value(&settings.seed)->value_name("S"),
                                     "of the first round (1)")(
      "rules", po::value(&settings.rules)->value_name("FOLDER"),
      "rules in place of the built-in ones")(
      "texts", po::value(&settings.texts)->multitoken()->value_name("FILE..."),
      "texts or JSON Lines for these rules");
  try {
    po::variables_map given;
    po::store(po::parse_command_line(argc, argv, flags), given);
    po::notify(given);
    if (given.count("help") > 0) {
      std::cout << flags;
      return 0;
    }
  } catch (const po::error& fault) {
    return Fail(fault.what());
  }
  return Run(settings);
}

}  // namespace
}  // namespace unboil

int main(int argc, char** argv) { return unboil::Main(argc, argv); }
