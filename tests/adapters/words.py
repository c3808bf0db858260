"""Words that no receipt uses (docs/contributors.md), as patterns per language."""

import re

_NUMERIC_DATE = r"\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|\b\d{4}-\d{2}-\d{2}\b"

FORBIDDEN = {
    "en": re.compile(
        r"\b(?:mend\w*|refus\w+|reject\w*|errors?|must|invalid\w*|fail\w*|hostile|midnight|cob|late)\b"
        r"|\bby (?:the )?(?:\d|mon|tues|wednes|thurs|fri|satur|sun|end of|\{(?:until|moment|deadline|day))"
        rf"|{_NUMERIC_DATE}",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\b(?:refus\w*|rejet\w*|erreurs?|erron\w+|doit|doivent|devez|devrez|invalide\w*|échou\w+|échec\w*|hostile\w*"
        r"|minuit|tardi\w+|retard\w*|avant le \d)\b"
        rf"|{_NUMERIC_DATE}",
        re.IGNORECASE,
    ),
}
