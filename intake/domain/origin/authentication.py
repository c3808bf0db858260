"""Who signed a mail, as our own border tells it (RFC 8601), and whether that matches From (RFC 7489, section 3.1)."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from intake.domain.origin.results import MethodResult, ResultsField, Seal

Outcome = Literal["pass", "fail", "unaligned", "none"]
"""From is proven; is disproved; is not what was signed; nobody can tell."""

Organization = Callable[[str], str]
"""The organizational domain of a domain in lower case, by the public suffix list; "" where it has none."""

BY_PLACE = "by-place"
"""In place of an id, where the provider leaves it out of its fields (Microsoft): their place alone makes them ours."""

_UNTOLD = ("temperror", "permerror", "none", "neutral", "policy", "bestguesspass")
"""Results that say nothing of this mail (RFC 8601, section 2.7, and Microsoft's guess for domains without a policy)."""


@dataclass(frozen=True, slots=True)
class Border:
    """How the border of one mailbox is known: the ids that it writes (or BY_PLACE), and whose ARC seals count."""

    authserv_ids: tuple[str, ...] = ()
    sealers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Authentication:
    """What our border says about From: the outcome, and the method and domain that it rests on.

    `told`: a field of our border is there, whatever it says. Without one nobody can tell who sent the mail.
    """

    outcome: Outcome = "none"
    by: str = ""
    domain: str = ""
    told: bool = False
    results: tuple[MethodResult, ...] = ()

    @property
    def doubted(self) -> bool:
        """Whether our border looked and could not confirm From: then nothing may rest on that address."""
        return self.told and self.outcome != "pass"

    @property
    def temporary(self) -> bool:
        """Whether a method could not be tried then (RFC 8601, section 2.7.1), so that another try may tell more."""
        return self.outcome == "none" and any(one.result == "temperror" for one in self.results)


@dataclass(frozen=True, slots=True)
class Heading:
    """The fields of a mail that tell who signed it. `trusted` counts the Received fields that our own servers wrote."""

    results: tuple[ResultsField, ...]
    seals: tuple[Seal, ...]
    received: int
    trusted: int


def authentication(author: str, heading: Heading, border: Border, of: Organization) -> Authentication:
    """What our border proved about the author's address ("" for none).

    DMARC's result counts where the border states one about the domain of From; else a pass of DKIM or SPF for a domain
    of the same organization (relaxed alignment) proves From. ARC counts where the border says that the chain holds, and
    sealers of ours saw From proven.
    """
    ours = _own_fields(heading, border)
    if not ours:
        return Authentication()
    results = _told(ours) if all(one.readable for one in ours) else ()
    domain = domain_of(author)
    found = _judged(domain, results, of) if domain else Authentication()
    if domain and found.outcome != "pass" and _holds(results):
        sealer = _sealer(domain, _incoming(heading), border, of)
        found = Authentication("pass", "arc", sealer) if sealer else found
    return replace(found, told=True, results=results)


def _own_fields(heading: Heading, border: Border) -> list[ResultsField]:
    """The fields that our border wrote: the topmost that it can have written, and those beside them.

    - They stand above the Received field of our border; a stranger's stand below it. Where the servers are not named,
      they stand above all Received fields.
    - Each has the border's id, letter by letter: with another case or a dot at its end it is another's, which a border
      that deletes only its own lets through. One that cannot be read stands at a place where only we write.
    - A border may write one field for each method (OpenDKIM, OpenDMARC), so all between the same two Received fields
      count.
    """
    above = max(heading.trusted, 1)
    ours = [one for one in heading.results if one.below < above and _is_ours(one, border)] if heading.received else []
    return [one for one in ours if one.below == ours[0].below]


def _is_ours(one: ResultsField, border: Border) -> bool:
    if not border.authserv_ids:
        return False
    return not one.readable or (one.authserv_id or BY_PLACE) in border.authserv_ids


def _told(ours: Sequence[ResultsField]) -> tuple[MethodResult, ...]:
    """The results of all these fields; of a method that two of them tell, a pass counts only where both tell it.

    A result that a stranger added never makes it better.
    """
    kept: list[MethodResult] = []
    for place, one in enumerate(ours):
        others = [each for at, each in enumerate(ours) if at != place]
        kept += [each for each in one.results if each.result != "pass" or _agreed(each, others)]
    return tuple(kept)


def _agreed(one: MethodResult, others: Sequence[ResultsField]) -> bool:
    said = [[each for each in other.results if each.method == one.method] for other in others]
    return all(any(_same(one, each) for each in told) for told in said if told)


def _same(one: MethodResult, other: MethodResult) -> bool:
    return (one.result, set(_speaks_of(one))) == (other.result, set(_speaks_of(other)))


def _speaks_of(one: MethodResult) -> Iterator[str]:
    stated = domain_of(one.get("header.from")) if one.method == "dmarc" else ""
    yield from ([stated] if stated else _signers(one))


def _judged(domain: str, results: Sequence[MethodResult], of: Organization) -> Authentication:
    stated, found = _dmarc(domain, results), _derived(domain, results, of)
    if not stated or (stated, found.outcome) == ("pass", "pass"):
        return found
    return Authentication(stated, "dmarc", domain)


def _dmarc(domain: str, results: Sequence[MethodResult]) -> Literal["pass", "fail", ""]:
    """DMARC's result about this domain: "fail" where one says so, whatever another says."""
    stated = [
        one.result for one in results if one.method == "dmarc" and domain_of(one.get("header.from") or domain) == domain
    ]
    if "fail" in stated:
        return "fail"
    return "pass" if stated and set(stated) == {"pass"} else ""


def _derived(domain: str, results: Sequence[MethodResult], of: Organization) -> Authentication:
    said = [(one, signer) for one in results for signer in _signers(one)]
    house = of(domain) or domain
    aligned = [(one, signer) for one, signer in said if (of(signer) or signer) == house]
    if proof := next((each for each in aligned if each[0].result == "pass"), None):
        return Authentication("pass", proof[0].method, proof[1])
    if against := next((each for each in aligned if each[0].result == "fail"), None):
        return Authentication("fail", against[0].method, domain)
    if any(one.method == "compauth" and one.result == "fail" for one in results):
        return Authentication("fail", "compauth", domain)
    signed = next((each for each in said if each[0].result == "pass"), None)
    return Authentication("unaligned", signed[0].method, signed[1]) if signed else Authentication()


def _signers(one: MethodResult) -> Iterator[str]:
    """The domain that a method speaks of: of the signature, or of the envelope sender (of HELO for a null path)."""
    if one.result in _UNTOLD:
        return
    if one.method == "dkim":
        found = one.get("header.d") or one.get("header.i")
    elif one.method == "spf":
        found = one.get("smtp.mailfrom") or one.get("smtp.mail") or one.get("smtp.helo")
    else:
        return
    if domain := domain_of(found):
        yield domain


def _holds(results: Sequence[MethodResult]) -> bool:
    """Whether our border says that the chain of ARC seals holds (RFC 8617, section 5.2)."""
    return {one.result for one in results if one.method == "arc"} == {"pass"}


def _incoming(heading: Heading) -> list[Seal]:
    """The chain of seals as it came to our border, the last one first; none where its instances have a gap.

    A seal above our border's Received field is our own.
    """
    chain = sorted((one for one in heading.seals if one.below >= max(heading.trusted, 1)), key=lambda one: one.instance)
    whole = [one.instance for one in chain] == list(range(1, len(chain) + 1))
    return chain[::-1] if whole else []


def _sealer(domain: str, chain: Sequence[Seal], border: Border, of: Organization) -> str:
    """The sealer that saw From proven, or "". It and all after it have to be ours: each may have changed the mail."""
    for one in chain:
        if one.domain not in border.sealers:
            return ""
        if _judged(domain, one.results, of).outcome == "pass":
            return one.domain
        if not _holds(one.results):
            return ""
    return ""


def domain_of(text: str) -> str:
    """The domain of an address, or a domain itself, as it goes over the wire: lower case, in ASCII (RFC 5891)."""
    domain = text.rpartition("@")[2].strip("<> ").rstrip(".")
    try:
        return ".".join(map(_ascii, domain.split(".")))
    except UnicodeError:
        return ""


def _ascii(label: str) -> str:
    plain = unicodedata.normalize("NFC", label.lower())
    return plain if plain.isascii() else f"xn--{plain.encode('punycode').decode('ascii')}"
