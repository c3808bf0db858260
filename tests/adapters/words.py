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
    "es": re.compile(
        r"\b(?:rechaz\w*|deneg\w*|err(?:or(?:es)?|óne[oa]s?)|deb(?:e|en|erá|erán|ería)|obligatori\w*|inválid\w*"
        r"|no válid\w*|fall(?:o|os|ó|ado|ar)|fracas\w*|hostil\w*|medianoche|tard(?:e|es|í[oa]s?)|retras\w*"
        r"|antes del \d)\b"
        rf"|{_NUMERIC_DATE}",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"\b(?:отклон\w*|отказ\w*|отверг\w*|ошиб\w*|долж\w+|обязан\w*|обязательн\w*|недействительн\w*|недопустим\w*"
        r"|неверн\w*|неправильн\w*|сбо[йяе]\w*|неуда\w*|не удал\w*|враждебн\w*|полн?оч\w*|полуноч\w*|опозд\w*)"
        r"|(?<!не )(?<!Не )\bпоздн\w*"
        rf"|{_NUMERIC_DATE}",
        re.IGNORECASE,
    ),
    "ar": re.compile(
        "رفض|مرفوض|خطأ|أخطاء|خاطئ|يجب|إلزامي|غير صالح|باطل|لاغي|فشل|إخفاق|معادي|عدائي|منتصف الليل|متأخر|تأخر|تأخير"
        rf"|{_NUMERIC_DATE}"
    ),
    "zh": re.compile(
        "拒绝|拒收|驳回|错误|出错|有误|必须|务必|无效|失败|不合格|恶意|敌意|午夜|半夜|零点|迟到|迟交|逾期|过期|晚交|晚了|比.*晚"
        rf"|{_NUMERIC_DATE}"
    ),
}
