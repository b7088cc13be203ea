"""Documents of all sizes, however they arrive; and what that takes of memory."""

import json
import os
import subprocess
import sys
import threading

import pytest

MORE = " [Read more]"
LABEL = "View original\n"


def texts():
    """Of a few bytes, and just below and above the 256 kB that are read at once."""
    line = "It goes on and on, and nobody wonders why that is.\n"
    for size in [0, 1, 7, 262_000, 40, 262_144, 524_288, 3, 1_000_000, 90_000]:
        text = f"Story of {size}.\n" + line * (size // len(line))
        yield text, text
        yield text + LABEL + "The end.\n", text + "The end.\n"
        yield f"It rains.{MORE}\n{text}", f"It rains.\n{text}"


def streams():
    """(words, what is read, what should be written)"""
    given, clean = zip(*texts())
    yield ["-0"], "\0".join(given), "\0".join(clean)
    yield ["--separator", "=="], "==\n".join(given), "==\n".join(clean)

    def record(text):
        return json.dumps({"id": 12345678901234567890123, "text": text, "x": "é\n"})

    for end in ["\n", "\r\n"]:
        read, written = (end.join(map(record, column)) for column in [given, clean])
        yield ["-f", "jsonl"], read, written
    yield [], "".join(given), "".join(clean)


@pytest.mark.parametrize(
    "stream", list(streams()), ids=lambda stream: " ".join(stream[0])
)
@pytest.mark.parametrize("jobs", ["1", "3"])
def test_no_byte_is_lost_at_the_edge_of_a_block(unboil, stream, jobs):
    words, given, clean = stream
    name = unboil.write("stream", given)
    done = unboil.clean(*words, "--repeats", "off", "-j", jobs, name)
    assert (done.code, done.err) == (0, "")
    assert done.out.decode() == clean


@pytest.mark.parametrize("step", [1_000, 65_536, 300_001])
def test_pieces_of_a_pipe_are_no_documents(unboil, step):
    words, given, clean = list(streams())[2]
    data = given.encode()
    read, write = os.pipe()

    def feed():
        with os.fdopen(write, "wb", buffering=0) as pipe:
            for at in range(0, len(data), step):
                pipe.write(data[at : at + step])

    feeder = threading.Thread(target=feed)
    feeder.start()
    done = unboil.clean(*words, "--repeats", "off", stdin=read)
    feeder.join()
    os.close(read)
    assert done.out.decode() == clean


# A process counts the memory that its parent had when it was started, so the
# parent must be a small one.
MEASURE = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024)
"""


def peak(unboil, stream, *words):
    """The most memory that a run had, in bytes."""
    program = [unboil.path, "--no-builtin", "--repeats", "off", *words]
    process = subprocess.Popen(
        [sys.executable, "-I", "-S", "-c", MEASURE, *program],
        env=unboil.environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    for piece in stream:
        process.stdin.write(piece)
    out, _ = process.communicate()
    assert process.returncode == 0
    return int(out)


@pytest.mark.parametrize("words", [["-0"], ["-f", "jsonl"]])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_memory_does_not_grow_with_the_stream(unboil, words, jobs):
    story = "It goes on and on. " * 500
    document = story + "\0" if words == ["-0"] else json.dumps({"text": story}) + "\n"
    megabyte = document.encode() * (1_000_000 // len(document))
    short = peak(unboil, [megabyte] * 4, *words, "-j", jobs)
    long = peak(unboil, [megabyte] * 64, *words, "-j", jobs)
    assert long < short + 2_000_000


@pytest.fixture
def least(unboil):
    """What a run on next to nothing takes."""
    return peak(unboil, [b"A story."])


def test_a_text_is_in_memory_once(unboil, least):
    """Of UTF-16, on which no rule works, that is all there is."""
    wide = "\ufeff" + "It goes on and on. " * 500_000
    data = wide.encode("utf-16-le")
    most = least + 1.2 * len(data)
    assert peak(unboil, [data], "-q") < most
    name = unboil.write("wide", data)
    assert peak(unboil, [], "-q", str(unboil.folder / name)) < most


def test_a_record_is_in_memory_as_written_and_decoded(unboil, least):
    record = json.dumps({"id": "a" * 20_000_000, "text": "A story."}).encode() + b"\n"
    words = ["-f", "jsonl"]
    assert peak(unboil, [record] * 4, *words) < least + 2.5 * len(record)
    # One for each job, and one that is being read.
    assert peak(unboil, [record] * 9, *words, "-j", "2") < least + 4.5 * len(record)
