"""Text from documents is shown as it is, and does nothing."""

import pytest
from conftest import document, report, units

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


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text(open_page, text):
    kept = f"{text} stays\n"
    mark = [units(kept), units(kept + text), 0, 0]
    data = report(
        {"name": text, "text": f"{kept}{text}\n", "marks": [mark]},
        document("harmless", "{0Label}\n"),
    )
    data["sides"] = [text]
    data["rules"] = [{"id": f"t.{text}", "why": text, "level": 1}, *data["rules"]]
    page = open_page(data)
    content = page.page.evaluate(
        "[...document.querySelectorAll('.text, h2 bdi')].map((e) => e.textContent)"
    )
    assert content == [text, f"{text} stays", text, "harmless", "Label"]
    assert page.page.locator("main :is(script, img, svg, b)").count() == 0
    page.page.get_by_label("Text", exact=True).fill(text[:4])
    page.press("Escape")
    page.press("n")
    assert page.page.evaluate("document.querySelector('#why').textContent") == text
    assert open_page(data, page.address()).where().startswith("1 of 2")


def test_markup_that_got_in_could_not_run(open_page):
    page = open_page(report(document("one", "{0Label}\n")))
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
