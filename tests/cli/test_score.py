"""unboil score: how good a cleaning is, where it is known what is right."""

import json
import os
import subprocess

import pytest

# Of "hills" and "towns" what went was boilerplate; of "wind" the author wrote it.
POSTS = """\
{"id": "hills", "text": "It rains in the hills.\\nView original", "ref": "It rains in the hills."}
{"id": "towns", "text": "The sun is over all towns. [Read more]\\nView original", "ref": "The sun is over all towns."}
{"id": "wind", "text": "The wind blows over the sea.\\nNotice: birds are free", "ref": "The wind blows over the sea.\\nNotice: birds are free"}
{"id": "calm", "text": "Nothing happens here today.", "ref": "Nothing happens here today."}
"""

PHRASES = """\
{"text": "The sun shines.\\n[Read more]\\nView original", "stay": ["The sun\\n shines.", "Rain"], "go": ["View  original", "[Read more]", "Share"]}
{"text": "The wind blows over the sea.\\nNotice: birds are free", "stay": ["birds are free"], "go": []}
{"text": "It rains all day.\\nNotice: birds fly", "stay": [], "go": null}
"""


def run(unboil, *words, code=0, err="", **more):
    done = unboil.run("score", "-r", "rules.toml", "--no-builtin", *words, **more)
    assert (done.code, done.err) == (code, err)
    return done.out.decode()


def score(unboil, *words, **more):
    return json.loads(run(unboil, "--format", "json", *words, **more))


def rules(sheet):
    return {rule["rule"]: rule for rule in sheet["rules"]}


@pytest.fixture
def posts(unboil):
    return unboil.write("posts.jsonl", POSTS)


@pytest.fixture
def phrases(unboil):
    return unboil.write("phrases.jsonl", PHRASES)


REF = ["--ref-field", "ref"]
PHRASE_FIELDS = ["--keep-field", "stay", "--drop-field", "go"]


def test_the_table_for_people(unboil, posts):
    out = run(unboil, *REF, "--id-field", "id", posts)
    assert out == (
        "4 documents, cleaned with no built-in rules, rules.toml\n"
        "\n"
        "                   untouched            cleaned\n"
        "documents      P     R    F1      P     R    F1  lost %  harm %  harmed  file\n"
        "        4  0.732 1.000 0.845  1.000 0.857 0.923  37.879  28.571     1/2"
        "  posts.jsonl\n"
        "\n"
        "what each rule adds\n"
        "     F1   harm %   lost %  removals  documents  rule\n"
        "+0.1091        0  +18.182         2          2  t.label\n"
        "+0.0450        0   +6.061         1          1  t.more\n"
        "-0.0769  +28.571  +13.636         1          1  t.notice\n"
        "\n"
        "worst documents\n"
        "        untouched            cleaned\n"
        "    P     R    F1      P     R    F1  document\n"
        "1.000 1.000 1.000  1.000 0.429 0.600  wind\n"
    )


# By hand: the reference of "hills" has 2 shingles and its text 4, "towns" 3 and 7;
# of the 7 of "wind" 3 are left.
def test_precision_recall_and_f1(unboil, posts):
    found = score(unboil, *REF, posts)["all"]
    assert found["untouched"]["precision"] == pytest.approx((2 / 4 + 3 / 7 + 1 + 1) / 4)
    assert found["untouched"]["recall"] == 1
    recall = (1 + 1 + 3 / 7 + 1) / 4
    assert found["cleaned"]["precision"] == 1
    assert found["cleaned"]["recall"] == pytest.approx(recall)
    assert found["cleaned"]["f1"] == pytest.approx(2 * recall / (1 + recall))


def test_harm_is_what_is_lost_of_documents_that_need_nothing(unboil, posts):
    found = score(unboil, *REF, posts)["all"]
    assert (found["documents"], found["need_nothing"]) == (4, 2)
    assert (found["cleaned"]["touched"], found["cleaned"]["harmed"]) == (3, 1)
    notice = len("Noticebirdsarefree")
    wind = len("Thewindblowsoverthesea") + notice
    calm = len("Nothinghappensheretoday")
    assert found["cleaned"]["harmless"] == pytest.approx(1 - notice / (wind + calm))


