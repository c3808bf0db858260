"""The English words of such letters."""

from intake.domain.circular.words.vocabulary import Vocabulary

_MONTHS = (
    ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
    ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"), ("november", "nov"),
    ("december", "dec"),
)  # fmt: skip
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth",
)  # fmt: skip
_LANGUAGES = (
    ("english", "en"), ("french", "fr"), ("spanish", "es"), ("arabic", "ar"), ("russian", "ru"),
    ("chinese", "zh"),
)  # fmt: skip

WORDS = Vocabulary(
    language="en",
    months=_MONTHS,
    weekdays=("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    ordinals=_ORDINALS,
    tens=("twenty", "thirty"),
    ordinal_marks="st|nd|rd|th",
    to="to / through / thru / until / till",
    also="and / &",
    languages=_LANGUAGES,
    only="only / exclusively",
    # labels of the header
    subject="subject / re",
    reference="ref / reference / our ref",
    contact="contact / contact person / contact point / focal point",
    telephone="tel / telephone / phone",
    fax="fax / telefax",
    mail="e-?mail / e-mail address / e mail",
    web="web / website / web ?page / web site / homepage / home page / url",
    copy_to="copy / cc / copies / action / to",
    salutation=(
        "dear (?:sir|madam|sirs|colleagues?|members?|delegates?|participants?|experts?|all)\\b / sir/madam / "
        "excellenc / (?:sir|madam)\\s*,"
    ),
    annex="annex / appendix / attachment / enclosure",
    # letters
    circular="(?:tsb |itu-t )?circular(?:[- ]letter)?(?: tsb)? / tsb circ",
    collective="(?:tsb )?collective[- ]letter(?: tsb)?",
    correcting="corrigendum / erratum / addendum / amendment / correction / revision / rev",
    postponing=(
        "postpone(?:d|s|ment)? / reschedul(?:ed|ing) / (?:has|have) been (?:moved|changed|extended) / moved / "
        "change of (?:date|dates|venue|deadline|format) / changes? to / extension of / extended / new dates? / "
        "deferred / shifted"
    ),
    cancelling="cancell?ed / cancell?ation / will not (?:be held|take place)",
    formerly=(
        "(?:initially|originally|previously|formerly|earlier)(?: \\w+){0,3} / instead of / rather than / and not / "
        "in place of / replac(?:es|ing) that of / was (?:to be held|planned|scheduled)"
    ),
    rather_than="instead of / in place of / rather than / and not / not",
    now_reads=(
        "(?:please )?read(?:s)? / should read / (?:is|are) replaced (?:by|with) / replaced (?:by|with) / by / "
        "with / becomes? / is changed to"
    ),
    # the group
    joint_activity="(?:itu-t )?joint co-?ordination activity / (?:itu-t )?joint co-?ordination group",
    focus_group="(?:itu-t |itu )?focus group",
    other_group=(
        "collaboration / initiative / platform / ad hoc group / correspondence group / working group / rapporteur group"
    ),
    study_group="(?:itu-t )?study group / (?:itu-t )?sg",
    working_party="working party / wp",
    advisory_group="telecommunication standardi[sz]ation advisory group / tsag",
    workshop=(
        "workshop / seminar / symposium / webinar / forum / kaleidoscope / training / showcase / worlds? day / summit"
    ),
    on="on / for",
    sets_up=(
        "establish(?:ed|ment|ing)? / creat(?:ed|ion|ing|e) / parent group / parent / appoint(?:ed|s)? / "
        "nominat(?:ed|es) / designat(?:ed|es) / agreed / agreement / decision / decided / approved / endorsed / "
        "mandate / report(?:s|ed)? to / under the (?:auspices|responsibility|leadership|umbrella) / "
        "reports? .{0,20}to"
    ),
    # the meeting
    meeting="(?:e-)?meetings? / sessions? / gathering",
    held=(
        "(?:will|is to|shall|to) (?:now |also |again |next )?(?:be held|take place|meet|be organi[sz]ed"
        "|be convened|convene|run) / "
        "(?:is|are|has been|have been) (?:now )?(?:scheduled|planned|arranged|organi[sz]ed|convened) / "
        "(?:is|are) (?:being )?(?:held|organi[sz]ed) / takes place / to be held / "
        "(?:invite|inviting|invitation) .{0,20}to (?:attend|participate|take part) / is taking place / "
        "will (?:also |again )?(?:hold|convene|organi[sz]e)"
    ),
    opens=(
        "(?:will |shall )?(?:open|opens|start|starts|begin|begins|commence|commences|run|runs) / starting / "
        "beginning / starting time"
    ),
    registering_opens="registration / badges? / badging",
    virtual=(
        "e-meeting / electronic meeting / (?:fully |entirely |completely )?virtual(?:ly)? / online / on-line / "
        "teleconference / web ?conference / video ?conference / fully remote(?:ly)? / remote-only / "
        "by electronic means / by correspondence"
    ),
    remote=(
        "remote participation / hybrid / participate remotely / remote participants? / in[- ]person / "
        "physical(?:ly)? / on-?site"
    ),
    headquarters=(
        "itu headquarters / itu hq / headquarters of (?:the )?itu / itu premises / headquarters of the union"
    ),
    at="in / at",
    local_time="local time / local hours",
    time_of="time",
    when_label="dates? / meeting dates? / when / dates? and (?:time|place|venue) / dates? of (?:the )?meeting",
    time_label="times? / hours / meeting times? / schedule / starting time",
    where_label="venue / place / location / where / meeting (?:place|venue|location)",
    works_in=(
        "(?:conducted|held|run|take place|carried out|work(?:s|ing)?) .{0,25}?in / working language / "
        "languages? of the meeting / discussions? .{0,20}?in / meeting .{0,30}?in / meeting language / "
        "(?:is|will be) in / language"
    ),
    # what is due
    key_dates=(
        "key (?:deadlines|dates) / important (?:deadlines|dates) / (?:main |summary of )?deadlines / "
        "dates to (?:note|remember) / timeline"
    ),
    due=(
        "(?:not|no) later than / at the (?:very )?latest / latest / by / before / prior to / on or before / "
        "deadlines? / due / until / till / up to / closing date / cut-?off / closes? on / cut-?off date / "
        "last day / target date / will close / closes? / ends on / remains? open until / up to and including"
    ),
    before="before / prior to / ahead of / in advance of",
    inclusive=(
        "at the (?:very )?latest / latest / inclusive / included / on or before / (?:not|no) later than / "
        "end of (?:the )?day / close of business / cob / up to and including"
    ),
    contribution=(
        "contributions? / input documents? / written inputs? / inputs? / "
        "(?:submission|submit(?:ting)?|receipt) .{0,15}documents / document submission / meeting documents / "
        "documents for the meeting / proposals"
    ),
    registration="registration / pre-?registration / register(?:ed|ing)? / pre-?register(?:ed|ing)?",
    translation="translat\\w*",
    other_requests=(
        "fellowships? / bursar(?:y|ies) / visas? / interpretation / captioning / sign[- ]language / hotels? / "
        "accommodation / invitation letters? / remote participation / presentations? / abstracts? / speakers? / "
        "nominations? / liaison statements? / comments / replies / reply / questionnaires? / credentials / "
        "candidatures? / accessibility / demos? / exhibit(?:ion|ors?|s)? / posters? / travel grants?"
    ),
    submit=(
        "submi(?:t|ts|tted|ssion|ssions|tting) / send / sent / e-?mailed / addressed to / provided / "
        "forward(?:ed)? / reach / received"
    ),
    days_before=(
        "(?:calendar |working |consecutive |clear |full )?(?:days?|weeks?|months?) (?:before|prior to"
        "|in advance of|ahead of)"
    ),
    end_of_work="close of business / end of business / cob / end of (?:the )?working day / office hours",
    # people
    titles="mrs?\\.? / ms\\.? / miss / dr\\.? / prof\\.? / professor / eng\\.? / ing\\.? / h\\.e\\. / sir",
    chair=(
        "chair / chairs / chairman / chairmen / chairwoman / chairperson / chaired / chairmanship / chairing / "
        "convener / convenor / co-?chairs? / co-?chairman / co-?chairmen / co-?chaired / co-?chairing / "
        "co-?conven[eo]rs? / coordinator"
    ),
    co_chair=(
        "co-?chairs? / co-?chairman / co-?chairmen / co-?chairmanship / co-?chaired / co-?chairing / "
        "co-?conven[eo]rs? / chairs / chairmen"
    ),
    vice_chair="vice-?\\s?chair(?:man|men|woman|person|s)?",
    of_body="of / from / with",
    # pages
    home_page="home ?page / web ?page / web ?site / web site",
    agenda="(?:draft |provisional |proposed |preliminary )?(?:meeting )?agenda",
    # words for hours
    noon="noon / midday",
    midnight="midnight",
)
