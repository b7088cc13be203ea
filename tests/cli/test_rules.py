"""unboil rules list | show | check."""

import json

import pytest

LOAD = ["-r", "rules.toml", "--no-builtin"]
OURS = ["t.label", "t.more", "t.notice", "t.bold", "t.original"]


def listed(unboil, *words):
    done = unboil.run("rules", "list", "--format", "json", *LOAD, *words)
    assert (done.code, done.err) == (0, "")
    return {rule["id"]: rule for rule in json.loads(done.out)}


def test_list_has_every_rule_and_the_detectors(unboil):
    rules = listed(unboil)
    assert [id for id in rules if id.startswith("t.")] == OURS
    assert "any.repeat.body" in rules


def test_list_gives_every_key(unboil):
    assert listed(unboil)["t.bold"] == {
        "id": "t.bold",
        "level": 3,
        "unit": "line",
        "zone": "any",
        "action": "remove",
        "lang": ["de"],
        "why": "Often an advertisement.",
        "file": "rules.toml",
        "enabled": False,
    }


@pytest.mark.parametrize(
    ("words", "enabled"),
    [
        ([], ["t.label", "t.more", "t.notice", "t.original"]),
        (["--level", "1"], ["t.label", "t.more", "t.original"]),
        (["--enable", "t.bold"], OURS),
        (["--disable", "t.*"], []),
        (["--lang", "es"], ["t.label", "t.more", "t.notice", "t.original"]),
    ],
)
def test_list_obeys_rule_options(unboil, words, enabled):
    rules = listed(unboil, *words)
    assert [id for id in OURS if rules[id]["enabled"]] == enabled


def test_list_as_text(unboil):
    done = unboil.run("rules", "list", *LOAD)
    lines = [line.split(None, 3) for line in done.out.decode().splitlines()]
    assert ["off", "3", "t.bold", "Often an advertisement."] in lines


def test_show_explains_a_rule(unboil):
    done = unboil.run("rules", "show", *LOAD, "t.label")
    assert done.code == 0
    for part in [
        "t.label",
        "A link back to the first version, not part of the text.",
        "1 (safe)",
        "^view original$",
        "VIEW ORIGINAL",
        "View original paintings.",
        "rules.toml:3",
    ]:
        assert part in done.out.decode()


def test_show_explains_a_detector(unboil):
    done = unboil.run("rules", "show", "any.repeat.body")
    assert done.code == 0
    assert b":0" not in done.out


@pytest.mark.parametrize("id", ["t.lable", "label", "lable", "T.label"])
def test_show_names_the_nearest_id(unboil, id):
    done = unboil.run("rules", "show", *LOAD, id)
    assert done.code == 2
    assert done.err == f"unboil: {id}: no rule has this id; did you mean t.label?\n"


def test_check_of_the_builtin_rules_finds_nothing(unboil):
    done = unboil.run("rules", "check")
    assert done.code == 0
    assert b" checked: 0 faults, " in done.out


def test_check_of_good_rules(unboil):
    done = unboil.run("rules", "check", "rules.toml")
    assert (done.code, done.out) == (0, b"1 file checked: 0 faults, 0 warnings\n")


def test_check_of_a_folder(unboil):
    unboil.write("folder/a.toml", unboil.read("rules.toml"))
    assert unboil.run("rules", "check", "folder").code == 0


def test_check_names_file_and_rule(unboil):
    text = unboil.read("rules.toml").decode()
    unboil.write("bad.toml", text.replace('"View original",', '"Ver imagen",'))
    done = unboil.run("rules", "check", "bad.toml")
    assert done.code == 1
    assert done.err.startswith("unboil: bad.toml:")
    assert "t.label" in done.err


def test_check_of_a_missing_file_is_an_error(unboil):
    done = unboil.run("rules", "check", "missing.toml")
    assert (done.code, done.err) == (
        2,
        "unboil: missing.toml: No such file or directory\n",
    )
