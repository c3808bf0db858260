"""Time zones by the places where such meetings are held, in English, French and Spanish (`normal.folded`)."""

import re
from functools import cache

GENEVA = "Europe/Zurich"

_PLACES = {
    GENEVA: "geneva geneve ginebra genf switzerland suisse suiza lausanne montreux bern berne zurich",
    "Africa/Abidjan": "abidjan cote_d'ivoire",
    "Africa/Accra": "accra ghana",
    "Africa/Addis_Ababa": "addis_ababa addis-abeba addis_abeba ethiopia ethiopie etiopia",
    "Africa/Algiers": "algiers alger argel algeria algerie argelia",
    "Africa/Cairo": "cairo le_caire caire el_cairo egypt egypte egipto sharm_el_sheikh",
    "Africa/Casablanca": "rabat casablanca marrakesh marrakech morocco maroc marruecos fez",
    "Africa/Dakar": "dakar senegal",
    "Africa/Dar_es_Salaam": "dar_es_salaam arusha tanzania tanzanie",
    "Africa/Harare": "harare victoria_falls zimbabwe",
    "Africa/Johannesburg": "johannesburg durban cape_town pretoria south_africa afrique_du_sud sudafrica",
    "Africa/Kampala": "kampala uganda ouganda",
    "Africa/Khartoum": "khartoum sudan soudan",
    "Africa/Kigali": "kigali rwanda ruanda",
    "Africa/Lagos": "lagos abuja nigeria",
    "Africa/Lusaka": "lusaka livingstone zambia zambie",
    "Africa/Nairobi": "nairobi kenya kenia",
    "Africa/Tunis": "tunis tunez hammamet tunisia tunisie",
    "Africa/Yaounde": "yaounde cameroon cameroun camerun",
    "America/Argentina/Buenos_Aires": "buenos_aires argentina argentine",
    "America/Asuncion": "asuncion paraguay",
    "America/Bogota": "bogota cartagena medellin colombia colombie",
    "America/Costa_Rica": "san_jose costa_rica",
    "America/Guatemala": "guatemala",
    "America/Havana": "havana la_havane la_habana cuba",
    "America/Lima": "lima peru perou",
    "America/Los_Angeles": "san_diego san_francisco los_angeles seattle",
    "America/Mexico_City": "mexico_city ciudad_de_mexico mexico guadalajara mexique",
    "America/Montevideo": "montevideo uruguay",
    "America/New_York": "new_york washington boston",
    "America/Panama": "panama",
    "America/Santiago": "santiago santiago_de_chile chile chili",
    "America/Santo_Domingo": "santo_domingo dominican_republic republique_dominicaine republica_dominicana",
    "America/Sao_Paulo": "brasilia sao_paulo rio_de_janeiro brazil bresil brasil",
    "America/Toronto": "ottawa montreal toronto",
    "Asia/Amman": "amman jordan jordanie jordania",
    "Asia/Baku": "baku bakou azerbaijan azerbaidjan azerbaiyan",
    "Asia/Bangkok": "bangkok thailand thailande tailandia phuket",
    "Asia/Beirut": "beirut beyrouth beirut lebanon liban libano",
    "Asia/Dubai": "dubai abu_dhabi abou_dhabi united_arab_emirates emirats_arabes_unis emiratos_arabes_unidos uae",
    "Asia/Ho_Chi_Minh": "hanoi da_nang viet_nam vietnam ho_chi_minh_city",
    "Asia/Hong_Kong": "hong_kong",
    "Asia/Jakarta": "jakarta yakarta",
    "Asia/Kolkata": "new_delhi delhi mumbai bangalore bengaluru hyderabad chennai goa india inde",
    "Asia/Kuala_Lumpur": "kuala_lumpur cyberjaya malaysia malaisie malasia",
    "Asia/Kuwait": "kuwait koweit",
    "Asia/Manila": "manila manille philippines filipinas",
    "Asia/Qatar": "doha qatar",
    "Asia/Riyadh": "riyadh riyad jeddah djeddah saudi_arabia arabie_saoudite arabia_saudita arabia_saudi",
    "Asia/Seoul": "seoul seul busan pusan jeju daejeon incheon korea coree corea",
    "Asia/Shanghai": "beijing pekin shanghai hangzhou shenzhen nanjing chengdu wuhan xi'an suzhou sanya china chine",
    "Asia/Singapore": "singapore singapour singapur",
    "Asia/Tashkent": "tashkent tachkent uzbekistan ouzbekistan",
    "Asia/Tehran": "tehran teheran iran",
    "Asia/Tokyo": "tokyo tokio kyoto osaka yokohama sapporo fukuoka nagoya hiroshima japan japon",
    "Asia/Almaty": "almaty astana kazakhstan kazajstan",
    "Atlantic/Reykjavik": "reykjavik iceland islande islandia",
    "Australia/Melbourne": "melbourne",
    "Australia/Sydney": "sydney canberra",
    "Europe/Amsterdam": "amsterdam the_hague la_haye la_haya netherlands pays-bas paises_bajos rotterdam",
    "Europe/Athens": "athens athenes atenas greece grece grecia",
    "Europe/Belgrade": "belgrade belgrado serbia serbie",
    "Europe/Berlin": "berlin munich frankfurt hamburg bonn dusseldorf germany allemagne alemania",
    "Europe/Bratislava": "bratislava slovakia slovaquie eslovaquia",
    "Europe/Brussels": "brussels bruxelles bruselas belgium belgique belgica",
    "Europe/Bucharest": "bucharest bucarest romania roumanie rumania",
    "Europe/Budapest": "budapest hungary hongrie hungria",
    "Europe/Copenhagen": "copenhagen copenhague denmark danemark dinamarca",
    "Europe/Dublin": "dublin ireland irlande irlanda",
    "Europe/Helsinki": "helsinki espoo finland finlande finlandia",
    "Europe/Istanbul": "istanbul estambul ankara antalya turkiye turkey turquie turquia",
    "Europe/Kyiv": "kyiv kiev ukraine ucrania",
    "Europe/Lisbon": "lisbon lisbonne lisboa porto",
    "Europe/London": "london londres edinburgh ipswich united_kingdom royaume-uni reino_unido",
    "Europe/Luxembourg": "luxembourg luxemburgo",
    "Europe/Madrid": "madrid barcelona barcelone seville sevilla valencia",
    "Europe/Moscow": "moscow moscou moscu saint_petersburg st._petersburg",
    "Europe/Oslo": "oslo norway norvege noruega",
    "Europe/Paris": "paris sophia_antipolis nice lannion lyon france francia",
    "Europe/Prague": "prague praga czech_republic czechia republique_tcheque",
    "Europe/Riga": "riga latvia lettonie",
    "Europe/Rome": "rome roma turin milan milano torino italy italie italia",
    "Europe/Sofia": "sofia bulgaria bulgarie",
    "Europe/Stockholm": "stockholm estocolmo sweden suede suecia",
    "Europe/Tallinn": "tallinn estonia estonie",
    "Europe/Vienna": "vienna vienne viena austria autriche",
    "Europe/Vilnius": "vilnius lithuania lituanie",
    "Europe/Warsaw": "warsaw varsovie varsovia krakow poland pologne polonia",
    "Europe/Zagreb": "zagreb croatia croatie croacia",
    "Pacific/Auckland": "auckland wellington new_zealand",
}
ABBREVIATIONS = {
    "cet": GENEVA, "cest": GENEVA, "central european time": GENEVA, "central european summer time": GENEVA,
    "heure d'europe centrale": GENEVA, "heure d'ete d'europe centrale": GENEVA, "hora central europea": GENEVA,
    "hora de europa central": GENEVA, "utc": "UTC", "gmt": "UTC", "jst": "Asia/Tokyo", "kst": "Asia/Seoul",
    "msk": "Europe/Moscow", "edt": "America/New_York", "est": "America/New_York", "pdt": "America/Los_Angeles",
    "pst": "America/Los_Angeles", "sgt": "Asia/Singapore",
}  # fmt: skip
"""Names of zones, and the place that a letter means by them."""