def test_phrases_kept_and_gone(unboil, phrases):
    found = score(unboil, *PHRASE_FIELDS, phrases)["all"]
    assert (found["keep"], found["drop"]) == (3, 3)
    assert (found["untouched"]["keep"], found["untouched"]["drop"]) == (2, 2)
    assert (found["cleaned"]["keep"], found["cleaned"]["drop"]) == (1, 0)
    assert (found["cleaned"]["kept"], found["cleaned"]["gone"]) == (0.5, 1)
    assert "f1" not in found["cleaned"]


def test_nothing_must_go_is_not_the_same_as_nobody_knows(unboil, phrases):
    found = score(unboil, *PHRASE_FIELDS, phrases)["all"]
    assert (found["need_nothing"], found["cleaned"]["harmed"]) == (1, 1)
    assert found["cleaned"]["touched"] == 3


def test_columns_of_what_nobody_has_said_are_left_out(unboil, phrases):
    out = run(unboil, *PHRASE_FIELDS, phrases)
    assert "documents  lost %  harm %  harmed  kept %  gone %  file\n" in out
    assert "F1" not in out
    out = run(unboil, "--keep-field", "stay", phrases)
    assert "documents  lost %  kept %  file\n" in out


@pytest.mark.parametrize("rule", ["t.label", "t.more", "t.notice"])
@pytest.mark.parametrize("fields", [REF, PHRASE_FIELDS])
def test_without_a_rule_is_as_if_it_were_disabled(unboil, posts, phrases, rule, fields):
    corpus = posts if fields == REF else phrases
    without = rules(score(unboil, *fields, corpus)["all"])[rule]["without"]
    assert (
        without == score(unboil, *fields, "--disable", rule, corpus)["all"]["cleaned"]
    )


def test_another_rule_may_take_what_one_would_leave(unboil, posts):
    unboil.write(
        "twin.toml",
        'group = "u"\n[[rule]]\nid = "twin"\nlevel = 1\npattern = "^view original$"\n',
    )
    words = [*REF, "-r", "twin.toml", posts]
    found = score(unboil, *words)["all"]
    assert rules(found)["t.label"]["without"]["f1"] < found["cleaned"]["f1"]
    disabled = score(unboil, *words, "--disable", "t.label")["all"]
    assert disabled["cleaned"] == found["cleaned"]


def test_a_row_for_each_file_and_one_for_all(unboil, posts):
    unboil.write("sub/calm.jsonl", POSTS.splitlines(keepends=True)[3])
    unboil.write("empty.jsonl", "")
    words = [*REF, posts, "sub", "empty.jsonl"]
    found = score(unboil, *words)
    rows = [(sheet["file"], sheet["documents"]) for sheet in found["files"]]
    assert rows == [("posts.jsonl", 4), ("sub/calm.jsonl", 1), ("empty.jsonl", 0)]
    assert found["all"]["documents"] == 5
    assert found["files"][1]["cleaned"]["f1"] == 1
    ends = [line.split()[-1] for line in run(unboil, *words).splitlines()[4:8]]
    assert ends == ["posts.jsonl", "sub/calm.jsonl", "empty.jsonl", "all"]
    assert "all\n" not in run(unboil, *REF, posts)


def test_a_file_given_twice_is_one_row(unboil, posts):
    found = score(unboil, *REF, posts, posts)
    assert [sheet["documents"] for sheet in found["files"]] == [8]


def test_standard_input(unboil):
    found = score(unboil, *REF, stdin=POSTS)
    assert [sheet["file"] for sheet in found["files"]] == ["-"]
    assert found["worst"][0]["doc"] == "-:3"


def test_jobs_change_no_digit(unboil):
    lines = POSTS.splitlines(keepends=True)
    corpus = "".join(lines[i * i % 4] * (i % 3 + 1) for i in range(9000))
    unboil.write("many.jsonl", corpus)
    words = [*REF, "--format", "json", "many.jsonl", "-j"]
    assert run(unboil, *words, "1") == run(unboil, *words, "4")


