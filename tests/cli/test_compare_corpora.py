"""compare: which documents it reads, and who gets to see the answer."""

import json
import os

import pytest
from comparing import (
    LABEL,
    OWN,
    POST,
    compare,
    compare_json,
    jsonl,
    many_documents,
    samples_of,
    save,
)

# Corpora.


def mixed_corpus(unboil):
    unboil.write("x/a.txt", POST)
    unboil.write("x/y/b.jsonl", jsonl([POST, "Nothing."]))
    unboil.write("x/y/c.bin", POST)
    unboil.write("x/.hidden.txt", POST)
    unboil.write("x/d.text", b"\xef\xbb\xbfA story.\r\nView original")
    unboil.write("z", jsonl([POST]))
    return ["x", "z", "-"]


def test_corpora_are_folders_files_and_standard_input(unboil):
    words = ["--samples", "9", *LABEL, *mixed_corpus(unboil)]
    answer = compare_json(unboil, *words, stdin=POST)
    assert [doc for *_, doc in samples_of(answer)] == [
        "x/a.txt",
        "x/d.text",
        "x/y/b.jsonl:1",
        "z:1",
        "-",
    ]
    assert answer["documents"] == 6


def test_nothing_is_standard_input(unboil):
    answer = compare_json(unboil, *LABEL, stdin=jsonl(["Nothing.", POST]))
    assert samples_of(answer) == [("t.label", "kept", "-:2")]


@pytest.mark.parametrize(
    ("words", "stream", "doc"),
    [
        (["-0"], f"Nothing.\0{POST}\0", "-:2"),
        (["--separator", "---"], f"Nothing.\n---\n{POST}---\n", "-:2"),
        (["--field", "body"], json.dumps({"text": "", "body": POST}), "-:1"),
        (["--id-field", "id"], json.dumps({"id": "x/1", "text": POST}), "x/1"),
        (["--id-field", "id"], json.dumps({"id": 7, "text": POST}), "7"),
    ],
)
def test_options_for_reading_hold(unboil, words, stream, doc):
    answer = compare_json(unboil, *words, *LABEL, stdin=stream)
    assert samples_of(answer) == [("t.label", "kept", doc)]


def test_sources_choose_rules(unboil):
    rule = OWN.replace("level", 'source = ["a.org"]\nlevel')
    unboil.write("own.toml", rule)
    record = {"url": "https://a.org/1", "text": "A story.\nBack to top!\nIts end."}
    unboil.write("a.jsonl", json.dumps(record))
    words = ["--new-rules", "own.toml", "a.jsonl"]
    assert compare(unboil, *words).code == 0
    assert compare(unboil, "--source-field", "url", *words).code == 1
    assert compare(unboil, "--source", "a.org", *words).code == 1


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_bad_records_are_told_and_the_rest_is_compared(unboil, jobs):
    lines = [json.dumps({"text": POST}), "{}", '{"text":"\\ud800"}', "x"]
    unboil.write("a.jsonl", "\n".join([*lines, lines[0]]) + "\n")
    unboil.write("b.txt", POST)
    done = compare(unboil, "-j", jobs, *LABEL, "missing", "a.jsonl", "b.txt")
    assert done.code == 2
    assert done.err == (
        "unboil: missing: No such file or directory\n"
        'unboil: a.jsonl:2: no field "text"\n'
        "unboil: a.jsonl:3: a string with a bad escape (half of a surrogate pair?)\n"
        "unboil: a.jsonl:4: not a JSON object\n"
    )
    assert done.out.startswith(b"3 documents, 3 changed")


def test_bad_records_are_an_error_where_nothing_changed(unboil):
    unboil.write("a.jsonl", "{}\n")
    assert compare(unboil, "a.jsonl").code == 2
    assert compare(unboil, "--max-changed", "100%", *LABEL, "a.jsonl").code == 2


@pytest.mark.parametrize("more", [[], ["--baseline", "base"]])
@pytest.mark.parametrize("format", ["text", "json"])
def test_jobs_do_not_show(unboil, format, more):
    corpus = many_documents(6_000) + "{}\n"
    unboil.write("a.jsonl", corpus * 2)
    if more:
        unboil.write("a.jsonl", corpus.removesuffix("{}\n"))
        save(unboil, "--level", "1", "a.jsonl")
    sides = ["--new-level", "3", "--new-disable", "t.m*"]
    words = ["--format", format, *sides, *more, "a.jsonl"]
    answers = [compare(unboil, "-j", jobs, *words) for jobs in ("1", "2", "4", "0")]
    assert answers.count(answers[0]) == len(answers)
    assert answers[0].code == (1 if more else 2)


