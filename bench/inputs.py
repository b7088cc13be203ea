"""The texts and rule files that bench/speed.py runs on.

    inputs = make(folder, megabytes=80, shared=Path("../shared"))

The shared corpora bring a program that makes text out of real pages, and rules
that match some of its lines. Where they are missing we do the same with what
the repository has, the documents of tests/cases: repeated until they are enough,
with one word in twelve changed, so that nothing but the documents' own repeats
repeats. That text is smaller in what it talks about, and its figures are not to
be compared with the others.

Slow things run on a slice: docs-4.jsonl and text-4.txt are the first 4 MB of it
as documents and as one text. rules-100.toml has a hundred rules, and
rules-100.txt their patterns.
"""

import json
import random
import re
import shutil
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
RULES = (100, 1000, 10000)
SLICES = (0.1, 1, 4, 16)
GROWTH_RULES = 1000

# Curly quotes and dashes.
PLAIN = str.maketrans("\u201c\u201d\u201e\u2018\u2019\u2013\u2014", '"""\'\'--')

LATIN = "abcdefghijklmnopqrstuvwxyz"
CYRILLIC = "абцдефгхийклмнопярстувшыжз"


class Inputs(NamedTuple):
    folder: Path
    sizes: list  # names of the slices in MB, as strings; the last is the whole
    source: str  # what the text was made of

    def docs(self, size):
        return self.folder / f"docs-{size}.jsonl"

    def text(self, size):
        return self.folder / f"text-{size}.txt"

    def rules(self, count, suffix="toml"):
        return self.folder / f"rules-{count}.{suffix}"


