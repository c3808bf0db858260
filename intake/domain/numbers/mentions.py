"""Words before and behind a number by which a text speaks about that document, in the six languages.

"Comments on Rev.1 of Doc 12" and "Reply to JCA-MV-Doc-012-Rev1" are papers of their own; "Rev.1 of Doc 12" and
"Updated version of Doc 12" are that document again.
"""

import re

from intake.domain.numbers.revisions import without_mark_before

_FAR = 120
"""Characters before a number that are looked at."""

_APART = r"[\s_\-]+"
_START = r"(?<![^\W_])"
_REMARKS = (
    r"comments?|commentary|remarks?|considerations?|observations?|feedback|repl(?:y|ies)|responses?|reactions?|"
    r"questions?|objections?|concerns?|commentaires?|remarques?|considérations?|réponses?|comentarios?|"
    r"observaci(?:ón|ones)|consideraci(?:ón|ones)|respuestas?|замечани[яей]\w?|комментари\w+|соображени\w+|ответ\w{0,2}|"
    r"отклик\w{0,2}|мнени\w|вопрос\w{0,2}|поддержк\w|в[ _]поддержку|обсуждени\w|анализ\w?|обзор\w?|рассмотрени\w|"
    r"(?:ال)?تعليقات?|(?:ال)?ملاحظات?|ردود|(?:ال)?ردا?ً?|جواب|اعتبارات|(?:ال)?آراء|رأي|تحليل|استعراض|دعما?ً?|تأييدا?ً?|مناقشة|أسئلة"
)
"""Names of papers about a paper; they are that without any other word before its number."""

_VIEWS = (
    r"views?|opinions?|positions?|thoughts?|answers?|quer(?:y|ies)|reviews?|analys[ie]s|assessment|evaluation|"
    r"discussions?|support|endorsement|opposition|suggestions?|changes|modifications?|amendments?|edits|follow[ -]?up|"
    r"avis|points? de vue|analyse|examen|soutien|appui|réactions?|"
    r"opini(?:ón|ones)|análisis|apoyo|preguntas?|discusi(?:ón|ones)|sugerencias?|postura|reacci(?:ón|ones)|"
    r"предложени\w|отзыв|позици\w|"
    r"مقترح\w{0,2}|اقتراح\w{0,2}"
)
"""Names that need a word of direction before the number: "review of", "examen du", "предложение по"."""

_DIRECTIONS = r"to|of|for|towards?|à|au|aux|de|du|des|d['’]|à l['’]|a|al|del|на|по|к|ко|в отношении|على|عن|من|على مضمون"
_ABOUT = (
    r"on|about|regarding|concerning|with (?:regard|respect|reference) to|in relation to|relat(?:ed|ing) to|"
    r"sur|concernant|au sujet d[eu]|à propos d[eu]|relati(?:f|ve)s? (?:à|au|aux)|en ce qui concerne|"
    r"sobre|acerca del?|con respecto al?|respecto (?:al?|del?)|relativ[oa]s? al?|en relación con|"
    r"об?|относительно|касательно|касающи\w+|بشأن|حول|بخصوص|فيما يتعلق ب\w{0,3}"
)
"""Words that tell by themselves that the document is what is spoken about."""

_VERBS = (
    r"(?:we |i )?(?:support(?:s|ed|ing)?|oppos(?:es?|ed|ing)|endors(?:es?|ed|ing)|discuss(?:es|ing)|review(?:s|ing)|"
    r"answer(?:s|ing)|objects? to|objecting to|disagree with)|nous soutenons|nous appuyons|appuyant|apoyamos|apoyando|"
    r"поддерживаем|обсуждаем|نؤيد|ندعم"
)
_OF_ARTICLES = (
    r"the|this|that|an?|your|our|their|its|le|la|les|l['’]|un|une|votre|notre|el|los|las|su|sus|ваш\w*|наш\w*"
)
_OF_VERSIONS = (
    r"(?:(?:updated?|latest|new|newest|last|current|previous|modified|corrected|amended|first|second|third|final|draft|"
    r"nouvelle|dernière|nueva|última|новой|новую|новая|последн\w+|обновл\w+)" + _APART + r")*"
    r"(?:versions?|updates?|drafts?|text|mise à jour|texte|versi[óo]n|actualización|texto|верси\w|редакци\w|текст\w?|"
    r"обновлени\w|نسخة|صيغة|النسخة|الصيغة)"
)
_OF = r"(?:of|to|on|de|du|des|de la|del|de los|sur|sobre|من|ل)"
_BEFORE = re.compile(
    rf"(?:{_START}(?:{_OF_VERSIONS})(?:{_APART}{_OF})?|{_START}(?:{_OF_ARTICLES})){_APART}$", re.IGNORECASE
)
_WORDS_BETWEEN = rf"(?:{_APART}[^\s_,;:!?|()\[\]]+){{0,6}}?"
_SPEAKS = re.compile(
    rf"{_START}(?:(?:{_ABOUT})|(?:{_REMARKS}|{_VIEWS}){_WORDS_BETWEEN}{_APART}(?:{_DIRECTIONS})|{_REMARKS}|{_VERBS})"
    rf"{_APART}$|(?:关于|有关|答复|回复|回应|评论|支持|反对|讨论|审议)[\s_\-]*$",
    re.IGNORECASE,
)
_CHINESE_OBJECT = re.compile(r"(?:对|就|针对)[^，。；：]{0,12}$")
_CHINESE_VIEWS = re.compile(r"[^，。；：]{0,12}的?(?:意见|评论|答复|回复|回应|看法|考虑|讨论|分析|提问|问题|建议)")
_NAMED_BEHIND = re.compile(
    rf"[\s_]*[:,–—-]?[\s_]*(?:(?:our|my|some|further|additional|editorial|nos|mes|nuestros|наши|(?-i:[A-ZÀ-ÞА-Я])\w+){_APART})?"
    rf"(?:{_REMARKS})(?![^\W_])(?!\s+(?:are\s+|were\s+)?(?:addressed|incorporated|resolved|included|implemented|taken|"
    r"integrated|considered|reflected))",
    re.IGNORECASE,
)
_LISTED = re.compile(r"[\s,;&/+_]*(?:(?:and|et|y|e|и|و|和|与|as well as)(?![^\W_]))?[\s_]*", re.IGNORECASE)


def speaks_about(before: str, behind: str) -> bool:
    """Whether a text speaks about a document whose number stands between these two: it is a paper of its own.

    `behind` begins after the number and its revision. "Revision of", "new version of" and articles before the number
    are passed over first.
    """
    lead = before[-_FAR:]
    while (shorter := _BEFORE.sub("", without_mark_before(lead))) != lead:
        lead = shorter
    if _SPEAKS.search(lead):
        return True
    return bool(_CHINESE_OBJECT.search(before[-_FAR:]) and _CHINESE_VIEWS.match(behind))


def is_remark(behind: str) -> bool:
    """Whether the words behind a number say that remarks on it follow: "Doc 12: comments", "Doc 12 - our response"."""
    return _NAMED_BEHIND.match(behind) is not None


def goes_on_with(between: str) -> bool:
    """Whether two numbers with this text between them are one list: "Doc 12 and Doc 15", "Doc 12, Rev. 1 of Doc 15"."""
    return _LISTED.fullmatch(without_mark_before(between)) is not None
