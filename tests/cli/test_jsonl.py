"""JSONL: the field's own bytes are cut, everything else is copied."""

import json

import pytest

UNCHANGED = [
    rb'{"text":"nothing here"}',
    rb'  { "text" : "blanks" ,"x":[1, {"text":"View original"}]}  ',
    rb'{"text":"escapes \u0041\/\"\\\n\ud83d\ude00"}',
    rb'{"id":123456789012345678901234567890,"n":1e999,"text":"large numbers"}',
    rb'{"text":null}',
    b"",
    b" \t",
]

CUT = [
    (rb'{"text":"a\nView original"}', rb'{"text":"a"}'),
    (rb'{"text":"a\nView original\nb"}', rb'{"text":"a\nb"}'),
    (rb'{"text":"a\u000aView original\u000Ab"}', rb'{"text":"a\u000ab"}'),
    (rb'{"text":"\u0056iew origin\u0061l\n\u00e9"}', rb'{"text":"\u00e9"}'),
    (
        rb'{"text":"\ud83d\ude00 \u00e9 [Read more]\n\uD83D\uDE00 [Read \u006dore]\nThe rest is longer.\/"}',
        rb'{"text":"\ud83d\ude00 \u00e9\n\uD83D\uDE00\nThe rest is longer.\/"}',
    ),
    (
        '{"text":"\U0001f600 [Read more] and it is longer é"}'.encode(),
        '{"text":"\U0001f600 and it is longer é"}'.encode(),
    ),
    (rb'{"te\u0078t":"a\nView original"}', rb'{"te\u0078t":"a"}'),
    (
        rb'{"text":"a\nView original","text":"b\nView original"}',
        rb'{"text":"a\nView original","text":"b"}',
    ),
    (
        rb'{ "a" : ["}", {"text": 1}] , "text" : "a\nView original" , "b" : 2 }',
        rb'{ "a" : ["}", {"text": 1}] , "text" : "a" , "b" : 2 }',
    ),
    (
        rb'{"n":123456789012345678901234567890,"text":"a\nView original"}',
        rb'{"n":123456789012345678901234567890,"text":"a"}',
    ),
    (b'\xef\xbb\xbf{"text":"a\\nView original"}', b'\xef\xbb\xbf{"text":"a"}'),
]

BAD = [
    (b"{}", 'no field "text"'),
    (b'{"text":3}', 'field "text" is no string'),
    (b'{"text":["a"]}', 'field "text" is no string'),
    (b'{"text":"a","text":7}', 'field "text" is no string'),
    (b"[1]", "not a JSON object"),
    (b"plain", "not a JSON object"),
    (b'{"text":"a"', "not JSON"),
    (b'{"text":"a","x":tru}', "not JSON"),
    (b'{"text":"a"} {"text":"b"}', "not JSON"),
    (b'{"text":"\xff"}', "not UTF-8"),
    (rb'{"text":"\ud83d"}', "a string with a bad escape (half of a surrogate pair?)"),
    (rb'{"text":"\ude00"}', "a string with a bad escape (half of a surrogate pair?)"),
    (b'{"text":' + b"[" * 10_000_000 + b"]" * 10_000_000 + b"}", "nested too deep"),
]


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
@pytest.mark.parametrize("line", UNCHANGED)
def test_nothing_found_nothing_changed(unboil, line, end):
    done = unboil.clean("-f", "jsonl", stdin=line + end)
    assert (done.code, done.out, done.err) == (0, line + end, "")


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b""])
@pytest.mark.parametrize(("line", "cut"), CUT)
def test_the_value_is_cut_as_written(unboil, line, cut, end):
    done = unboil.clean("-f", "jsonl", stdin=line + end)
    assert (done.code, done.out, done.err) == (0, cut + end, "")


@pytest.mark.parametrize(("line", "fault"), BAD)
def test_a_bad_record_passes_and_is_told(unboil, line, fault):
    good = b'{"text":"a\\nView original"}\n'
    unboil.write("a.jsonl", good + line + b"\n" + good)
    done = unboil.clean("a.jsonl")
    assert done.code == 2
    assert done.err == f"unboil: a.jsonl:2: {fault}\n"
    assert done.out == b'{"text":"a"}\n' + line + b'\n{"text":"a"}\n'


def test_line_ends_may_be_mixed(unboil):
    text = b'{"text":"a\\nView original"}\r\n\r\n{"text":"b"}\n\n{"text":"c"}'
    done = unboil.clean("-f", "jsonl", stdin=text)
    assert (done.code, done.err) == (0, "")
    assert done.out == b'{"text":"a"}\r\n\r\n{"text":"b"}\n\n{"text":"c"}'


def test_a_record_may_be_long(unboil):
    text = "a long line " * 500_000
    line = json.dumps({"text": text + "\nView original\nend"}) + "\n"
    done = unboil.clean("-f", "jsonl", stdin=line * 2)
    assert done.out.decode() == (json.dumps({"text": text + "\nend"}) + "\n") * 2


def test_field_names_the_text(unboil):
    line = b'{"text":"View original","body":"a\\nView original"}\n'
    done = unboil.clean("-f", "jsonl", "--field", "body", stdin=line)
    assert done.out == b'{"text":"View original","body":"a"}\n'


@pytest.mark.parametrize(
    ("id", "name"),
    [
        ('"seven"', "seven"),
        ('"\\u00e9"', "é"),
        ("7", "7"),
        ("null", "a.jsonl:1"),
    ],
)
def test_id_field_names_the_document(unboil, id, name):
    unboil.write("a.jsonl", f'{{"id":{id},"text":"a\\nView original"}}\n')
    unboil.clean("--id-field", "id", "--report", "report", "a.jsonl")
    assert json.loads(unboil.read("report"))["doc"] == name


def test_without_id_field_the_line_names_the_document(unboil):
    unboil.write("a.jsonl", '\n{"id":"x","text":"a\\nView original"}\n')
    unboil.clean("--report", "report", "a.jsonl")
    assert json.loads(unboil.read("report"))["doc"] == "a.jsonl:2"


TITLE = "Bank raises its rate again"
STORY = "A story of some length, long enough to be no label."


@pytest.mark.parametrize("words", [["--title-field", "head"], ["--title-text", TITLE]])
def test_the_title_finds_the_headline(unboil, words):
    record = {"head": TITLE, "text": f"{TITLE}\n\n{TITLE}\n\n{STORY}"}
    done = unboil.clean("-f", "jsonl", *words, stdin=json.dumps(record))
    assert json.loads(done.out)["text"] == f"{TITLE}\n\n{STORY}"
