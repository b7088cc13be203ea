"""report: what stands on its page. tests/page opens such pages in a browser."""

import json
import os
import re
import subprocess
import threading

import pytest
from comparing import LABEL, POST, compare_json, jsonl, many_documents, save

DATA = re.compile(
    rb'<script type="application/json" id="data">([^<]*)</script>\n<script>'
)
PLAIN = ["-r", "rules.toml", "--no-builtin"]
GONE, NEWLY_GONE, NEWLY_KEPT = range(3)


def report(unboil, *words, **more):
    """Runs it with the rules of rules.toml and no others."""
    return unboil.run("report", *PLAIN, *words, **more)


def data_of(page):
    """What the page is about. It has no `<` in it, or DATA would not match."""
    assert page.startswith(b"<!doctype html>")
    assert page.endswith(b"</html>\n")
    return json.loads(DATA.search(page)[1])


def report_data(unboil, *words, code=0, **more):
    done = report(unboil, *words, **more)
    assert (done.code, done.err) == (code, "")
    return data_of(done.out)


def names(data):
    return [document["name"] for document in data["documents"]]


def marks(data):
    """(document, what is marked, its rule, its change), all in order."""
    told = []
    for document in data["documents"]:
        for begin, end, rule, change, *_ in document["marks"]:
            text = slice_utf16(document["text"], begin, end)
            told.append((document["name"], text, data["rules"][rule]["id"], change))
    return told


def slice_utf16(text, begin, end):
    return text.encode("utf-16-le")[2 * begin : 2 * end].decode("utf-16-le")


def removals(unboil, *words, **more):
    """As --report tells them: document, range, rule, twin."""
    words = ["--report", "gone.jsonl", "--offsets", "utf16", *words]
    assert unboil.clean(*words, **more).code == 0
    told = [json.loads(line) for line in unboil.read("gone.jsonl").splitlines()]
    return [(r["doc"], r["begin"], r["end"], r["rule"], r["twin"]) for r in told]


def as_removals(data):
    return [
        (document["name"], begin, end, data["rules"][rule]["id"], twin or None)
        for document in data["documents"]
        for begin, end, rule, _, *twin in document["marks"]
    ]


# What goes.

TWICE = (
    "Die Brücke über die Große Ache ist seit Dienstag gesperrt, und 😀 niemand im Ort "
    "weiß, wie lange die Arbeiten an ihren Pfeilern noch dauern werden.\n"
)
TEXTS = [
    POST,
    TWICE * 2 + "😀 It rains. [Read more] 漢字 [read more] Ends.\r\nView original",
    "Nothing goes.",
    '"\\ \x00\x1b</script><!-- \u2028\nView original\n\n\u202eIts end.',
    "Notice: do not copy\n\n\nA story of some length, so that it may go.\n\n",
    "",
    "View original\nA story.\nAnother line.",
]


def test_marks_are_the_removals_that_a_report_tells(unboil):
    unboil.write("a.jsonl", jsonl(TEXTS))
    data = report_data(unboil, "a.jsonl")
    told = removals(unboil, "a.jsonl")
    assert as_removals(data) == told
    assert len(told) == 8
    assert sum(twin is not None for *_, twin in told) == 1
    assert [document["text"] for document in data["documents"]] == [
        TEXTS[i] for i in (0, 1, 3, 4, 6)
    ]


def test_marks_agree_on_many_documents(unboil):
    unboil.write("a.jsonl", many_documents(2000))
    words = ["--max-share", "1", "a.jsonl"]
    data = report_data(unboil, *words)
    told = removals(unboil, *words)
    assert as_removals(data) == told
    assert len(told) > 2000
    assert data["counts"] == {
        "documents": 2000,
        "changed": len(data["documents"]),
        "bytes": sum(len(text) for text in texts_of(unboil.read("a.jsonl"))),
        "removed": sum(len(text) for _, text, *_ in marks(data)),
    }


def texts_of(records):
    return [json.loads(line)["text"] for line in records.splitlines()]


