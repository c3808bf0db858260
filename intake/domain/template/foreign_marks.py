"""The marks of the forms of other bodies, from the bodies' own forms.

They are 3GPP's header of a TDoc and its change request, the submissions of IEEE 802, ETSI's contribution form and
deliverables, form G1 of the ISO/IEC Directives for JTC 1, W3C's front matter, the documents of ITU's assemblies and
conferences, of ITU-R and ITU-D, and Internet-Drafts (RFC 7322, clause 4.1).
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of one body's form. Keys are patterns, values weights.

    `lines` begin a line of the first page, its header or its footer; `properties` are searched in "name=value" of the
    document's properties, `styles` are matched with the whole id of a style.
    """

    lines: Mapping[str, int]
    properties: Mapping[str, int]
    styles: Mapping[str, int]


def _marks(
    lines: Mapping[str, int], properties: Mapping[str, int] | None = None, styles: Mapping[str, int] | None = None
) -> Marks:
    return Marks(lines, properties or {}, styles or {})


def _labels(*labels: str) -> dict[str, int]:
    """Labels of a form, each followed by a colon, a tab or the end of its cell."""
    return {rf"{label}\s*(?:[:*\t]|$)": 1 for label in labels}


def _assembly(*names: str) -> Marks:
    """A conference's or assembly's document: its name in one of the languages, and the form that they all share."""
    return _marks({rf"(?:{'|'.join(names)})\b.{{0,80}}$": 2, **_CONFERENCE})


_TSG = r"(?:RAN|SA|CT|GERAN|CN|T|S\d|R\d|C\d)"

_CONFERENCE = {
    r"(?:Plenary Meeting|Séance plénière|Sesión plenaria|Пленарное заседание|全体会议|الجلسة العامة)\b.{0,30}$": 1,
    r"(?:(?:Addendum|Corrigendum|Revision) \d+ to\s+)?Document \d+(?:\([^()]{1,12}\))*-[EFSARC]$": 1,
    r"(?:Addendum|Corrigendum|Revision) \d+ to\b": 1,
    r"Proposals for the work of the": 1,
    r"(?:MOD|ADD|SUP|NOC)\s+[A-Z]{2,8}/\S+": 1,
}

