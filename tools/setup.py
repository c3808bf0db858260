"""Makes `.venv` in the checkout from the lock: `python3 tools/setup.py demo|test`.

Runs on any Python 3, so that one which is too old can be told what to do about it.
"""

import hashlib
import os
import subprocess
import sys

FLOOR = (3, 11)
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(TOP, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
SAME_PYTHON = "import sys; sys.exit(sys.version_info[:2] != (%d, %d))"
STAMP = os.path.join(VENV, ".lock")


def check_python():
    """Stop with one sentence when this Python cannot make the environment."""
    if sys.version_info < FLOOR:
        found = "%d.%d" % sys.version_info[:2]
        sys.exit(
            "intake needs Python 3.11 or newer, and %s is Python %s. Install a newer one (Debian: the package python3; "
            "macOS: python@3.13) and run: make PYTHON=/path/to/python3 %s" % (sys.executable, found, sys.argv[1])
        )
    try:
        import ensurepip
        import venv  # noqa: F401
    except ImportError:
        sys.exit("This Python has no venv module. On Debian install the package python3-venv, then run make again.")
    return ensurepip.version()


def locked(lock):
    """What the environment is made from: the lock's digest, the interpreter, the project's own metadata."""
    digest = hashlib.sha256(sys.version.encode())
    for name in (lock, os.path.join(TOP, "pyproject.toml")):
        with open(name, "rb") as file:
            digest.update(file.read())
    return os.path.basename(lock) + " " + digest.hexdigest()


def made(wanted):
    """Whether the environment is there, for this lock or for the larger one of the tests."""
    try:
        with open(STAMP) as file:
            stamps = file.read().splitlines()
    except OSError:
        return False
    return wanted in stamps and os.path.exists(PYTHON)


def run(*command):
    """Run one command of the set-up; its failure is the set-up's."""
    if subprocess.call(command, cwd=TOP) != 0:
        sys.exit("The set-up stopped at: " + " ".join(command))


def main():
    """Make the environment unless it is there already."""
    kind = sys.argv[1] if len(sys.argv) == 2 else ""
    if kind not in ("demo", "test"):
        sys.exit("usage: python3 tools/setup.py demo|test")
    check_python()
    wanted = [locked(os.path.join(TOP, "requirements", one + ".txt")) for one in ("demo", "test")]
    if made(wanted[1]) or (kind == "demo" and made(wanted[0])):
        return
    lock = os.path.join("requirements", kind + ".txt")
    print("Making .venv from " + lock + " ...", flush=True)
    if not os.path.exists(PYTHON) or subprocess.call([PYTHON, "-c", SAME_PYTHON % sys.version_info[:2]]) != 0:
        run(sys.executable, "-m", "venv", "--clear", VENV)
    pip = (PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, "--require-hashes", "-r", lock)
    run(*pip, "--no-deps", "--no-build-isolation", "--editable", ".")
    with open(STAMP, "w") as file:
        file.write(wanted[("demo", "test").index(kind)] + "\n")


if __name__ == "__main__":
    main()
