"""-j: what is written, told and reported does not depend on the number of jobs."""

import json
import random
import subprocess

import pytest

JOBS = ["1", "2", "3", "8", "0"]


def records(count):
    """Records of many lengths, clean, dirty and bad ones mixed."""
    chance = random.Random(7)
    lines = []
    for i in range(count):
        kind = chance.randrange(10)
        text = f"Story {i}. " + "It goes on and on. " * chance.randrange(40)
        if kind < 4:
            text += "\nView original"
        if kind == 4:
            text += " [Read more]\nThe end."
        lines.append(json.dumps({"id": f"d{i}", "text": text}))
        if kind == 5:
            lines[-1] = lines[-1][:-2]
        if kind == 6:
            lines[-1] = ""
    return ("\n".join(lines) + "\n").encode()


@pytest.fixture(scope="module")
def stream():
    return records(8_000)


@pytest.mark.parametrize("show", [[], ["--removed"], ["--explain"], ["-l"], ["--mark"]])
@pytest.mark.parametrize("jobs", JOBS[1:])
def test_records_come_out_as_with_one_job(unboil, stream, show, jobs):
    words = ["-f", "jsonl", "--id-field", "id", "--stats", *show]
    one = unboil.clean(*words, "--report", "one", stdin=stream)
    many = unboil.clean(*words, "--report", "many", "-j", jobs, stdin=stream)
    assert many == one
    assert one.code == 2
    assert unboil.read("many") == unboil.read("one")


@pytest.mark.parametrize("words", [["-0"], ["--separator", "==="]])
@pytest.mark.parametrize("jobs", JOBS[1:])
def test_separated_texts_come_out_as_with_one_job(unboil, words, jobs):
    end = b"\0" if words == ["-0"] else b"===\n"
    text = b"".join(
        b"Story %d.\n" % i * (i % 97) + b"View original\nThe end.\n" + end
        for i in range(3_000)
    )
    one = unboil.clean(*words, stdin=text)
    assert unboil.clean(*words, "-j", jobs, stdin=text) == one
    assert one.out.count(end) == 3_000


def test_many_files_come_out_in_their_order(unboil):
    files = [unboil.write(f"{i}.txt", f"File {i}.\nView original\n") for i in range(99)]
    done = unboil.clean("-j", "4", *files[:50], "missing", *files[50:])
    assert done.out.decode() == "".join(f"File {i}.\n" for i in range(99))
    assert (done.code, done.err) == (2, "unboil: missing: No such file or directory\n")


def test_a_full_disk_is_an_error(unboil):
    documents = b"A story.\nView original\n\0" * 100_000
    with open("/dev/full", "wb") as full:
        done = unboil.clean("-j", "2", "-0", stdin=documents, stdout=full)
    assert done.code == 2
    assert done.err == "unboil: standard output: No space left on device\n"


@pytest.mark.parametrize(
    "value", ["", "-1", "1.5", "two", "1025", "99999999999999999999"]
)
def test_a_wrong_number_is_an_error(unboil, value):
    done = unboil.clean("--jobs", value, stdin="a\n")
    assert done.code == 2
    assert done.err == f'unboil: --jobs: "{value}" is not a number from 0 to 1024\n'


def test_line_buffered_answers_each_record_at_once(unboil):
    process = subprocess.Popen(
        [unboil.path, "-r", "rules.toml", "-f", "jsonl", "--line-buffered"],
        cwd=unboil.folder,
        env=unboil.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    for number in range(3):
        line = b'{"n":%d,"text":"a\\nView original"}\n' % number
        process.stdin.write(line)
        process.stdin.flush()
        assert process.stdout.readline() == b'{"n":%d,"text":"a"}\n' % number
    process.stdin.close()
    process.stdout.close()
    assert process.wait(timeout=60) == 0


def test_line_buffered_takes_one_job(unboil):
    done = unboil.clean("--line-buffered", "-j", "2", stdin="a\n")
    assert done.code == 2
    assert done.err == "unboil: --jobs: cannot go with --line-buffered\n"
