"""Text from documents is shown as it is, and does nothing."""

import pytest
from conftest import document

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]><img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "&lt;b&gt; &amp; &#60;",
    "\u2028\u2029 separators",
    "NUL \x00 and \x1b[31m",
    "\ufffd\ufffe bad bytes",
    "\u202e reversed \u2066 isolated",
    "__proto__",
    "constructor",
    "javascript:alert(1)",
    "`${alert(1)}` \\u003cb> {{page.js}} {{data}}",
    '"quoted" \\ \'',
    "\U0001f469\u200d\U0001f680 z\u0351\u0352\u0353",
]


def check_nothing_became_markup(page):
    assert page.page.locator("main :is(script, img, svg, b)").count() == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_and_name(open_page, report, text):
    path = report.of(
        document(text, f"{text} stays\nGone: {text}\n"), document("harmless", "Label\n")
    )
    page = open_page(path)
    assert page.contents("h2 bdi") == [text, "harmless"]
    assert page.contents(".text") == [f"{text} stays", f"Gone: {text}", "Label"]
    check_nothing_became_markup(page)
    page.page.get_by_label("Text", exact=True).fill(text[:4])
    assert page.count() == "1 of 2 removals in 1 document"
    page.press("Escape")
    page.press("n")
    assert page.contents("#why") == ["</script><script>alert(1)</script>"]
    assert page.contents("del.current") == [f"Gone: {text}"]
    assert open_page(path, page.address()).where().startswith("1 of 2")


def test_a_file_that_is_not_utf_8(open_page, report):
    name = "<img src=x onerror=alert(1)>.txt"
    text = b"\xff\xc3 stays, \x00 too.\nGone: \xe2\x80<b>\x00\xff\r\nThe end.\xf0"
    (report.folder / name).write_bytes(text)
    page = open_page(report.of_files(name))
    assert page.contents("h2 bdi") == [name]
    assert page.contents(".text") == [
        "\ufffd\ufffd stays, \x00 too.",
        "Gone: \ufffd\ufffd<b>\x00\ufffd",
        "The end.\ufffd",
    ]
    check_nothing_became_markup(page)
    page.press("n")
    assert page.contents("del.current") == ["Gone: \ufffd\ufffd<b>\x00\ufffd"]


def test_hostile_sides(open_page, report):
    """What the sides are called, where they were called by a file."""
    name = "<script>alert(1)<&script>.toml"
    (report.folder / name).write_text(
        'group = "u"\n[[rule]]\nid = "all"\nwhy = "Why."\npattern = "^more$"\n'
    )
    words = ["--compare", "--new-rules", name]
    page = open_page(report.of(document("one", "It rains.\nMore\n"), words=words))
    assert page.contents("#sides")[0].endswith(f", {name}, --max-share 1")
    assert page.page.locator("#sides *").count() == 0
    assert page.texts("del") == ["More"]


def test_hostile_titles_are_not_on_the_page(open_page, report):
    title = "</script><script>alert(1)</script>"
    record = {"title": title, **document("one", f"{title}\n\nIt rains.\nLabel\n")}
    words = ["--title-field", "title", "--drop-title"]
    page = open_page(report.of(record, words=words))
    assert page.contents("del") == [title, "", "Label"]
    check_nothing_became_markup(page)


def test_markup_that_got_in_could_not_run(open_page, report):
    page = open_page(report.of(document("one", "Label\n")))
    ran = page.page.evaluate(
        """() => {
          const script = document.createElement('script');
          script.textContent = 'window.ran = true';
          document.body.append(script);
          return 'ran' in window;
        }"""
    )
    assert not ran
    assert "Content Security Policy" in page.faults.pop()
