"""Text: one document, or several in a stream; and the options about rules."""

import pytest

STORY = "A story of some length, long enough to outweigh a notice.\n"


def test_null_separates_documents(unboil):
    done = unboil.clean("-0", stdin=b"a\nView original\n\0View original\nb\0c")
    assert done.out == b"a\n\0b\0c"


def test_separator_lines_are_copied_as_they_stand(unboil):
    text = b"a\nView original\n---\r\nb\nVer original\n---\nc\n"
    done = unboil.clean("--separator", "---", stdin=text)
    assert done.out == b"a\n---\r\nb\n---\nc\n"


def test_a_separator_line_is_no_line_of_a_document(unboil):
    done = unboil.clean("--separator", "View original", stdin="a\nView original\nb\n")
    assert done.out == b"a\nView original\nb\n"


def test_each_document_of_a_stream_has_a_number(unboil):
    unboil.write("in", b"a\0b\nView original\n\0")
    unboil.clean("-0", "--report", "report", "in")
    assert b'"doc":"in:2"' in unboil.read("report")


def test_null_is_not_taken_for_utf16(unboil):
    done = unboil.clean("-0", stdin=b"a\0b\0c\0d\0e\0f\0g\0h\0View original\ni\0")
    assert (done.code, done.err) == (0, "")
    assert done.out == b"a\0b\0c\0d\0e\0f\0g\0h\0i\0"


def test_null_makes_text_of_a_jsonl_name(unboil):
    unboil.write("a.jsonl", b"a\nView original\n\0")
    assert unboil.clean("-0", "a.jsonl").out == b"a\n\0"


@pytest.mark.parametrize(
    ("first_line", "is_jsonl"),
    [
        ('{"text":"a\\nView original"}', True),
        ('  {"text":"a\\nView original"} \r', True),
        ('{"text":"a\\nView original"', False),
        ('{"text":"a\\nView original"} x', False),
        ('{"texts":"a\\nView original"}', False),
        ('{"text":["a\\nView original"]}', False),
        ('["text"]', False),
        ("", False),
    ],
)
def test_the_first_line_tells_the_format(unboil, first_line, is_jsonl):
    text = first_line + '\n{"text":"b\\nView original"}\nView original\n'
    done = unboil.clean(stdin=text)
    assert (b"\nView original" not in done.out) == (not is_jsonl)
    assert (done.code == 2) == is_jsonl  # the third line is no record


def test_format_text_beats_the_name(unboil):
    unboil.write("a.jsonl", "a\nView original\n")
    assert unboil.clean("-f", "text", "a.jsonl").out == b"a\n"


def test_format_jsonl_beats_the_content(unboil):
    assert unboil.clean("-f", "jsonl", stdin="a\n").code == 2


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson"])
def test_the_name_tells_the_format(unboil, name):
    unboil.write(name, '\n{"text":"a\\nView original"}\n')
    assert unboil.clean(name).out == b'\n{"text":"a"}\n'


# Options about rules.


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ([], "Anzeige\n"),
        (["--level", "3"], ""),
        (["--level", "1"], "Notice: hands off\nAnzeige\n"),
        (["--level=3", "--level=2"], "Anzeige\n"),
        (["--enable", "t.bold"], ""),
        (["--enable", "t.b*"], ""),
        (["--disable", "t.*"], "Notice: hands off\nAnzeige\nVer original\n"),
        (
            ["--disable", "t.*", "--enable", "t.bold"],
            "Notice: hands off\nVer original\n",
        ),
        (["--level", "3", "--lang", "es"], "Anzeige\n"),
        (["--level", "3", "--lang", "es,de"], ""),
        (["--lang", "de"], "Anzeige\nVer original\n"),
    ],
)
def test_options_choose_rules(unboil, words, kept):
    text = STORY + "Notice: hands off\nAnzeige\nVer original\n"
    assert unboil.clean(*words, stdin=text).out.decode() == STORY + kept


def test_rules_may_be_a_folder(unboil):
    unboil.write("more/b.txt", "no rules\n")
    unboil.write("more/sub/a.toml", unboil.read("rules.toml"))
    done = unboil.run("-r", "more", "--no-builtin", stdin="a\nView original\n")
    assert (done.code, done.out) == (0, b"a\n")


def test_no_builtin_leaves_no_rule(unboil):
    done = unboil.run("--no-builtin", "--repeats", "off", stdin="View original\n")
    assert (done.code, done.out) == (0, b"View original\n")


@pytest.mark.parametrize("words", [["--max-share", "0"], ["--max-share=0.01"]])
def test_a_document_is_left_rather_than_gutted(unboil, words):
    text = STORY + "Notice: all rights reserved\n"
    done = unboil.clean(*words, stdin=text)
    assert (done.code, done.out.decode()) == (0, text)
    assert done.err.startswith("unboil: -: left as it is, since the rules would")
    assert "--max-share" in done.err
    assert done.err.count("\n") == 1


def test_max_share_1_lets_everything_go(unboil):
    done = unboil.clean("--max-share", "1", stdin="a\nNotice: all rights reserved\n")
    assert (done.out, done.err) == (b"a\n", "")


def test_title_text_finds_the_headline(unboil):
    text = "Bank raises its rate again\n\nBank raises its rate again\n\n" + STORY
    done = unboil.clean("--title-text", "Bank raises its rate again", stdin=text)
    assert done.out.decode() == "Bank raises its rate again\n\n" + STORY
