"""How servers name folders, and which folder is for drafts, for sent mail, for junk: told by attributes, not names."""

from collections.abc import Callable, Iterator

import pytest
from imapclient.imapclient import JUNK

from intake.adapters.endpoint import Endpoint
from intake.adapters.imap.folders import Naming
from intake.adapters.imap.mailbox import ImapMailbox
from tests.adapters.refusals import QUICK
from tests.servers.ports import HOST
from tests.servers.scripted_imap import ScriptedImap

OTHERS = (("user.", "."), ("Shared/", "/"))
EXTENDED = b"* CAPABILITY IMAP4rev1 SPECIAL-USE LIST-EXTENDED NAMESPACE\r\nTAG OK done\r\n"
NO_ATTRIBUTES = b"* CAPABILITY IMAP4rev1 NAMESPACE\r\nTAG OK done\r\n"


@pytest.mark.parametrize(("naming", "written", "on_server"), [
    pytest.param(Naming("", "/"), "Intake/Taken", "Intake/Taken", id="slashes"),
    pytest.param(Naming("", "."), "Intake/Taken", "Intake.Taken", id="dots"),
    pytest.param(Naming("INBOX.", "."), "Intake/Taken", "INBOX.Intake.Taken", id="below-INBOX"),
    pytest.param(Naming("INBOX/", "/"), "Intake/Taken", "INBOX/Intake/Taken", id="below-INBOX-slashes"),
    pytest.param(Naming("INBOX.", "."), "INBOX.Junk", "INBOX.Junk", id="as-the-server-names-it"),
    pytest.param(Naming("INBOX.", "."), "INBOX/Junk", "INBOX.Junk", id="INBOX-with-a-slash"),
    pytest.param(Naming("INBOX.", "."), "inbox", "inbox", id="INBOX-itself"),
    pytest.param(Naming("", None), "Intake/Taken", "Intake-Taken", id="no-levels"),
    pytest.param(Naming("INBOX.", ".", OTHERS), "user/jca/Papers", "user.jca.Papers", id="other-people's"),
    pytest.param(Naming("INBOX.", ".", OTHERS), "user.jca", "user.jca", id="other-people's-with-dots"),
    pytest.param(Naming("INBOX.", ".", OTHERS), "Shared/JCA", "Shared/JCA", id="shared"),
    pytest.param(Naming("", "/", OTHERS), "users/jca", "users/jca", id="only-alike"),
])  # fmt: skip
def test_a_folder_is_named_as_its_server_does(naming: Naming, written: str, on_server: str) -> None:
    assert naming.on_server(written) == on_server


@pytest.fixture
def scripted() -> Iterator[Callable[..., tuple[ScriptedImap, ImapMailbox]]]:
    made: list[tuple[ScriptedImap, ImapMailbox]] = []

    def make(folder: str = "INBOX", **script: bytes) -> tuple[ScriptedImap, ImapMailbox]:
        server = ScriptedImap(script)
        made.append((server, ImapMailbox(Endpoint(HOST, server.port, "none", "me", "x", None, QUICK, QUICK), folder)))
        return made[-1]

    yield make
    for server, source in made:
        source.close()
        server.stop()


def listed(*folders: str) -> bytes:
    return b"".join(b"* LIST " + one.encode() + b"\r\n" for one in folders) + b"TAG OK done\r\n"


NAMESPACES = b'* NAMESPACE (("INBOX." ".")) (("user." ".")) NIL\r\nTAG OK done\r\n'


@pytest.mark.parametrize(("capability", "folders", "opened"), [
    pytest.param(EXTENDED, [r'() "." INBOX.Junk', r'(\Junk) "." INBOX.Spam'], "INBOX.Spam", id="attribute-not-name"),
    pytest.param(EXTENDED, [r'(\HasNoChildren \junk) "." "INBOX.Ind&AOk-sirables"'], "INBOX.Ind&AOk-sirables",
                 id="other-case-and-other-language"),
    pytest.param(EXTENDED, [r'(\Junk) "." user.jca.Spam', r'() "." INBOX.Junk'], "INBOX.Junk", id="not-of-others"),
    pytest.param(EXTENDED, [r'(\Junk \NonExistent) "." INBOX.Old', r'() "." INBOX.Spam'], "INBOX.Spam", id="not-there"),
    pytest.param(NO_ATTRIBUTES, [r'(\Junk) "." "INBOX.Junk Email"'], "INBOX.Junk Email", id="without-the-capability"),
    pytest.param(NO_ATTRIBUTES, ['() "." INBOX', '() "." "INBOX.Junk E-mail"'], "INBOX.Junk E-mail", id="usual-name"),
    pytest.param(NO_ATTRIBUTES, ['() "." INBOX', r'(\Noselect) "." INBOX.Spam'], "INBOX.Junk", id="none"),
])  # fmt: skip
def test_the_folder_for_junk_is_found(
    scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]], capability: bytes, folders: list[str], opened: str
) -> None:
    server, box = scripted("Junk", CAPABILITY=capability, NAMESPACE=NAMESPACES, LIST=listed(*folders))
    box.open()
    (selected,) = [line for line in server.lines if " SELECT " in line]
    assert selected.split(" ", 2)[2].strip('"') == opened
    asked = [line for line in server.lines if " LIST " in line]
    assert [line.endswith("RETURN (SPECIAL-USE)") for line in asked] == [capability == EXTENDED]


@pytest.mark.parametrize("namespaces", [
    pytest.param(b"* NAMESPACE NIL NIL NIL\r\nTAG OK done\r\n", id="none"),
    pytest.param(b'* NAMESPACE (("" "." "X-PARAM" ("A" "B"))) NIL NIL\r\nTAG OK done\r\n', id="with-extensions"),
    pytest.param(b'* NAMESPACE NIL (("user." ".")) NIL\r\nTAG OK done\r\n', id="others-only"),
])  # fmt: skip
def test_odd_namespaces_are_left_aside_for_what_list_tells(
    scripted: Callable[..., tuple[ScriptedImap, ImapMailbox]], namespaces: bytes
) -> None:
    server, box = scripted(
        "Group/Papers", CAPABILITY=NO_ATTRIBUTES, NAMESPACE=namespaces, LIST=listed(r'(\Noselect) "." ""')
    )
    box.open()
    assert [line.split(" ")[2].strip('"') for line in server.lines if " SELECT " in line] == ["Group.Papers"]


def test_the_words_for_special_folders_are_those_of_the_standard() -> None:
    assert JUNK == rb"\Junk"
