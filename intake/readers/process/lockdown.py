"""Takes all rights from this process that a reader of strangers' bytes does not need. Irrevocable.

Linux: no_new_privs, resource limits, a network namespace without a network, Landlock without any right
(Documentation/userspace-api/landlock.rst). Elsewhere: resource limits.
"""

import ctypes
import resource
import sys
import time
from collections.abc import Callable, Mapping, Sequence

from intake.readers.process.landlock import restrict

_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER, _CLONE_NEWNET, _CLONE_NEWNS = 0x10000000, 0x40000000, 0x20000
_MS_BIND, _MS_REC, _MS_PRIVATE = 0x1000, 0x4000, 0x40000

REQUIRED = ("network-namespace", "landlock")
"""The protections that `sandbox = "require"` insists on."""


def lock_down(memory: int, files: int = 16) -> list[str]:
    """Give up all that can be given up: address space over `memory` bytes, files, processes, network, rights.

    Returns what was reached, of: "rlimits", "no-new-privs", "network-namespace", "landlock". Open descriptors stay.
    """
    reached = ["rlimits"] if _limit_resources(memory, files) else []
    if sys.platform != "linux":
        return reached
    libc = ctypes.CDLL(None, use_errno=True)
    steps: tuple[tuple[str, Callable[[ctypes.CDLL], bool]], ...] = (
        ("no-new-privs", _give_up_privileges),
        ("network-namespace", _leave_network),
        ("landlock", restrict),
    )
    return [*reached, *(name for name, step in steps if step(libc))]


def shut_in(folder: str, readable: Sequence[str], limits: Mapping[str, int]) -> list[str]:
    """Prepare this process for becoming a program that needs files: it sees the folder as its /tmp.

    `readable` are the places that it may read and run programs from; `limits` are those of `setrlimit` by their names
    ("AS", "CPU", "FSIZE", ...). Returns what was reached, of those of `lock_down` and "own-tmp"; without that one there
    is no "landlock", since the program wants to write in /tmp.
    """
    limited = [_limit(f"RLIMIT_{name}", value) for name, value in limits.items()]
    reached = ["rlimits"] if all(limited) else []
    if sys.platform != "linux":
        return reached
    libc = ctypes.CDLL(None, use_errno=True)
    reached += ["network-namespace"] if _leave_network(libc) else []
    reached += ["own-tmp"] if _see_as_tmp(libc, folder) else []
    reached += ["no-new-privs"] if _give_up_privileges(libc) else []
    if "own-tmp" in reached and restrict(libc, readable, ("/tmp", "/dev/null")):  # noqa: S108 - it is the folder
        reached.append("landlock")
    return reached


def _see_as_tmp(libc: ctypes.CDLL, folder: str) -> bool:
    """Whether this process, in a mount namespace of its own, sees this folder as /tmp."""
    if libc.unshare(_CLONE_NEWNS) != 0:
        return False
    alone = libc.mount(b"none", b"/", None, ctypes.c_ulong(_MS_REC | _MS_PRIVATE), None) == 0
    return alone and bool(libc.mount(folder.encode(), b"/tmp", None, ctypes.c_ulong(_MS_BIND), None) == 0)


def _give_up_privileges(libc: ctypes.CDLL) -> bool:
    return bool(libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)


def _leave_network(libc: ctypes.CDLL) -> bool:
    """Whether this process is now in a network namespace of its own, which starts without any network."""
    return any(libc.unshare(flags) == 0 for flags in (_CLONE_NEWUSER | _CLONE_NEWNET, _CLONE_NEWNET))


def _limit_resources(memory: int, files: int) -> bool:
    """Whether every limit that this system has could be set."""
    wanted = {"AS": memory, "FSIZE": 0, "CORE": 0, "NOFILE": files, "NPROC": 0}
    done = [_limit(f"RLIMIT_{name}", value) for name, value in wanted.items()]
    return all(done)


def _limit(name: str, value: int) -> bool:
    try:
        resource.setrlimit(getattr(resource, name), (value, value))
    except (AttributeError, ValueError, OSError):
        return sys.platform != "linux"
    return True


def allow_cpu(seconds: int) -> None:
    """Let this process use this many more seconds of processor time; past them the kernel ends it (SIGXCPU)."""
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = int(time.process_time()) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))
