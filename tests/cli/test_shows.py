"""What is shown instead of the clean text, and the report beside it."""

import json

import pytest

TEXT = "A story.\nView original\nIt rains. [Read more]\nThe end.\n"
RECORDS = '{"text":"a\\nView original"}\n{"text":"b"}\n{"text":null}\n\n{"text":"View original\\nc"}\n'


def test_removed_prints_what_would_go(unboil):
    done = unboil.clean("--removed", stdin=TEXT)
    assert (done.code, done.out) == (0, b"View original\n [Read more]")


def test_removed_keeps_separators(unboil):
    done = unboil.clean("--removed", "-0", stdin=b"a\0View original\nb\n\0c")
    assert done.out == b"\0View original\n\0"


def test_removed_ends_the_line_of_a_record(unboil):
    done = unboil.clean("--removed", "-f", "jsonl", stdin=RECORDS)
    assert done.out == b"\nView original\nView original\n"


def test_removed_and_kept_are_the_whole(unboil):
    kept = unboil.clean(stdin=TEXT).out
    removed = unboil.clean("--removed", stdin=TEXT).out
    assert sorted(kept + removed) == sorted(TEXT.encode())


def test_explain_lists_every_line(unboil):
    unboil.write("page.txt", TEXT)
    done = unboil.clean("--explain", "page.txt")
    assert done.out.decode() == (
        "page.txt: 1 of 4 lines goes, 1 cut inside\n"
        "  1 |          A story.\n"
        "  2 - t.label  View original\n"
        "  3 ~ t.more   It rains. [Read more]\n"
        "    +          It rains.\n"
        "  4 |          The end.\n"
    )


def test_explain_says_that_nothing_goes(unboil):
    assert unboil.clean("--explain", stdin="a\n").out == b"-: nothing goes\n  1 |   a\n"


def test_explain_names_the_line_of_a_twin(unboil):
    text = (
        "Bank raises its rate again\n\nBank raises its rate again\n\n"
        "The bank raised its rate on Tuesday, as it had said it would.\n"
    )
    done = unboil.clean("--explain", stdin=text)
    assert b" - any.repeat.headline = 1  Bank raises" in done.out


def test_explain_shows_no_raw_control_characters(unboil):
    done = unboil.clean("--explain", stdin=b"\x1b[31mred \xff\0\n")
    assert done.out == b"-: nothing goes\n  1 |   \\x1B[31mred \\xFF\\x00\n"


def test_explain_over_jsonl_lists_each_record(unboil):
    done = unboil.clean("--explain", "-f", "jsonl", stdin=RECORDS)
    assert done.out.decode() == (
        "-:1: 1 of 2 lines goes\n"
        "  1 |          a\n"
        "  2 - t.label  View original\n"
        "\n"
        "-:2: nothing goes\n"
        "  1 |   b\n"
        "\n"
        "-:5: 1 of 2 lines goes\n"
        "  1 - t.label  View original\n"
        "  2 |          c\n"
    )


def test_mark_prints_a_case(unboil):
    unboil.write("page.txt", TEXT)
    done = unboil.clean("--mark", "page.txt")
    assert done.out.decode() == (
        "=== page.txt\n"
        "@ t.label\n"
        "@ t.more\n"
        "| A story.\n"
        "- View original\n"
        "~ It rains. [Read more]\n"
        "+ It rains.\n"
        "| The end.\n"
    )


