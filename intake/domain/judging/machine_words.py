"""Names, subjects and phrases by which mail of programs is known, in many languages."""

import re

DAEMONS = re.compile(
    r"^(?:(?:mail(?:er)?|mail-?system|smtp|delivery)[._-]?(?:daemon|errors?)|daemon(?=[@\\])|post[._-]?master|"
    r"mdaemon|maildaemon|mailsystem|"
    r"mail-?subsystem|mmdf|uucp|undeliver(?:ed|able)|bounces?|(?:delivery|mail|message)[._-]?(?:failures?|"
    r"errors?|notifications?)|"
    r"non-?delivery|returned-?mail|error-?mail|microsoftexchange[0-9a-f]{32})(?:[+._=-].*)?[@\\]",
    re.IGNORECASE,
)
DAEMON_NAMES = re.compile(
    r"^(?:the )?(?:(?:e-?mail|mail|message|microsoft outlook|internet mail) delivery?(?: (?:sub-?)?system| service)?|"
    r"mail(?:er)?[ ._-]?daemon|mail (?:sub-?)?system|system administrator|system attendant|post ?-?_?master.{0,60}|"
    r"mail administrator|email system|smtp server|microsoft exchange|mail router|"
    r"(?:administrateur|gestionnaire) (?:du )?(?:système|de messagerie)|administrador del sistema|"
    r"sistema de entrega de correo|"
    r"системный администратор|служба доставки почты|مسؤول النظام|系统管理员|郵件系統|邮件系统|メール配送システム)$",
    re.IGNORECASE,
)
DESKS = re.compile(
    r"^(?:(?:abuse|fbl|arf|scomp|complaints?|feedback-?loop|feedback(?:loop)?-(?:noreply|reports?)|spam-?reports?|"
    r"abuse-?reports?|jmrp|postmaster-?fbl|dmarc(?:[._-]?(?:reports?|noreply))?|noreply-dmarc(?:-support)?)"
    r"(?:[+._-].*)?@|staff@hotmail\.|complaints@email-abuse\.)",
    re.IGNORECASE,
)
"""Addresses from which abuse desks and feedback loops write."""

REPORTS = re.compile(
    r"^(?:complaints? about (?:a )?messages?\b|(?:email |e-mail |abuse )?feedback report|(?:email|e-mail|spam|"
    r"mail) abuse report|"
    r"abuse (?:report|complaint|notification|feedback)|spam (?:report|complaint)(?: (?:for|from|about|id)\b|:|$)|"
    r"\[?(?:fbl|arf|abuse)\b[ :\]-]|customer complaint about|report domain:|"
    r"user (?:complaint|report)(?:ed)? (?:about|spam)|junk mail report|fw: ?spam complaint|\[?spamcop\b|"
    r"dmarc (?:aggregate|failure) report|\[preview\] report domain|authentication failure report|"
    r"(?:auto(?:mated|matic)? )?(?:reply|response|acknowledge?ment):? ?(?:from )?(?:the )?abuse\b)",
    re.IGNORECASE,
)
"""Subjects of complaints about mail that we are said to have sent."""

