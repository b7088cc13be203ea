"""compare: what a change of rules does to documents, rule by rule."""

import json
import random

import pytest
from comparing import (
    LABEL,
    OWN,
    POST,
    compare,
    compare_json,
    counts,
    jsonl,
    made_corpus,
    save,
)

# What it says.


def test_identical_sides_are_no_change(unboil):
    unboil.write("a.txt", POST)
    done = compare(unboil, "a.txt")
    assert (done.code, done.err) == (0, "")
    sides = "no built-in rules, rules.toml"
    assert done.out.decode() == f"1 document, 0 changed\n- {sides}\n+ {sides}\n"


def test_the_same_option_on_both_sides_is_no_change(unboil):
    unboil.write("a.txt", POST)
    done = compare(unboil, "--old-level", "1", "--new-level", "1", "a.txt")
    assert (done.code, done.err) == (0, "")


def test_a_disabled_rule_is_named_with_its_line_and_document(unboil):
    unboil.write("a.txt", POST)
    unboil.write("b.txt", "Nothing goes.\n")
    done = compare(unboil, *LABEL, "a.txt", "b.txt")
    assert (done.code, done.err) == (1, "")
    assert done.out.decode() == (
        "2 documents, 1 changed: 0 lose more, 1 lose less\n"
        "- no built-in rules, rules.toml\n"
        "+ no built-in rules, rules.toml, --disable t.label\n"
        "\n"
        "   newly removed       newly kept\n"
        "documents   lines  documents   lines  rule\n"
        "        0       0          1       1  t.label\n"
        "\n"
        "t.label: newly kept, 1 of 1 document\n"
        "  a.txt\n"
        "       1 | |  A story.\n"
        "       2 - |  View original\n"
        "       3 | |  Its end.\n"
    )


def test_below_a_cut_line_stands_what_changed(unboil):
    unboil.write("a.txt", "It rains. [Read more] It snows.\n")
    done = compare(unboil, "--old-disable", "t.more", "a.txt")
    assert done.out.decode().endswith(
        "t.more: newly removed, 1 of 1 document\n"
        "  a.txt\n"
        "       1 | ~  It rains. [Read more] It snows.\n"
        "         | -   [Read more]\n"
    )
    done = compare(unboil, "--new-disable", "t.more", "a.txt")
    assert done.out.decode().endswith(
        "       1 ~ |  It rains. [Read more] It snows.\n         - |   [Read more]\n"
    )


def test_more_lines_of_a_document_are_counted(unboil):
    unboil.write("a.txt", POST * 2 + "The end of all.\nView original\n")
    done = compare(unboil, "--repeats", "off", *LABEL, "a.txt")
    assert b"\n  a.txt, and 2 more of its lines\n" in done.out


def test_documents_that_lose_more_less_and_both(unboil):
    texts = [
        "A.\nView original",
        "B.\nB.\nNotice: all rights reserved",
        "C.\nC.\nView original\nNotice: all rights reserved",
        "D.",
    ]
    unboil.write("a.jsonl", jsonl(texts))
    words = ["--max-share", "1", "--repeats", "off", "--old-level", "1", *LABEL]
    done = compare(unboil, *words, "a.jsonl")
    assert done.out.startswith(
        b"4 documents, 3 changed: 1 lose more, 1 lose less, 1 both\n"
    )


def test_another_owner_is_no_change(unboil):
    rule = (
        'group = "u"\n[[rule]]\nid = "label"\nwhy = "As t.label."\nlevel = 1\n'
        'unit = "line"\npattern = "^view original$"\n'
        'remove = ["View original", "VIEW ORIGINAL"]\nkeep = ["View."]\n'
    )
    unboil.write("other.toml", rule)
    unboil.write("a.txt", POST)
    words = ["--new-rules", "other.toml", *LABEL]
    assert compare(unboil, *words, "a.txt").code == 0


def test_refused_documents_are_told(unboil):
    unboil.write("a.txt", "A.\nNotice: all rights reserved\n")
    done = compare(unboil, "--old-max-share", "1", "a.txt")
    lines = done.out.decode().splitlines()
    assert lines[1:3] == [
        "- no built-in rules, rules.toml, --max-share 1",
        "+ no built-in rules, rules.toml (refused 1)",
    ]


def test_the_table_has_most_changed_rules_first(unboil):
    texts = [
        "A.\nView original",
        "B.\nView original",
        "It rains. [Read more] It snows.",
    ]
    unboil.write("a.jsonl", jsonl(texts))
    answer = compare_json(unboil, "--new-disable", "t.*", "a.jsonl")
    assert list(counts(answer)) == ["t.label", "t.more"]


