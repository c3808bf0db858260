"""Sees to it that the tests find real servers, a real LibreOffice and a real browser: `python3 tools/servers.py`.

Installs Dovecot, Postfix, LibreOffice's writer, ClamAV's daemon, Chromium and nginx from Debian where that is allowed
(root, or sudo without a password); no service is started, and ClamAV needs no signatures but the tests' own. Elsewhere
it says in one line what will be left out, which INTAKE_REQUIRE_SERVERS=1 makes a failure.
"""

import os
import shutil
import subprocess
import sys
import tempfile

PACKAGES = {
    "dovecot": "dovecot-imapd dovecot-lmtpd",
    "postfix": "postfix",
    "soffice": "libreoffice-writer-nogui",
    "clamd": "clamav-daemon",
    "chromium": "chromium",
    "nginx": "nginx",
}
PATHS = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))


def missing():
    """The commands that are not on this machine."""
    return [name for name in PACKAGES if shutil.which(name, path=PATHS) is None]


def as_root():
    """How a command is run as root without asking: a prefix, or None where it is not allowed."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return ["sudo", "-n"]
    return None


def install(names):
    """Install the packages of these commands with Debian's tools; no service is started. Whether all of it worked."""
    root = as_root()
    if root is None or shutil.which("apt-get") is None:
        return False
    packages = [PACKAGES[name] for name in names]
    print("Installing for the tests, without starting any service: " + " ".join(packages), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        refuse = os.path.join(folder, "policy-rc.d")
        with open(refuse, "w") as file:
            file.write("#!/bin/sh\nexit 101\n")
        os.chmod(refuse, 0o755)
        policy = "/usr/sbin/policy-rc.d"
        ours = not os.path.exists(policy)
        if ours:
            subprocess.call([*root, "cp", refuse, policy])
        apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
        try:
            if subprocess.call([*apt, "update"]) != 0:
                return False
            done = [
                subprocess.call([*apt, "install", "-y", "--no-install-recommends", *one.split()]) for one in packages
            ]
            return not any(done)
        finally:
            if ours:
                subprocess.call([*root, "rm", "-f", policy])


def main():
    """Install what is missing, or say what will be left out."""
    names = missing()
    if names and not install(names):
        names = missing()
        sentence = "Not on this machine, so their tests are left out: " + ", ".join(names)
        if os.environ.get("INTAKE_REQUIRE_SERVERS") == "1":
            sys.exit(sentence + " (INTAKE_REQUIRE_SERVERS=1 makes this a failure)")
        print(sentence, flush=True)


if __name__ == "__main__":
    main()