def test_worst_and_top_limit_what_is_shown(unboil, posts):
    out = run(unboil, *REF, "--top", "1", "--worst", "0", posts)
    assert "worst" not in out
    shown = [line.split("  ")[-1].strip() for line in out.splitlines()[-3:]]
    assert shown == ["t.label", "... 1 more", "t.notice"]
    assert "t.more" in run(unboil, *REF, "--top", "2", posts)
    out = run(unboil, *REF, "--top", "1", "--disable", "t.notice", posts)
    assert "..." not in out, "none is between"
    assert "rule" not in run(unboil, *REF, "--top", "0", posts).split("\n", 1)[1]
    found = score(unboil, *REF, "--top", "1", posts)
    assert len(found["all"]["rules"]) == 3, "JSON has all"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('{"text": "a"}', 'no field "ref"'),
        ('{"text": "a", "ref": null}', 'field "ref" is no string'),
        ('{"text": "a", "ref": ["a"]}', 'field "ref" is no string'),
        ('{"ref": "a"}', 'no field "text"'),
    ],
)
def test_a_bad_record_is_told_and_the_rest_counts(unboil, line, fault):
    unboil.write("bad.jsonl", POSTS + line + "\n")
    err = f"unboil: bad.jsonl:5: {fault}\n"
    assert score(unboil, *REF, "bad.jsonl", code=2, err=err)["all"]["documents"] == 4


def test_phrases_are_arrays_of_strings(unboil):
    unboil.write("bad.jsonl", '{"text": "a", "stay": "b", "go": []}\n')
    err = 'unboil: bad.jsonl:1: field "stay" is no array of strings\n'
    run(unboil, *PHRASE_FIELDS, "bad.jsonl", code=2, err=err)


def test_text_has_no_reference(unboil, posts):
    unboil.write("page.txt", "It rains.\nIt pours.\n")
    err = 'unboil: page.txt: not JSON Lines, so it has no field "ref"\n'
    found = score(unboil, *REF, posts, "page.txt", code=2, err=err)
    assert found["all"]["documents"] == 4


def test_control_characters_do_not_reach_the_terminal(unboil):
    post = {"id": "\x1b[2J", "text": "It rains.", "ref": "The sun shines."}
    unboil.write("\x1b.jsonl", json.dumps(post))
    assert "\x1b" not in run(unboil, *REF, "--id-field", "id", "\x1b.jsonl")


# -- floors

FLOORS = [*REF, "--floor", "floors.json"]


@pytest.fixture
def floors(unboil, posts):
    run(unboil, *FLOORS, "--update-floor", posts)
    return "floors.json"


def test_floors_are_made_and_hold(unboil, posts, floors):
    made = json.loads(unboil.read(floors))
    found = score(unboil, *FLOORS, posts)
    assert found["below_floor"] == []
    assert list(made) == ["posts.jsonl"]
    assert made["posts.jsonl"].pop("corpus") == found["files"][0]["digest"]
    cleaned = found["files"][0]["cleaned"]
    assert set(made["posts.jsonl"]) == {"precision", "recall", "f1", "harmless"}
    for name, floor in made["posts.jsonl"].items():
        assert floor <= cleaned[name] < floor + 0.00001


def test_a_figure_below_its_floor_is_found(unboil, posts, floors):
    words = [*FLOORS, "--disable", "t.label", posts]
    found = score(unboil, *words, code=1)["below_floor"]
    assert found == [
        "posts.jsonl: precision is 0.775, below its floor of 1",
        "posts.jsonl: f1 is 0.814, below its floor of 0.92307",
    ]
    assert run(unboil, *words, code=1).endswith("\n\n" + "\n".join(found) + "\n")


def test_a_beaten_floor_is_lifted_and_none_is_lowered(unboil, posts, floors):
    update = [*FLOORS, "--update-floor"]
    before = unboil.read(floors)
    run(unboil, *update, "--disable", "t.notice", posts)
    after = unboil.read(floors)
    assert json.loads(after)["posts.jsonl"]["f1"] == 1
    assert json.loads(before)["posts.jsonl"]["f1"] < 1

    done = unboil.run("score", "-r", "rules.toml", "--no-builtin", *update, posts)
    assert done.code == 2
    assert done.err == (
        'unboil: floors.json: "posts.jsonl": recall is 0.85714, below its floor of 1;'
        " --allow-lower lowers it\n"
    )
    assert unboil.read(floors) == after
    run(unboil, *update, "--allow-lower", posts)
    assert unboil.read(floors) == before


def test_all_floors_are_lifted_or_none(unboil, posts, floors):
    before = unboil.read(floors)
    unboil.write("new.jsonl", POSTS)
    words = ["-r", "rules.toml", "--no-builtin", *FLOORS, "--update-floor"]
    done = unboil.run("score", *words, "--disable", "t.label", "new.jsonl", posts)
    assert done.code == 2
    assert 'floors.json: "posts.jsonl": precision is' in done.err
    assert unboil.read(floors) == before