def test_bad_bytes_count_as_they_are_shown(unboil):
    text = b"\xff\xc3 \xe2\x80 \xf0\x9f\x98.\nView original\n\x00\xed\xa0\x80 \xc0\xaf."
    unboil.write("a.txt", text)
    data = report_data(unboil, "a.txt")
    assert as_removals(data) == removals(unboil, "a.txt")
    assert marks(data) == [("a.txt", "View original\n", "t.label", GONE)]


def test_only_documents_out_of_which_something_goes_are_there(unboil):
    unboil.write("a.jsonl", jsonl(["A.", "B.\nB.\nView original", "C.", ""]))
    data = report_data(unboil, "a.jsonl")
    assert names(data) == ["a.jsonl:2"]
    assert data["counts"] == {
        "documents": 4,
        "changed": 1,
        "bytes": 23,
        "removed": 14,
    }


def test_rules_are_told_with_their_reason(unboil):
    unboil.write(
        "a.txt", "A story.\nView original\nNotice: do not copy\nIts end it is.\n"
    )
    data = report_data(unboil, "--max-share", "1", "a.txt")
    assert data["compare"] is False
    assert data["sides"] == ["no built-in rules, rules.toml, --max-share 1"]
    assert data["rules"] == [
        {
            "id": "t.label",
            "why": "A link back to the first version, not part of the text.",
            "level": 1,
        },
        {"id": "t.notice", "why": "A notice.", "level": 2},
    ]


@pytest.mark.parametrize("text", TEXTS[1:5:2])
def test_text_folder_records_and_standard_input(unboil, text):
    unboil.write("a.txt", text)
    unboil.write("folder/b.txt", text)
    unboil.write("folder/deep/c.txt", "Nothing.")
    unboil.write("a.jsonl", json.dumps({"id": "an id", "text": text}) + "\n")

    def one(*words, **more):
        (document,) = report_data(unboil, "--id-field", "id", *words, **more)[
            "documents"
        ]
        return document

    from_file = one("a.txt")
    assert (from_file["name"], from_file["text"]) == ("a.txt", text)
    assert one("folder") == from_file | {"name": "folder/b.txt"}
    assert one("a.jsonl") == from_file | {"name": "an id"}
    assert one(stdin=text) == from_file | {"name": "-"}
    assert one("-", stdin=text) == from_file | {"name": "-"}
    assert one("-0", stdin="Nothing.\0" + text.replace("\x00", ""))["name"] == "-:2"


def test_nothing_of_a_document_is_markup_in_the_data(unboil):
    bad = "</script><script>alert(1)</script><!-- <b> ]]> &lt; \\u003c {{page.js}}"
    record = {"id": f"id {bad}", "text": f"{bad}\nView original\n<", "head": bad}
    unboil.write("a.jsonl", json.dumps(record, ensure_ascii=False))
    words = ["--id-field", "id", "--title-field", "head", "a.jsonl"]
    data = report_data(unboil, *words)
    assert data["documents"][0]["name"] == record["id"]
    assert data["documents"][0]["text"] == record["text"]
    unboil.write(
        "<script>.toml",
        'group = "u"\n[[rule]]\nid = "x"\nwhy = "</script>"\npattern = "^its end[.]$"\n',
    )
    data = report_data(unboil, "-r", "<script>.toml", stdin=POST)
    assert data["sides"] == ["no built-in rules, rules.toml, <script>.toml"]
    assert "</script>" in [rule["why"] for rule in data["rules"]]


def test_an_empty_corpus_is_a_page(unboil):
    unboil.write("empty.jsonl", "")
    nothing = {"documents": 0, "changed": 0, "bytes": 0, "removed": 0}
    data = report_data(unboil, "empty.jsonl")
    assert (data["documents"], data["rules"]) == ([], [])
    assert data["counts"] == nothing
    assert report_data(unboil, stdin="")["documents"] == []


@pytest.mark.parametrize("words", [[], ["--compare", *LABEL]])
def test_the_number_of_jobs_does_not_matter(unboil, words):
    unboil.write("a.jsonl", many_documents(3000))
    pages = {report(unboil, "-j", n, *words, "a.jsonl").out for n in "142"}
    assert len(pages) == 1
    assert len(data_of(pages.pop())["documents"]) > 1000


# --compare