def test_jobs_do_not_show_in_a_baseline(unboil):
    unboil.write("a.jsonl", many_documents(6_000))
    assert save(unboil, "-j", "1", "a.jsonl") == save(unboil, "-j", "4", "a.jsonl")


def test_a_fault_of_the_baseline_ends_the_reading(unboil):
    """Nobody has to end standard input then."""
    unboil.write("a.jsonl", jsonl([POST]))
    save(unboil, "a.jsonl")
    unboil.write("a.jsonl", jsonl([POST + "."]))
    read, write = os.pipe()
    done = compare(unboil, "-j", "1", "--baseline", "base", "a.jsonl", "-", stdin=read)
    os.close(read)
    os.close(write)
    assert (done.code, done.out) == (2, b"")
    assert done.err == (
        "unboil: base: was saved from other documents: document 1 differs\n"
    )


# Terminals and pipes.

ESC = b"\x1b"
HOSTILE = "A story.\x1b[2J\nView original\n\x07\x9b31mIts end.\n"


COMPARE = ["compare", "-r", "rules.toml", "--no-builtin"]


def on_terminal(unboil, *words, code=1, **variables):
    """What a terminal gets to see."""
    return unboil.on_terminal(*COMPARE, *words, code=code, **variables)


def test_colours_are_for_terminals(unboil):
    unboil.write("a.txt", POST)
    assert ESC in on_terminal(unboil, *LABEL, "a.txt")
    assert ESC not in on_terminal(unboil, *LABEL, "a.txt", NO_COLOR="1")
    assert ESC not in on_terminal(unboil, *LABEL, "--color=never", "a.txt")
    assert ESC not in on_terminal(unboil, *LABEL, "--format=json", "a.txt")
    assert ESC not in compare(unboil, *LABEL, "a.txt").out
    assert ESC in compare(unboil, *LABEL, "--color=always", "a.txt").out


def test_new_losses_are_red_and_new_text_green(unboil):
    unboil.write("a.txt", "View original\nIts end.")
    out = compare(unboil, *LABEL, "--color=always", "a.txt").out.decode()
    assert "\x1b[31m- no built-in rules, rules.toml\x1b[m\n" in out
    assert "\x1b[32m+ no built-in rules, rules.toml, --disable t.label\x1b[m\n" in out
    assert "\x1b[32m       1 - |  View original\x1b[m\n" in out
    assert "\x1b[2m       2 | |  Its end.\x1b[m\n" in out
    words = ["--old-disable", "t.label", "--color=always", "a.txt"]
    out = compare(unboil, *words).out.decode()
    assert "\x1b[31m       1 | -  View original\x1b[m\n" in out


def controls(shown):
    return {byte for byte in shown if byte < 32} - {10, 13}


def test_no_control_character_reaches_a_terminal(unboil):
    record = {"id": "\x1b]0;x\x07", "text": HOSTILE}
    unboil.write("a.jsonl", json.dumps(record))
    unboil.write("\x1b[31m.toml", OWN)
    words = ["--id-field", "id", "--rules", "\x1b[31m.toml", *LABEL, "a.jsonl"]
    for out in (compare(unboil, *words).out, on_terminal(unboil, *words, NO_COLOR="1")):
        assert controls(out) == set()
        assert b"\xc2\x9b" not in out
        assert b"A story.\\x1B[2J" in out


def test_no_control_character_of_a_baseline_reaches_a_terminal(unboil):
    unboil.write("a.txt", POST)
    base = save(unboil, "a.txt").replace(b"t.label", b"\\u001b[31m")
    unboil.write("base", base.replace(b"no built-in", b"\\u001b[2J"))
    out = compare(unboil, "--baseline", "base", *LABEL, "a.txt").out
    assert controls(out) == set()
    assert b"\\x1B[31m: newly kept" in out


def test_a_long_line_is_shortened(unboil):
    unboil.write("a.txt", "é" * 300 + "\nView original\n")
    out = compare(unboil, *LABEL, "a.txt").out.decode()
    assert "       1 | |  " + "é" * 200 + "...\n" in out


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_a_reader_that_goes_away_is_no_error(unboil, jobs):
    unboil.write("a.jsonl", many_documents(3_000))
    words = ["-j", jobs, "--samples", "1000", "--new-disable", "t.*", "a.jsonl"]
    assert unboil.leave_early(*COMPARE, *words) == (1, b"")


def test_quiet_progress(unboil):
    unboil.write("a.txt", POST)
    assert compare(unboil, "--progress", "-q", "a.txt").err == ""
