"""Opens the page of `unboil report` in Chromium.

Chromium is the system's (script/bootstrap --test installs it on Debian), never
one that is downloaded. Where there is none the tests skip and say so.
"""

import base64
import hashlib
import json
import os
import re
import shutil
from pathlib import Path

import pytest

TEMPLATE = Path(__file__).resolve().parents[2] / "src" / "corpus" / "page"

RULES = [
    {"id": "t.label", "why": "A link back to the first version.", "level": 1},
    {"id": "t.notice", "why": "A notice <b>that</b> nobody wrote.", "level": 2},
    {"id": "any.repeat.body", "why": "A body that stands twice.", "level": 1},
]


def part(kind):
    """page.html, page.css or page.js, as it is in the repository."""
    return (TEMPLATE / f"page.{kind}").read_text(encoding="utf-8")


def digest(text):
    """As a Content-Security-Policy writes it."""
    sha = hashlib.sha256(text.encode()).digest()
    return "sha256-" + base64.b64encode(sha).decode()


def document(name, marked):
    """A document, with what goes in braces: "A story.\\n{View original\\n}".

    A digit behind the brace is the rule, and "=word" is the twin, where it
    stands first: "{2=copy copy}".
    """
    text = []
    marks = []
    twins = []
    at = 0
    for piece in re.split(r"(\{\d(?:=\w+ )?|\})", marked):
        if piece.startswith("{"):
            marks.append([at, 0, int(piece[1]), 0])
            twins.append(piece[3:].strip())
        elif piece == "}":
            marks[-1][1] = at
        else:
            text.append(piece)
            at += units(piece)
    text = "".join(text)
    for mark, twin in zip(marks, twins):
        if twin:
            begin = units(text[: text.index(twin)])
            mark += [begin, begin + units(twin)]
    return {"name": name, "text": text, "marks": marks}


def units(text):
    """How long JavaScript finds `text`."""
    return len(text.encode("utf-16-le")) // 2


def report(*documents, compare=False):
    return {
        "compare": compare,
        "sides": ["rules before", "rules now"] if compare else ["some rules"],
        "documents": documents,
        "rules": RULES,
        "counts": {"documents": 9, "changed": 2, "bytes": 1000, "removed": 125},
    }


def filled(data):
    """The page with this report in it."""
    html = part("html").replace("{{page.css}}", part("css"))
    html = html.replace("{{page.js}}", part("js"))
    written = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return html.replace("{{data}}", written)


@pytest.fixture(scope="session")
def context():
    playwright = pytest.importorskip("playwright.sync_api")
    path = os.environ.get("UNBOIL_CHROMIUM") or shutil.which("chromium")
    if not path:
        pytest.skip("no Chromium: install it, or name one in UNBOIL_CHROMIUM")
    with playwright.sync_playwright() as p:
        # Chromium refuses to run as root, as in a container, with its sandbox.
        launched = p.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield launched.new_context()
        launched.close()


class Opened:
    """A page in the browser, and what a test asks of it."""

    def __init__(self, page, faults):
        self.page = page
        self.faults = faults  # errors and requests so far; none in the end
        self.press = page.keyboard.press

    def texts(self, selector):
        return self.page.locator(selector).all_inner_texts()

    def count(self):
        return self.page.locator("#count").inner_text()

    def where(self):
        return self.page.locator("#where").inner_text()

    def address(self):
        """What the address names, once it does."""
        for _ in range(100):
            place = self.page.evaluate("location.hash")
            if place:
                return place
            self.page.wait_for_timeout(50)
        return None

    def in_window(self, selector):
        """Whether the first such element is in the documents' window."""
        return self.page.evaluate(
            """(selector) => {
              const window = document.querySelector('#view').getBoundingClientRect();
              const found = document.querySelector(selector)?.getBoundingClientRect();
              return found !== undefined && found.top >= window.top - 1
                && found.bottom <= window.bottom + 1;
            }""",
            selector,
        )

    def choose(self, label):
        self.page.get_by_role("checkbox", name=label).click()


@pytest.fixture
def open_page(context, tmp_path):
    """Opens a report and fails on any error of it, or request that it makes."""
    opened = []
    faults = []

    def open_(data, place="", width=1280, scheme="light"):
        path = tmp_path / f"page{len(opened)}.html"
        path.write_text(filled(data), encoding="utf-8")
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        opened.append(page)
        url = path.as_uri()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text))
        page.on("dialog", lambda dialog: faults.append(dialog.message))
        page.on(
            "request",
            lambda r: r.url.split("#")[0] == url or faults.append(r.url),
        )
        page.goto(url + place)
        return Opened(page, faults)

    yield open_
    for page in opened:
        page.close()
    assert faults == []
