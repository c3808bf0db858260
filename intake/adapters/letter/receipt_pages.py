"""The parts of a receipt that lead to our own pages, each as what it says and an address."""

from collections.abc import Sequence

from intake.adapters.letter.voice import Voice


def upload(voice: Voice) -> Sequence[tuple[str, str]]:
    """8: the page by which a file comes to us that a mail did not bring."""
    pages = voice.pages
    if not pages.upload or pages.upload_until is None:
        return []
    until = voice.moments.local(pages.upload_until, voice.receipt.zone, voice.language)
    key = "page.upload-document" if voice.receipt.outcome == "noted" else "page.upload"
    return [(voice.say(key, until=until), pages.upload)]


def pages(voice: Voice) -> Sequence[tuple[str, str]]:
    """13: where a document can be checked, and where it is told how the mail stands."""
    check = voice.pages.check if voice.is_contribution() and not voice.closed() else ""
    named = (("page.check", check), ("page.status", voice.pages.status))
    return [(voice.say(key), url) for key, url in named if url]
