"""An authority of our own, and certificates for loopback."""

from dataclasses import dataclass
from pathlib import Path

import trustme


@dataclass(frozen=True)
class Certificates:
    """A server's certificate and key (PEM), the file of the authority that signed it, and that of a stranger."""

    certificate: bytes
    key: bytes
    authority: Path
    stranger: Path


def certificates(folder: Path) -> Certificates:
    """New ones for localhost and 127.0.0.1; the files lie in this folder."""
    authority, stranger = trustme.CA(), trustme.CA()
    server = authority.issue_cert("localhost", "127.0.0.1")
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    stranger.cert_pem.write_to_path(str(folder / "stranger.pem"))
    return Certificates(
        b"".join(blob.bytes() for blob in server.cert_chain_pems),
        server.private_key_pem.bytes(),
        folder / "authority.pem",
        folder / "stranger.pem",
    )
