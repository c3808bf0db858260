"""Writes docs/checks.md from the checks, their rules and their English sentences."""

import os
import tomllib
from importlib.resources import files

from intake.adapters.words.catalogs import Catalogs
from intake.checks import REGISTRY
from intake.shipped import shipped_templates

PAGE = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "docs", "checks.md")

HEAD = """\
# Checks

This page is written by `tools/checks_page.py` from the code, from `intake/checks/default.toml` and from the English
catalog. Do not edit it: change those, and run `.venv/bin/python tools/checks_page.py`.

A check looks at one thing and reports it; the rulebook says how much that matters
(see [rulebook.md](rulebook.md)). `intake rules show GROUP` prints a group's choices.

| severity | what follows |
|---|---|
| `note` | it is noted, nothing more |
| `warning` | the sender reads it; the document is registered |
| `repair` | the document gets its number; the secretariat completes it |
| `error` | the document is returned with all that is to be corrected |
| `hold` | a person decides |
| `off` | the check does not look |

| reply | what the sender reads |
|---|---|
| `all` | both sentences |
| `neutral` | only that the document is with the secretariat |
| `none` | nothing of this document; if nothing else is left to say, no mail at all |
"""

FAMILIES = {
    "ENV": "The mail",
    "SND": "Its sender",
    "FIL": "The file",
    "TPL": "The template",
    "COV": "The cover",
    "LIA": "Liaison statements",
    "TIM": "The time",
    "REV": "What it is to what we know",
    "SYS": "Ourselves",
}

SCOPES = {
    "mail": "the mail",
    "document": "each file",
    "contribution": "each contribution and each part of one",
    "any": "the mail and each file",
}

OURS = {
    "statement": "What arrives can be judged to the end.",
    "why": "a mail that our reader or one of our checks cannot finish is our fault, never the sender's.",
    "see": "`replay` in [secretariat.md](secretariat.md).",
}

NOTES = {
    "COV-001": "While the group has no registered template, it holds instead of returning.",
    "COV-002": "While the group has no registered template, it holds instead of returning.",
    "TIM-001": "Its severity follows from `late` in `[policy]`: hold, warning (`number-and-flag`) or error (`reject`).",
    "SND-001": 'It follows `sender_authentication` in `[policy]`, and finds nothing where `"off"` stands there.',
    "ENV-004": 'It holds where `unknown_senders = "hold"` stands in `[policy]`.',
    "TPL-001": "Silent while the group has no registered template.",
    "TPL-002": "Silent while the group has no registered template. It speaks in place of TPL-001.",
    "TPL-003": "Silent while the group has no registered template.",
    "TPL-004": "Silent while the group has no registered template.",
}

PARTS = {"what": "What", "remedy": "What to do", "completed": "Completed by us"}


def page():
    """The whole page as text."""
    rules = tomllib.loads(files("intake.checks").joinpath("default.toml").read_text(encoding="utf-8"))["checks"]
    catalogs = Catalogs(shipped_templates() / "locale")
    blocks = [HEAD]
    for family, heading in FAMILIES.items():
        blocks.append(f"## {family}: {heading}\n")
        blocks += [section(one, rules[one], catalogs) for one in sorted(rules) if one.startswith(family)]
    return "\n".join(blocks)


def section(check_id, rule, catalogs):
    """One check: what it states and why, how much it matters, what the sender reads."""
    check = REGISTRY.get(check_id)
    told = OURS if check is None else {"statement": check.statement, "why": check.why, "see": check.see}
    lines = [
        f"### {check_id}\n",
        f"{told['statement']}\n",
        f"- Why: {told['why']}",
        f"- See: {told['see']}",
        f"- Looks at: {SCOPES[check.scope] if check else 'whatever was being read or judged'}",
        f"- Severity: `{rule.get('severity', 'hold')}`, reply: `{rule['reply']}`",
    ]
    if check_id in NOTES:
        lines.append(f"- {NOTES[check_id]}")
    if rule.get("params"):
        lines.append("- Parameters: " + ", ".join(f"`{name}`" for name in rule["params"]) + " (see `default.toml`)")
    return "\n".join([*lines, "", "| sentence | English |", "|---|---|", *sentences(check_id, catalogs), ""])


def sentences(check_id, catalogs):
    """A row for each sentence of the check, its variants included."""
    for key in catalogs.keys():  # noqa: SIM118 - no mapping: it lists the keys of one language
        if key.startswith(check_id + "."):
            *variant, part = key.split(".")[1:]
            case = f" ({', '.join(variant)})" if variant else ""
            yield f"| {PARTS[part]}{case} | {catalogs.raw(key, 'en')} |"


def main():
    """Write the page."""
    with open(PAGE, "w", encoding="utf-8") as file:
        file.write(page())


if __name__ == "__main__":
    main()
