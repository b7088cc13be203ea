"""What the page of `unboil report` shows, and how one moves about in it."""

import base64
import hashlib
import re

from conftest import document

RAIN = (
    "It rained all May, day and night, and nobody in the valley, old or young, could "
    "remember a month in which the river had stood so high for so long."
)
STORY = document(
    "story.txt",
    f"Rain in May\n\n{RAIN}\nView original\n"
    f"Notice: do not copy.\n\n{RAIN}\n\nThe end.\n",
)
OTHER = document("posts/2", "View original\nThe end. Notice: two more.\n")
CALM = document("calm", "One.\n" * 200 + "Label\n" + "Two.\n" * 200)


def digest(text):
    """As a Content-Security-Policy writes it."""
    sha = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(sha).decode()


def test_the_policy_names_style_and_script(report):
    page = report.of(STORY).read_text(encoding="utf-8")
    style = re.search("<style>(.*?)</style>", page, re.DOTALL)[1]
    script = re.search("<script>(.*?)</script>", page, re.DOTALL)[1]
    policy = re.search(r'Content-Security-Policy" content="([^"]*)', page)[1]
    wanted = (
        f"default-src 'none'; style-src '{digest(style)}'; "
        f"script-src '{digest(script)}'; base-uri 'none'; form-action 'none'"
    )
    assert policy == wanted, "page.html must have the policy on the right"


def test_what_goes_is_struck_and_its_rule_stands_beside(open_page, report):
    page = open_page(report.of(STORY, OTHER))
    assert page.count() == "5 of 5 removals in 2 documents"
    assert page.texts("h2 bdi") == ["story.txt", "posts/2"]
    rows = page.page.locator(".row", has=page.page.locator("del"))
    assert [row.split("\n") for row in rows.all_inner_texts()] == [
        ["View original", "", "t.label"],
        ["Notice: do not copy.", "", "t.notice"],
        [RAIN, "", "any.repeat.body", "twin"],
        [""],
        ["View original", "", "t.label"],
        ["The end. Notice: two more.", "", "t.notice"],
    ]
    struck = page.page.locator("del").first.evaluate(
        "(del) => getComputedStyle(del).textDecorationLine"
    )
    assert struck == "line-through"


def test_a_line_that_loses_only_its_end_is_not_struck(open_page, report):
    page = open_page(report.of(document("end", "It rained.\nView original")))
    assert page.texts(".row.touched .text") == ["View original"]
    page.press("n")
    assert page.where() == "1 of 1 · end, line 2 · t.label level 1"
    page.press("r")
    assert page.texts(".text") == ["View original"]


def test_each_rule_has_a_color_and_counts(open_page, report):
    page = open_page(report.of(STORY, OTHER))
    assert [row.split() for row in page.texts("#rules label")] == [
        ["t.label", "2"],
        ["t.notice", "2"],
        ["any.repeat.body", "1"],
    ]
    colors = page.page.evaluate(
        "[...document.querySelectorAll('del')].map((d) => getComputedStyle(d).color)"
    )
    assert len(set(colors)) == 3


def test_several_rules_may_be_chosen(open_page, report):
    page = open_page(report.of(STORY, OTHER))
    page.choose("any.repeat.body")
    assert page.count() == "1 of 5 removals in 1 document"
    assert page.texts("h2 bdi") == ["story.txt"]
    assert page.texts("h2 small") == ["1 of 3 removals"]
    page.choose("t.notice")
    assert page.count() == "3 of 5 removals in 2 documents"
    page.page.get_by_text("Clear filters").click()
    assert page.count() == "5 of 5 removals in 2 documents"


def test_documents_are_found_by_name(open_page, report):
    page = open_page(report.of(STORY, OTHER))
    page.page.get_by_label("Document", exact=True).fill("POSTS")
    assert page.count() == "2 of 5 removals in 1 document"
    assert [row.split()[1] for row in page.texts("#rules label")] == ["1", "1", "0"]


