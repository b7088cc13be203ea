// A file for a test, gone with its owner:
//
//   const TemporaryFile file("posts.jsonl", "{\"text\":\"a\"}\n");
//   Result<BatchReader> reader = BatchReader::Open(file.path(), {});

#ifndef UNBOIL_TESTS_UNIT_TEMPORARY_FILE_H_
#define UNBOIL_TESTS_UNIT_TEMPORARY_FILE_H_

#include <gtest/gtest.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace unboil {

class TemporaryFile {
 public:
  // `name` is the last part of its path.
  TemporaryFile(std::string_view name, std::string_view contents)
      : folder_(::testing::TempDir() + "unboil_test_XXXXXX") {
    EXPECT_NE(mkdtemp(folder_.data()), nullptr);
    path_ = folder_ + '/' + std::string(name);
    std::ofstream file(path_, std::ios::binary);
    file << contents;
    EXPECT_TRUE(file.good());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() { std::filesystem::remove_all(folder_); }

  const std::string& path() const { return path_; }
  const std::string& folder() const { return folder_; }

 private:
  std::string folder_;
  std::string path_;
};

}  // namespace unboil

#endif  // UNBOIL_TESTS_UNIT_TEMPORARY_FILE_H_
