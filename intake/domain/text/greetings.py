"""Greetings and closing words of a mail, in the six languages and some neighbours."""

import re

_NAME = r"(?:[^\W\d_a-zа-яё][\w'’.-]*|de|da|del|van|von|der|den|bin|al|el|la|le|di|du|dos|y|e|et|and|&|и|und|/)"
_PEOPLE = (
    r"(?:all|both|everyone|everybody|team|sirs?|madams?|colleagues?|friends?|experts?|delegates?|members?|"
    r"chairs?|chairman|"
    r"chairpersons?|co-chairs?|secretar(?:y|iat|ies)|contributors?|mr|mrs|ms|dr|prof|professor|or|there|again|folks|"
    r"ladies|gentlemen|tout le monde|tous|toutes|collègues?|messieurs|mesdames|madame|monsieur|secrétariat|"
    r"chers?|chères?|"
    r"président|présidente|équipe|à|a|todos|todas|colegas?|señor(?:es|as?)?|secretaría|equipo|sr|sra|коллеги|"
    r"господа|дамы|"
    r"секретариат|все|всем|г-н|г-жа|господин|госпожа|друзья|zusammen|damen|herren|kolleginnen|kollegen|herr|frau|"
    r"my|our|the|of|itu|tsb|group|honou?rable|esteemed|valued|respected)"
)
_WHOM = rf"(?:[ \t]+(?:{_PEOPLE}\.?(?![\w'’])|(?-i:{_NAME})(?![\w'’])))"
_HELLO = (
    r"(?:to whom(?: it may concern)?|dear|hello|hi|hey|greetings|good (?:morning|afternoon|evening|day)|salutations|"
    r"bonjour|bonsoir|madame|mesdames|monsieur|messieurs|chers?|chères?|estimad[oa]s?|querid[oa]s?|apreciad[oa]s?|"
    r"buen[oa]s?(?: (?:días|tardes|noches))?|buen día|hola|уважаем\w*|дорог\w*|здравствуйте|привет|"
    r"добрый (?:день|вечер)|доброе утро|guten (?:tag|morgen|abend)|hallo|liebe[rs]?|sehr geehrte[rs]?|olá|bom dia|"
    r"boa (?:tarde|noite)|prezad[oa]s?|buongiorno|buonasera|gentil[ei]|salve)"
)
_OTHER_HELLO = (
    r"السلام عليكم(?: ورحمة الله(?: (?:تعالى )?وبركاته)?)?|(?:تحية طيبة|مرحبا|مرحباً|أهلا|صباح الخير|"
    r"مساء الخير)(?: وبعد)?|"
    r"(?:السادة|السيد|السيدة|سعادة|حضرة|عزيزي|عزيزتي|الأعزاء|الزملاء)(?:[ \t]+[^\s،,.:!؟]+){0,5}|"
    r"(?:尊敬的|亲爱的|敬爱的)[^，。！？\n]{0,20}|(?:各位[^，。！？\n]{0,8}|您|你|你们|大家)好|"
    r"各位[^，。！？\n]{0,8}|"
    r"[^\s，。！？、]{1,12}(?:様|さま|さん|御中|各位)|(?:お世話になっております|お疲れ様です|こんにちは)|"
    r"안녕하세요|안녕하십니까|[^\s,.!?]{1,12} ?(?:님|귀하)(?:께)?"
)
_END = r"[ \t]*[,;:!.،，：！。-]?[ \t]*$"
_GREETING = re.compile(
    rf"\A[ \t]*(?:{_HELLO}(?![\w'’]){_WHOM}{{0,8}}"
    rf"(?:[ \t]*[,;][ \t]*(?:and|et|y|и|und|{_HELLO}|mr|mrs|ms|dr|prof)\b\.?{_WHOM}{{0,4}}){{0,4}}|"
    rf"{_OTHER_HELLO}){_END}",
    re.IGNORECASE | re.MULTILINE,
)
_FROM_WHOM = rf"(?:[ \t]+(?:from|to|in|for|all|the|team|{_NAME.replace('(?:', '(?-i:', 1)})(?![\w'’])){{0,6}}"
_CLOSING = re.compile(
    r"^[ \t]{0,20}(?:(?:(?:(?:with|avec|con|mit)[ \t]+)?(?:(?:my|our|the|mes|nos) )?(?:very )?"
    r"(?:best|kind|warm|sincere)(?:est)?(?:[ \t]+(?:personal )?(?:regards|wishes|greetings))|"
    r"best(?=[ \t]*,?[ \t]*$)|regards|"
    r"br|rgds|cheers|(?:yours )?(?:sincerely|faithfully|truly)(?: yours)?|respectfully(?: yours)?|"
    r"(?:bien |très )?(?:cordialement|à vous)(?: vôtre)?|(?:meilleures |sincères )?salutations(?: distinguées)?|"
    r"(?:un )?(?:cordial(?:es)? )?saludos?(?: cordial(?:es)?)?|muy atentamente|atentamente|с (?:глубоким )?уважением|"
    r"с наилучшими(?: пожеланиями)?|(?:mit )?freundlichen? grü(?:ß|ss)en?|viele grüße|beste grüße|atenciosamente|"
    r"cordiali saluti|distinti saluti)\b"
    rf"[ \t]*[,.!;:-]{{0,3}}{_FROM_WHOM}[ \t]*[,.!;:-]{{0,3}}[ \t]*$|"
    r"(?:مع (?:أطيب |خالص )?(?:التحيات|التحية)|تحياتي|وتفضلوا بقبول|此致|敬上|顺祝|谨启|祝好|以上)[^\n]{0,30}$|"
    r"(?:veuillez|je vous prie)\b[^\n]{0,40}\b(?:agréer|recevoir)\b)",
    re.IGNORECASE | re.MULTILINE,
)


def split_closing(words: str) -> tuple[str, str]:
    """The words above the closing ones, and the lines below them: a name, a signature."""
    found = _CLOSING.search(words)
    if not found:
        return words, ""
    below = words[found.start() :].partition("\n")[2]
    return words[: found.start()].strip(), below.strip()


def without_greeting(words: str) -> str:
    """The words without a first line, or two, that only greet; a sentence in such a line is kept whole."""
    for _ in range(2):
        found = _GREETING.match(words)
        if not found:
            break
        words = words[found.end() :].lstrip()
    return words.strip()


def is_greeting(line: str) -> bool:
    """Whether this line, or part of one, only greets."""
    return bool(_GREETING.fullmatch(line.strip()))