BODIES: Mapping[str, Marks] = {
    "3GPP": _marks(
        {
            rf"(?:3GPP\s+)?TSG[- ]?{_TSG}[^.]{{0,60}}(?:meeting|#)(?:[^.]|No\.){{0,60}}$": 2,
            rf"{_TSG}\s?(?:WG)?\d[^.]{{0,40}}(?:meeting|temporary document)[^.]{{0,40}}$": 2,
            r"3GPP\s+(?:TSG|RAN|SA|CT|PCG|WG)\b": 2,
            r"3rd generation partnership project\b": 2,
            r"technical specification group\b": 1,
            r"3GPP\s+T[SR]\s*\d": 1,
            r"(?:Tdoc\s+)?(?:[RSCGNT][1-6PW]-\d{5,7}\b|TSG[RSCNT]\d?#)": 1,
            r"change request$": 2,
            r"CR-Form-v\d": 2,
            **_labels("document for", "agenda item", "source to (?:WG|TSG)", "work item code", "reason for change"),
            **_labels("work item ?/ ?release", "proposed change affects", "response to", "contact person"),
            r"(?:source|title)\s*[:\t]\s*\S": 1,
        },
        {r"^app\.Template=3gpp": 2, r"<TDoc#>|^custom\.(?:Tdoc|Cr|Spec)#=|^custom\.(?:MtgSeq|SourceIfTsg)=": 2},
        {r"CRCoverPage": 2, r"3GPP.*": 1, r"TA[LHCRN]": 1, r"ZGSM": 2},
    ),
    "oneM2M": _marks(
        {
            r"oneM2M\b": 1,
            r"©.{0,12}oneM2M Partners": 2,
            r"input contribution$": 1,
            **_labels("group name", "meeting(?: id)?", "contribution type", "intended purpose of document"),
        },
        {r"^app\.Template=oneM2M": 2},
    ),
    "IEEE": _marks(
        {
            r"IEEE\s+P?802(?:\.\d+\w*)?\b": 2,
            r"(?:.*\s)?doc\.?\s*:\s*IEEE\s+(?:P?802|15|11)": 2,
            r"(?:.*\s)?IEEE\s+(?:P?802\.\d+\w*)-\d\d[-/]": 2,
            r"(?:submission|wireless (?:LANs|personal area networks|specialty networks))\b": 1,
            **_labels("date submitted", "project", "re", "patent policy(?: and procedures)?", "notice", "release"),
            **_labels(r"author(?:\(s\)|s)", "submission title"),
        },
        {r"^app\.Template=802": 2},
        {r"IEEE.*": 2},
    ),
    "ETSI": _marks(
        {
            r"(?:draft |final draft )?ETSI\s+(?:TC|TS|TR|EN|ES|EG|SR|GS|GR|ISG|EP|SC)\b": 2,
            r"(?:ETSI\s+)?SMG\s?\d{0,2}\b.*(?:meeting|#)": 2,
            r"Tdoc\s+SMG": 1,
            r"650 route des lucioles": 2,
            r"(?:.*\s)?[A-Z]{2,8}(?:WG\d)?\(\d\d\)\d{6}": 1,
            **_labels("meeting id", "contribution type", "contribution for", "from source", "input for committee"),
            **_labels("meeting & allocation", r"relevant WI(?:\(s\))?.{0,30}", "submission date", "decision requested"),
        },
        {r"^app\.Template=ETSI": 2},
        {r"ETSI.*": 1},
    ),
    "ISO/IEC": _marks(
        {
            r"(?:ISO|IEC)(?:/IEC)?[/ ]+(?:JTC|TC|PC|TMB|SC)\s?\d": 2,
            r"(?:ISO|IEC)(?:/IEC)?[/ ]+(?:CD|DIS|FDIS|WD|PWI|NP|DTR|DTS|PAS|TS|TR)\b": 2,
            r"international organi[sz]ation for standardi[sz]ation": 2,
            r"(?:.*\s)?©\s*(?:ISO|IEC)\b": 2,
            r"(?:.*[\s/])?N\s?\d{3,6}$": 1,
            **_labels("document type", "doc type", "action id", "due date", "distribution", "medium", "status"),
            **_labels(r"no\. of pages", "secretariat", "project(?: number)?", "replaces", "document source"),
        },
        {r"^app\.Template=(?:iso|STD)": 2},
        {r"zz.+": 2, r"(?:ISO|STD|Biblio|Foreword|TermNum).*": 1},
    ),
    "W3C": _marks(
        {
            r"W3C\s+(?:first public |proposed |candidate |group |working |member |editor.s |recommendation)": 2,
            r"(?:this|latest|previous|latest published|latest editor.s|editor.s) (?:version|draft)s?\s*:?(?:\s|$)": 1,
            r"status of this document$": 1,
            r"https?://(?:www\.)?w3\.org/TR/": 1,
            r"(?:©|copyright).{0,40}(?:W3C|world wide web consortium)": 1,
        },
    ),
    "WTSA": _assembly(
        "World Telecommunication Standardization Assembly",
        r"WTSA-?\d\d",
        "Assemblée mondiale de normalisation des télécommunications",
        "Asamblea Mundial de Normalización de las Telecomunicaciones",
        "Всемирная ассамблея по стандартизации электросвязи",
        "الجمعية العالمية لتقييس الاتصالات",
        "世界电信标准化全会",
    ),
    "WTDC": _assembly("World Telecommunication Development Conference", r"WTDC-?\d\d"),
    "WRC": _assembly("World Radiocommunication Conference", r"WRC-?\d\d"),
    "PP": _assembly("Plenipotentiary Conference", r"PP-?\d\d"),
    "ITU-R": _marks(
        {
            r"radiocommunication (?:study groups|assembly|advisory group|bureau)\b.{0,40}$": 2,
            r"Document \d\w{0,3}/\d+(?:\([^()]{1,12}\))*-[EFSARC]$": 2,
            r"received\s*:": 1,
            r"subject\s*:": 1,
        },
    ),
    "ITU-D": _marks(
        {
            r"telecommunication development (?:sector|advisory group|bureau)\b.{0,40}$": 2,
            r"(?:revision \d+ to )?document \S+/\d+(?:\([^()]{1,12}\))*-[EFSARC]$": 2,
            **_labels("revision summary", "action required", "expected outcome", "priority area", "references"),
        },
    ),
    "IETF": _marks(
        {
            r"internet[- ]draft\b": 2,
            r"request for comments\s*:": 2,
            r"(?:network working group|intended status\s*:|expires\s*:|status of this memo$)": 1,
            r"(?:.*\s)?draft-[a-z0-9]+-[a-z0-9-]+-\d\d\b": 1,
        },
        {r"^app\.Template=2-Word": 2},
        {r"RFC.*": 2},
    ),
}
