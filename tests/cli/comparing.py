"""What the tests of compare share: how it is run, and corpora for it."""

import json
import random

POST = "A story.\nView original\nIts end.\n"
LABEL = ["--new-disable", "t.label"]

# Another rule file.
OWN = (
    'group = "own"\n[[rule]]\nid = "top"\nwhy = "A link."\nlevel = 1\n'
    'unit = "line"\npattern = "^back to top!$"\n'
    'remove = ["Back to top!", "BACK TO TOP!"]\nkeep = ["Back to town."]\n'
)


def compare(unboil, *words, **more):
    """Runs it with the rules of rules.toml and no others, on both sides."""
    plain = ["-r", "rules.toml", "--no-builtin"]
    return unboil.run("compare", *plain, *words, **more)


def compare_json(unboil, *words, code=1, **more):
    done = compare(unboil, "--format", "json", *words, **more)
    assert (done.code, done.err) == (code, "")
    return json.loads(done.out)


def counts(answer):
    """Of each rule: documents and lines newly removed, and newly kept."""
    return {
        rule["rule"]: (
            *(rule["removed"][key] for key in ("documents", "lines")),
            *(rule["kept"][key] for key in ("documents", "lines")),
        )
        for rule in answer["rules"]
    }


def jsonl(texts):
    return "".join(json.dumps({"text": text}) + "\n" for text in texts)


def made_corpus(count):
    return jsonl(f"Story {i}.\nView original\nIts end." for i in range(1, count + 1))


def many_documents(count):
    """JSON Lines whose documents differ in what goes, in batches of all sizes."""
    source = random.Random(17)
    lines = ["View original", "It rains. [Read more]", "Notice: do not copy", ""]
    records = []
    for number in range(count):
        text = [f"Story {number}."]
        for _ in range(source.choice([1, 3, 40])):
            text.append(source.choice([*lines, f"It goes on {number}."]))
        records.append("\n".join(text))
    return jsonl(records)


def save(unboil, *words, name="base", code=0):
    done = compare(unboil, "--save", name, *words)
    assert (done.code, done.out, done.err) == (code, b"", "")
    return unboil.read(name)


def samples_of(answer):
    return [
        (rule["rule"], side, sample["doc"])
        for rule in answer["rules"]
        for side in ("removed", "kept")
        for sample in rule[side]["samples"]
    ]