# Sides.

BOLD = "A story.\nAnzeige\nIts end.\n"
NOTICE = "A story.\nNotice: all rights reserved\nIts end of some length.\n"
SPANISH = "A story.\nVer original\nIts end.\n"
TWICE = (
    "The bank raised its rate on Tuesday for the third time in this year, and its "
    "head said that more of the same may follow.\n"
) * 2

# Text, the option and its value, and the rule that it switches on or off.
SIDES = [
    (BOLD, ["level", "3"], "t.bold"),
    (NOTICE, ["level", "1"], "t.notice"),
    (SPANISH, ["lang", "en"], "t.original"),
    (BOLD, ["enable", "t.bold"], "t.bold"),
    (POST, ["disable", "t.l*"], "t.label"),
    (POST, ["disable=t.l*"], "t.label"),
    (TWICE, ["repeats", "off"], "any.repeat.paragraph"),
    (NOTICE, ["max-share", "0.1"], "t.notice"),
    ("A story.\nBack to top!\nIts end.\n", ["rules", "own.toml"], "own.top"),
]


@pytest.mark.parametrize(("text", "words", "rule"), SIDES)
def test_rule_options_hold_for_one_side(unboil, text, words, rule):
    unboil.write("own.toml", OWN)
    unboil.write("a.txt", text)

    def side(prefix):
        return [f"--{prefix}{words[0]}", *words[1:]]

    new = counts(compare_json(unboil, *side("new-"), "a.txt"))
    old = counts(compare_json(unboil, *side("old-"), "a.txt"))
    assert list(new) == list(old) == [rule]
    assert new[rule] == old[rule][2:] + old[rule][:2]
    assert new[rule] in {(1, 1, 0, 0), (0, 0, 1, 1)}
    # Without a prefix, and with both, the sides are the same.
    assert compare(unboil, *side(""), "a.txt").code == 0
    assert compare(unboil, *side("old-"), *side("new-"), "a.txt").code == 0


def test_no_builtin_holds_for_one_side(unboil):
    unboil.write("a.txt", POST)
    words = ["--new-no-builtin", "a.txt"]
    answer = json.loads(unboil.run("compare", "--format", "json", *words).out)
    assert answer["before"] == "built-in rules"
    assert answer["now"] == "no built-in rules"
    assert all(kept == 0 for _, kept, *_ in counts(answer).values())


def test_drop_title_is_for_reading_and_so_for_sides(unboil):
    """A headline that goes on one side alone."""
    record = {
        "head": "Bank raises its rate",
        "text": "Bank raises its rate\n\nA story.",
    }
    unboil.write("a.jsonl", json.dumps(record))
    words = ["--title-field", "head", "--new-drop-title", "a.jsonl"]
    assert list(counts(compare_json(unboil, *words))) == ["any.repeat.headline"]


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["--new-level", "4"], '--new-level: "4" is not 1, 2 or 3'),
        (
            ["--old-repeats", "x"],
            '--old-repeats: "x" is not headline, first, last or off',
        ),
        (["--new-max-share", "2"], '--new-max-share: "2" is not a number from 0 to 1'),
        (["--old-rules", ""], "--old-rules: the name of a file is empty"),
        (["--new-rules", "missing"], "missing: No such file or directory"),
        (
            ["--new-levle", "1"],
            "--new-levle: unknown option; did you mean --new-level?",
        ),
        (["--new-field", "x"], "--new-field: unknown option"),
        (["--samples", "x"], '--samples: "x" is not a number from 0 to 1000'),
        (["--samples", "1001"], '--samples: "1001" is not a number from 0 to 1000'),
        (["--format", "xml"], '--format: "xml" is not text or json'),
        (["--save", "-"], "--save: needs a file; standard output has the answer"),
        (["--save", ""], "--save: the name of a file is empty"),
        (["--baseline", ""], "--baseline: the name of a file is empty"),
        (
            ["--baseline", "x", "--old-level", "1"],
            "--baseline: is the old side; --old-... cannot go with it",
        ),
    ],
)
def test_bad_options_are_told(unboil, words, fault):
    done = compare(unboil, *words, "rules.toml")
    assert (done.code, done.out) == (2, b"")
    assert done.err.startswith(f"unboil: {fault}")
    assert done.err.count("\n") == 1


def test_an_id_that_matches_nothing_is_told(unboil):
    done = compare(unboil, "--new-disable", "t.lable", "rules.toml")
    assert (done.code, done.out) == (2, b"")
    assert "t.lable" in done.err
    assert "t.label" in done.err


