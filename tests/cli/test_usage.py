"""The command line itself: help, version, and everything said wrongly."""

import re

import pytest

FLAGS = {
    "format", "null", "separator", "field", "title-field", "source-field", "id-field",
    "title-text", "source",
    "output", "in-place", "report", "offsets", "jobs", "line-buffered",
    "removed", "explain", "diff", "mark", "list", "check", "stats", "progress", "color",
    "quiet",
    "rules", "no-builtin", "level", "lang", "enable", "disable", "repeats", "drop-title",
    "max-share",
    "short-help", "help", "version",
}  # fmt: skip


def test_short_help_is_a_line_for_each_option(unboil):
    short = unboil.run("-h").out.decode()
    whole = unboil.run("--help").out.decode()
    assert set(short.splitlines()) < set(whole.splitlines())
    assert "Examples:" in whole
    assert "Examples:" not in short
    assert len(short.splitlines()) < 70


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_goes_to_standard_output(unboil, flag):
    done = unboil.run(flag)
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(b"Takes out of plain text")


def test_help_mentions_every_flag(unboil):
    text = unboil.run("--help").out.decode()
    assert set(re.findall(r"^  (?:-., |    )--([a-z-]+)", text, re.MULTILINE)) == FLAGS


@pytest.mark.parametrize(
    "words", [["--help"], ["rules", "-h"], ["test", "--help"], ["score", "--help"]]
)
def test_help_fits_a_terminal(unboil, words):
    for line in unboil.run(*words).out.decode().splitlines():
        assert len(line) <= 80


@pytest.mark.parametrize("flag", ["-V", "--version"])
def test_version_names_what_decides_the_output(unboil, flag):
    text = unboil.run(flag).out.decode()
    assert re.fullmatch(
        r"unboil \d+\.\d+\.\d+\nRE2 .+\nICU [\d.]+\nUnicode [\d.]+\n", text
    )


