"""The people of the demo: invented, at example domains (RFC 2606), in several time zones."""

from dataclasses import dataclass
from datetime import timedelta, timezone

from intake.domain.document import Contact


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who writes: `hours` is the offset of their clock from UTC, `tel` what stands on their covers."""

    name: str
    address: str
    organization: str
    country: str
    hours: float
    tel: str

    @property
    def domain(self) -> str:
        """The domain of their address."""
        return self.address.rpartition("@")[2]

    @property
    def zone(self) -> timezone:
        """Their clock."""
        return timezone(timedelta(hours=self.hours))

    def contact(self) -> Contact:
        """How they stand on a cover."""
        return Contact(self.name, self.organization, self.country, self.tel, None, self.address)


DELEGATE = Author(
    "Ji-woo Han", "jiwoo.han@hanbit.example", "Hanbit Research Institute", "Republic of Korea", 9, "+82 42 555 0114"
)
ASSISTANT = Author(
    "Seo-yeon Lim", "sy.lim@hanbit.example", "Hanbit Research Institute", "Republic of Korea", 9, "+82 42 555 0110"
)
CO_CHAIR = Author("Muath AlRumayh", "muath@cst.example", "CST", "Kingdom of Saudi Arabia", 3, "+966 11 555 0102")
"""He and the other chair have their names from the circular; their addresses are invented."""
OTHER_CHAIR = Author("Shin-Gak Kang", "sgkang@etri.example", "ETRI", "Republic of Korea", 9, "+82 42 555 0103")
SECRETARIAT = Author("Secretariat", "secretariat@example.org", "Secretariat", "Switzerland", 2, "+41 22 555 0101")
SCANNER = Author("Scanner of CST", "postmaster@cst.example", "CST", "Kingdom of Saudi Arabia", 3, "")
"""The program that looks at the mail of a company before its people do."""
LIST = Author("List of JCA-MV", "jca-mv@lists.example", "JCA-MV", "", 0, "")
"""Letters to it are drafts, which the secretariat sends."""
FRENCH = Author(
    "Amadou Diallo", "a.diallo@teranga.example", "Agence Teranga du numérique", "Senegal", 0, "+221 33 555 01 20"
)
BORDERS = Author(
    "Lucía Ferrer", "lferrer@austral.example", "Instituto Austral de Identidad", "Uruguay", -3, "+598 2555 0131"
)
OLD_WORD = Author("Tomasz Zieliński", "tomasz@wisla.example", "Wisła Networks", "Poland", 2, "+48 22 555 01 42")
HASTY = Author(
    "Priya Raman", "priya.raman@deccan.example", "Deccan Spatial Computing Centre", "India", 5.5, "+91 40 5550 0153"
)
MACROS = Author("Layla Haddad", "layla@petra.example", "Petra Digital Works", "Jordan", 3, "+962 6 555 0164")
TWICE = Author(
    "Chidinma Okafor", "c.okafor@immersive.example", "Lagos Immersive Laboratory", "Nigeria", 1, "+234 1 555 0175"
)
IN_TIME = Author("Mateus Oliveira", "mateus@ipe.example", "Instituto Ipê", "Brazil", -3, "+55 61 5550 0186")
TOO_LATE = Author("Hana Sato", "hana.sato@aozora.example", "Aozora Networks", "Japan", 9, "+81 3 5550 0197")
YOU = Author("You", "you@example.org", "Your organization", "Switzerland", 1, "+41 22 555 0208")
"""Whoever tries the kept demo."""

EVERYBODY = (
    SECRETARIAT, CO_CHAIR, OTHER_CHAIR, LIST,
    DELEGATE, ASSISTANT, FRENCH, BORDERS, OLD_WORD, HASTY, MACROS, TWICE, IN_TIME, TOO_LATE, YOU,
)  # fmt: skip
"""In the order in which they are listed."""


def known_as(address: str) -> str:
    """The name of whoever has this address, else the address."""
    return next((one.name for one in EVERYBODY if one.address == address), address)