def test_text_is_found_in_removals_and_their_lines(open_page, report):
    page = open_page(report.of(STORY, OTHER))
    field = page.page.get_by_label("Text")
    for text, count in [
        ("DO NOT", "1 of 5 removals in 1 document"),
        ("the end", "1 of 5 removals in 1 document"),
        ("in May", "0 of 5 removals in 0 documents"),
        ("", "5 of 5 removals in 2 documents"),
    ]:
        field.fill(text)
        assert page.count() == count
    field.fill("nowhere")
    assert page.texts("#empty") == ["No removal passes the filters."]
    assert page.page.locator("#next").is_disabled()


def test_keys_walk_the_removals_that_pass(open_page, report):
    page = open_page(report.of(STORY, OTHER))
    page.choose("t.notice")
    page.page.locator("#view").focus()
    page.press("n")
    assert page.where() == "1 of 2 · story.txt, line 5 · t.notice level 2"
    page.press("j")
    assert page.where() == "2 of 2 · posts/2, line 2 · t.notice level 2"
    page.press("n")  # there is no other
    assert page.where().startswith("2 of 2")
    page.press("k")
    assert page.where().startswith("1 of 2")
    assert page.texts("#why") == ["A notice <b>that</b> nobody wrote."]
    assert page.texts("del.current") == ["Notice: do not copy."]


def test_a_jump_brings_a_removal_into_the_window(open_page, report):
    page = open_page(report.of(CALM, CALM, CALM))
    for _ in range(3):
        page.press("n")
        assert page.in_window("del.current")
    assert page.texts("#here") == ["calm"]
    page.press("p")
    assert page.in_window("del.current")


def test_the_walk_goes_on_from_where_one_scrolled(open_page, report):
    page = open_page(report.of(CALM, CALM, CALM))
    page.press("n")
    page.press("End")
    page.press("p")
    assert page.where().startswith("3 of 3")


def test_a_twin_is_one_key_away_and_so_is_the_way_back(open_page, report):
    page = open_page(report.of(STORY))
    page.press("n")
    page.press("t")
    assert page.texts("mark.twin") == []  # a label has none
    page.press("n")
    page.press("n")
    page.press("t")
    assert page.texts("mark.twin") == [RAIN]
    assert page.in_window("mark.twin")
    page.press("b")
    assert page.texts("mark.twin") == []
    assert page.where().startswith("3 of 3")


def test_a_twin_is_one_click_away_and_so_is_the_way_back(open_page, report):
    body = "\n".join(f"{RAIN} That was in {year}." for year in range(1900, 1940))
    page = open_page(report.of(document("far", f"{body}\nView original\n{body}\n")))
    page.choose("any.repeat.body")
    page.page.locator("#view").focus()
    page.press("n")
    page.page.get_by_role("button", name="Show the twin").first.click()
    assert page.in_window("mark.twin")
    page.page.get_by_role("button", name="Back to the repeat").click()
    assert page.in_window("del.current")


def test_removed_only_shows_just_the_lines_out_of_which_something_goes(
    open_page, report
):
    page = open_page(report.of(STORY, OTHER))
    page.press("r")
    assert page.page.locator("#removed-only").get_attribute("aria-pressed") == "true"
    gone = ["View original", "Notice: do not copy."]
    more = [RAIN, "", "View original", "The end. Notice: two more."]
    assert page.texts(".text") == gone + more
    assert page.texts(".gap") == ["3 lines", "1 line", "1 line"]
    page.page.get_by_role("button", name="Show 3 lines that stay").click()
    assert page.texts(".text") == ["Rain in May", "", RAIN, *gone, *more]
    page.press("r")
    assert "The end." in page.texts(".text")


def test_removed_only_shows_the_lines_of_the_chosen_rules(open_page, report):
    page = open_page(report.of(STORY, OTHER))
    page.choose("t.label")
    page.page.locator("#view").focus()
    page.press("r")
    assert page.texts(".text") == ["View original", "View original"]


def test_removed_only_shows_the_twin_that_is_asked_for(open_page, report):
    page = open_page(report.of(STORY))
    page.choose("any.repeat.body")
    page.page.locator("#view").focus()
    page.press("r")
    page.press("n")
    page.press("t")
    assert page.texts(".text") == [RAIN, RAIN, ""]
    assert page.texts("mark.twin") == [RAIN]


