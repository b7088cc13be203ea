// Results of tests as JUnit XML, which GitLab, Jenkins and the actions of
// GitHub read:
//
//   <testsuites name="unboil" tests="1" failures="1" errors="0" ...>
//     <testsuite name="posts/a.case" tests="1" failures="1" ...>
//       <testcase classname="posts.a" name="a label stays" file="posts/a.case"
//                 line="6" time="0.000120">
//         <failure message="1 line differs">...</failure>
//
// No schema is official. These are the attributes that the readers agree on,
// and `file` and `line`, which some of them turn into links. Jenkins takes dots
// in a class name for folders.

#ifndef UNBOIL_CLI_JUNIT_H_
#define UNBOIL_CLI_JUNIT_H_

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace unboil {

struct JunitCase {
  enum class Outcome { kPassed, kFailed, kError };

  std::string name;
  std::size_t line = 0;  // of the file; 0: unknown
  double seconds = 0;
  Outcome outcome = Outcome::kPassed;
  std::string message;  // a sentence
  std::string details;
};

struct JunitSuite {
  std::string file;
  std::vector<JunitCase> cases;
};

// The whole file. What XML 1.0 cannot have (controls, bad UTF-8) is shown as
// case files show it: \x1B.
std::string JunitXml(std::span<const JunitSuite> suites);

}  // namespace unboil

#endif  // UNBOIL_CLI_JUNIT_H_
