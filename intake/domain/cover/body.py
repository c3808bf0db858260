"""The text below the cover: its length, its language, and whether it proposes something."""

import re

from intake.domain.cover.samples import is_sample_paragraph
from intake.domain.document import Body, Word
from intake.domain.text.language import count_words, language_of

_HEADING = 80
"""The longest line that is taken for a heading, in characters."""

_NUMBERING = (
    r"(?:(?:\d{1,2}|[IVXivx]{1,4}|[A-Za-zА-Яа-я]|[一二三四五六七八九十]{1,3})(?:[.\-]\d{1,2}){0,3}[.)、:]?[ \t\xa0]*)?"
)
_SAYS = (
    r"\b(?:proposals?|proposed|conclusions?|propositions?|proposée?s?|propuestas?|propuest[oa]s?|conclusi[óo]n(?:es)?|"
    r"предложени[еяй]|предлагаем\w*|заключение|выводы?)\b|"
    r"(?:مقترح|اقتراح|استنتاج|خلاصة|الخاتمة)|提案|提议|建议(?!书)|建議(?!書)|结论|結論"
)
_NAMED = re.compile(_SAYS, re.IGNORECASE)
_RUN_IN = re.compile(rf"{_NUMBERING}(?:{_SAYS})[ \t\xa0]*\d{{0,2}}[ \t\xa0]*[.:：–—-]", re.IGNORECASE)
"""A heading with its text behind it: "Proposal 1: that ...", "Conclusion - the group ..."."""

_SENTENCE_ENDS = (".", "。", ";", "；", ",", "،", "?", "؟")


def body_of(word: Word) -> Body:
    """The text of a Word document below its cover, and what tracking left behind in the whole document.

    `words` counts the paragraphs outside tables, as far as the reader kept them.
    """
    text = "\n".join(word.paragraphs)
    return Body(
        words=count_words(text),
        language=language_of(text),
        proposal=any(_proposes(one) for one in word.paragraphs),
        insertions=word.insertions,
        deletions=word.deletions,
        comments=word.comments,
        sample=next((one.strip() for one in word.paragraphs if is_sample_paragraph(one)), ""),
    )


def _proposes(paragraph: str) -> bool:
    """Whether a paragraph is the heading of a section that proposes or concludes (Rec. ITU-T A.2, appendix I)."""
    line = paragraph[: 2 * _HEADING].strip()
    if _RUN_IN.match(line):
        return True
    return len(line) <= _HEADING and not line.endswith(_SENTENCE_ENDS) and _NAMED.search(line) is not None