SEASONS = {"cet": 1, "cest": 2, "central european summer time": 2, "heure d'ete d'europe centrale": 2}
"""Names that tell hours before UTC: they fit only a part of the year."""

_ENGLISH = {
    "geneve": "Geneva", "ginebra": "Geneva", "suisse": "Switzerland", "suiza": "Switzerland", "seul": "Seoul",
    "pekin": "Beijing", "republique de coree": "Republic of Korea", "republica de corea": "Republic of Korea",
    "chine": "China", "japon": "Japan", "coree": "Korea", "corea": "Korea", "inde": "India",
    "allemagne": "Germany", "alemania": "Germany", "italie": "Italy", "italia": "Italy", "espagne": "Spain",
    "espana": "Spain", "londres": "London", "royaume-uni": "United Kingdom", "reino unido": "United Kingdom",
    "le caire": "Cairo", "el cairo": "Cairo", "egypte": "Egypt", "egipto": "Egypt", "tunisie": "Tunisia",
    "tunez": "Tunisia", "bresil": "Brazil", "brasil": "Brazil", "arabie saoudite": "Saudi Arabia",
    "arabia saudita": "Saudi Arabia", "riyad": "Riyadh", "seoul": "Seoul",
    "emirats arabes unis": "United Arab Emirates", "emiratos arabes unidos": "United Arab Emirates",
    "dubai": "Dubai", "turquie": "Türkiye", "turquia": "Türkiye",
}  # fmt: skip


@cache
def _by_name() -> dict[str, str]:
    return {name.replace("_", " "): zone for zone, names in _PLACES.items() for name in names.split()}


@cache
def known_places() -> re.Pattern[str]:
    """Finds the name of a known place in folded text."""
    names = sorted(map(re.escape, _by_name()), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(names)})(?!\w)")


def zone_of_place(small: str) -> str | None:
    """The zone of the first known place named in a folded text; None where there is none."""
    found = known_places().search(small)
    return _by_name()[found.group()] if found else None


def in_english(place: str, small: str) -> str:
    """A place ("Genève, Suisse", and the same folded) in English, as far as its parts are known."""
    parts = zip(place.split(", "), small.split(", "), strict=False)
    return ", ".join(_ENGLISH.get(key, written) for written, key in parts)