def test_a_comparison_shows_what_changed_and_what_goes_anyway(unboil):
    unboil.write("a.jsonl", jsonl([POST + "It rains. [Read more]", "A. [Read more]"]))
    data = report_data(unboil, "--compare", *LABEL, "a.jsonl")
    assert data["compare"] is True
    plain = "no built-in rules, rules.toml"
    assert data["sides"] == [plain, f"{plain}, --disable t.label"]
    assert marks(data) == [
        ("a.jsonl:1", "View original\n", "t.label", NEWLY_KEPT),
        ("a.jsonl:1", " [Read more]", "t.more", GONE),
    ]
    turned = report_data(unboil, "--compare", "--old-disable", "t.label", "a.jsonl")
    assert [mark[3] for mark in marks(turned)] == [NEWLY_GONE, GONE]


def test_changes_are_those_that_compare_counts(unboil):
    unboil.write("a.jsonl", many_documents(1000))
    words = [*LABEL, "--old-level", "1", "--max-share", "1", "a.jsonl"]
    data = report_data(unboil, "--compare", *words)
    answer = compare_json(unboil, *words)
    assert data["counts"]["documents"] == answer["documents"] == 1000
    assert data["counts"]["changed"] == answer["changed"] == len(data["documents"])
    changed = [mark for mark in marks(data) if mark[3] != GONE]
    assert data["counts"]["removed"] == sum(len(text) for _, text, *_ in changed)
    for side, change in [("removed", NEWLY_GONE), ("kept", NEWLY_KEPT)]:
        for rule in answer["rules"]:
            of_rule = [m for m in changed if m[2:] == (rule["rule"], change)]
            told = (rule[side]["documents"], rule[side]["bytes"])
            documents = {name for name, *_ in of_rule}
            assert (len(documents), sum(len(m[1]) for m in of_rule)) == told
    assert {m[2] for m in changed} == {rule["rule"] for rule in answer["rules"]}


def test_equal_sides_leave_all_documents_out(unboil):
    unboil.write("a.txt", POST)
    data = report_data(unboil, "--compare", "a.txt")
    assert (data["documents"], data["counts"]["documents"]) == ([], 1)


def test_another_owner_is_no_change(unboil):
    unboil.write(
        "other.toml",
        'group = "u"\n[[rule]]\nid = "label"\nwhy = "As t.label."\nlevel = 1\n'
        'pattern = "^view original$"\n',
    )
    unboil.write("a.txt", POST)
    words = ["--compare", *LABEL, "--new-rules", "other.toml", "a.txt"]
    assert report_data(unboil, *words)["documents"] == []


def test_a_baseline_is_the_old_side(unboil):
    unboil.write("a.jsonl", many_documents(300))
    save(unboil, "a.jsonl")
    words = ["--compare", "--baseline", "base", "a.jsonl"]
    assert report_data(unboil, *words)["documents"] == []
    data = report_data(unboil, *words, "--disable", "t.label")
    against_rules = report_data(unboil, "--compare", *LABEL, "a.jsonl")
    assert marks(data) == marks(against_rules)
    assert data["sides"][0].startswith("no built-in rules, rules.toml (unboil ")


def test_a_rule_that_only_the_baseline_knows_has_its_id(unboil):
    unboil.write("a.txt", POST)
    save(unboil, "a.txt")
    done = unboil.run(
        "report", "--no-builtin", "--compare", "--baseline", "base", "a.txt"
    )
    assert data_of(done.out)["rules"] == [{"id": "t.label", "why": "", "level": 1}]


def test_a_baseline_of_other_documents_leaves_no_page(unboil):
    unboil.write("a.txt", POST)
    unboil.write("b.txt", "Other.")
    save(unboil, "a.txt")
    unboil.write("page.html", "as it was")
    words = ["--compare", "--baseline", "base", "-o", "page.html", "b.txt"]
    done = report(unboil, *words)
    assert (done.code, done.out) == (2, b"")
    assert "was saved from other documents" in done.err
    assert unboil.read("page.html") == b"as it was"


# Where it goes, and what goes wrong.


def test_without_o_the_page_goes_to_standard_output(unboil):
    unboil.write("a.txt", POST)
    done = report(unboil, "-o", "page.html", "a.txt")
    assert (done.code, done.out, done.err) == (0, b"", "")
    assert unboil.read("page.html") == report(unboil, "a.txt").out
    assert report(unboil, "-o", "-", "a.txt").out == report(unboil, "a.txt").out


