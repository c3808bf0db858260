"""The subject lines of receipts: what a list of them needs, without templates and headers."""

from intake.adapters.letter import receipt_parts
from intake.adapters.letter.voice import voices
from intake.adapters.words.catalogs import Catalogs
from intake.domain.answering.receipt import Receipt


class ReceiptSubjects:
    """Tells how a receipt is headed; fulfils intake.ports.Subjects."""

    def __init__(self, catalogs: Catalogs) -> None:
        self._catalogs = catalogs

    def subject(self, receipt: Receipt) -> str:
        """The subject line that the letter has or will have."""
        return receipt_parts.subject(voices(receipt, self._catalogs, receipt.received_at, None)[0])
