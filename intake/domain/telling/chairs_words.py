"""What a chair seems to say in answer to the letter about a late paper: a hint for the person who reads the answer.

Nothing is ever decided by it.
"""

import re
from collections.abc import Sequence
from typing import Literal

Seeming = Literal["admit", "no", "keep", ""]
"""To take it, not to take it, to keep it for the next meeting; "" where that is not plain."""


def _word(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


_KEEP = re.compile(
    r"(?<!\w)(?:keep(?:ing)?|kept|defer\w*|(?:next|following|coming) meeting|"
    r"gard(?:er|ez|ons)|report(?:er|ez|ons)|prochaine (?:réunion|session)|réunion suivante|"
    r"guard(?:ar|en|e)|aplaz\w+|(?:próxima|siguiente) (?:reunión|sesión)|(?:reunión|sesión) (?:próxima|siguiente)|"
    r"отложить|отложите|оставить|оставьте|следующ\w+ (?:совещани|собрани|заседани|встреч)\w+)(?!\w)|"
    r"(?:ال|لل)اجتماع (?:القادم|المقبل|التالي)|يؤجل|تأجيل|下次会议|下一次会议|下届会议|保留|推迟"
)
_NO_OBJECTION = re.compile(
    r"(?<!\w)(?:no objections?|(?:i )?(?:do not|don't) object|no problem|"
    r"(?:pas|aucune?) (?:d')?objections?|pas de problème|"
    r"(?:sin|ninguna|no tengo|no hay) objeci(?:ón|ones)|"
    r"(?:нет|не имею|без) возражений|не возражаю)(?!\w)|لا مانع|لا اعتراض|لا أعترض|没有异议|无异议|没有意见|不反对"
)
_ADMIT = _word(
    r"admit(?:ted|s)?", r"accept(?:ed|s)?", r"approved?", r"agreed?", "yes", "ok", "okay", "fine",
    r"admet(?:s|tre|tez|tons)?", r"admise?s?", r"accept(?:e|er|ez|ée?|ons)", "oui", r"d'accord",
    r"admit(?:ir|o|e|an|ido|ida)", r"admitas?e", r"acept(?:ar|o|e|en|ado|ada)", "sí", "de acuerdo", "conforme",
    "да", r"принять", r"принимаю", r"примите", r"допустить", r"допускаю", r"соглас(?:ен|на|ны)", "одобряю",
    "نعم", "موافق", "موافقة", "أوافق", "نوافق", "يقبل", "تقبل", "أقبل", "قبول", "اقبلوا", "اقبل",
)  # fmt: skip
_ADMIT_ZH = re.compile("同意|接受|接纳|批准|可以|采纳")
_NO = _word(
    "no", "non", "not", "nope", r"don't", "cannot", r"reject(?:ed)?", r"refused?", r"declined?", "too late",
    "ne", "pas", r"n'\w+", r"refus(?:e|er|ez|é|ée|ons)", r"rejet(?:er|ez|é|ée)?",
    r"rechaz(?:ar|o|ado|ada|amos)", r"denegad[oa]", "tampoco",
    "нет", "не", r"отклон(?:ить|яю|ите)", r"отказать",
    "لا", "كلا", "لن", "رفض", "أرفض", "نرفض", "يرفض", "مرفوض", "غير",
)  # fmt: skip
_NO_ZH = re.compile("不|否|拒绝|未")


def seems_to_say(opening: Sequence[str]) -> Seeming:
    """What these first lines of an answer seem to say; the first line that says something counts."""
    return next((found for line in opening if (found := _said(line))), "")


def _said(line: str) -> Seeming:
    """What one line says; a line with a yes and a no in it says "no" where the no comes first, else nothing plain."""
    words = line.casefold().replace("’", "'")
    if _KEEP.search(words):
        return "keep"
    words, without = _NO_OBJECTION.subn(" ", words)
    yes = _first(words, _ADMIT, _ADMIT_ZH)
    no = _first(words, _NO, _NO_ZH)
    if no is None:
        return "admit" if yes is not None or without else ""
    if yes is None or no < yes:
        return "no" if not without else ""
    return ""


def _first(words: str, *patterns: re.Pattern[str]) -> int | None:
    return min((found.start() for one in patterns if (found := one.search(words))), default=None)
