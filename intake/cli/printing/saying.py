"""Our own sentences and strangers' words, as a report lays them out."""

from dataclasses import replace

from rich.text import Text

from intake.cli.printing.terminal import in_one_line, kept_together
from intake.domain.verdict import Finding


def safe(finding: Finding) -> Finding:
    """The finding with a stranger's words made harmless."""
    facts = {
        name: in_one_line(fact)
        if isinstance(fact, str)
        else tuple(map(in_one_line, fact))
        if isinstance(fact, tuple)
        else fact
        for name, fact in finding.facts.items()
    }
    return replace(finding, at=in_one_line(finding.at), facts=facts)


def line(text: str, style: str = "") -> Text:
    """A sentence of ours, whose lines end where they may."""
    return Text(kept_together(text), style=style)
