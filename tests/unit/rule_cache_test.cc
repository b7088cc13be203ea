#include "cli/rule_cache.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "io/file.h"

namespace unboil {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFirst = R"toml(
group = "my"
disable = ["your.shut", "any.repeat.body"]

[pack]
name = "Hours"
version = "2"

[[rule]]
id = "open"
why = "The opening hours of a shop."
level = 1
pattern = '^open mon-sat$'

[[rule]]
id = "call"
level = 3
lang = ["es"]
concepts = ["call", "(?:today|now)", "free"]
need = 2
)toml";
constexpr std::string_view kSecond = R"toml(
group = "your"

[[rule]]
id = "shut"
level = 1
pattern = '^shut on \d+ may$'
unless = 'june'
source = ["shop.example"]
max_after = 0
)toml";
constexpr std::string_view kText =
    "A story of a shop.\n\nIt goes on for long, and then it ends.\n\n"
    "Open Mon-Sat\nShut on 12 May\nCall now, free\n";

const std::vector<Source> kSources = {{"a.toml", kFirst}, {"b.toml", kSecond}};

std::string Contents(const std::string& path) {
  const Result<std::string> contents = ReadFile(path);
  return contents ? *contents : contents.error().message;
}

// In place: mode and time of making stay.
void Overwrite(const std::string& path, std::string_view contents) {
  std::ofstream(path, std::ios::binary | std::ios::trunc) << contents;
}

ino_t NumberOf(const std::string& path) {
  struct stat facts = {};
  EXPECT_EQ(lstat(path.c_str(), &facts), 0);
  return facts.st_ino;
}

mode_t ModeOf(const std::string& path) {
  struct stat facts = {};
  EXPECT_EQ(lstat(path.c_str(), &facts), 0);
  return facts.st_mode & 07777;
}

void SetAge(const std::string& path, int days) {
  fs::last_write_time(
      path, fs::file_time_type::clock::now() - std::chrono::hours(24 * days));
}

bool IsOld(const std::string& path) {
  return fs::last_write_time(path) <
         fs::file_time_type::clock::now() - std::chrono::hours(24);
}

class RuleCacheTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = testing::TempDir() + "unboil-XXXXXX";
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    top_ = pattern;
    folder_ = top_ + "/cache/unboil";
  }
  void TearDown() override { fs::remove_all(top_); }

  CompiledSources Compile(const std::vector<Source>& sources = kSources,
                          const std::string& build = "build") const {
    return RuleCache(folder_, build).Compile(sources);
  }

  std::vector<std::string> Names() const {
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
      names.push_back(entry.path().filename().string());
    }
    return names;
  }

  // Of the only file.
  std::string Path() const {
    EXPECT_EQ(Names().size(), 1u);
    return folder_ + '/' + Names().at(0);
  }

  bool Has(const std::string& name) const {
    return fs::exists(folder_ + '/' + name);
  }

  void AddFile(const std::string& name, int days) const {
    Overwrite(folder_ + '/' + name, "");
    SetAge(folder_ + '/' + name, days);
  }

  std::string top_;
  std::string folder_;
};

// All that a rule set shows: its rules and what it does, or why there is none.
std::string Shown(const Result<RuleSet>& rules) {
  if (!rules) return rules.error().message;
  std::string shown;
  for (const RuleInfo& rule : rules->rules()) {
    shown += rule.id + ' ' + rule.why + ' ' + rule.pack + ' ' + rule.file +
             ':' + std::to_string(rule.line) + ' ' +
             (rule.enabled ? "on " : "off ") + rule.pattern + ' ' +
             rule.unless + ' ' + std::to_string(rule.need) + ' ' +
             std::to_string(rule.max_after.value_or(99)) + '\n';
  }
  const Cleaned cleaned = rules->Clean(kText, {"", "shop.example"});
  for (const Removal& removal : cleaned.removals) {
    shown += rules->rules()[removal.rule].id + ' ';
  }
  return shown + cleaned.text;
}

TEST_F(RuleCacheTest, KeepsWhatWasCompiled) {
  const CompiledSources first = Compile();
  const std::string path = Path();
  EXPECT_EQ(ModeOf(path), 0600u);
  EXPECT_EQ(ModeOf(folder_), 0700u);
  const ino_t number = NumberOf(path);
  SetAge(path, 3);
  const CompiledSources second = Compile();
  EXPECT_EQ(*first.image, *CompileSources(kSources).image);
  EXPECT_EQ(*second.image, *first.image);
  // It was read and not written.
  EXPECT_EQ(NumberOf(path), number);
  EXPECT_FALSE(IsOld(path));
}