BOUNCES = re.compile(
    r"^\W*(?:undeliver(?:ed|able|ability)\b(?! (?:promise|goods))|undelivered mail returned|"
    r"returned (?:e-?)?mail\b|mail returned\b|"
    r"return(?:ed|ing) (?:message|to sender)\b|message returned\b|returned to sender\b|failure (?:notice|delivery)\b|"
    r"\[?bounced?(?: (?:mail|message|notification|notice))?\]?\s*(?:[:(-]|$)|"
    r"(?:e-?mail|mail|message)[ -](?:system )?(?:error|failure|bounced?)\b|there was an error sending your mail|"
    r"(?:e-?mail|mail|message|internet mail|smtp)? ?delivery (?:has |was |is |have )?(?:fail(?:ed|ure|s)?|error|"
    r"delayed?|"
    r"unsuccessful|impossible|warning|status|suspended|notification|attempts? failed)\b|"
    r""
    r"(?:e-?mail|mail|message|notice:? mail) delivery status|notice:? mail delivery|"
    r"delivery (?:status )?notification|delivery status|non[ -]?delivery\b|nondeliverable|not delivered\b|ndn\b|"
    r"ndr\b|"
    r""
    r"warning:? (?:could not send|message|your mail|mail|e-?mail)\b|mail delivery warning|"
    r"postmaster notify|postmaster notification|notification d['’]état de remise|"
    r"(?:your )?(?:mail|message|post(?:ing)?) (?:to|for) .{1,80} (?:awaits|rejected|bounced|"
    r"was rejected|not accepted|could not be)|"
    r"(?:ignored )*not member article from|reject mail|spam mail from a spammer|fml system error|loop (?:alert|"
    r"back warning)|"
    r"warning: unix from loop|you .{1,60} are not (?:a )?member|"
    r"request to mailing list .{1,80} rejected|"
    r"automatically rejected mail|non-delivery|aws notification message|amazon ses |"
    r"non (?:remis|distribué|délivré|livré)\b|(?:message|courriel|mail|courrier) non (?:distribué|remis|délivré|"
    r"livré)|"
    r"(?:échec|erreur|impossibilité|retard) (?:de|dans) (?:la )?(?:remise|livraison|distribution|transmission|"
    r"délivrance)|"
    r"(?:avis de )?non[- ](?:remise|distribution|livraison)|notification de (?:non-)?remise|retour (?:à|"
    r"de) l['’]expéditeur|"
    r"mail retourné|retourné :|remise (?:différée|retardée|impossible)|"
    r"no (?:se puede entregar|se pudo entregar|se ha podido entregar|entregado|entregable)|"
    r"(?:error|fallo|fallos|problema|retraso) (?:de|en) (?:la )?entrega|(?:correo|mensaje) (?:no entregado|"
    r"devuelto|rechazado)|"
    r"devuelto al remitente|notificación (?:del estado )?de (?:la )?entrega|entrega (?:fallida|retrasada|aplazada)|"
    r"не (?:доставлено|удалось доставить|доставлен[оа]?)|недоставлен\w+|невозможно доставить|сообщение не доставлено|"
    r"(?:ошибка|сбой|отчет о|отчёт о|уведомление о) (?:не)?доставк\w*|возврат (?:письма|почты|сообщения)|"
    r"письмо не доставлено|"
    r"(?:تعذر|تعذّر|لم يتم|فشل|فشل في|لا يمكن) (?:ال)?(?:تسليم|إيصال|توصيل|إرسال|ارسال)|غير قابل للتسليم|"
    r"لم (?:يُسلم|تسلم)|"
    r"未送达|无法(?:送达|投递|传递|发送)|無法(?:傳遞|送達|投遞)|退信|系统退信|系統退信|投递(?:失败|状态)|"
    r"邮件(?:投递|传递)?(?:失败|被退回|退回)|"
    r"郵件(?:傳遞)?(?:失敗|退回)|传递状态通知|配信(?:不能|エラー|失敗|遅延)|配達(?:不能|できません)|宛先(?:不明|"
    r"が見つかりません)|"
    r"(?:メール|メッセージ)(?:の)?(?:配信|配達|送信|が)?(?:エラー|失敗|不能|遅延|を配信できません|"
    r"配信できません)|エラーメール|未配信|"
    r"(?:메일|메시지|전자메일)?\s?(?:배달|전달|전송|발송) ?(?:실패|불가|오류|지연|할 수 없)|반송|수신자 없음|"
    r"배달되지 않|"
    r"unzustellbar|nicht zustellbar|nicht zugestellt|zustell(?:ung|ungs)\w*(?: ?fehl\w*| ?verzöger\w*| ?nicht)|"
    r"mail-?fehler|rückläufer|"
    r"non recapitabile|mancato recapito|recapito (?:non riuscito|ritardato)|consegna (?:fallita|non riuscita)|"
    r"não (?:entregue|pode ser entregue|foi possível entregar)|falha (?:na|de) entrega|não é possível entregar|"
    r"nie można dostarczyć|niedostarczon\w+|zwrot (?:poczty|wiadomości)|niet bestelbaar|onbestelbaar|"
    r"kan niet worden bezorgd|"
    r"går ej att leverera|kan ikke leveres|olevererbart|ei voitu toimittaa|teslim edilemedi|nedoručitelné|"
    r"kézbesíthetetlen|"
    r"không thể gửi|tidak terkirim|אי אפשר למסור|לא ניתן למסור)",
    re.IGNORECASE,
)
"""Subjects with which mail systems begin, and nobody else."""

