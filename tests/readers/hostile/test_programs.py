"""A program is known by what it holds, whatever it is called (FIL-011); what only speaks of programs is none."""

import struct

import pytest

from intake.demo.compounds import compound_file
from intake.readers.files import read_file
from tests.readers.build import archive, contribution
from tests.readers.others import pdf

PE = b"MZ\x90\0" + bytes(56) + struct.pack("<L", 5000) + bytes(4936) + b"PE\0\0" + bytes(200)
SOLID_PE = b"MZ" + b"\x01" * 58 + struct.pack("<L", 0x1010) + b"\x01" * (0x1010 - 64) + b"PE\0\0" + bytes(20)
INSTALLER = "000C1084-0000-0000-C000-000000000046"
NATIVE = struct.pack("<L", 40) + b"\x02\0run.exe\0C:\\run.exe\0"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PE, id="windows"),
        pytest.param(SOLID_PE, id="windows-without-a-zero-at-its-start"),
        pytest.param(b"MZ\x50\0\x02\0" + bytes(100), id="dos"),
        pytest.param(b"\x7fELF\x02\x01\x01" + bytes(60), id="linux"),
        *(pytest.param(bytes.fromhex(one) + bytes(60), id=f"macos-{one}") for one in
          ("feedface", "feedfacf", "cefaedfe", "cffaedfe", "cafebabe", "cafebabf")),
        pytest.param(b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0\0\0\0\0\0\0\x46" + bytes(60), id="shortcut"),
        pytest.param(b"#!/bin/sh\nrm -rf ~\n", id="shell"),
        pytest.param(b"\xef\xbb\xbf#!/usr/bin/env python3\nprint()\n", id="python-behind-a-mark"),
        pytest.param(b"#!/bin/sh\n# %PDF-1.7\necho\n", id="shell-that-says-to-be-a-pdf"),
        pytest.param(b"#@~^DgAAAA==", id="encoded-script"),
        pytest.param(b"MSCF\0\0\0\0" + bytes(60), id="cabinet"),
        pytest.param(b"ITSF\x03\0\0\0" + bytes(60), id="compiled-help"),
        pytest.param(b"!<arch>\ndebian-binary   1", id="package-of-debian"),
        pytest.param(b"<html><head><HTA:APPLICATION id=x></head><body>x</body></html>", id="hta"),
        pytest.param(b'var s = new ActiveXObject("WScript.Shell"); s.Run("calc")', id="javascript"),
        pytest.param(b'Set s = CreateObject("Scripting.FileSystemObject")\r\n', id="vbscript"),
        pytest.param('WScript.Echo "x"\r\n'.encode("utf-16"), id="vbscript-in-utf-16"),
        pytest.param(b'<?xml version="1.0"?><package><job><script language="VBScript">x</script></job></package>',
                     id="wsf"),
        pytest.param(b"@echo off\r\nstart calc\r\n", id="batch"),
        pytest.param(b"\r\npowershell -NoProfile -EncodedCommand SQBFAFgA\r\n", id="powershell"),
        pytest.param(b"[InternetShortcut]\r\nURL=file://x/y.exe\r\n", id="internet-shortcut"),
        pytest.param(b"Windows Registry Editor Version 5.00\r\n[HKEY_CURRENT_USER]\r\n", id="registry"),
        pytest.param(compound_file({"x": b"x"}, clsid=INSTALLER), id="windows-installer"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["setup.exe", "paper.docx", "notes.txt", "слайды.pdf", ""])
def test_a_program_is_known_under_any_name(content: bytes, name: str) -> None:
    assert [one.kind for one in read_file(content, "", [name]).problems] == ["program"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"MZ-1 is the name of our project.\n" * 9, id="a-text-that-begins-so"),
        pytest.param(b"# Notes\r\nRun powershell, or cmd.exe, as you like.\r\n", id="a-text-about-shells"),
        pytest.param(b"The API has CreateObject(id), eval(x) and function move(avatar).\n", id="an-interface"),
        pytest.param(b"<html><script>var x = new ActiveXObject('Microsoft.XMLHTTP')</script><p>x</p></html>",
                     id="a-page-as-it-was-saved"),
        pytest.param(b"job,package,script\n1,2,3\n", id="csv"),
        pytest.param(b'<?xml version="1.0"?><package xmlns="urn:x"><item/></package>', id="xml"),
        pytest.param(b"We do not use WScript in this project.\n", id="a-text-that-names-one"),
        pytest.param("Скрипты и powershell: обзор\n".encode(), id="a-text-in-russian"),
        pytest.param(b"\xce\xfa\xed\xf0" + bytes(60), id="bytes-that-are-nearly-one"),
    ],
)  # fmt: skip
def test_what_is_no_program_is_not_called_one(content: bytes) -> None:
    assert read_file(content, "", ["notes.txt"]).problems == ()


@pytest.mark.parametrize(
    "content",
    [pytest.param(contribution(), id="docx"), pytest.param(pdf([(12, "On avatars")]), id="pdf"),
     pytest.param(archive({"a.txt": "x"}), id="zip")],
)  # fmt: skip
def test_a_document_under_the_name_of_a_program_is_a_document(content: bytes) -> None:
    assert read_file(content, "", ["setup.exe"]).problems == ()


@pytest.mark.parametrize("streams", [{"VisioDocument": b"x"}, {"__properties_version1.0": b"x"}, {"x": b"x"}])
def test_what_was_dropped_into_a_compound_file_of_any_kind_is_told(streams: dict[str, bytes]) -> None:
    found = read_file(compound_file({**streams, "sub/\x01Ole10Native": NATIVE}), "")
    assert [(one.kind, one.facts) for one in found.problems] == [("active", {"what": "package"})]
