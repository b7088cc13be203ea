"""unboil test: case files."""

import pytest

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
        ">   10   |     -    View original\n"
        "    11   |     |    four\n"
        "    12   |     |    five\n"
        "       ...\n"
        "    15   |     |    eight\n"
        "    16   |     |\n"
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
        ("t.mroe", "  line 2: t.mroe is no rule\n"),
    ],
)
def test_an_owner_must_own_something(unboil, id, fault):
    unboil.write("a.case", GOOD.replace("t.label", id))
    done = run(unboil, "a.case")
    assert done.code == 1
    assert fault in done.out.decode()


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
    ("| x\n", "a.case:1: a case begins with === and its name"),
    ("=== a\nx\n", "a.case:2: a line begins with"),
    ("=== a\n| \\q\n", "a.case:2: a backslash is"),
    ("=== a\n~ ab\n| c\n", "a.case:2: a ~ line needs a + line"),
    (
        "=== a\n% --levle 3\n",
        "a.case:2: --levle: unknown option; did you mean --level?",
    ),
    ("=== a\n% --level 7\n", 'a.case:2: --level: "7" is not 1, 2 or 3'),
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
    assert done.out == b"1 passed, 0 failed\n"


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