# --samples


@pytest.mark.parametrize(
    ("number", "shown"), [("0", 0), ("1", 1), ("5", 5), ("99", 40)]
)
def test_samples_are_as_many_as_wanted(unboil, number, shown):
    unboil.write("a.jsonl", made_corpus(40))
    answer = compare_json(unboil, "--samples", number, *LABEL, "a.jsonl")
    samples = answer["rules"][0]["kept"]["samples"]
    numbers = [int(sample["doc"].removeprefix("a.jsonl:")) for sample in samples]
    assert len(numbers) == len(set(numbers)) == shown
    assert numbers == sorted(numbers)
    assert counts(answer) == {"t.label": (0, 0, 40, 40)}
    text = compare(unboil, "--samples", number, *LABEL, "a.jsonl").out.decode()
    assert text.count("View original") == shown


def test_three_samples_are_usual(unboil):
    unboil.write("a.jsonl", made_corpus(40))
    done = compare(unboil, *LABEL, "a.jsonl")
    assert b"t.label: newly kept, 3 of 40 documents\n" in done.out


# --format json


def test_json_has_all_that_text_has(unboil):
    text = 'A "story".\nView original\nIt rains. [Read more] It snows.'
    record = {"id": "one", "text": text}
    unboil.write("a.jsonl", json.dumps(record) + "\n" + jsonl(["Nothing."]))
    words = ["--id-field", "id", *LABEL, "--old-disable", "t.more", "a.jsonl"]
    sides = "no built-in rules, rules.toml, --disable t."
    nothing = {"documents": 0, "lines": 0, "bytes": 0, "samples": []}
    story = {"line": 1, "before": "|", "now": "|", "text": 'A "story".'}
    label = {"line": 2, "before": "-", "now": "|", "text": "View original"}
    rain = {
        "line": 3,
        "before": "|",
        "now": "~",
        "text": "It rains. [Read more] It snows.",
    }
    assert compare_json(unboil, *words) == {
        "documents": 2,
        "changed": 1,
        "losing_more": 0,
        "losing_less": 0,
        "before": sides + "more",
        "now": sides + "label",
        "refused_before": 0,
        "refused_now": 0,
        "rules": [
            {
                "rule": "t.label",
                "removed": nothing,
                "kept": {
                    "documents": 1,
                    "lines": 1,
                    "bytes": 14,
                    "samples": [
                        {
                            "doc": "one",
                            "lines": 1,
                            "line": 2,
                            "text": "View original",
                            "context": [story, label, rain],
                        }
                    ],
                },
            },
            {
                "rule": "t.more",
                "removed": {
                    "documents": 1,
                    "lines": 1,
                    "bytes": 12,
                    "samples": [
                        {
                            "doc": "one",
                            "lines": 1,
                            "line": 3,
                            "text": " [Read more]",
                            "context": [label, rain],
                        }
                    ],
                },
                "kept": nothing,
            },
        ],
    }


def test_json_of_no_change(unboil):
    unboil.write("a.txt", POST)
    answer = compare_json(unboil, "a.txt", code=0)
    assert answer["documents"] == 1
    assert answer["changed"] == 0
    assert answer["rules"] == []


def test_json_is_json_whatever_the_document(unboil):
    text = b'"\\ \x00\x1b[31m \xff\xc3\nView original\n\xe2\x80\xa8'
    unboil.write("a.txt", text)
    answer = compare_json(unboil, *LABEL, "a.txt")
    context = answer["rules"][0]["kept"]["samples"][0]["context"]
    assert context[0]["text"] == '"\\ \x00\x1b[31m \ufffd\ufffd'
    assert context[2]["text"] == "\u2028"


# --max-changed


def corpus_with_changes(unboil, changed, total):
    texts = ["A.\nView original"] * changed + ["A."] * (total - changed)
    unboil.write("a.jsonl", jsonl(texts))


