"""The line's needs from the outside, as protocols; adapters, store and readers fulfil them."""

from intake.ports.agenda import Agenda, Closings, Outages, RulebookCodec, Rulebooks
from intake.ports.debts import Debts
from intake.ports.files import Additions, Cards, FileNotTakenError, Folder, ScanAnswer, Scanner, Scans
from intake.ports.ledger import Submissions
from intake.ports.lists import ListWords, Minutes
from intake.ports.log import Alerts, Log
from intake.ports.machine import AtStep, Blobs, Clock, DamagedBlobError, Disks, Kept, Tokens
from intake.ports.mails import Deliveries, Messages
from intake.ports.overview import Beats, Came, Overview, ReadFolder
from intake.ports.people import (
    ApiTokens,
    Candidates,
    IdentityProvider,
    LoginFailures,
    OneTimeLinks,
    Passwords,
    Persons,
    Secrets,
    Sessions,
)
from intake.ports.reading import (
    ConversionFailedError,
    Converter,
    FoundMail,
    NotWritableError,
    Reader,
    ReaderFailedError,
    ReaderResult,
    Values,
)
from intake.ports.register import Contributions, Reservations
from intake.ports.requests import Requests
from intake.ports.rules import Active, RuleLine, RuleTexts, TomlBy
from intake.ports.search import Search
from intake.ports.servers import BesideFolder, Filed, FolderState, Handover, MailSender, MailSource, Sending, Waiting
from intake.ports.site import Site, SiteFile, Ticks
from intake.ports.stories import SenderPast, Stories
from intake.ports.words import CoverWords, Letter, LetterWriter, Subjects, Words
from intake.ports.work import Store, UnitOfWork

__all__ = [
    "Active",
    "Additions",
    "Agenda",
    "Alerts",
    "ApiTokens",
    "AtStep",
    "Beats",
    "BesideFolder",
    "Blobs",
    "Came",
    "Candidates",
    "Cards",
    "Clock",
    "Closings",
    "Contributions",
    "ConversionFailedError",
    "Converter",
    "CoverWords",
    "DamagedBlobError",
    "Debts",
    "Deliveries",
    "Disks",
    "FileNotTakenError",
    "Filed",
    "Folder",
    "FolderState",
    "FoundMail",
    "Handover",
    "IdentityProvider",
    "Kept",
    "Letter",
    "LetterWriter",
    "ListWords",
    "Log",
    "LoginFailures",
    "MailSender",
    "MailSource",
    "Messages",
    "Minutes",
    "NotWritableError",
    "OneTimeLinks",
    "Outages",
    "Overview",
    "Passwords",
    "Persons",
    "ReadFolder",
    "Reader",
    "ReaderFailedError",
    "ReaderResult",
    "Requests",
    "Reservations",
    "RuleLine",
    "RuleTexts",
    "RulebookCodec",
    "Rulebooks",
    "ScanAnswer",
    "Scanner",
    "Scans",
    "Search",
    "Secrets",
    "SenderPast",
    "Sending",
    "Sessions",
    "Site",
    "SiteFile",
    "Store",
    "Stories",
    "Subjects",
    "Submissions",
    "Ticks",
    "Tokens",
    "TomlBy",
    "UnitOfWork",
    "Values",
    "Waiting",
    "Words",
]