WRONG = [
    (["--levle", "3"], "--levle: unknown option; did you mean --level?"),
    (["--lev", "3"], "--lev: unknown option; did you mean --level?"),
    (["--xyzzyx"], "--xyzzyx: unknown option; see unboil --help"),
    (["-x"], "-x: unknown option; see unboil --help"),
    (["--level"], "--level: needs a value"),
    (["--level="], "--level: needs a value"),
    (["-o"], "--output: needs a value"),
    (["--null=1"], "--null: takes no value"),
    (["--in-palce", "x"], "--in-palce: unknown option; did you mean --in-place?"),
    (["--color", "red"], '--color: "red" is not auto, always or never'),
    (["--offsets", "x"], '--offsets: "x" is not bytes, chars or utf16'),
    (["--diff", "--list"], "--diff: cannot go with --list"),
    (["--level", "4"], '--level: "4" is not 1, 2 or 3'),
    (["--level", "2x"], '--level: "2x" is not 1, 2 or 3'),
    (["--format", "csv"], '--format: "csv" is not text or jsonl'),
    (["--repeats", "all"], '--repeats: "all" is not headline, first, last or off'),
    (["--max-share", "2"], '--max-share: "2" is not a number from 0 to 1'),
    (["--max-share", "-1"], '--max-share: "-1" is not a number from 0 to 1'),
    (["--max-share", "nan"], '--max-share: "nan" is not a number from 0 to 1'),
    (["--max-share", "0.5x"], '--max-share: "0.5x" is not a number from 0 to 1'),
    (["--lang", "es,,en"], '--lang: "es,,en" is not a list of languages like es,en'),
    (["--lang", ""], '--lang: "" is not a list of languages like es,en'),
    (["--separator", "a\nb"], "--separator: a line has no line feed in it"),
    (["-r", ""], "--rules: the name of a file is empty"),
    (["-o", ""], "--output: the name of a file is empty"),
    (["--report", ""], "--report: the name of a file is empty"),
    (["--report", "-"], "--report: needs a file; standard output has the text"),
    (["--removed", "--explain"], "--removed: cannot go with --explain"),
    (["--mark", "--explain"], "--explain: cannot go with --mark"),
    (["--check", "--mark"], "--mark: cannot go with --check"),
    (["--check", "-o", "x"], "--output: cannot go with --check"),
    (["-0", "--separator", "x"], "--null: cannot go with --separator"),
    (["-0", "-f", "jsonl"], "--null and --separator: are for text, not for jsonl"),
    (["-o", "x", "--report", "x"], "x: cannot be both report and output"),
    (["-r", "missing"], "missing: No such file or directory"),
    (["-r", "empty"], "empty: no *.toml file in it"),
    (["rules"], "rules: needs a command: list, show, check or coverage"),
    (
        ["rules", "lst"],
        "rules lst: unknown command; there are list, show, check and coverage",
    ),
    (["rules", "list", "x"], "x: rules list takes no file; see --rules"),
    (["rules", "list", "--format", "x"], '--format: "x" is not text or json'),
    (["rules", "show"], "rules show: needs the id of one rule"),
    (["rules", "check", "--level", "1"], "--level: unknown option; see unboil --help"),
    (["test"], "test: needs a case file, or a folder of them"),
    (["test", "missing"], "missing: No such file or directory"),
    (["test", "empty"], "empty: no *.case file in it"),
    (["score", "x"], "score: needs --ref-field, --keep-field or --drop-field"),
    (["score", "--separator", "x"], "--separator: unknown option; see unboil --help"),
    (["score", "--ref-field", "r", "--update-floor"], "--update-floor: needs --floor"),
    (
        ["score", "--ref-field", "r", "--floor", "f", "--allow-lower"],
        "--allow-lower: needs --update-floor",
    ),
    (["score", "--floor", "-"], "--floor: needs a file"),
    (["score", "--floor", ""], "--floor: the name of a file is empty"),
    (["score", "--worst", "-1"], '--worst: "-1" is not a number from 0 to 1000'),
    (["score", "--top", "1001"], '--top: "1001" is not a number from 0 to 1000'),
]


@pytest.mark.parametrize(("words", "message"), WRONG)
def test_wrong_usage_is_one_clear_sentence(unboil, words, message):
    (unboil.folder / "empty").mkdir()
    done = unboil.run(*words)
    assert (done.code, done.out) == (2, b"")
    assert done.err == f"unboil: {message}\n"


@pytest.mark.parametrize("flag", ["--enable", "--disable"])
def test_an_id_that_matches_nothing_is_an_error(unboil, flag):
    done = unboil.clean(flag, "t.lable", stdin="a\n")
    assert (done.code, done.out) == (2, b"")
    assert "t.lable" in done.err
    assert "t.label" in done.err


def test_a_broken_rule_file_is_an_error(unboil):
    unboil.write("bad.toml", "group = 'x'\n[[rule]]\nid = 'y'\npatern = 'z'\n")
    done = unboil.run("-r", "bad.toml", stdin="a\n")
    assert (done.code, done.out) == (2, b"")
    assert done.err.startswith("unboil: bad.toml:")


@pytest.mark.parametrize(
    "words", [["-0", "-0"], ["--check", "--check"], ["--no-builtin", "--no-builtin"]]
)
def test_a_switch_may_be_repeated(unboil, words):
    assert unboil.run(*words, stdin="a\n").code == 0


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (["--level", "1"], ["--level", "3"]),
        (["--lang", "es"], ["--lang", "de"]),
        (["--repeats", "off"], ["--repeats", "last"]),
    ],
)
def test_of_a_repeated_option_the_last_wins(unboil, first, last):
    text = "A story.\nAnzeige\nVer original\n"
    both = unboil.clean("--mark", *first, *last, stdin=text)
    assert both.out == unboil.clean("--mark", *last, stdin=text).out