LIKE_BOUNCES = re.compile(
    r"^\W*(?:failed (?:delivery|mail|message)\b|(?:e-?mail|mail|message|your (?:mail|message|"
    r"e-?mail)) (?:could not|couldn['’]t|cannot|can['’]t|was not|wasn['’]t|not) "
    r"(?:be )?(?:delivered|sent)|(?:e-?mail|mail|message|your (?:mail|message|"
    r"e-?mail))[^:]{0,40} (?:undeliverable|undelivered)|(?:your )?message (?:status|delayed|blocked)\b|"
    r"unable to (?:deliver|send|relay)\b|could not (?:deliver|send) |can(?:not|'t) (?:deliver|send) |"
    r"mail warning|user (?:unknown|not found|not listed)|unknown (?:user|recipient|address)|invalid (?:user|"
    r"recipient|address|e-?mail address)|"
    r"no such (?:user|recipient)|mailbox (?:full|unavailable|not found|is full)|address (?:unknown|not found|"
    r"rejected)|"
    r"recipient (?:unknown|rejected|not found)|mailbox quota exceeded|message (?:rejected|refused|not accepted|"
    r"too large)\b|"
    r"rejected (?:mail|message|posting)|security alert:? |post(?:ing)? (?:rejected|denied)|"
    r"results? of your (?:e-?mail )?commands?|(?:e-?mail|mail|message)? ?delivery (?:problems?|report|receipt|"
    r"rejected|denied|incomplete))",
    re.IGNORECASE,
)
"""Subjects of delivery reports, and of people who tell of one."""

TOLD = re.compile(
    r"(?:could|can|was|were|has|have|will)(?: ?not|n['’]t)\b[^.\n]{0,30}\b(?:be )?(?:delivered|relayed|reach\w*)|"
    r"(?:unable|not able|failed) to (?:deliver|relay|send) (?:your |the |this |a )?(?:message|mail|e-?mail|to)|"
    r"(?:the following|these|some|one or more)(?: of)?(?: the| your)? (?:e-?mail |message )?(?:addresse?s?|"
    r"recipients?|destinations?)|"
    r"permanent(?:ly)? (?:fatal )?(?:errors?|failure)|delivery (?:to|of)[^.\n]{0,80}(?:failed|postponed|delayed|"
    r"aborted)|"
    r"delivery (?:has |have )?(?:failed|been delayed)|undeliverable|undelivered|returned (?:message|mail|below|"
    r"to (?:the )?sender)|"
    r"(?:returning|returned|copy of|contents? of|headers? of|lines of|part of|your) (?:your |the )?"
    r"(?:original )?(?:message|mail|post)[^.\n]{0,30}(?:follows?|below|attached|enclosed|returned|undeliver)|"
    r"i['’]?m (?:sorry|afraid)[^.\n]{0,20}(?:have to inform|wasn['’]t able)|this is the (?:qmail|mail(?:er)?|"
    r"postfix|smtp|exim)\b|"
    r"(?:user|recipient|account|mailbox|address)[^.\n]{0,60}\b(?:unknown|not found|does(?: not|n['’]t) exist|"
    r"is full|invalid|disabled|"
    r"suspended|inactive|over ?quota|unavailable|rejected|not listed|no longer)|invalid (?:user|recipient|"
    r"e-?mail) ?(?:address)?|"
    r"no such (?:user|address|recipient|domain|mailbox)|unknown (?:user|recipient|address)|mailbox full|"
    r"quota exceeded|"
    r"(?:host|domain) (?:unknown|not found)|error message below|message details:|transcript of session|"
    r"(?:mail|message|article|post(?:ing)?)[^.\n]{0,60}(?:rejected|refused|bounced|blocked|not accepted)|"
    r"duplicated message-id|original mail as follows|awaits? (?:moderator )?approval|"
    r"not (?:a )?member of (?:this|the) (?:mailing )?list|"
    r"n['’]a p(?:as|u)[^.\n]{0,30}(?:remis|délivr|deliv|distribu|transmis|achemin)|no (?:se )?(?:pudo|puede|"
    r"ha podido)[^.\n]{0,20}entreg|"
    r"не (?:может быть|было|удалось|доставлен)[^.\n]{0,30}(?:доставл|достав)|تعذر (?:تسليم|إرسال)|"
    r"无法(?:送达|投递)|退回|配信できませんでした|送信できませんでした|배달되지 못|전송하지 못|nicht zugestellt|"
    r"konnte nicht",
    re.IGNORECASE,
)
SMTP = re.compile(
    r"(?<![\w.+-])(?:[45]\d\d[ \t-]+(?:[45]\.\d{1,3}\.\d{1,3}|#[45]\.\d|[a-z<*-])|[45]\.\d{1,3}\.\d{1,3}(?![\w.])|"
    r"\b(?:rcpt to|mail from|diagnostic-code|final-recipient|reporting-mta|remote host said|smtp error)\b\s?:?)",
    re.IGNORECASE,
)
COMPLAINT = re.compile(
    r"this is an? (?:[\w/-]+ )?(?:e-?mail |mail )?(?:abuse|spam|feedback|complaint|"
    r"autogenerated email abuse)[\w -]{0,40}"
    r"(?:report|complaint|notice)|(?:^|\n)feedback-type:|(?:^|\n)x-hmxmroriginalrecipient:|"
    r"authentication[ -]failure report for an? (?:e-?mail|message)|"
    r"(?:marked|reported|flagged|identified) (?:the |your |this |a |an )?(?:[\w-]+ ){0,4}as (?:spam|junk|abuse|"
    r"unsolicited)|"
    r"(?:abuse|unsolicited|spam)[^.\n]{0,60}(?:originat\w+|sent|came) from (?:your|ip)|"
    r"thank you for (?:contacting|your (?:report|message|e-?mail|complaint))[^.\n]{0,40}\babuse\b",
    re.IGNORECASE,
)
WEAK = re.compile(
    r"^(?:(?:[^@]*[._-])?(?:no[._-]?reply|do[._-]?not[._-]?reply|daemon|mailer|smtp|root|sysadmin|sys_?admin|"
    r"admin(?:istrator)?|"
    r"system|support|notifications?|(?:[^@]*[._-])?(?:admin|owner|request|bounces?)|majordomo|listserv|listproc|"
    r"mailman|fml|sympa|"
    r"ezmlm|imss|mail)(?:[+._-].*)?)[@\\]",
    re.IGNORECASE,
)
"""Addresses from which machines write, and people too."""

