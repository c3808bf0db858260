"""Addresses that anybody can have, and sources that speak for a State: together they are worth a second look."""

import re

from intake.domain.text.countries import is_country

_WRITTEN = (
    "gmail.com googlemail.com yahoo.com ymail.com rocketmail.com aol.com aim.com outlook.com hotmail.com live.com "
    "msn.com icloud.com me.com mac.com protonmail.com proton.me pm.me zoho.com zohomail.com fastmail.com "
    "hushmail.com tutanota.com tuta.io mail.com email.com usa.com gmx.com gmx.net gmx.de gmx.at gmx.ch web.de "
    "freenet.de t-online.de bluewin.ch laposte.net orange.fr wanadoo.fr free.fr sfr.fr neuf.fr libero.it "
    "virgilio.it tiscali.it alice.it terra.es telefonica.net uol.com.br bol.com.br terra.com.br ig.com.br mail.ru "
    "bk.ru list.ru inbox.ru internet.ru yandex.ru yandex.com ya.ru rambler.ru ukr.net i.ua tut.by qq.com "
    "vip.qq.com foxmail.com 163.com 126.com yeah.net vip.163.com sina.com sina.cn sohu.com aliyun.com 139.com "
    "189.cn 21cn.com naver.com daum.net hanmail.net nate.com kakao.com rediffmail.com indiatimes.com maktoob.com "
    "seznam.cz centrum.cz wp.pl o2.pl onet.pl interia.pl abv.bg walla.co.il bigpond.com optusnet.com.au "
    "xtra.co.nz btinternet.com ntlworld.com sky.com comcast.net verizon.net att.net sbcglobal.net cox.net "
    "earthlink.net shaw.ca rogers.com sympatico.ca docomo.ne.jp ezweb.ne.jp"
)
"""Domains of mail services that anybody can join."""
_DOMAINS = frozenset(_WRITTEN.split())

_IN_MANY_COUNTRIES = re.compile(r"(?:yahoo|ymail|hotmail|outlook|live|gmx|yandex|msn)\.(?:com?\.)?[a-z]{2,3}")
"""Services with a domain for each country: yahoo.co.jp, hotmail.fr."""

_OF_A_STATE = re.compile(
    r"\b(?:minist(?:ry|[eè]re|erio)s?|government|gouvernement|gobierno|administration|administraci[oó]n|"
    r"regulat(?:or|ory)|regulador\w*|r[eé]gulat\w+|authority|autorit[eé]|autoridad|department of|embass(?:y|ies)|"
    r"ambassade|embajada|permanent mission|federal (?:agency|office|communications commission)|"
    r"министерств\w*|правительств\w*|администраци\w*|федеральн\w+|агентств\w+|ведомств\w*|посольств\w*)\b"
    r"|وزارة|حكومة|هيئة تنظيم|إدارة|سفارة|الهيئة|政府|工业和信息化部|信息通信部"
    r"|主管部门|主管部門|管理局|总局|委员会|省厅|総務省|과학기술정보통신부",
    re.IGNORECASE,
)


def is_free_mail(address: str) -> bool:
    """Whether the address is of a mail service that anybody can join."""
    domain = address.rpartition("@")[2].strip().lower().rstrip(".")
    return domain in _DOMAINS or bool(_IN_MANY_COUNTRIES.fullmatch(domain))


def speaks_for_a_state(source: str) -> bool:
    """Whether a source is a country by its name alone, or has a word of ministries, administrations and regulators."""
    return is_country(source) or bool(_OF_A_STATE.search(source))
