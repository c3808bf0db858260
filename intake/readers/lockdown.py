"""Takes from this process what a reader of strangers' bytes does not need. Irrevocable; for a process of its own.

Linux: no_new_privs, resource limits, a network namespace without a network, Landlock without any right
(Documentation/userspace-api/landlock.rst). Elsewhere: resource limits.
"""

import ctypes
import resource
import struct
import sys
import time
from collections.abc import Callable

_PR_SET_NO_NEW_PRIVS = 38
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_LANDLOCK_CREATE, _LANDLOCK_RESTRICT = 444, 446
_LANDLOCK_ASK_VERSION = 1
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_NEWEST_FILE_RIGHTS, _NETWORK_RIGHTS, _SCOPES = 16, 2, 2

REQUIRED = ("network-namespace", "landlock")
"""What `sandbox = "require"` insists on."""


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
        ("landlock", _restrict),
    )
    return [*reached, *(name for name, step in steps if step(libc))]


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


def _restrict(libc: ctypes.CDLL) -> bool:
    """Enter a Landlock domain that handles every right the kernel knows and grants none."""
    version = libc.syscall(_LANDLOCK_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_LANDLOCK_ASK_VERSION))
    if version < 1:
        return False
    attributes = _rights(version)
    ruleset = libc.syscall(_LANDLOCK_CREATE, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint32(0))
    return ruleset >= 0 and bool(libc.syscall(_LANDLOCK_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint32(0)) == 0)


def _rights(version: int) -> bytes:
    """The attribute of a ruleset for this ABI: file rights, from 4 on network rights, from 6 on scopes."""
    masks = [(1 << _FILE_RIGHTS.get(version, _NEWEST_FILE_RIGHTS)) - 1]
    if version >= 4:
        masks.append((1 << _NETWORK_RIGHTS) - 1)
    if version >= 6:
        masks.append((1 << _SCOPES) - 1)
    return struct.pack(f"={len(masks)}Q", *masks)
