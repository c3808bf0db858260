"""The reader process: reads one stranger's bytes after another, and can do nothing else.

Started by the keeper as `python -m intake.readers.process.child MEMORY CPU LARGEST LIMIT...`: bytes of address space,
seconds of processor time a request, bytes of the largest file that it looks into, and the `FileLimits` in their order.
It speaks frames (see `frames`) on the descriptors 0 and 1: the JSON of a `Reading` first, then one frame for each
file of `Reading.files`, in that order, which is the order of the digests in the JSON. A file that was asked for by
itself does not go back: the keeper has its bytes.
"""

import gc
import json
import os
import sys
from typing import BinaryIO

from intake.domain.limits import FileLimits
from intake.readers import frames
from intake.readers.codec import version
from intake.readers.letter.letters import letters_answer
from intake.readers.process import lockdown
from intake.readers.reading import answer
from intake.readers.writing.packing import packed_answer
from intake.readers.writing.stamp import written_answer

_MAKING = {"write": written_answer, "pack": packed_answer}
"""What is asked for that is no reading, and who answers it with a new file."""


def main() -> None:
    """Lock down, greet, and answer requests until the keeper closes its end."""
    memory, cpu, largest, *bounds = (int(one) for one in sys.argv[1:])
    limits = FileLimits(*bounds)
    requests, answers = _private_streams()
    gc.freeze()
    greeting = {"version": version(limits), "sandbox": lockdown.lock_down(memory)}
    _say(answers, [json.dumps(greeting).encode()])
    try:
        _serve(requests, answers, cpu, largest, limits)
    except MemoryError:
        os._exit(frames.OUT_OF_MEMORY)


def _serve(requests: BinaryIO, answers: BinaryIO, cpu: int, largest: int, limits: FileLimits) -> None:
    while (request := _asked(requests)) is not None:
        lockdown.allow_cpu(cpu)
        if made := _MAKING.get(request[0]):
            _say(answers, made(request[1]))
            continue
        if request[0] == "letter":
            _say(answers, [letters_answer(*request[1:], largest=largest, limits=limits)])
            continue
        found = answer(*request, largest=largest, limits=limits)
        _say(answers, [found.reading, *(one for one in found.files if one is not request[1])])
        if found.spent:
            return
        del request, found


def _private_streams() -> tuple[BinaryIO, BinaryIO]:
    """Descriptors 0 and 1 for ourselves; any other code reads nothing, and its output is dropped."""
    requests, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1):
        os.dup2(nothing, standard)
    os.close(nothing)
    return os.fdopen(requests, "rb"), os.fdopen(answers, "wb")


def _asked(requests: BinaryIO) -> tuple[frames.FrameKind, bytes, str, str] | None:
    head = requests.read(frames.REQUEST.size)
    if len(head) < frames.REQUEST.size:
        return None
    mark, named, size, digest = frames.REQUEST.unpack(head)
    name = requests.read(named).decode("utf-8", "replace")
    return frames.KINDS[mark], requests.read(size), name, digest.hex()


def _say(answers: BinaryIO, pieces: list[bytes]) -> None:
    answers.write(frames.JSON_LENGTH.pack(len(pieces[0])))
    answers.write(pieces[0])
    for content in pieces[1:]:
        answers.write(frames.FILE_LENGTH.pack(len(content)))
        answers.write(content)
    answers.flush()


if __name__ == "__main__":
    main()