def test_mark_gives_the_options_that_matter(unboil):
    words = ["--level", "3", "--lang", "de,es", "--enable", "t.*", "--disable"]
    words += ["t.more", "--repeats", "last", "--max-share", "0.75"]
    words += ["--title-text", 'A "b" \\ c']
    done = unboil.clean("--mark", *words, stdin="a\n")
    assert done.out.decode() == (
        "=== -\n"
        "% --level 3\n"
        "% --lang de,es\n"
        "% --enable t.*\n"
        "% --disable t.more\n"
        "% --repeats last\n"
        "% --max-share 0.75\n"
        '% --title-text "A \\"b\\" \\\\ c"\n'
        "| a\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"\n",
        b"no newline",
        b"View original",
        b"a\nView original",
        b"a\n\nView original",
        b"a\r\n\r\nView original",
        b"a\r\nView original\r\n[Read more] b\r\n",
        b"\xef\xbb\xbfView original\na\n",
        b"trailing \ntab\t\n\\ back\\slash\n",
        b"nul \0, bad \xff\xc3, controls \x1b\x7f\xc2\x85\n",
        b"| - ~ + @ % # === \\ no newline\n=== x\n\\ no newline\n",
        b"\xe2\x80\xa8 \xe2\x80\xa9 \xef\xbb\xbf\n",
    ],
)
@pytest.mark.parametrize("words", [[], ["--level", "3", "--title-text", "T \\ x "]])
def test_every_document_survives_mark_and_test(unboil, text, words):
    unboil.write("a.case", unboil.clean("--mark", *words, stdin=text).out)
    done = unboil.run("test", "-r", "rules.toml", "--no-builtin", "a.case")
    assert (done.code, done.out.decode()) == (0, "1 passed, 0 failed\n")


def test_mark_over_jsonl_makes_a_case_a_record(unboil):
    unboil.write("a.case", unboil.clean("--mark", "-f", "jsonl", stdin=RECORDS).out)
    done = unboil.run("test", "-r", "rules.toml", "--no-builtin", "a.case")
    assert done.out == b"3 passed, 0 failed\n"


def test_mark_over_a_stream_makes_a_case_a_document(unboil):
    unboil.write("a.case", unboil.clean("--mark", "-0", stdin=b"a\n\0b\0").out)
    assert unboil.read("a.case").count(b"=== -:") == 2


@pytest.mark.parametrize(
    ("text", "code"), [(TEXT, 1), ("a\n", 0), ("", 0), (RECORDS, 1)]
)
def test_check_tells_by_its_exit_code(unboil, text, code):
    done = unboil.clean("--check", stdin=text)
    assert (done.code, done.out, done.err) == (code, b"", "")


def test_check_prefers_an_error(unboil):
    unboil.write("a", TEXT)
    assert unboil.clean("--check", "a", "missing").code == 2


def test_report_has_an_object_a_removal(unboil):
    unboil.write("page.txt", TEXT)
    done = unboil.clean("--report", "report.jsonl", "page.txt")
    assert done.out == b"A story.\nIt rains.\nThe end.\n"
    assert unboil.read("report.jsonl").decode() == (
        '{"doc":"page.txt","begin":9,"end":23,"rule":"t.label",'
        '"text":"View original\\n","twin":null}\n'
        '{"doc":"page.txt","begin":32,"end":44,"rule":"t.more",'
        '"text":" [Read more]","twin":null}\n'
    )


def test_report_counts_bytes_of_the_decoded_text(unboil):
    line = '{"text":"\\u00e9\\ud83d\\ude00\\nView original"}'
    unboil.clean("-f", "jsonl", "--report", "report", stdin=line)
    removal = json.loads(unboil.read("report"))
    assert (removal["begin"], removal["end"]) == (6, 20)


def test_report_is_json_whatever_the_bytes(unboil):
    text = b'a\n\x01"\\\xff [Read more]\xff\n'
    unboil.write('quote"\xff', text)
    unboil.clean("--report", "report", "--disable", "t.*", stdin=text)
    assert unboil.read("report") == b""
    unboil.clean("--report", "report", 'quote"\xff')
    for line in unboil.read("report").splitlines():
        json.loads(line)


def test_report_of_a_repeat_names_its_twin(unboil):
    text = (
        "Bank raises its rate again\n\nBank raises its rate again\n\n"
        "The bank raised its rate on Tuesday, as it had said it would.\n"
    )
    unboil.clean("--report", "report", stdin=text)
    removal = json.loads(unboil.read("report"))
    begin, end = removal["twin"]
    assert text[begin:end].strip() == "Bank raises its rate again"
