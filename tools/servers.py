"""Sees to it that the tests find real servers, a real LibreOffice and a real browser: `python3 tools/servers.py`.

Installs Dovecot, Postfix, LibreOffice's writer, ClamAV's daemon, Chromium and nginx from Debian where that is allowed
(root, or sudo without a password); no service is started, and ClamAV needs no signatures but the tests' own. Cyrus's
package and Dovecot's exclude each other, so Cyrus IMAP is unpacked into /usr/local/lib/cyrus-for-tests, and only the
libraries that it needs are installed. Elsewhere it says in one line what will be left out, which
INTAKE_REQUIRE_SERVERS=1 makes a failure.
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
CYRUS = "cyrus"
UNPACKED = "/usr/local/lib/cyrus-for-tests"
TO_UNPACK = ["cyrus-imapd", "cyrus-common", "sasl2-bin"]
PATHS = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"))


def missing():
    """The commands that are not on this machine."""
    names = [name for name in PACKAGES if shutil.which(name, path=PATHS) is None]
    return names if os.path.exists(UNPACKED + "/usr/lib/cyrus/bin/imapd") else [*names, CYRUS]


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
    packages = [PACKAGES[name] for name in names if name in PACKAGES]
    if packages:
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
            return not any(done) and (CYRUS not in names or unpack(root, apt))
        finally:
            if ours:
                subprocess.call([*root, "rm", "-f", policy])


def unpack(root, apt):
    """Unpack Cyrus IMAP beside Dovecot, after the libraries that it needs are installed. Whether all of it worked."""
    print("Unpacking for the tests into " + UNPACKED + ": " + " ".join(TO_UNPACK), flush=True)
    told = subprocess.run(["apt-cache", "depends", "--important", *TO_UNPACK], capture_output=True, text=True)
    needed = {line.split()[-1] for line in told.stdout.splitlines() if line.strip().startswith("Depends: lib")}
    if subprocess.call([*apt, "install", "-y", "--no-install-recommends", "--no-upgrade", *sorted(needed)]) != 0:
        return False
    with tempfile.TemporaryDirectory() as folder:
        # apt fetches as a user of its own, which must be able to write here
        os.chmod(folder, 0o777)
        if subprocess.call([*apt, "download", *TO_UNPACK], cwd=folder) != 0:
            return False
        files = [os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".deb")]
        whole = UNPACKED + ".new"
        if any(subprocess.call([*root, "dpkg-deb", "-x", one, whole]) for one in files):
            return False
        return subprocess.call([*root, "mv", whole, UNPACKED]) == 0


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
