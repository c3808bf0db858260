"""Recognising mails that only thank, in ten languages, by the words that they may hold.

The list names allowed words only: a person reads any mail that says something else.
"""

import re
from collections.abc import Iterable

from intake.domain.text.greetings import is_greeting
from intake.domain.text.language import count_words
from intake.domain.text.thanks_words import KIND, NOTED, SIGNS, THANKS

_PARTICLES = "de|da|del|van|von|der|den|bin|al|el|la|le|di|du|dos|y|e"
_NAME = re.compile(rf"(?:[^\W\d_a-zа-яё][\w'’.-]*|{_PARTICLES})(?: (?:[^\W\d_a-zа-яё][\w'’.-]*|{_PARTICLES})){{0,4}}")
_UNCASED = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_HAN_NAME = re.compile(
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付白邹孟熊秦邱江尹薛"
    "闫段雷侯龙史陶黎贺顾毛郝龚邵钱严武戴莫孔汤][\u4e00-\u9fff]{1,2}|[\uac00-\ud7a3]{2,4} ?(?:드림|올림|배상)"
)
_NO_NAME = re.compile(
    r"\b(?:no|not|yes|never|please|urgent|question|questions|help|stop|objections?|object\w*|oppos\w*|reject\w*|"
    r"approv\w*|"
    r"agree\w*|disagree\w*|accept\w*|support\w*|withh\w*|withdr\w*|cancel\w*|postpon\w*|delet\w*|remov\w*|"
    r"unsubscribe|correct\w*|"
    r"wrong|error|mistake|typo|miss\w*|chang\w*|updat\w*|replac\w*|attach\w*|enclos\w*|deadline|meeting|moved|"
    r"new|contact|"
    r"doc|document\w*|contribution\w*|revis\w*|number|title|source|pending|late|done|sent|resent|draft|version|"
    r"when|where|why|"
    r"how|what|who|which|can|could|will|would|should|must|is|are|was|were|i|we|you|he|she|they|it|this|that|there|"
    r"non|oui|pas|retir\w*|annul\w*|refus\w*|oppos\w*|d'accord|urgente?|erreur|quand|pourquoi|nous|je|vous|il|elle|"
    r"sí|retira\w*|anula\w*|rechaz\w*|acuerdo|cuándo|cuando|nosotros|yo|нет|да|не|отзыв\w*|отмен\w*|против|"
    r"возража\w*|"
    r"согласен|согласны|срочно|мы|я|когда|где|nein|ja|nicht|wir|ich|confirm\w*|(?:mon|tues|wednes|thurs|fri|"
    r"satur|sun)day|"
    r"(?!(?:ahmed|moham+ed|muham+ed|(?:al|man|win|wil)fred|saeed|waleed|rasheed|hamed|fahed|khaled|majed|"
    r"rashed)\b)\w{2,}ed|"
    r"\w{4,}ing)\b",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:\W*(?:tel|phone|mobile|mob|cell|fax|e-?mail|web|www|t|m|p|f|e|tél|téléphone|teléfono|móvil|тел|моб|هاتف|"
    r"电话|手机|邮箱|"
    r"전화)\b\.?\s*[:：.]?\s*)?(?:[+(]?\d[\d\s().+/-]{5,30}|[\w.+-]{1,64}@[\w.-]{1,100}|(?:www\.)[\w.-]{3,80}/?)\W*",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"(?:(?! and (?:have|i wish|we wish) )[^.!;:,…。！；，、،؛\n–—])+", re.IGNORECASE)
_QUESTION = re.compile(r"[?？؟]")
_LINK = re.compile(r"(?:https?|ftp)://|\bwww\.", re.IGNORECASE)
_PS = re.compile(r"^[ \t]*p\.?[ \t]?p?\.?[ \t]?s\b", re.IGNORECASE | re.MULTILINE)
_EDGES = " \t\r\n\"'’“”«»()[]*_~-:‐•😊🙂👍🙏☺️"
_LONGEST = 90
_MOST_LINES = 30
_MOST_LINES_OF_A_SIGNATURE = 12
_SENTENCE_OF = 5
_LONGEST_NAME = 3


def is_thanks(words: str, below: str = "") -> bool:
    """Whether these words thank, and every clause is thanks, a greeting, a kindness, or a name.

    `below` are the lines under the closing words: a signature, in which nobody says anything.
    """
    if _QUESTION.search(words) or _LINK.search(words) or _PS.search(f"{words}\n{below}") or speaks(below):
        return False
    lines = [line for line in words.split("\n") if line.strip()]
    if len(lines) > _MOST_LINES:
        return False
    thanked = named = False
    for line in lines:
        if named and _CONTACT.fullmatch(line.strip()):
            continue
        if is_greeting(line) and not thanked:
            continue
        for clause in _clauses(line):
            kind = _kind(clause, after=thanked)
            if kind == "":
                return False
            thanked, named = thanked or kind == "thanks", named or kind == "name"
    return thanked


def speaks(lines: str) -> bool:
    """Whether a sentence stands in these lines of a signature."""
    said = [one.strip() for one in lines.split("\n") if one.strip()]
    ends = (".", "!", "?", "。", "！", "？", "؟")
    return (
        bool(_QUESTION.search(lines))
        or len(said) > _MOST_LINES_OF_A_SIGNATURE
        or any(one.endswith(ends) and count_words(one) >= _SENTENCE_OF for one in said)
    )


def _clauses(line: str) -> Iterable[str]:
    return (one for found in _CLAUSE.findall(line) if (one := found.strip(_EDGES).removeprefix("and ")))


def _kind(clause: str, *, after: bool) -> str:
    """The class of a clause: "thanks", "kind" (says nothing), "name" (only after thanks), or "" for any other."""
    if len(clause) > 4 * _LONGEST:
        return ""
    said = _plain(clause)
    if _thanks(said) or NOTED.fullmatch(said) or _thanks_by_name(clause):
        return "thanks"
    if KIND.fullmatch(said) or is_greeting(clause):
        return "kind"
    return "name" if after and _is_name(clause) else ""


def _plain(clause: str) -> str:
    return " ".join(clause.replace("’", "'").casefold().split())


def _thanks_by_name(clause: str) -> bool:
    """Whether a clause thanks somebody whose name ends it: "many thanks Min-ji Kim"."""
    words = clause.split()
    return any(
        _is_name(" ".join(words[-count:])) and _thanks(_plain(" ".join(words[:-count])))
        for count in range(1, min(len(words), _LONGEST_NAME + 1))
    )


def _thanks(said: str) -> bool:
    if THANKS.fullmatch(said):
        return True
    return any(one.fullmatch(said) and head.search(said) for one, head in SIGNS)


def _is_name(clause: str) -> bool:
    if _HAN_NAME.fullmatch(clause):
        return True
    return bool(_NAME.fullmatch(clause)) and not _UNCASED.search(clause) and not _NO_NAME.search(clause)