def test_the_address_names_the_removal(open_page, report):
    page = open_page(report.of(STORY, OTHER, OTHER))
    for _ in range(7):
        page.press("n")
    assert page.address() == "#posts%2F2~2/2"
    again = open_page(report.of(STORY, OTHER, OTHER), "#posts%2F2~2/2")
    assert again.where().startswith("7 of 7 · posts/2, line 2")
    assert again.in_window("del.current")


def test_an_address_that_names_nothing_is_the_top(open_page, report):
    for place in [
        "#",
        "#gone/1",
        "#story.txt/9",
        "#%/1",
        "#story.txt",
        "#story.txt~2/1",
    ]:
        page = open_page(report.of(STORY), place)
        assert page.count() == "3 of 3 removals in 1 document"
        assert not page.page.locator("#current").is_visible()


def test_keys_are_text_in_a_field_until_escape(open_page, report):
    page = open_page(report.of(STORY))
    page.press("/")
    page.page.keyboard.type("nr?")
    assert page.page.locator("#text").input_value() == "nr?"
    page.press("Escape")
    page.press("?")
    assert page.page.locator("#help").is_visible()
    page.press("Escape")
    assert not page.page.locator("#help").is_visible()


def test_a_comparison_shows_what_changed_and_on_which_side(open_page, report):
    text = f"Label\nThe end. Notice: now gone.\n{RAIN}\n{RAIN}\n"
    words = ["--compare", "--old-level", "1", "--new-repeats", "off"]
    page = open_page(report.of(document("story", text), words=words))
    sides = "no built-in rules, rules.toml"
    assert page.texts("#sides") == [
        f"{sides}, --level 1, --max-share 1 → {sides}, --repeats off, --max-share 1"
    ]
    assert page.count() == "2 of 2 changes in 1 document"
    assert page.texts("del") == ["Label", " Notice: now gone."]
    assert page.texts("ins") == [RAIN]
    changed_first = ["t.notice", "any.repeat.paragraph", "t.label"]
    assert page.texts("#rules .id") == changed_first
    assert page.texts(".change") == ["gone on both sides", "newly gone", "newly kept"]
    page.press("n")
    assert page.where() == "1 of 2 · story, line 2 · newly gone · t.notice level 2"
    page.choose("gone on both sides")
    assert page.count() == "3 of 3 removals in 1 document"
    page.choose("newly gone")
    page.choose("gone on both sides")
    assert page.count() == "1 of 1 change in 1 document"


def test_a_page_without_documents_says_so(open_page, report):
    page = open_page(report.of())
    assert page.count() == "0 of 0 removals in 0 documents"
    assert page.texts("#empty") == ["Nothing goes out of these documents."]
    for key in "npjktbr":
        page.press(key)


def test_light_and_dark(open_page, report):
    papers = [
        open_page(report.of(STORY), scheme=scheme).page.evaluate(
            "getComputedStyle(document.body).backgroundColor"
        )
        for scheme in ["light", "dark"]
    ]
    assert papers == ["rgb(253, 253, 251)", "rgb(22, 24, 27)"]


def test_each_line_runs_in_its_own_direction(open_page, report):
    page = open_page(
        report.of(document("two", "عرض المنشور\nGone. Notice: now.\n查看原文\n"))
    )
    directions = page.page.evaluate(
        "[...document.querySelectorAll('.text')].map((t) => getComputedStyle(t).direction)"
    )
    assert directions == ["rtl", "ltr", "ltr"]


def test_a_narrow_window_needs_no_scrolling_sideways(open_page, report):
    long = document("n" * 200, "x" * 500 + "\n" + "字" * 500 + "\n")
    page = open_page(report.of(STORY, long), width=360)
    for selector in ["document.documentElement", "document.querySelector('#view')"]:
        width = page.page.evaluate(f"{selector}.scrollWidth")
        assert width <= 360
    page.page.get_by_role("button", name="Filters").click()
    page.choose("t.label")
    assert page.count() == "2 of 4 removals in 2 documents"


def test_very_long_lines_are_shown_whole(open_page, report):
    text = "word " * 4000
    page = open_page(report.of(document("long", text + "end. Notice: do not copy.\n")))
    page.press("n")
    assert page.in_window("del.current")
    assert page.where() == "1 of 1 · long, line 1 · t.notice level 2"
    page.press("Home")
    assert "".join(page.texts(".text"))[:5000] == text[:5000]
