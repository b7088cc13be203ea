"""Opens pages that `unboil report` wrote in Chromium.

Chromium is the system's (script/bootstrap --test installs it on Debian), never
one that is downloaded. Where there is none the tests skip and say so. The
program is $UNBOIL, else build/unboil; it has the rules below and no others.
"""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

# t.label takes lines; t.notice what is in a line, or all of it; t.hostile
# anything at all.
RULES = """\
group = "t"

[[rule]]
id = "label"
why = "A link back to the first version."
level = 1
pattern = '''^(?:label|view original(?: [0-9]+)?|عرض المنشور|查看原文|字+)$'''
remove = ["Label", "View original 7"]
keep = ["View original paintings."]

[[rule]]
id = "notice"
why = "A notice <b>that</b> nobody wrote."
level = 2
unit = "span"
pattern = '''\\bnotice(?: [0-9]{1,5})?: [a-z ]{1,30}[.]'''
remove = ["Notice: do not copy.", "It rains. Notice 7: do not copy."]
keep = ["Notice the rain."]

[[rule]]
id = "hostile"
why = "</script><script>alert(1)</script>"
level = 1
pattern = '''^gone:.*$'''
remove = ["Gone: this", "Gone:"]
keep = ["It is gone: this."]
"""


def document(name, text):
    """A record of the corpus."""
    return {"id": name, "text": text}


class Reports:
    """Runs `unboil report` in a folder of its own."""

    def __init__(self, folder):
        path = Path(os.environ.get("UNBOIL", ROOT / "build" / "unboil")).resolve()
        if not path.exists():
            pytest.fail(f"{path} does not exist: build it, or set UNBOIL")
        self.path = path
        self.folder = folder
        self.count = 0
        (folder / "rules.toml").write_text(RULES, encoding="utf-8")

    def of_files(self, *words):
        """The path of the page; `words` are options and files."""
        self.count += 1
        page = self.folder / f"page{self.count}.html"
        rules = ["-r", "rules.toml", "--no-builtin", "--max-share", "1"]
        done = subprocess.run(
            [self.path, "report", *rules, "--id-field", "id", "-o", page, *words],
            check=False,
            cwd=self.folder,
            env={**os.environ, "UNBOIL_RULES": ""},
            stderr=subprocess.PIPE,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        return page

    def of(self, *documents, words=()):
        records = "".join(json.dumps(record) + "\n" for record in documents)
        (self.folder / "corpus.jsonl").write_text(records, encoding="utf-8")
        return self.of_files(*words, "corpus.jsonl")


@pytest.fixture
def report(tmp_path):
    return Reports(tmp_path)


@pytest.fixture(scope="session")
def context():
    playwright = pytest.importorskip("playwright.sync_api")
    path = os.environ.get("UNBOIL_CHROMIUM") or shutil.which("chromium")
    # A snap has a /tmp of its own, in which our pages are not.
    if not path or Path(path).resolve().name == "snap":
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

    def contents(self, selector):
        """As they are in the page, with what no one can see."""
        return self.page.locator(selector).all_text_contents()

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
def open_page(context):
    """Opens a report and fails on any error of it, or request that it makes."""
    opened = []
    faults = []

    def open_(path, place="", width=1280, scheme="light"):
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
