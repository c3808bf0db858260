"""Becomes the office program, after this process has given up network, files and the rights to more of anything.

Started as `python -m intake.readers.process.office_child FOLDER MEMORY CPU LARGEST SANDBOX PROGRAM ARGUMENT...`: bytes
of address space, seconds of processor time, bytes of the largest file that it writes, "require" or "best". In the
arguments "{folder}" stands for the folder as the program sees it. The first line on standard error says what was
given up.
"""

import os
import sys
from pathlib import Path

from intake.readers.process.lockdown import REQUIRED, shut_in

NOT_SHUT_IN = 78
"""Exit status: the system does not give what `sandbox = "require"` insists on; standard error names it."""

_READABLE = ("/usr", "/lib", "/lib64", "/opt", "/var/lib/libreoffice", "/var/spool/libreoffice", "/dev/urandom")
_SETTINGS = ("fonts", "libreoffice", "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "locale.alias", "localtime")


def main() -> None:
    """Shut this process in, and become the program."""
    folder, memory, cpu, largest, sandbox, program, *arguments = sys.argv[1:]
    limits = {"AS": int(memory), "CPU": int(cpu), "FSIZE": int(largest), "CORE": 0}
    home = Path(program).resolve().parents[1]
    readable = (*_READABLE, str(home), *(f"/etc/{name}" for name in _SETTINGS))
    reached = shut_in(folder, readable, limits)
    missing = [one for one in REQUIRED if one not in reached]
    if missing and sandbox == "require":
        sys.stderr.write(", ".join(missing))
        sys.exit(NOT_SHUT_IN)
    sys.stderr.write(f"{', '.join(reached)}\n")
    sys.stderr.flush()
    seen = "/tmp" if "own-tmp" in reached else folder  # noqa: S108 - it is the folder
    os.chdir(seen)
    environment = {"HOME": seen, "TMPDIR": seen, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "SAL_USE_VCLPLUGIN": "svp"}
    os.execve(program, [program, *(one.replace("{folder}", seen) for one in arguments)], environment)  # noqa: S606


if __name__ == "__main__":
    main()