def make(folder, megabytes, shared):
    """Makes the inputs in folder, unless they are there."""
    maker = shared / "corpora" / "speed" / "make.py"
    source = "pages of the shared corpora" if maker.exists() else "tests/cases"
    sizes = [*(size for size in SLICES if size < megabytes), megabytes]
    inputs = Inputs(folder, [f"{size:g}" for size in sizes], source)
    stamp = folder / "made-of"
    if stamp.exists() and stamp.read_text() == source:
        return inputs
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if maker.exists():
        command = [sys.executable, maker, folder, "--mb", str(megabytes)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    else:
        make_of_cases(folder, megabytes)
    documents = read_documents(folder / "docs.jsonl")
    for size in inputs.sizes:
        write_slice(documents, inputs, size)
    (folder / "docs.jsonl").unlink()
    (folder / "text.txt").unlink(missing_ok=True)
    stamp.write_text(source)
    return inputs


def read_documents(path):
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def write_documents(path, texts):
    with path.open("w", encoding="utf-8") as out:
        for number, text in enumerate(texts):
            record = {"id": number, "text": text}
            out.write(json.dumps(record, ensure_ascii=False) + "\n")


def first_bytes(documents, megabytes):
    """The first documents, together at least so long, if there are so many."""
    left = megabytes * 1_000_000
    for text in documents:
        if left <= 0:
            return
        yield text
        left -= len(text.encode())


def write_slice(documents, inputs, size):
    chosen = list(first_bytes(documents, float(size)))
    write_documents(inputs.docs(size), chosen)
    inputs.text(size).write_text("".join(chosen), encoding="utf-8")


# Out of the cases of the repository.


def case_documents():
    """The lines that stay of each case, without those that have escapes: what
    goes would be a repeat in every document."""
    for path in sorted((ROOT / "tests" / "cases").rglob("*.case")):
        for case in re.split(r"(?m)^===.*\n", path.read_text(encoding="utf-8")):
            rows = re.findall(r"(?m)^[|] (.*)$", case)
            rows = [row for row in rows if row.strip() and "\\" not in row]
            if rows:
                yield rows


def changed(row, words, rng):
    parts = row.split(" ")
    if len(parts) < 4:
        return row
    for _ in range(max(1, len(parts) // 12)):
        parts[rng.randrange(len(parts))] = rng.choice(words)
    return " ".join(parts)


def make_of_cases(folder, megabytes):
    rng = random.Random(7)
    documents = list(case_documents())
    words = [word for rows in documents for row in rows for word in row.split()]
    texts, left = [], megabytes * 1_000_000
    while left > 0:
        # Real pages are longer than a case: some twenty make one.
        rows = [row for case in rng.sample(documents, 20) for row in case]
        text = "".join(changed(row, words, rng) + "\n" for row in rows)
        texts.append(text)
        left -= len(text.encode())
    write_documents(folder / "docs.jsonl", texts)
    patterns = make_patterns(documents, words, rng)
    for count in RULES:
        write_rules(folder, count, patterns[:count])


def make_patterns(documents, words, rng):
    """Most are whole lines, a quarter is not anchored, a fifth has a gap."""
    rows = [row for case in documents for row in case if len(row.split()) >= 4]
    patterns = {}  # in order, each once
    while len(patterns) < max(RULES):
        parts = fold(changed(rng.choice(rows), words, rng)).split(" ")
        anchored = rng.random() < 0.75
        if not anchored:
            start = rng.randrange(max(1, len(parts) - 4))
            parts = parts[start : start + 5]
        parts = [re.sub(r"([\\.^$|?*+()\[\]{}])", r"\\\1", part) for part in parts]
        if len(parts) > 4 and rng.random() < 0.2:
            parts[2] = ".{0,40}"
        pattern = " ".join(parts)
        patterns[f"^{pattern}$" if anchored else pattern] = None
    return list(patterns)


def fold(text):
    """Nearly what unboil's fold does; it only has to find some lines."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = folded.translate(PLAIN)
    return " ".join(folded.split())


def write_rules(folder, count, patterns):
    with (folder / f"rules-{count}.txt").open("w", encoding="utf-8") as out:
        out.writelines(f"{pattern}\n" for pattern in patterns)
    with (folder / f"rules-{count}.toml").open("w", encoding="utf-8") as out:
        out.write('group = "speed"\n')
        for number, pattern in enumerate(patterns):
            out.write(
                f'\n[[rule]]\nid = "r{number}"\nwhy = "Made for a speed run."\n'
                f"level = 1\npattern = '''{pattern}'''\n"
            )


# Variations of the text, for how cost grows.


def growth_variants(inputs, megabytes):
    """{axis: {value: folder}}: the same text in other shapes."""
    whole = read_documents(inputs.docs(inputs.sizes[-1]))
    documents = list(first_bytes(whole, megabytes))
    rows = [row for text in documents for row in text.splitlines() if row]
    hits = literal_lines(inputs.rules(GROWTH_RULES, "txt"))
    variants = {
        "document size, bytes": {
            f"{size:,}": cut_by_bytes(rows, size)
            for size in (300, 3_000, 30_000, 300_000, 3_000_000)
        },
        "line length, bytes": {
            f"{length:,}": [rewrapped(text, length) for text in documents]
            for length in (20, 60, 200, 1_000, 10_000)
        },
        "words not ASCII, %": {
            str(share): transliterated(documents, share)
            for share in (0, 10, 30, 60, 100)
        },
        "lines hit, %": {
            str(share): with_hits(documents, hits, share)
            for share in (0, 1, 10, 50, 90)
        },
    }
    made = {"ordinary text": {"": documents}, **variants}
    return {
        axis: {
            value: write_variant(inputs, f"{axis}-{value}", texts)
            for value, texts in values.items()
        }
        for axis, values in made.items()
    }


def write_variant(inputs, name, texts):
    folder = inputs.folder / "growth" / re.sub(r"\W+", "-", name).strip("-")
    folder.mkdir(parents=True, exist_ok=True)
    write_documents(folder / "docs-all.jsonl", texts)
    rules = inputs.rules(GROWTH_RULES)
    shutil.copyfile(rules, folder / rules.name)
    return folder


def cut_by_bytes(rows, size):
    texts, part, length = [], [], 0
    for row in rows:
        part.append(row)
        length += len(row.encode()) + 1
        if length >= size:
            texts.append("\n".join(part) + "\n")
            part, length = [], 0
    return [*texts, "\n".join(part) + "\n"]


def rewrapped(text, length):
    rows, row, used = [], [], 0
    for word in text.split():
        row.append(word)
        used += len(word.encode()) + 1
        if used >= length:
            rows.append(" ".join(row))
            row, used = [], 0
    return "\n".join([*rows, " ".join(row)]) + "\n"


def transliterated(documents, share):
    rng = random.Random(3)
    table = str.maketrans(LATIN + LATIN.upper(), CYRILLIC + CYRILLIC.upper())
    texts = []
    for text in documents:
        plain = text.encode("ascii", "ignore").decode()
        words = re.split("([ \n])", plain)
        texts.append(
            "".join(
                word.translate(table) if rng.random() * 100 < share else word
                for word in words
            )
        )
    return texts


def literal_lines(patterns):
    """Lines that a rule for one whole line matches."""
    found = re.findall(r"(?m)^\^([\w ,:-]{12,})\$$", patterns.read_text("utf-8"))
    return found or ["There is no such rule."]


def with_hits(documents, hits, share):
    rng = random.Random(4)
    return [
        "".join(
            (rng.choice(hits) if rng.random() * 100 < share else row) + "\n"
            for row in text.splitlines()
        )
        for text in documents
    ]