@pytest.mark.parametrize(
    ("changed", "total", "limit", "code"),
    [
        (0, 10, "0", 0),
        (1, 10, "0", 1),
        (3, 10, "2", 1),
        (3, 10, "3", 0),
        (3, 10, "4", 0),
        (3, 10, "29%", 1),
        (3, 10, "29.99%", 1),
        (3, 10, "30%", 0),
        (3, 10, "30.01%", 0),
        (10, 10, "99.9%", 1),
        (10, 10, "100%", 0),
        (0, 10, "0%", 0),
        (1, 10, "0%", 1),
        (1, 1000, "0.1%", 0),
        (2, 1000, "0.1%", 1),
        # 0.57 * 10000 is less than 5700 in binary.
        (57, 10_000, "0.57%", 0),
        (58, 10_000, "0.57%", 1),
    ],
)
def test_max_changed_decides_the_exit_code(unboil, changed, total, limit, code):
    corpus_with_changes(unboil, changed, total)
    done = compare(unboil, "--max-changed", limit, *LABEL, "a.jsonl")
    assert (done.code, done.err) == (code, "")
    assert done.out.startswith(f"{total} documents, {changed} changed".encode())


def test_max_changed_of_no_document(unboil):
    done = compare(unboil, "--max-changed", "0%", *LABEL, "-", stdin="\n")
    assert done.code == 0
    unboil.write("a.jsonl", "")
    done = compare(unboil, "--max-changed", "0%", *LABEL, "a.jsonl")
    assert done.code == 0
    assert done.out.startswith(b"0 documents, 0 changed\n")


@pytest.mark.parametrize(
    "limit", ["", "%", "x", "-1", "1.5", "101%", "-1%", "nan", "1 %"]
)
def test_max_changed_is_a_number_or_a_share(unboil, limit):
    done = compare(unboil, f"--max-changed={limit}", "rules.toml")
    assert (done.code, done.out) == (2, b"")
    assert done.err.startswith("unboil: --max-changed")


# The figures, counted once more from the clean texts.

CONTENTS = [
    "View original",
    "It rains. [Read more]",
    "[Read more] It snows. [Read more]",
    "Notice: do not copy",
    "Anzeige",
    "Ver original",
    "",
    "",
    " \t",
    "\u3000",
    "A story.",
    "日本 größer",
    "trailing ",
    "lone \r return",
    "The bank raised its rate on Tuesday for the third time, and more may follow.",
]


def random_text(source):
    ends = source.choice([["\n"], ["\r\n"], ["\n", "\r\n"]])
    text = source.choice(["", "", "\ufeff"])
    for _ in range(source.randrange(1, 30)):
        text += source.choice(CONTENTS) + source.choice(ends)
    return text + source.choice(["", "", *CONTENTS])


def kept_bytes(unboil, report, texts, *words):
    """Which bytes of each text stay, by --report and by the clean text."""
    done = unboil.clean("-f", "jsonl", "--report", report, *words, stdin=jsonl(texts))
    clean = [json.loads(line)["text"] for line in done.out.splitlines()]
    kept = [[True] * len(text.encode()) for text in texts]
    for line in unboil.read(report).splitlines():
        gone = json.loads(line)
        document = kept[int(gone["doc"].removeprefix("-:")) - 1]
        for at in range(gone["begin"], gone["end"]):
            document[at] = False
    for text, flags, rest in zip(texts, kept, clean, strict=True):
        stays = bytes(byte for byte, flag in zip(text.encode(), flags) if flag)
        assert stays == rest.encode()
    return kept


@pytest.mark.parametrize("levels", [("1", "2"), ("3", "1"), ("2", "3"), ("2", "2")])
def test_bytes_are_those_of_a_recount(unboil, levels):
    source = random.Random(f"recount {levels}")
    texts = [random_text(source) for _ in range(400)]
    words = ["--repeats", "headline", "--max-share", "0.8"]
    old, new = (
        kept_bytes(unboil, "report", texts, *words, "--level", level)
        for level in levels
    )
    removed = kept = changed = 0
    for before, now in zip(old, new, strict=True):
        removed += sum(b and not n for b, n in zip(before, now, strict=True))
        kept += sum(n and not b for b, n in zip(before, now, strict=True))
        changed += before != now
    sides = ["--old-level", levels[0], "--new-level", levels[1]]
    unboil.write("a.jsonl", jsonl(texts))
    code = 1 if changed else 0
    answer = compare_json(unboil, *words, *sides, "a.jsonl", code=code)
    assert answer["changed"] == changed
    assert (changed > 50) == (levels[0] != levels[1])
    assert sum(rule["removed"]["bytes"] for rule in answer["rules"]) == removed
    assert sum(rule["kept"]["bytes"] for rule in answer["rules"]) == kept

    # The same against what was saved.
    save(unboil, *words, "--level", levels[0], "a.jsonl")
    words += ["--baseline", "base", "--level", levels[1], "a.jsonl"]
    saved = compare_json(unboil, *words, code=code)
    assert saved["rules"] == answer["rules"]
    assert saved["changed"] == changed
