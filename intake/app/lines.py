"""The line over its adapters, the same for each process that works on a home; who sends letters differs."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from intake.adapters.antivirus import Clamd
from intake.adapters.blobs import FileBlobs
from intake.adapters.letter.writer import WordedLetters
from intake.adapters.lists.words import CatalogListWords
from intake.adapters.rulebook.codec import JsonRulebookCodec
from intake.adapters.suffixes import organization
from intake.adapters.words.catalogs import Catalogs
from intake.adapters.words.cover_words import CatalogCoverWords
from intake.checks import REGISTRY
from intake.codec import CanonicalValues
from intake.domain.errors import ConfigurationError
from intake.domain.letters.links import Public
from intake.domain.limits import MEGABYTE, widest
from intake.domain.origin.authentication import Border
from intake.pipeline.line import ALERTS, Line, Pace
from intake.ports import AtStep, Clock, Disks, MailSender, Store, Tokens
from intake.readers.process.keeper import ReaderKeeper
from intake.readers.process.office import LibreOffice
from intake.settings import AntivirusSettings, Limits, PublicSettings, Settings, SmtpSettings
from intake.shipped import shipped_templates


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a line of one process."""

    store: Store
    reader: ReaderKeeper
    clock: Clock
    tokens: Tokens
    catalogs: Catalogs
    senders: dict[str, MailSender]
    public: Public | None = None
    disks: Disks | None = None


def public_of(one: PublicSettings, key: bytes) -> Public:
    """The public pages of these settings, whose links this key signs."""
    return Public(
        one.url,
        key,
        one.days,
        one.status_days,
        checks=bool(one.checks_per_minute),
        uploads=bool(one.uploads_per_minute),
    )


def servers(settings: Settings) -> dict[str, SmtpSettings]:
    """The mail servers by the place of payment that they stand behind; alerts first, which wait for nobody."""
    own = settings.alerts.smtp if settings.alerts else None
    found = {ALERTS: own, "smtp": settings.smtp}
    return {place: one for place, one in found.items() if one is not None}


def reader_of(settings: Settings) -> ReaderKeeper:
    """The reader process of these settings; where it must be locked in, it starts at once (ConfigurationError)."""
    return ReaderKeeper(
        sandbox=settings.sandbox,
        deadline=settings.limits.reader_seconds,
        largest=settings.limits.max_document_mb * MEGABYTE,
    )


def use_limits(line: Line, reader: ReaderKeeper) -> None:
    """Read files within the limits of the rulebooks in force; the widest where one of them is older."""
    found = []
    with line.store.read() as work:
        for group in work.rulebooks.groups():
            with suppress(ConfigurationError):
                found.append(line.rulebook(work, group).limits)
    if found:
        reader.use(widest(found))


def line_over(settings: Settings, top: Path, around: Around, step: AtStep = lambda _: None) -> Line:
    """The line of the home at `top`."""
    catalogs = around.catalogs
    return Line(
        store=around.store,
        blobs=FileBlobs(top / settings.blobs),
        reader=around.reader,
        converter=LibreOffice(sandbox=settings.sandbox),
        clock=around.clock,
        tokens=around.tokens,
        checks=REGISTRY,
        codec=JsonRulebookCodec(),
        values=CanonicalValues(),
        letters=_letters(settings, catalogs, around.tokens),
        cover_words=CatalogCoverWords(catalogs),
        list_words=CatalogListWords(catalogs),
        senders=around.senders,
        loop_token=settings.loop_mark,
        offered=catalogs.offered_languages(),
        alerts_to=settings.alerts.to if settings.alerts else (),
        scanner=_scanner(settings.antivirus, top),
        borders={one.name: Border(one.authserv_id, one.trusted_sealers) for one in settings.mailbox if one.authserv_id},
        organization=organization,
        public=around.public,
        disks=around.disks,
        secrets={name: one.secret_ends for name, one in settings.oauth.items() if one.secret_ends},
        pace=_pace(settings.limits),
        step=step,
    )


def _pace(limits: Limits) -> Pace:
    return Pace(claim_seconds=limits.claim_seconds, order_patience=limits.order_patience, send_delay=limits.send_delay)


def _letters(settings: Settings, catalogs: Catalogs, tokens: Tokens) -> WordedLetters:
    named = servers(settings)
    alerting = named.get(ALERTS) or named.get("smtp")
    return WordedLetters(
        shipped_templates(),
        catalogs,
        tokens=tokens,
        loop_token=settings.loop_mark,
        bounce_address=named["smtp"].bounce_address if "smtp" in named else None,
        alerts_bounce=alerting.bounce_address if alerting else None,
    )


def _scanner(one: AntivirusSettings | None, top: Path) -> Clamd | None:
    return Clamd(one.address(top), seconds=one.seconds) if one else None
