"""Older text formats as .docx, by LibreOffice in a process of its own that can do nothing else."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Literal

import intake
from intake.domain.document import FileType
from intake.domain.errors import ConfigurationError
from intake.domain.text.language import one_line
from intake.ports import ConversionFailedError
from intake.readers.magic import magic
from intake.readers.process.office_child import NOT_SHUT_IN

_FILTERS: dict[FileType, str] = {
    "doc": "MS Word 97",
    "wordxml": "MS Word 2003 XML",
    "rtf": "Rich Text Format",
    "odt": "writer8",
    "sxw": "StarOffice XML (Writer)",
    "sdw": "StarOffice_Writer",
    "wpd": "WordPerfect",
    "wps": "MS_Works",
    "pages": "Apple Pages",
}
_BARE: dict[FileType, str] = {"doc": "MS WinWord 5", "odt": "OpenDocument Text Flat XML"}
"""How the same is read where there is no container around it, compound file or zip."""

_DOS, _OF_DOS = (b"\x31\xbe", b"\x32\xbe"), "MS_Word_DOS"
_TARGET = "docx:MS Word 2007 XML"
_NAMES = ("soffice", "libreoffice")
_ROOT = Path(intake.__file__).parents[1]

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
{items}
</oor:items>
"""
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
_SCRIPTING = "/org.openoffice.Office.Common/Security/Scripting"
_SETTINGS = (
    (_SCRIPTING, "MacroSecurityLevel", "3"),
    (_SCRIPTING, "DisableMacrosExecution", "true"),
    (_SCRIPTING, "DisableActiveContent", "true"),
    (_SCRIPTING, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
)
"""No macro, no active content, no link is followed. The numbers are those of LibreOffice's configuration schema."""


class LibreOffice:
    """A `Converter` (see ports) that starts LibreOffice once for every file, in a temporary folder.

    `deadline` is wall time in seconds, after which the process and all that it started are killed; `cpu` processor
    time in seconds, `memory` its address space and `largest` the largest file that it may write, in bytes. With
    `sandbox="require"` nothing is converted where this system cannot close the process off from network and files.
    `program` is found on the path where none is named.
    """

    def __init__(
        self,
        *,
        sandbox: Literal["require", "best"] = "best",
        deadline: float = 120.0,
        cpu: int = 100,
        memory: int = 4 << 30,
        largest: int = 200_000_000,
        program: str | None = None,
    ) -> None:
        self._sandbox = sandbox
        self._deadline = deadline
        self._limits = (str(memory), str(cpu), str(largest))
        self._program = program

    def convert(self, content: bytes, filetype: FileType) -> bytes:
        """The text document as .docx. Raises ConfigurationError without LibreOffice, ConversionFailedError."""
        if filetype not in _FILTERS:
            raise ConversionFailedError(f"a file of type {filetype} is not converted")
        program = self._found()
        with tempfile.TemporaryDirectory(prefix="intake-office-", ignore_cleanup_errors=True) as folder:
            source, made = Path(folder, f"in.{filetype}"), Path(folder, "in.docx")
            source.write_bytes(content)
            _write_profile(Path(folder, "profile"))
            self._run(folder, program, _arguments(_filter(content, filetype), source.name))
            if not made.is_file() or made.is_symlink():
                raise ConversionFailedError("LibreOffice could not read it")
            return made.read_bytes()

    def probe(self) -> tuple[str, str]:
        """Name and version, and what the program's process has given up. Raises as `convert` does."""
        program = self._found()
        with tempfile.TemporaryDirectory(prefix="intake-office-", ignore_cleanup_errors=True) as folder:
            version, given_up = self._run(folder, program, ("--version",), answer=subprocess.PIPE)
        if not one_line(version):
            raise ConversionFailedError("LibreOffice is installed here, but does not start")
        return one_line(version), one_line(given_up.partition("\n")[0])

    def _found(self) -> str:
        named = [self._program] if self._program else [shutil.which(name) for name in _NAMES]
        program = next((one for one in named if one and os.access(one, os.X_OK)), None)
        if program is None:
            raise ConfigurationError(
                "LibreOffice is not installed here, and only it converts .doc, .rtf, .odt and the like: install the "
                "package libreoffice-writer (Debian, Ubuntu: libreoffice-writer-nogui), or convert the file by hand."
            )
        return os.path.realpath(program)

    def _run(
        self, folder: str, program: str, arguments: Sequence[str], answer: int = subprocess.DEVNULL
    ) -> tuple[str, str]:
        """Run the program shut in; its answer, and what was given up with what it said on standard error."""
        child = (sys.executable, "-E", "-s", "-B", "-m", "intake.readers.process.office_child")
        process = subprocess.Popen(
            (*child, folder, *self._limits, self._sandbox, program, *arguments),
            stdin=subprocess.DEVNULL,
            stdout=answer,
            stderr=subprocess.PIPE,
            env={},
            cwd=_ROOT,
            close_fds=True,
            start_new_session=True,
        )
        try:
            said, complained = process.communicate(timeout=self._deadline)
        except subprocess.TimeoutExpired:
            raise ConversionFailedError(f"LibreOffice did not finish within {self._deadline:g} seconds") from None
        finally:
            _end(process)
        _judge(process.returncode, complained)
        return (said or b"").decode("utf-8", "replace"), complained.decode("utf-8", "replace")


def _filter(content: bytes, filetype: FileType) -> str:
    """LibreOffice's name for the format of these bytes."""
    if content.startswith(_DOS):
        return _OF_DOS
    return _FILTERS[filetype] if magic(content) in {"ole", "zip"} else _BARE.get(filetype, _FILTERS[filetype])


def _arguments(infilter: str, name: str) -> tuple[str, ...]:
    """Return the words that ask LibreOffice to read this file by this filter and write it as .docx beside it."""
    return (
        "-env:UserInstallation=file://{folder}/profile",
        *("--headless", "--invisible", "--norestore", "--nologo", "--nolockcheck", "--nodefault"),
        *(f"--infilter={infilter}", "--convert-to", _TARGET, "--outdir", "{folder}", "{folder}/" + name),
    )


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Kill the process and everything that it started; what has ended already stays ended."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream is not None:
            stream.close()


def _judge(status: int, said: bytes) -> None:
    """Raise what an exit status means; LibreOffice also ends with 0 when it made nothing."""
    if status == NOT_SHUT_IN:
        missing = one_line(said.decode("utf-8", "replace"))
        raise ConfigurationError(
            f'sandbox = "require", but this system does not give LibreOffice: {missing}. '
            'Allow it (user namespaces, Landlock), or set sandbox = "best".'
        )
    if status < 0:
        raise ConversionFailedError(f"LibreOffice was ended by {signal.Signals(-status).name}")


def _write_profile(profile: Path) -> None:
    (profile / "user").mkdir(parents=True)
    items = "\n".join(_ITEM.format(path=path, name=name, value=value) for path, name, value in _SETTINGS)
    (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE.format(items=items), encoding="utf-8")
