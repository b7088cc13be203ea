"""unboil test: case files."""

import os
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).resolve().parents[2]
ESC = b"\x1b"

GOOD = """\
=== a label goes
@ t.label
| A story.
- View original
"""

WRONG = """\
# About the labels.
=== a label stays
| one
| two
| three
| View original
| four
| five
| six
| seven
| eight
|
~ It rains. [Read more]
+ It rains. more]
"""


def run(unboil, *words):
    return unboil.run("test", "-r", "rules.toml", "--no-builtin", *words)


def test_good_cases_pass(unboil):
    unboil.write("a.case", GOOD)
    done = run(unboil, "a.case")
    assert (done.code, done.out, done.err) == (0, b"1 passed, 0 failed\n", "")


def test_a_folder_is_searched(unboil):
    unboil.write("cases/sub/b.case", GOOD)
    unboil.write("cases/a.case", GOOD + GOOD)
    unboil.write("cases/notes.txt", "no case\n")
    assert run(unboil, "cases").out == b"3 passed, 0 failed\n"


def test_a_failure_shows_the_lines_around(unboil):
    unboil.write("a.case", GOOD + WRONG)
    done = run(unboil, "a.case")
    assert done.code == 1
    assert done.out.decode() == (
        "FAILED a.case:6: a label stays\n"
        "       want  found\n"
        "       ...\n"
        "     8   |     |    two\n"
        "     9   |     |    three\n"
        "               @    t.label\n"
        ">   10   |     -    View original\n"
        "    11   |     |    four\n"
        "    12   |     |    five\n"
        "       ...\n"
        "    15   |     |    eight\n"
        "    16   |     |\n"
        "               @    t.more\n"
        ">   17   ~     ~    It rains. [Read more]\n"
        "         +          It rains. more]\n"
        "               +    It rains.\n"
        "\n"
        "1 passed, 1 failed\n"
    )


@pytest.mark.parametrize(
    ("id", "fault"),
    [
        ("t.more", "  line 2: t.more owns no removal\n"),
        ("t.bold", "  line 2: t.bold owns no removal: it is switched off here\n"),
        ("t.mroe", "  line 2: t.mroe is no rule; did you mean t.more?\n"),
        ("x\x1b[2J", "  line 2: x\\x1B[2J is no rule\n"),
    ],
)
def test_an_owner_must_own_something(unboil, id, fault):
    unboil.write("a.case", GOOD.replace("t.label", id))
    done = run(unboil, "a.case")
    assert done.code == 1
    assert fault in done.out.decode()


def test_a_terminal_gets_colours_and_what_fits(unboil):
    unboil.write(
        "a.case", "=== a\n| one\n| View original\n- " + "many words " * 9 + "\n"
    )
    words = ["test", "-r", "rules.toml", "--no-builtin", "a.case"]
    shown = unboil.on_terminal(*words, code=1, columns=50)
    assert b"\x1b[9;31mView original\x1b[m\r\n" in shown
    assert b"\x1b[32mmany words many words many\x1b[m...\r\n" in shown
    for line in re.sub(rb"\x1b\[[0-9;]*m", b"", shown).split(b"\r\n"):
        assert len(line) <= 50
    assert ESC not in unboil.on_terminal(*words, code=1, NO_COLOR="1")
    assert ESC not in unboil.on_terminal(*words, "--color=never", code=1)
    assert ESC in run(unboil, "--color", "always", "a.case").out
    assert ESC not in run(unboil, "a.case").out


def test_no_control_reaches_the_terminal(unboil):
    unboil.write(
        "a\x07.case", "=== a\x1b[2J\n@ t\x1b[2J\n- b \\x1B[2J \\x00\n| c\x1b[2J\n"
    )
    done = run(unboil, "a\x07.case")
    assert done.code == 1
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", done.out)


def test_quiet_leaves_the_names_of_failed_cases_and_the_count(unboil):
    unboil.write("a.case", GOOD + WRONG)
    done = run(unboil, "-q", "a.case")
    assert (done.code, done.out) == (
        1,
        b"FAILED a.case:6: a label stays\n1 passed, 1 failed\n",
    )