TEST_F(RuleCacheTest, MakesTheSameRuleSetForAllOptions) {
  std::vector<Options> all(8);
  all[1].level = Level::kBold;
  all[2].lang = {"de"};
  all[3].enable = {"your.shut"};
  all[4].disable = {"my.*"};
  all[5].enable = {"my.missing"};
  all[6].disable = {"your.opne"};
  all[7].level = Level::kSafe;
  Compile();
  SetAge(Path(), 3);
  for (const bool builtin : {false, true}) {
    for (Options& options : all) {
      options.builtin = builtin;
      EXPECT_EQ(Shown(MakeRuleSet(kSources, Compile(), options)),
                Shown(RuleSet::Parse(kSources, options)));
    }
  }
  EXPECT_FALSE(IsOld(Path()));  // it was read
}

// The cache knows nothing of the built-in rules.
TEST_F(RuleCacheTest, MeetsTheBuiltinRulesEachTime) {
  const Result<RuleSet> builtin = RuleSet::Builtin();
  ASSERT_TRUE(builtin);
  const std::string id = builtin->rules().back().id;
  const std::size_t dot = id.rfind('.');
  const std::string same_id = "group = \"" + id.substr(0, dot) +
                              "\"\n[[rule]]\nid = \"" + id.substr(dot + 1) +
                              "\"\npattern = '^open mon-sat$'\n";
  Options with_builtin;
  with_builtin.builtin = true;
  for (const std::string& text :
       {same_id, same_id + "override = true\n",
        "disable = [\"no.such\"]\n" + same_id, "disable = [\"*\"]\n" + same_id,
        std::string("group = \"a\"\n")}) {
    const std::vector<Source> sources = {{"a.toml", text}, {"b.toml", kSecond}};
    for (const Options& options : {Options(), with_builtin}) {
      const std::string parsed = Shown(RuleSet::Parse(sources, options));
      EXPECT_EQ(Shown(MakeRuleSet(sources, Compile(sources), options)), parsed);
      EXPECT_EQ(Shown(MakeRuleSet(sources, Compile(sources), options)), parsed);
    }
  }
  EXPECT_EQ(Names().size(), 5u);
}

TEST_F(RuleCacheTest, TellsApartWhatDiffers) {
  const std::vector<std::vector<Source>> lists = {
      kSources,
      {kSources[1], kSources[0]},
      {kSources[0]},
      {{"c.toml", kFirst}, kSources[1]},
      {kSources[0], {"b.toml", kSecond.substr(0, kSecond.size() - 1)}},
  };
  for (std::size_t i = 0; i < lists.size(); ++i) {
    for (int run = 0; run < 2; ++run) {
      EXPECT_EQ(*Compile(lists[i]).image, *CompileSources(lists[i]).image);
      EXPECT_EQ(Names().size(), i + 1);
    }
  }
}

TEST_F(RuleCacheTest, IsOfOneBuild) {
  Compile();
  Compile(kSources, "another");
  EXPECT_EQ(Names().size(), 2u);
}

TEST_F(RuleCacheTest, BelievesNoFileOfAnotherName) {
  Compile();
  const std::string contents = Contents(Path());
  fs::remove(Path());
  Compile({kSources[0]});
  Overwrite(Path(), contents);
  EXPECT_EQ(*Compile({kSources[0]}).image,
            *CompileSources({{kSources[0]}}).image);
}

TEST_F(RuleCacheTest, ReplacesDamagedFiles) {
  const CompiledSources whole = Compile();
  const std::string path = Path();
  const std::string contents = Contents(path);
  std::vector<std::string> damaged = {"", contents + '\0',
                                      contents + std::string(8, '\0'),
                                      std::string(contents.size(), '\0')};
  for (const std::size_t bytes : {7, 8, 15, 16, 17, 24, 4096}) {
    damaged.push_back(contents.substr(0, bytes));
    damaged.push_back(contents.substr(0, contents.size() - bytes));
  }
  const std::size_t step = contents.size() / 100;
  for (std::size_t at = 0; at < contents.size(); at += at < 64 ? 1 : step) {
    damaged.push_back(contents);
    damaged.back()[at] ^= static_cast<char>(1 << (at % 8));
  }
  for (const std::string& bytes : damaged) {
    Overwrite(path, bytes);
    EXPECT_EQ(*Compile().image, *whole.image);
    EXPECT_EQ(Contents(path), contents);
  }
}

