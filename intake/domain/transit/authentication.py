"""Who signed a mail, as our own border tells it (RFC 8601), and whether that matches From (RFC 7489, section 3.1)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from intake.domain.mail import Received
from intake.domain.transit.border import trusted_fields

Outcome = Literal["pass", "fail", "unaligned", "none"]
"""From is proven; is disproved; is not what was signed; nobody can tell."""

Organization = Callable[[str], str]
"""The organizational domain of a domain in lower case, by the public suffix list; "" where it has none."""

_UNTOLD = ("temperror", "permerror", "none", "neutral", "policy", "bestguesspass")
"""Results that say nothing of this mail (RFC 8601, section 2.7, and Microsoft's guess for domains without a policy)."""


@dataclass(frozen=True, slots=True)
class MethodResult:
    """What one method found, in lower case, and its properties ("header.d", "etri.re.kr") in order."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """The first value of a property, or ""."""
        return next((value for known, value in self.properties if known == name), "")


@dataclass(frozen=True, slots=True)
class ResultsField:
    """One Authentication-Results field. `authserv_id` is as written, "" where the field has none.

    `below` counts the Received fields above it. `readable` is False where no two programs need read it alike: then it
    counts as none.
    """

    authserv_id: str
    below: int
    results: tuple[MethodResult, ...] = ()
    readable: bool = True


@dataclass(frozen=True, slots=True)
class Border:
    """How our own border is known: the ids that it writes, its servers, and whose ARC seals count.

    `without_id`: the provider leaves the id out, so that the field is known by its place alone.
    """

    authserv_ids: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    sealers: tuple[str, ...] = ()
    without_id: bool = False


@dataclass(frozen=True, slots=True)
class Authentication:
    """What our border says about From: the outcome, the domain that proves it, and the results that it rests on."""

    outcome: Outcome = "none"
    domain: str = ""
    results: tuple[MethodResult, ...] = ()


def own_results(
    fields: Sequence[ResultsField], received: Sequence[Received], border: Border
) -> tuple[MethodResult, ...]:
    """The results that our own border wrote, each method's first ones; () where it wrote none.

    - A field counts by its id, letter by letter: another case or a dot at its end is another id, which a border that
      deletes only its own would let through.
    - It stands above the first Received field that is none of ours; without an id, above our border's own one.
    - A border may write one field per method (OpenDKIM, OpenDMARC). Where two of its fields tell of one method, one of
      them may be a stranger's: that method counts as not told.
    """
    run = trusted_fields(received, border.hosts)
    ours = [one for one in fields if _is_ours(one, run, border)]
    if not all(one.readable for one in ours) or (border.without_id and len(ours) > 1):
        return ()
    told = [{result.method for result in one.results} for one in ours]
    doubled = {method for at, one in enumerate(told) for other in told[:at] for method in one & other}
    return tuple(result for one in ours for result in one.results if result.method not in doubled)


def authentication(author: str, results: Sequence[MethodResult], border: Border, of: Organization) -> Authentication:
    """What these results of our own border prove about the author's address.

    DMARC's result counts where the border states one about the domain of From; else a pass of DKIM or SPF for a domain
    of the same organization (relaxed alignment) proves From. ARC counts where the border says that the chain holds, and
    its last sealer is one of `sealers`.
    """
    domain = author.rpartition("@")[2].lower()
    kept = tuple(results)
    if not domain or not kept:
        return Authentication(results=kept)
    stated = _dmarc(domain, kept)
    if stated == "pass" or _sealed(kept, border):
        return Authentication("pass", domain, kept)
    if stated == "fail":
        return Authentication("fail", domain, kept)
    return _derived(domain, kept, of)


def _is_ours(one: ResultsField, run: int, border: Border) -> bool:
    if one.authserv_id:
        return one.authserv_id in border.authserv_ids and one.below <= run
    return border.without_id and one.below < run


def _dmarc(domain: str, results: Sequence[MethodResult]) -> str:
    stated = [one for one in results if one.method == "dmarc"]
    if len(stated) != 1 or _domain(stated[0].get("header.from") or domain) != domain:
        return ""
    return stated[0].result if stated[0].result in ("pass", "fail") else ""


def _sealed(results: Sequence[MethodResult], border: Border) -> bool:
    chains = [one for one in results if one.method == "arc"]
    if len(chains) != 1 or chains[0].result != "pass":
        return False
    sealer = _domain(chains[0].get("header.oldest-pass-sealer") or chains[0].get("header.d") or chains[0].get("arc.d"))
    return sealer in border.sealers


def _derived(domain: str, results: Sequence[MethodResult], of: Organization) -> Authentication:
    said: list[tuple[str, str]] = [(one.result, signer) for one in results for signer in _signers(one)]
    house = of(domain) or domain
    aligned = [(result, signer) for result, signer in said if (of(signer) or signer) == house]
    proof = next((signer for result, signer in aligned if result == "pass"), "")
    kept = tuple(results)
    if proof:
        return Authentication("pass", proof, kept)
    if any(result == "fail" for result, _ in aligned) or any(
        one.method == "compauth" and one.result == "fail" for one in results
    ):
        return Authentication("fail", domain, kept)
    signed = next((signer for result, signer in said if result == "pass"), "")
    return Authentication("unaligned", signed, kept) if signed else Authentication(results=kept)


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
    if domain := _domain(found):
        yield domain


def _domain(text: str) -> str:
    return text.rpartition("@")[2].strip("<> ").rstrip(".").lower()
