"""compare --save and --baseline: the old side, kept for later."""

import json
import os

import pytest
from comparing import LABEL, POST, compare, compare_json, jsonl, made_corpus, save


def test_a_baseline_has_what_goes(unboil):
    unboil.write("a.jsonl", jsonl(["Nothing goes.", POST, "Nothing goes."]))
    lines = [json.loads(line) for line in save(unboil, "a.jsonl").splitlines()]
    head, document, end = lines
    assert list(head) == ["unboil", "baseline", "rules", "rules_digest"]
    assert head["baseline"] == 1
    assert head["rules"] == "no built-in rules, rules.toml"
    assert document["doc"] == 2
    assert document["taken"] == [["t.label", 9, 23]]
    assert (end["documents"], end["bytes"]) == (3, 26 + len(POST))


def test_a_baseline_is_the_old_side(unboil):
    unboil.write("a.jsonl", jsonl(["Nothing goes.", POST]))
    save(unboil, "a.jsonl")
    done = compare(unboil, "--baseline", "base", "a.jsonl")
    assert (done.code, done.err) == (0, "")
    assert b"- no built-in rules, rules.toml (unboil " in done.out

    from_rules = compare_json(unboil, *LABEL, "a.jsonl")
    saved = compare_json(
        unboil, "--baseline", "base", "--disable", "t.label", "a.jsonl"
    )
    assert saved["rules"] == from_rules["rules"]


def test_the_new_side_is_what_is_saved(unboil):
    unboil.write("a.txt", POST)
    done = compare(unboil, "--save", "base", *LABEL, "a.txt")
    assert (done.code, done.err) == (1, "")
    assert b"t.label: newly kept" in done.out
    assert compare(unboil, "--baseline", "base", *LABEL, "a.txt").code == 0
    assert compare(unboil, "--baseline", "base", "a.txt").code == 1


def test_a_baseline_may_be_compared_with_and_replaced_at_once(unboil):
    unboil.write("a.txt", POST)
    save(unboil, "a.txt")
    words = ["--baseline", "base", "--save", "base", *LABEL, "a.txt"]
    assert compare(unboil, *words).code == 1
    assert compare(unboil, *words).code == 0


def test_a_baseline_has_the_size_of_what_goes(unboil):
    def corpus(scale):
        stays = "Of this nothing goes, however long it gets. " * scale
        return jsonl([stays, POST, stays, POST, stays])

    unboil.write("a.jsonl", corpus(1_000))
    small = save(unboil, "a.jsonl").splitlines()
    unboil.write("a.jsonl", corpus(2_000))
    large = save(unboil, "a.jsonl").splitlines()
    assert large[:-1] == small[:-1]
    assert len(large[-1]) == len(small[-1])

    unboil.write("a.jsonl", corpus(1) * 100)
    assert len(save(unboil, "a.jsonl").splitlines()) == 2 * 100 + 2


def test_a_corpus_may_move(unboil):
    unboil.write("a/one.txt", POST)
    unboil.write("a/two.txt", "Nothing goes.")
    save(unboil, "a")
    unboil.write("b.jsonl", jsonl([POST, "Nothing goes."]))
    assert compare(unboil, "--baseline", "base", "b.jsonl").code == 0


CORPUS = [
    {"head": "One", "url": "a.org", "text": "Nothing goes."},
    {"head": "Two", "url": "a.org", "text": POST},
    {"head": "Three", "url": "a.org", "text": "Nor here."},
]


def changed_corpus(place, **fields):
    records = [dict(record) for record in CORPUS]
    records[place] |= fields
    return records


@pytest.mark.parametrize(
    ("records", "fault"),
    [
        (changed_corpus(1, text=POST + "."), "document 2 differs"),
        (changed_corpus(0, text="Nothing goes!"), "their digest was "),
        (changed_corpus(2, head="Four"), "their digest was "),
        (changed_corpus(1, head="Four"), "document 2 differs"),
        (changed_corpus(0, url="b.org"), "their digest was "),
        (changed_corpus(0, text=None), "document 2 differs"),
        ([CORPUS[2], CORPUS[1], CORPUS[0]], "their digest was "),
        ([CORPUS[1], CORPUS[0], CORPUS[2]], "document 2 differs"),
        (CORPUS[:2], "it had 3 of them, here are 2"),
        ([*CORPUS, CORPUS[0]], "it had 3 of them, here are 4"),
        ([], "it had 3 of them, here are 0"),
    ],
)
def test_a_baseline_of_another_corpus_is_refused(unboil, records, fault):
    words = ["--title-field", "head", "--source-field", "url", "a.jsonl"]

    def write(records):
        unboil.write("a.jsonl", "".join(json.dumps(r) + "\n" for r in records))

    write(CORPUS)
    saved = save(unboil, *words)
    assert compare(unboil, "--baseline", "base", *words).code == 0
    write(records)
    for more in ([], ["--save", "base"]):
        done = compare(unboil, "--baseline", "base", *more, *words)
        assert (done.code, done.out) == (2, b"")
        assert done.err.startswith(
            f"unboil: base: was saved from other documents: {fault}"
        )
        assert done.err.count("\n") == 1
        assert unboil.read("base") == saved


def test_fields_that_are_not_read_do_not_count(unboil):
    unboil.write("a.jsonl", json.dumps({"text": POST, "n": 1}))
    save(unboil, "a.jsonl")
    unboil.write("a.jsonl", json.dumps({"n": 2, "text": POST, "id": 7}))
    assert compare(unboil, "--baseline", "base", "a.jsonl").code == 0