@pytest.mark.parametrize("output", ["a.txt", "./a.txt", "link", "folder/b.txt"])
def test_a_page_never_replaces_what_is_read(unboil, output):
    unboil.write("a.txt", POST)
    unboil.write("folder/b.txt", POST)
    os.symlink("a.txt", unboil.folder / "link")
    done = report(unboil, "-o", output, "a.txt", "folder")
    assert (done.code, done.out) == (2, b"")
    assert re.fullmatch(r"unboil: \S+: would be read and written at once\n", done.err)
    assert unboil.read("a.txt") == unboil.read("folder/b.txt") == POST.encode()


def test_a_page_beside_what_is_read_is_fine(unboil):
    unboil.write("folder/b.txt", POST)
    assert report(unboil, "-o", "folder/page.html", "folder").code == 0
    assert names(data_of(unboil.read("folder/page.html"))) == ["folder/b.txt"]


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        (["-o", "no/such/page.html"], "no/such/page.html: No such file or directory"),
        (["-o", "."], ".: is a folder"),
        (["-o", ""], "--output: the name of a file is empty"),
        (["-o", "/dev/full"], "/dev/full: No space left on device"),
        (
            ["--old-level", "1"],
            "--old-..., --new-... and --baseline: need --compare",
        ),
        (
            ["--baseline", "base"],
            "--old-..., --new-... and --baseline: need --compare",
        ),
        (["--compare", "--old-level", "9"], '--old-level: "9" is not 1, 2 or 3'),
        (["--max-changed", "1"], "--max-changed: unknown option"),
    ],
)
def test_faults_are_told(unboil, words, fault):
    unboil.write("a.txt", POST)
    done = report(unboil, *words, "a.txt")
    assert (done.code, done.out) == (2, b"")
    assert done.err.startswith(f"unboil: {fault}")
    assert done.err.count("\n") == 1


def test_what_cannot_be_read_leaves_the_rest_of_the_page(unboil):
    records = jsonl([POST]) + '{"txt": 1}\nbroken\n' + jsonl([POST])
    unboil.write("bad.jsonl", records)
    done = report(unboil, "-o", "page.html", "missing.txt", "bad.jsonl")
    assert (done.code, done.out) == (2, b"")
    assert done.err.splitlines() == [
        "unboil: missing.txt: No such file or directory",
        'unboil: bad.jsonl:2: no field "text"',
        "unboil: bad.jsonl:3: not a JSON object",
    ]
    assert names(data_of(unboil.read("page.html"))) == ["bad.jsonl:1", "bad.jsonl:4"]


def test_a_full_disk(unboil):
    unboil.write("a.jsonl", many_documents(1000))
    with open("/dev/full", "wb") as full:
        done = report(unboil, "a.jsonl", stdout=full)
    assert done.code == 2
    assert done.err == "unboil: standard output: No space left on device\n"


def test_a_reader_that_goes_away_is_no_error(unboil):
    unboil.write("a.jsonl", many_documents(3000))
    read, write = os.pipe()
    reader = threading.Thread(target=lambda: (os.read(read, 10), os.close(read)))
    reader.start()
    done = report(unboil, "a.jsonl", stdout=write)
    os.close(write)
    reader.join()
    assert (done.code, done.err) == (0, "")


def test_memory_does_not_grow_with_the_corpus(unboil):
    """Nor with the page: all of these documents are on it."""
    record = jsonl(["A story.\n" * 900 + "View original\nIts end."]).encode()
    script = (
        "import resource, subprocess, sys\n"
        "code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode\n"
        "print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)\n"
    )

    def peak(count):
        """In kilobytes."""
        words = ["report", *PLAIN, "--repeats", "off", "-j", "2", "-"]
        run = ["python3", "-c", script, unboil.path, *words]
        done = subprocess.run(
            run,
            check=True,
            cwd=unboil.folder,
            env=unboil.environment(),
            input=record * count,
            stdout=subprocess.PIPE,
        )
        code, peak = done.stdout.split()
        assert code == b"0"
        return int(peak)

    assert peak(6000) < 1.2 * peak(600) + 4000
