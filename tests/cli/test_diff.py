"""--diff: a patch that turns the document into its clean text, byte for byte."""

import os
import random
import shutil
import subprocess

import pytest

TEXT = "A story.\nView original\nIt rains. [Read more]\nThe end.\n"

PATCH = ["patch", "-p1", "--binary", "--silent"]
GIT_APPLY = ["git", "apply", "--whitespace=nowarn"]

# What documents are made of. The first three go, or lose a part.
CONTENTS = [
    b"View original",
    b"It rains. [Read more]",
    b"  [Read more] \t",
    b"",
    b"",
    b" \t",
    b"A story.",
    b"Notice: do not copy",
    b"-- a minus, + a plus, @@ -1 +1 @@",
    b"\\ No newline at end of file",
    b"diff --git a/x b/x",
    b"nul \0 and bell \x07",
    b"bad \xff\xc3 bytes",
    b"\xef\xbb\xbfmark",
    b"trailing ",
    b"lone \r return",
    b"\x1b[31mred",
    "日本 \u2028 größer".encode(),
]


def random_document(seed):
    source = random.Random(seed)
    ends = source.choice([[b"\n"], [b"\r\n"], [b"\n", b"\r\n"]])
    mostly_kept = CONTENTS[source.choice([0, 3]) :]
    lines = []
    for _ in range(source.randrange(1, 40)):
        contents = CONTENTS if source.random() < 0.2 else mostly_kept
        lines.append(source.choice(contents) + source.choice(ends))
    text = b"".join(lines)
    if source.random() < 0.3:
        text += source.choice(CONTENTS[:7])
    return text


def apply(unboil, command, patch):
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    plain = {"GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    plain["GIT_CEILING_DIRECTORIES"] = str(unboil.folder.parent)
    done = subprocess.run(
        command,
        input=patch,
        capture_output=True,
        check=False,
        cwd=unboil.folder,
        env=os.environ | plain,
        timeout=60,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def check_patch(unboil, command, name, text):
    """The patch makes the clean text of it. Whether there was one."""
    unboil.write(name, text)
    clean = unboil.clean("--", name).out
    done = unboil.clean("--diff", "--", name)
    assert done.code == 0
    assert (done.out == b"") == (clean == text)
    if done.out:
        apply(unboil, command, done.out)
    assert unboil.read(name) == clean
    return done.out != b""


def test_diff_is_a_unified_diff(unboil):
    unboil.write("page.txt", TEXT)
    done = unboil.clean("--diff", "page.txt")
    assert done.out.decode() == (
        "--- a/page.txt\n"
        "+++ b/page.txt\n"
        "@@ -1,4 +1,3 @@\n"
        " A story.\n"
        "-View original\n"
        "-It rains. [Read more]\n"
        "+It rains.\n"
        " The end.\n"
    )


def test_diff_is_empty_where_nothing_goes(unboil):
    done = unboil.clean("--diff", stdin="A story.")
    assert (done.code, done.out) == (0, b"")


@pytest.mark.parametrize("command", [PATCH, GIT_APPLY], ids=lambda words: words[0])
def test_patches_of_random_documents_are_exact(unboil, command):
    changed = sum(
        check_patch(unboil, command, f"{seed}.txt", random_document(seed))
        for seed in range(150)
    )
    assert changed > 50


@pytest.mark.parametrize("command", [PATCH, GIT_APPLY], ids=lambda words: words[0])
@pytest.mark.parametrize(
    "text",
    [
        b"View original\n",
        b"View original",
        b"\xef\xbb\xbfView original",
        b"A\nView original",
        b"A\r\nView original",
        b"A\r\n\r\nView original",
        b"View original\r\nA",
        b"A\n\nView original\n\n\nB",
    ],
)
def test_patches_at_the_edges_are_exact(unboil, command, text):
    check_patch(unboil, command, "page", text)


@pytest.mark.parametrize("command", [PATCH, GIT_APPLY], ids=lambda words: words[0])
@pytest.mark.parametrize(
    "name",
    [
        "folder/page.txt",
        "a page of ours.txt",
        "über 日本.txt",
        'say "hi".txt',
        "back\\slash",
        "tab\tand\nline feed",
        "\x1b[31mred \x7f.txt",
        "-dash",
    ],
)
def test_patches_of_odd_names_find_their_file(unboil, command, name):
    assert check_patch(unboil, command, name, TEXT)


def test_one_patch_for_several_files(unboil):
    names = ["a.txt", "b.txt", "c.txt"]
    for name, text in zip(
        names, [TEXT, "A story.\n", "View original\r\nB"], strict=True
    ):
        unboil.write(name, text)
    clean = [unboil.clean(name).out for name in names]
    apply(unboil, PATCH, unboil.clean("--diff", *names).out)
    assert [unboil.read(name) for name in names] == clean


def test_an_absolute_name_is_patched_from_the_root(unboil):
    unboil.write("page.txt", TEXT)
    path = unboil.folder / "page.txt"
    patch = unboil.clean("--diff", str(path)).out
    assert patch.startswith(b"--- a" + bytes(path) + b"\n")


def test_coloured_diff_shows_no_control_character(unboil):
    text = b"A story.\x1b[2J\nView original\n"
    done = unboil.clean("--diff", "--color", "always", stdin=text)
    assert done.out.decode() == (
        "\x1b[1m--- a/-\x1b[m\n"
        "\x1b[1m+++ b/-\x1b[m\n"
        "\x1b[36m@@ -1,2 +1 @@\x1b[m\n"
        " A story.\\x1B[2J\n"
        "\x1b[31m-View original\x1b[m\n"
    )