@pytest.mark.parametrize("old", ["hills.\\nView", '"ref": "It rains'])
def test_floors_are_of_texts_and_references(unboil, posts, floors, old):
    changed = POSTS.replace(old, old.replace("View", "view").replace("It", "it"))
    assert changed != POSTS
    unboil.write("posts.jsonl", changed)
    done = unboil.run("score", "-r", "rules.toml", "--no-builtin", *FLOORS, posts)
    assert done.code == 2
    assert 'floors.json: "posts.jsonl": the floors are of other documents' in done.err


@pytest.mark.parametrize("go", ["[]", '["It pours."]', '["It", "pours."]'])
def test_floors_are_of_phrases_too(unboil, go):
    words = [*PHRASE_FIELDS, "--floor", "floors.json", "a.jsonl"]
    unboil.write("a.jsonl", '{"text": "It pours.", "stay": [], "go": null}\n')
    run(unboil, *words, "--update-floor")
    unboil.write("a.jsonl", f'{{"text": "It pours.", "stay": [], "go": {go}}}\n')
    done = unboil.run("score", *words)
    assert done.code == 2
    assert "the floors are of other documents" in done.err


def test_floors_go_by_the_name_without_folders(unboil, posts, floors):
    unboil.write("moved/posts.jsonl", POSTS)
    assert score(unboil, *FLOORS, "moved/posts.jsonl")["below_floor"] == []
    err = (
        "unboil: floors.json: has one set of floors for each name, but posts.jsonl"
        " and moved/posts.jsonl have the same one\n"
    )
    assert run(unboil, *FLOORS, posts, "moved", code=2, err=err) == ""


def test_a_set_without_floors_is_told(unboil, posts, floors):
    unboil.write("new.jsonl", POSTS)
    err = 'unboil: floors.json: no floors for "new.jsonl"; --update-floor adds them\n'
    run(unboil, *FLOORS, "new.jsonl", code=2, err=err)


def test_floors_of_a_part_are_not_looked_at(unboil, posts):
    unboil.write("posts.jsonl", POSTS + "{}\n")
    err = (
        'unboil: posts.jsonl:5: no field "text"\n'
        "unboil: floors.json: left aside, since a part of the documents is missing\n"
    )
    run(unboil, *FLOORS, "--update-floor", posts, code=2, err=err)
    assert not (unboil.folder / "floors.json").exists()


def test_documents_are_not_overwritten_by_floors(unboil, posts):
    err = "unboil: posts.jsonl: cannot be both documents and floors\n"
    words = [*REF, "--floor", posts, "--update-floor", "."]
    run(unboil, *words, code=2, err=err.replace(" posts", " ./posts"))
    assert unboil.read(posts) == POSTS.encode()


@pytest.mark.parametrize(
    ("contents", "fault"),
    [
        (None, "No such file or directory"),
        ("", "not JSON"),
        ('{"posts.jsonl": {"f1": 1}}', '"posts.jsonl": no "corpus"'),
    ],
)
def test_bad_floors_are_told_before_anything_is_read(unboil, contents, fault):
    if contents is not None:
        unboil.write("floors.json", contents)
    err = f"unboil: floors.json: {fault}\n"
    assert run(unboil, *FLOORS, "missing.jsonl", code=2, err=err) == ""


def test_a_file_that_appears_while_rules_are_read_is_left_out(unboil):
    """Files were listed twice, and one of the second list alone ended the run."""
    unboil.write("posts/a.jsonl", POSTS)
    os.mkfifo(unboil.folder / "late.toml")
    words = ["score", *REF, "--format", "json", "-r", "late.toml", "posts"]
    process = subprocess.Popen(
        [unboil.path, *words],
        cwd=unboil.folder,
        env=unboil.environment(),
        stdout=subprocess.PIPE,
    )
    # Opens when the program reads it: it has its list of files by then.
    with open(unboil.folder / "late.toml", "w") as rules_file:
        unboil.write("posts/b.jsonl", POSTS)
        rules_file.write('group = "late"\n')
    answer = json.loads(process.communicate(timeout=60)[0])
    assert process.returncode == 0
    assert [file["file"] for file in answer["files"]] == ["posts/a.jsonl"]