@pytest.mark.parametrize(
    ("words", "option"),
    [
        ([], "--level 3"),
        (["--level", "1"], "--level 3"),
        (["--level", "1"], "--enable t.bold"),
    ],
)
def test_options_of_a_case_beat_the_command_line(unboil, words, option):
    unboil.write("a.case", f"=== a\n% {option}\n| A story.\n- Anzeige\n")
    assert run(unboil, *words, "a.case").code == 0


def test_options_of_the_command_line_hold_for_all_cases(unboil):
    unboil.write(
        "a.case", "=== a\n| A story.\n- Anzeige\n=== b\n- Anzeige\n| Its end.\n"
    )
    assert run(unboil, "a.case").code == 1
    assert run(unboil, "--level", "3", "a.case").code == 0


def test_an_option_of_one_case_does_not_reach_the_next(unboil):
    unboil.write(
        "a.case", "=== a\n% --level 3\n| A story.\n- Anzeige\n=== b\n| Anzeige\n"
    )
    assert run(unboil, "a.case").code == 0


FAULTS = [
    ("", "a.case: no case in it; one begins with === and its name"),
    ("# Notes.\r\n", "a.case: no case in it"),
    ("=== a\n\x1b[2J\n", "a.case:2: a line begins with"),
    ("=== a\r\n|x\r\n", "a.case:2: a line begins with"),
    (b"=== a\n| caf\xe9\n", "a.case:2: a byte that is not UTF-8; in a document"),
    (b"=== a\n| \0\n", "a.case:2: a NUL byte; in a document it is written \\x00"),
    ("=== a\n| x\n".encode("utf-16"), "a.case:1: UTF-16 or UTF-32; save it as UTF-8"),
    ("| x\n", "a.case:1: a case begins with === and its name"),
    ("=== a\nx\n", "a.case:2: a line begins with"),
    ("=== a\n| \\q\n", "a.case:2: a backslash is"),
    ("=== a\n~ ab\n| c\n", "a.case:2: a ~ line needs a + line"),
    (
        "=== a\n% --levle 3\n",
        "a.case:2: --levle: unknown option; did you mean --level?",
    ),
    ("=== a\n% --level 7\n", 'a.case:2: --level: "7" is not 1, 2 or 3'),
    ("=== a\n% --\x1b[2J\n", "a.case:2: --\\x1B[2J: unknown option"),
    ("=== a\n% --rules x\n", "a.case:2: --rules: unknown option"),
    ("=== a\n% x\n", "a.case:2: x: not an option"),
    ("=== a\n\n% --enable t.x\n", "a.case:1: "),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_a_broken_case_file_is_an_error(unboil, text, message):
    unboil.write("a.case", text)
    unboil.write("b.case", GOOD)
    done = run(unboil, "a.case", "b.case")
    assert done.code == 2
    assert done.err.startswith("unboil: " + message)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", done.err)
    assert done.out == b"1 passed, 0 failed, 1 error\n"


def test_a_file_that_cannot_be_read_is_an_error(unboil):
    unboil.write("cases/a.case", GOOD)
    (unboil.folder / "cases/b.case").symlink_to("nowhere")
    done = run(unboil, "cases")
    assert (done.code, done.out) == (2, b"1 passed, 0 failed, 1 error\n")
    assert done.err == "unboil: cases/b.case: No such file or directory\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_an_error(unboil):
    unboil.write("a.case", GOOD)
    (unboil.folder / "a.case").chmod(0)
    assert run(unboil, "a.case").err == "unboil: a.case: Permission denied\n"


def test_crlf_files_are_read(unboil):
    unboil.write("a.case", GOOD.replace("\n", "\r\n"))
    assert run(unboil, "a.case").out == b"1 passed, 0 failed\n"


def test_update_rewrites_only_what_changed(unboil):
    unboil.write("a.case", GOOD + "\n" + WRONG)
    done = run(unboil, "--update", "a.case")
    assert (done.code, done.out) == (0, b"1 passed, 0 failed, 1 updated\n")
    assert unboil.read("a.case").decode() == GOOD + "\n" + WRONG.replace(
        "=== a label stays\n", "=== a label stays\n@ t.label\n@ t.more\n"
    ).replace("| View", "- View").replace("+ It rains. more]", "+ It rains.")
    assert run(unboil, "a.case").out == b"2 passed, 0 failed\n"


def test_update_drops_an_owner_that_owns_nothing(unboil):
    unboil.write("a.case", GOOD.replace("@ t.label", "@ t.mroe\n# why\n@ t.label"))
    assert run(unboil, "--update", "a.case").code == 0
    assert unboil.read("a.case").decode() == GOOD.replace("@ t", "# why\n@ t")


def test_update_leaves_good_files_alone(unboil):
    unboil.write("a.case", GOOD)
    before = (unboil.folder / "a.case").stat()
    run(unboil, "--update", "a.case")
    after = (unboil.folder / "a.case").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


SEVERAL = """\
\ufeff# Head of the file.
=== first
# Notes stay.

@ t.label
% --level 1
| A story of the town.
| View original

=== second, which is good
| Nothing goes.
=== third
%  --title-text  "a \\"b\\""
@ t.more
| It rains all day, and the town sleeps.
# A note inside.
~ It snows. [Read more]
+ It snows. [Read
|
| View original\\s
\\ no newline
# The end."""

UPDATED = (
    SEVERAL.replace("| View original\n", "- View original\n")
    .replace("@ t.more\n", "@ t.more\n@ t.label\n")
    .replace("+ It snows. [Read\n", "+ It snows.\n")
    .replace("| View original\\s", "- View original\\s")
    .replace("|\n- View", "-\n- View")
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_update_keeps_every_other_byte(unboil, end):
    unboil.write("a.case", SEVERAL.replace("\n", end))
    (unboil.folder / "a.case").chmod(0o640)
    assert run(unboil, "a.case").code == 1
    done = run(unboil, "--update", "a.case")
    assert (done.code, done.out) == (0, b"1 passed, 0 failed, 2 updated\n")
    assert unboil.read("a.case").decode() == UPDATED.replace("\n", end)
    assert (unboil.folder / "a.case").stat().st_mode & 0o777 == 0o640
    assert run(unboil, "a.case").out == b"3 passed, 0 failed\n"


def test_update_leaves_a_file_with_a_fault_alone(unboil):
    unboil.write("a.case", WRONG + "=== c\n| x\n? y\n")
    assert run(unboil, "--update", "a.case").code == 2
    assert unboil.read("a.case").decode() == WRONG + "=== c\n| x\n? y\n"


def test_update_passes_over_a_case_with_an_error(unboil):
    broken = "=== c\n% --level 7\n| View original\n"
    unboil.write("a.case", broken + "=== d\n| A story.\n| View original\n")
    done = run(unboil, "--update", "a.case")
    assert (done.code, done.out) == (2, b"0 passed, 0 failed, 1 updated, 1 error\n")
    assert unboil.read("a.case").decode() == (
        broken + "=== d\n@ t.label\n| A story.\n- View original\n"
    )


# JUnit.


def junit(unboil, *words):
    """The report as an element, and the exit code; its counts add up."""
    code = run(unboil, "--junit", "out.xml", *words).code
    report = ElementTree.fromstring(unboil.read("out.xml"))
    assert report.tag == "testsuites"
    for element in [report, *report.iter("testsuite")]:
        assert int(element.get("tests")) == len(list(element.iter("testcase")))
        assert int(element.get("failures")) == len(list(element.iter("failure")))
        assert int(element.get("errors")) == len(list(element.iter("error")))
        assert float(element.get("time")) >= 0
    for case in report.iter("testcase"):
        assert case.get("name")
        assert case.get("classname")
        assert float(case.get("time")) >= 0
        assert [child.tag for child in case] in ([], ["failure"], ["error"])
    return report, code


def test_junit_has_a_suite_a_file_and_a_testcase_a_case(unboil):
    unboil.write("cases/a.case", GOOD + WRONG)
    unboil.write("cases/b.case", GOOD)
    report, code = junit(unboil, "cases")
    assert code == 1
    assert [suite.get("name") for suite in report] == ["cases/a.case", "cases/b.case"]
    assert [
        (case.get("classname"), case.get("name"), case.get("file"), case.get("line"))
        for case in report.iter("testcase")
    ] == [
        ("cases.a", "a label goes", "cases/a.case", "1"),
        ("cases.a", "a label stays", "cases/a.case", "6"),
        ("cases.b", "a label goes", "cases/b.case", "1"),
    ]


@pytest.mark.parametrize("color", ["always", "never"])
def test_junit_tells_a_failure_as_it_is_shown_without_colour(unboil, color):
    unboil.write("a.case", WRONG)
    report, _ = junit(unboil, "--color", color, "-q", "a.case")
    failure = report.find(".//failure")
    assert failure.get("message") == "2 lines differ"
    shown = run(unboil, "a.case").out.decode()
    assert "FAILED a.case:2: a label stays\n" + failure.text + "\n0 passed" in shown


def test_junit_tells_errors(unboil):
    unboil.write("a.case", "=== a\nx\n")
    unboil.write("b.case", "=== b\n% --level 7\n| x\n=== c\n| x\n")
    unboil.write("c.case", "")
    report, code = junit(unboil, "a.case", "b.case", "c.case")
    assert code == 2
    assert report.find(".//error").text == "\n  2 | x\n    | ^"
    assert [case.get("name") for case in report.iter("testcase")] == [
        "a.case",
        "b",
        "c",
        "c.case",
    ]
    assert [error.get("message").split(";")[0] for error in report.iter("error")] == [
        "a.case:2: a line begins with === | - ~ + @ % or # and a blank",
        'b.case:2: --level: "7" is not 1, 2 or 3',
        "c.case: no case in it",
    ]


def test_junit_escapes_what_xml_cannot_have(unboil):
    name = 'a <b> & "c" ]]> \x01 \uffff \u00e9'
    unboil.write("a.case", f"=== {name}\n- \\x00 <b> ]]> \\xE9 \ufffe\n| x\n")
    report, _ = junit(unboil, "a.case")
    case = report.find(".//testcase")
    assert case.get("name") == ('a <b> & "c" ]]> \\x01 \\xEF\\xBF\\xBF \u00e9')
    assert "\\x00 <b> ]]> \\xE9 \\xEF\\xBF\\xBE\n" in case.find("failure").text


def test_junit_of_updated_cases_passes(unboil):
    unboil.write("a.case", WRONG)
    report, code = junit(unboil, "--update", "a.case")
    assert (code, report.get("tests"), report.get("failures")) == (0, "1", "0")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("no/such/out.xml", "no/such/out.xml: No such file or directory"),
        (".", ".: is a folder"),
        ("", "--junit: the name of a file is empty"),
        ("-", "--junit: needs a file; standard output has the failures"),
        ("./a.case", "a.case: would be read and written at once"),
        ("/dev/full", "/dev/full: No space left on device"),
    ],
)
def test_junit_that_cannot_be_written_is_an_error(unboil, name, message):
    unboil.write("a.case", GOOD)
    done = run(unboil, "--junit", name, "a.case")
    assert (done.code, done.err) == (2, f"unboil: {message}\n")
    assert unboil.read("a.case").decode() == GOOD


def test_junit_keeps_the_old_file_where_nothing_ran(unboil):
    unboil.write("out.xml", "old")
    assert run(unboil, "--junit", "out.xml", "missing.case").code == 2
    assert unboil.read("out.xml") == b"old"


# The project's own cases.


def test_the_table_of_cases_counts_what_is_there():
    cases = ROOT / "tests" / "cases"
    rows = re.findall(
        r"^\| \[(.+)\]\((.+)\) \| (\d+) \| \S.*\|$",
        (cases / "README.md").read_text(),
        re.MULTILINE,
    )
    counts = [
        (folder.name, folder.name, str(count))
        for folder in sorted(cases.iterdir())
        if folder.is_dir()
        for count in [
            sum(
                f.read_text().count("\n=== ") + f.read_text().startswith("=== ")
                for f in folder.glob("*.case")
            )
        ]
    ]
    assert rows == counts