OF_LISTS = re.compile(r"\.FML[\w.]*@")
"""Message-IDs that fml gives to its own letters."""

ABSENT = re.compile(
    r"^\W{0,3}(?:auto(?:mat(?:ic|ed))?[ -]?(?:e-?mail )?(?:reply|response|answer|acknowledge?ment)\b|auto:|"
    r"out[ -]of[ -](?:the[ -])?office\b|"
    r"ooo\b\W|(?:i am |i'm )?(?:currently )?(?:out of (?:the )?office|on (?:annual |parental )?leave|on vacation)\b|"
    r"vacation (?:reply|response|message)\b|away from (?:my|the) (?:office|mail|desk)\b|"
    r"(?:réponse|message) automatique\b|auto-?réponse\b|absence (?:du|de|temporaire)\b|absent(?:e)? du bureau\b|"
    r"(?:respuesta|notificación|contestación) automática\b|fuera de (?:la )?oficina\b|autorrespuesta\b|"
    r"автоматический ответ\b|авто-?ответ\b|вне офиса\b|я в отпуске|رد (?:تلقائي|آلي)|الرد التلقائي|خارج المكتب|"
    r"自动(?:回复|答复|应答)|自動(?:回覆|返信|応答)|不在(?:通知|のお知らせ)|外出|automatische antwort\b|"
    r"abwesenheit|auto-?antwort|"
    r"risposta automatica\b|fuori (?:sede|ufficio)\b|resposta automática\b|ausência\b|automatisch(?:e)? antwoord\b|"
    r"automatyczna odpowiedź|autosvar\b|automaattinen vastaus|otomatik yanıt|자동 ?(?:회신|응답|답장)|부재중)",
    re.IGNORECASE,
)
BY_ITSELF = re.compile(
    r"\bthis (?:is|was|e-?mail is|message is|mail is) (?:an? )?(?:auto(?:matic(?:ally)?|mated|-?generated)|"
    r"system)[ -]?(?:generated)?"
    r"(?:[ -](?:generated|e-?mail|mail|message|reply|response|notification|acknowledge?ment|confirmation|"
    r"advisory)\b|,|\.)|"
    r"\b(?:please )?do not (?:reply|respond) (?:directly )?to this (?:e-?mail|mail|message|address|notification)\b|"
    r"\b(?:ceci|ce (?:message|courriel|mail)) est (?:un (?:message|courriel) )?(?:automatique|"
    r"généré automatiquement)|"
    r"\bne (?:pas répondre|répondez pas) à ce (?:message|courriel|mail)|(?:este|esto) es un (?:mensaje|"
    r"correo) automático|"
    r"\bno responda a este (?:mensaje|correo)|(?:это|данное) (?:автоматическое )?(?:письмо|"
    r"сообщение) (?:сформировано|создано|отправлено) "
    r"автоматически|не отвечайте на это (?:письмо|сообщение)|هذه رسالة (?:آلية|تلقائية)|(?:本邮件|此邮件)(?:为|"
    r"由)?系统自动(?:发送|发出|生成)|"
    r"(?:请勿|请不要)(?:直接)?回复(?:此|本)邮件|このメールは(?:自動|システム)|본 메일은 (?:자동|발신전용)|"
    r"diese (?:e-?mail|nachricht) wurde automatisch",
    re.IGNORECASE,
)
