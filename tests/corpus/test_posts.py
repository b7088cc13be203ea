"""Syndicated posts, each of which has one right answer.

A document is right when its lines, blank ones aside, are those of an expected
answer. What it lost are the expected lines that the output lacks. Figures are
shares: of documents that are right, in all and in the worst variant and language,
and of expected characters that are kept.
"""

import json
import os
import random
import subprocess
import sys
from collections import Counter, defaultdict

import pytest


@pytest.fixture(scope="session")
def posts(corpora):
    return corpora / "posts"


def test_reference_post_from_standard_input(posts, clean):
    post = (posts / "reference-post.txt").read_bytes()
    expected = (posts / "reference-post.expected.txt").read_bytes()
    assert clean(stdin=post) == expected


def test_reference_post_from_a_file(posts, clean):
    expected = (posts / "reference-post.expected.txt").read_bytes()
    assert clean(posts / "reference-post.txt") == expected


def test_reference_post_in_a_jsonl_field(posts, clean):
    post = (posts / "reference-post.txt").read_text(encoding="utf-8")
    expected = (posts / "reference-post.expected.txt").read_text(encoding="utf-8")
    record = {"id": 7, "body": post, "text": "Ver originales"}
    out = clean(
        "--format=jsonl", "--field=body", stdin=(json.dumps(record) + "\n").encode()
    )
    assert json.loads(out) == {**record, "body": expected}


def test_developers_posts(posts, clean, floors):
    floors.hold("posts", score((posts / "dev.jsonl").read_bytes(), clean))


@pytest.mark.parametrize("seed", [1905, 31337])
def test_made_posts(posts, clean, floors, seed):
    made = subprocess.run(
        [
            sys.executable,
            posts / "make.py",
            posts / "articles-dev.jsonl",
            posts / "notices.tsv",
            *("dev", "2000", str(seed)),
        ],
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONIOENCODING": "utf-8"},
    )
    floors.hold(f"posts made with seed {seed}", score(made.stdout, clean))


@pytest.mark.parametrize("share", [0.02, 0.05])
def test_posts_with_edited_copies(posts, clean, floors, share):
    made = edited_posts(posts, share, count=400)
    floors.hold(f"posts with {share:.0%} of words edited", score(made, clean))


def edited_posts(posts, share, count):
    """Posts whose first copy had words replaced, dropped and added.

    Numbers are left alone: a paragraph with a new one is meant to stay.
    """
    rng = random.Random(f"edited {share}")
    articles = [
        article
        for line in (posts / "articles-dev.jsonl").read_bytes().splitlines()
        if (article := json.loads(line))["title"] not in article["paras"]
        and 15 < len(article["title"]) < 140
        and len(set(article["paras"])) == len(article["paras"])
    ]
    vocabulary = [
        word
        for article in articles
        for paragraph in article["paras"]
        for word in paragraph.split()
        if word.isalpha() and len(word) > 3
    ]

    def edit(paragraph):
        words = paragraph.split(" ")
        for _ in range(max(1, round(share * len(words)))):
            at = rng.randrange(len(words))
            if any(character.isdigit() for character in words[at]):
                continue
            kind = rng.random()
            if kind < 0.6:
                words[at] = rng.choice(vocabulary)
            elif kind < 0.8 and len(words) > 5:
                del words[at]
            else:
                words.insert(at, rng.choice(vocabulary))
        return " ".join(words)

    records = []
    for number in range(count):
        article = rng.choice(articles)
        body = article["paras"][: rng.randint(3, 10)]
        post = [*map(edit, body), "View original", article["title"], *body]
        answer = [article["title"], *body]
        record = {
            "id": number,
            "variant": "edited",
            "lang": "any",
            "text": "\n".join(post) + "\n",
            "expected": ["\n".join(answer) + "\n"],
        }
        records.append(json.dumps(record, ensure_ascii=False))
    return "\n".join(records).encode() + b"\n"


def score(documents, clean):
    """Cleans JSONL documents and prints the table that the figures come from."""
    cleaned = clean("--format=jsonl", stdin=documents)
    before = [json.loads(line) for line in documents.splitlines()]
    after = [json.loads(line) for line in cleaned.splitlines()]
    assert [post["id"] for post in after] == [post["id"] for post in before]

    right = defaultdict(list)
    lost = expected = 0
    for post, result in zip(before, after):
        answers = [content_lines(answer) for answer in post["expected"]]
        got = content_lines(result["text"])
        for kind in ("all", f"variant {post['variant']}", f"language {post['lang']}"):
            right[kind].append(got in answers)
        missing, answer = min((characters_lost(a, got), a) for a in answers)
        lost += missing
        expected += sum(map(len, answer))

    shares = {kind: sum(rights) / len(rights) for kind, rights in right.items()}
    for kind, share in sorted(shares.items()):
        print(f"{kind:28}{len(right[kind]):6}{share:8.4f}")
    print(f"characters lost: {lost} of {expected}")
    return {
        "right": shares["all"],
        "right in the worst variant": worst(shares, "variant"),
        "right in the worst language": worst(shares, "language"),
        "kept": 1 - lost / expected,
    }


def content_lines(text):
    return [line.removesuffix("\r") for line in text.split("\n") if line.strip()]


def characters_lost(answer, got):
    """Of the lines of the answer; one that stands twice must be there twice."""
    available = Counter(got)
    lost = 0
    for line in answer:
        if available[line]:
            available[line] -= 1
        else:
            lost += len(line)
    return lost


def worst(shares, kind):
    return min(share for name, share in shares.items() if name.startswith(kind))