@pytest.mark.parametrize(
    ("contents", "fault"),
    [
        (b"", "base: not a baseline of unboil compare --save"),
        (POST.encode(), "base: not a baseline of unboil compare --save"),
        (b'{"baseline":2}\n', "base:1: a baseline of format 2; this unboil reads 1"),
        (b"HEAD", "base: has no end: it was not written whole"),
        (b"HEAD{}\n", "base:2: not a line of a baseline"),
    ],
)
def test_a_baseline_that_is_none_is_told(unboil, contents, fault):
    unboil.write("a.txt", POST)
    head = save(unboil, "a.txt").splitlines(keepends=True)[0]
    unboil.write("base", contents.replace(b"HEAD", head))
    done = compare(unboil, "--baseline", "base", "a.txt")
    assert (done.code, done.out, done.err) == (2, b"", f"unboil: {fault}\n")


def test_a_baseline_that_ends_early_is_told(unboil):
    """Whatever its last byte is."""
    unboil.write("a.jsonl", jsonl([POST, "Nothing goes.", POST]))
    whole = save(unboil, "a.jsonl")
    for size in range(0, len(whole) - 1, 7):
        unboil.write("base", whole[:size])
        done = compare(unboil, "--baseline", "base", "a.jsonl")
        assert (done.code, done.out) == (2, b"")
        assert done.err.startswith("unboil: base")
        assert done.err.count("\n") == 1


def test_a_folder_is_no_baseline(unboil):
    unboil.write("folder/a.txt", POST)
    done = compare(unboil, "--baseline", "folder", "rules.toml")
    assert (done.code, done.err) == (2, "unboil: folder: is a folder\n")
    done = compare(unboil, "--save", "folder", "rules.toml")
    assert (done.code, done.err) == (2, "unboil: folder: is a folder\n")
    done = compare(unboil, "--baseline", "missing", "rules.toml")
    assert (done.code, done.err) == (2, "unboil: missing: No such file or directory\n")
    done = compare(unboil, "--save", "missing/base", "rules.toml")
    assert (done.code, done.err) == (
        2,
        "unboil: missing/base: No such file or directory\n",
    )


@pytest.mark.parametrize("old", [None, b"an older baseline"])
@pytest.mark.parametrize("sides", [[], LABEL])
@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["a.jsonl", "bad.jsonl"], 'bad.jsonl:1: no field "text"'),
        (["a.jsonl", "missing"], "missing: No such file or directory"),
        (["a.jsonl", "empty"], "empty: no *.txt, *.text, *.jsonl, *.ndjson file in it"),
    ],
)
def test_no_baseline_of_a_part_is_written(unboil, words, fault, old, sides):
    unboil.write("a.jsonl", jsonl([POST]))
    unboil.write("bad.jsonl", "{}\n")
    (unboil.folder / "empty").mkdir()
    if old:
        unboil.write("base", old)
    before = sorted(os.listdir(unboil.folder))
    done = compare(unboil, "--save", "base", *sides, *words)
    assert done.code == 2
    assert done.err == (
        f"unboil: {fault}\n"
        "unboil: base: not written, since a part of it would be missing\n"
    )
    assert sorted(os.listdir(unboil.folder)) == before
    assert old is None or unboil.read("base") == old
    # What was read is still compared.
    assert (b"1 document, 1 changed" in done.out) == bool(sides)


@pytest.mark.parametrize("name", ["a.txt", "./a.txt", "link", "second", "folder/b.txt"])
@pytest.mark.parametrize("corpus", [["a.txt", "folder"], ["folder", "a.txt"]])
def test_a_baseline_never_replaces_a_document(unboil, name, corpus):
    unboil.write("a.txt", POST)
    unboil.write("folder/b.txt", POST)
    (unboil.folder / "link").symlink_to("a.txt")
    os.link(unboil.folder / "a.txt", unboil.folder / "second")
    done = compare(unboil, "--save", name, *corpus)
    assert (done.code, done.out) == (2, b"")
    assert done.err.endswith(".txt: would be read and written at once\n")
    assert unboil.read("a.txt") == unboil.read("folder/b.txt") == POST.encode()


def test_a_baseline_never_replaces_standard_input(unboil):
    unboil.write("a.txt", POST)
    with open(unboil.folder / "a.txt", "rb") as file:
        done = compare(unboil, "--save", "a.txt", stdin=file.fileno())
    assert (done.code, done.err) == (
        2,
        "unboil: -: would be read and written at once\n",
    )
    assert unboil.read("a.txt") == POST.encode()


@pytest.mark.parametrize("count", [2, 20_000])
def test_a_full_disk_is_an_error(unboil, count):
    unboil.write("a.jsonl", made_corpus(count))
    full = "unboil: /dev/full: No space left on device\n"
    done = compare(unboil, "--save", "/dev/full", "a.jsonl")
    assert (done.code, done.out, done.err) == (2, b"", full)
    # The comparison itself is whole.
    done = compare(unboil, "--save", "/dev/full", "--old-disable", "t.label", "a.jsonl")
    assert (done.code, done.err) == (2, full)
    assert done.out.startswith(f"{count} documents, {count} changed".encode())

    save(unboil, "a.jsonl")
    words = ["--save", "/dev/full", "--baseline", "base", "a.jsonl"]
    done = compare(unboil, *words)
    assert (done.code, done.err) == (2, full)
    assert done.out.startswith(f"{count} documents, 0 changed".encode())


def test_a_full_disk_behind_standard_output_is_an_error(unboil):
    unboil.write("a.txt", POST)
    with open("/dev/full", "wb") as full:
        done = compare(unboil, *LABEL, "--save", "base", "a.txt", stdout=full)
    assert (done.code, done.err) == (
        2,
        "unboil: standard output: No space left on device\n",
    )
    # The baseline is none the worse for it.
    assert compare(unboil, "--baseline", "base", *LABEL, "a.txt").code == 0
