"""unboil rules coverage: which rules a corpus has seen at work."""

import json

import pytest

POSTS = """\
{"id": "a", "text": "It rains in all the hills of the island. [Read more]\\nView original"}
{"id": "b", "text": "The sun shines on all the towns of the coast. [Read more]\\nView original"}
{"id": "c", "text": "The wind blows over all the fields of the plain.\\nView original"}
{"id": "d", "text": "Nothing happens."}
"""

# Whatever the first takes on a line of its own, the second takes, too.
TWINS = """\
group = "u"

[[rule]]
id = "next"
why = "A link."
pattern = '''^next page$'''
remove = ["Next page", "NEXT PAGE"]
keep = ["Next pages."]

[[rule]]
id = "turn"
why = "Links."
pattern = '''^(next|previous) page$'''
remove = ["Previous page", "PREVIOUS PAGE"]
keep = ["Previous pages."]
"""


def coverage(unboil, *words, code=0):
    done = unboil.run("rules", "coverage", "-r", "rules.toml", "--no-builtin", *words)
    assert (done.code, done.err) == (code, "")
    return done.out.decode()


def test_rules_that_fired_and_their_company(unboil):
    unboil.write("posts.jsonl", POSTS)
    found = json.loads(coverage(unboil, "--format", "json", "posts.jsonl"))
    assert found["documents"] == 4
    assert found["fired"] == [
        {"rule": "t.label", "documents": 3},
        {"rule": "t.more", "documents": 2, "never_without": "t.label"},
    ]
    assert {"t.notice", "t.original", "any.repeat.body"} <= set(found["never"])
    assert "t.bold" not in found["never"], "it is off"


def test_rules_that_are_off_are_not_told_of(unboil):
    unboil.write("posts.jsonl", POSTS)
    out = coverage(unboil, "--repeats", "off", "--disable", "t.notice", "posts.jsonl")
    assert out.startswith("4 documents, 3 rules on: 2 fired, 1 did not\n")


def test_for_people(unboil):
    unboil.write("posts.jsonl", POSTS)
    out = coverage(unboil, "--repeats", "off", "posts.jsonl")
    assert out == (
        "4 documents, 4 rules on: 2 fired, 2 did not\n"
        "\n"
        "documents  rule (never without)\n"
        "        3  t.label\n"
        "        2  t.more (t.label)\n"
        "\n"
        "never fired\n"
        "  t.notice  rules.toml:21\n"
        "  t.original  rules.toml:40\n"
    )


def test_examples_that_go_without_their_rule(unboil):
    unboil.write("twins.toml", TWINS)
    unboil.write("page.txt", "It rains.\n")
    words = ["-r", "twins.toml", "--repeats", "off", "page.txt"]
    found = json.loads(coverage(unboil, "--format", "json", *words))
    assert found["spare_examples"] == [
        {"rule": "u.next", "also_by": "u.turn", "text": "Next page"},
        {"rule": "u.next", "also_by": "u.turn", "text": "NEXT PAGE"},
    ]
    assert (
        "examples that go without their rule\n"
        "  u.next  twins.toml:3\n"
        "    also by u.turn: Next page\n"
    ) in coverage(unboil, *words)


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_jobs_change_nothing(unboil, jobs):
    unboil.write("posts.jsonl", POSTS * 2000)
    out = coverage(unboil, "-j", jobs, "posts.jsonl")
    assert "     6000  t.label\n     4000  t.more (t.label)\n" in out


def test_a_bad_record_is_told_and_the_rest_counts(unboil):
    unboil.write("posts.jsonl", POSTS + '{"id": "e"}\n')
    done = unboil.run("rules", "coverage", "-r", "rules.toml", "posts.jsonl")
    assert done.code == 2
    assert done.err == 'unboil: posts.jsonl:5: no field "text"\n'
    assert done.out.startswith(b"4 documents")
