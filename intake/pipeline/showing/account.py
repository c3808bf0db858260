"""The account of deliveries: the outcome of every mail that was seen."""

from collections.abc import Mapping, Sequence

from intake.pipeline.showing.plain import Object


def account(counts: Mapping[tuple[str, str], Mapping[str, int]]) -> Sequence[Object]:
    """The account of deliveries, a row per mailbox; `adds_up` tells whether every mail is accounted for."""
    return [
        {
            "account": name,
            "folder": folder,
            **figures,
            "adds_up": figures["seen"] == sum(count for word, count in figures.items() if word != "seen"),
        }
        for (name, folder), figures in sorted(counts.items())
    ]