TEST_F(RuleCacheTest, BelievesNoFileThatOthersMayWrite) {
  Compile();
  for (const mode_t mode : {0620, 0602, 0666}) {
    ASSERT_EQ(chmod(Path().c_str(), mode), 0);
    Compile();
    EXPECT_EQ(ModeOf(Path()), 0600u);  // another file
  }
}

TEST_F(RuleCacheTest, BelievesOrdinaryFilesAlone) {
  const CompiledSources whole = Compile();
  const std::string path = Path();
  const std::string elsewhere = top_ + "/elsewhere";
  fs::rename(path, elsewhere);
  fs::create_symlink(elsewhere, path);
  EXPECT_EQ(*Compile().image, *whole.image);
  EXPECT_FALSE(fs::is_symlink(path));

  fs::remove(path);
  ASSERT_EQ(mkfifo(path.c_str(), 0600), 0);
  EXPECT_EQ(*Compile().image, *whole.image);
  EXPECT_TRUE(fs::is_regular_file(path));

  fs::remove(path);
  fs::create_directory(path);
  EXPECT_EQ(*Compile().image, *whole.image);
  EXPECT_EQ(Names().size(), 1u);  // nothing is left of what was to be written
}

TEST_F(RuleCacheTest, DoesWithoutAFolderThatOthersMayWrite) {
  Compile();
  SetAge(Path(), 3);
  ASSERT_EQ(chmod(folder_.c_str(), 0770), 0);
  EXPECT_EQ(*Compile().image, *CompileSources(kSources).image);
  Compile({kSources[0]});
  EXPECT_TRUE(IsOld(Path()));
}

TEST_F(RuleCacheTest, DoesWithoutAFolder) {
  Overwrite(top_ + "/cache", "a file");
  EXPECT_EQ(*Compile().image, *CompileSources(kSources).image);
  EXPECT_EQ(Contents(top_ + "/cache"), "a file");
}

TEST_F(RuleCacheTest, KeepsNoFaults) {
  const std::vector<Source> sources = {kSources[0], {"b.toml", "gruop = 1"}};
  for (int run = 0; run < 2; ++run) {
    EXPECT_EQ(Shown(MakeRuleSet(sources, Compile(sources), {})),
              Shown(RuleSet::Parse(sources, {})));
  }
  EXPECT_FALSE(fs::exists(folder_));
}

TEST_F(RuleCacheTest, KeepsSoManyFiles) {
  Compile();
  for (int days = 1; days <= 20; ++days) {
    AddFile(std::string(30, '0') + std::to_string(10 + days) + ".rules", days);
  }
  Compile({kSources[0]});
  EXPECT_EQ(Names().size(), RuleCache::kFiles);
  EXPECT_TRUE(Has(std::string(30, '0') + "11.rules"));
  EXPECT_FALSE(Has(std::string(30, '0') + "30.rules"));
}

TEST_F(RuleCacheTest, RemovesFilesOfItsOwnThatNobodyUses) {
  Compile();
  const std::string used(32, 'e');
  const std::string unused(32, 'f');
  AddFile(used + ".rules", RuleCache::kDays - 1);
  AddFile(unused + ".rules", RuleCache::kDays + 1);
  AddFile(".temporary-abcdef", RuleCache::kDays + 1);
  AddFile("notes.rules", 1000);
  AddFile(unused + ".toml", 1000);
  Compile({kSources[0]});
  EXPECT_EQ(Names().size(), 5u);
  EXPECT_TRUE(Has(used + ".rules"));
  EXPECT_TRUE(Has("notes.rules"));
  EXPECT_TRUE(Has(unused + ".toml"));
}

TEST_F(RuleCacheTest, MayBeUsedByManyAtOnce) {
  const CompiledSources whole = CompileSources(kSources);
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      for (int run = 0; run < 30; ++run) {
        EXPECT_EQ(*Compile().image, *whole.image);
        std::error_code ignored;
        if (run % 3 == 0) fs::remove_all(folder_, ignored);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(*Compile().image, *whole.image);
  EXPECT_EQ(Names().size(), 1u);
}

}  // namespace
}  // namespace unboil
