"""The words of which thanks consist, in ten languages, and the words that may stand beside them."""

import re


def _any(words: str) -> str:
    return "|".join(sorted((re.escape(one.replace("_", " ")) for one in words.split()), key=len, reverse=True))


_NUMBER = r"(?:[a-z]{1,8}-){0,3}(?:doc|td|c|no\.?|nº)?[- ]?\d{1,4}(?:[- ]?rev\.?[- ]?\d{1,2})?"


def _thanking(before: str, head: str, after: str) -> str:
    """Words before, one that thanks, words after; each is taken whole, so that no text costs more than its square."""
    return rf"(?:(?>(?:{_any(before)})(?=\s))\s)*(?>(?:{head})(?!\S))(?:\s(?>(?:{_any(after)}|{_NUMBER})(?!\S)))*"


def _signs(phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?:(?>{_any(phrases)}|\s)){{1,60}}+")


_EN = _thanking(
    "ok okay oh dear all great good perfect excellent wonderful fantastic super lovely and also again once many "
    "so very my "
    "our sincere warm warmest heartfelt kind kindest a the thousand million big huge lot lots of i we just only "
    "simply "
    "would_like_to wish_to want_to say express to really truly greatly much deeply extremely am are is i'm we're "
    "with on "
    "behalf everyone team well noted received duly understood please_accept your help support assistance was "
    "that this",
    r"thank you|thank u|thank|thanks|thankyou|thx|tks|thnx|ty|grateful|thankful|appreciated|gratitude",
    "you u very much so a lot lots ton tons bunch million again once indeed and for to of from on in at all both "
    "everyone "
    "everybody team sir madam ma'am colleagues friends dear secretariat secretary tsb itu your the this that "
    "these it "
    "everything me us my our with regards regard best kindest kind warm warmest wishes quick fast prompt swift "
    "rapid speedy "
    "great good excellent wonderful immediate helpful valuable detailed timely early fine nice hard excellent such "
    "confirmation confirming acknowledgement acknowledgment acknowledging receipt reply replying response "
    "responding answer "
    "answering email e-mail mail message note information info notification notifying update updating registration "
    "registering registered contribution contributions document documents paper papers input inputs number "
    "numbering help "
    "helping support supporting assistance assisting work efforts effort cooperation collaboration kindness patience "
    "understanding attention time service services posting publishing uploading processing handling clarification "
    "clarifying explanation explaining feedback advice guidance letting know looking into taking care sorting "
    "sharing "
    "getting back meeting organizing organising hospitality always as",
)
_EN_LIKING = (
    r"(?:i|we) (?:(?:really|very much|do|truly|greatly) )*appreciate(?: (?:it|this|that|your|the|all|kind|great|"
    r"hard|help|"
    r"support|assistance|efforts?|work|cooperation|kindness|and|very|much|so|a lot))+"
)
_FR = _thanking(
    "ok bien très parfait super un grand mille encore et tous toutes mes nos avec tout nous je j' vous te en tiens_à "
    "tenons_à voudrais voudrions souhaite sincères vifs chaleureux reçu noté bonjour",
    r"merci|mercis|remercie|remercions|remercier|remerciements",
    "notre nos mon ma mes beaucoup bien infiniment vivement encore à a vous toi tous toutes toute tout l' d' "
    "pour de du des la le les "
    "votre vos "
    "cette ce cet ces et bonne excellente rapide prompte précieuse aimable confirmation réponse enregistrement "
    "l'enregistrement aide l'aide soutien information informations l'information accusé réception message mail "
    "mél courriel "
    "contribution document numéro travail collaboration accueil attention efforts l'accusé d'avoir confirmé "
    "enregistré "
    "répondu rapidement si aussi très chaleureusement sincèrement madame monsieur chers chères collègues cher chère "
    "l'équipe équipe secrétariat au nom",
)
_ES = _thanking(
    "ok muy muchas muchísimas mil perfecto excelente bien recibido y le les os te nos mis nuestro nuestros más "
    "sincero "
    "sinceros quiero queremos quisiera quisiéramos todo",
    r"gracias|agradezco|agradecemos|agradecerle|agradecerles|agradecimiento|agradecimientos|agradecido|"
    r"agradecida|agradecidos",
    "nuestro nuestra mi muchas muchísimo mucho por de del la el los las su sus tu vuestra todo toda todos todas "
    "a y en nombre "
    "rápida pronta "
    "amable valiosa gran confirmación confirmarlo confirmar respuesta registro registrar ayuda apoyo información "
    "mensaje "
    "correo contribución documento número trabajo colaboración atención cordial saludo saludos un de_nuevo "
    "nuevamente otra "
    "vez estimados estimadas estimado estimada colegas usted ustedes equipo secretaría le les señor señora",
)
_RU = _thanking(
    "ок хорошо отлично прекрасно большое огромное очень искренне сердечно ещё еще раз и мы я вас вам за всем всех "
    "получили получил получила получено принято выражаем нашу глубокую приносим",
    r"спасибо|благодарю|благодарим|благодарен|благодарна|благодарны|благодарность|благодарствую|признателен|"
    r"признательны",
    "наш нашего нашей нашу большое огромное вам вас за всё все всем очень ещё еще раз и ваш вашу ваше ваши "
    "быстрый быструю быстрое "
    "оперативный "
    "оперативную оперативное своевременный скорый подробный ответ подтверждение регистрацию информацию помощь "
    "поддержку "
    "письмо сообщение документ документа вклад вклада номер работу сотрудничество содействие внимание понимание "
    "уважаемые уважаемый уважаемая коллеги от имени нашей группы",
)
_AR = _thanking(
    "تم الاستلام مع جزيل خالص وافر كل لكم نود أن نتقدم أتقدم إليكم لك حسنا و",
    r"شكرا|شكراً|شكرًا|الشكر|والشكر|نشكركم|أشكركم|اشكركم|نشكر|أشكر|مشكور|مشكورين|ممتن|ممتنون|بالشكر",
    "جزيلا جزيلاً جزيلًا لكم لك على جهودكم تعاونكم ردكم دعمكم مساعدتكم والتقدير و الرد السريع سرعة التأكيد "
    "التسجيل المعلومات "
    "الرسالة رسالتكم حسن كثيرا كثيراً مرة أخرى جدا جداً سيدي سيدتي الجزيل وتقديرا",
)
_DE = _thanking(
    "ok gut prima super perfekt sehr vielen besten herzlichen tausend recht und ganz wir ich erhalten",
    r"dank|danke|dankeschön|danken|bedanke mich|bedanken uns",
    "schön sehr vielmals ihnen euch dir für die das den der ihre eure deine schnelle rasche prompte freundliche "
    "antwort "
    "bestätigung registrierung rückmeldung hilfe unterstützung information nachricht mail e-mail und alles "
    "nochmals noch einmal zurück mühe",
)
_PT = _thanking(
    "ok muito muita perfeito recebido e nós eu lhe vos",
    r"obrigad[oa]s?|agradeço|agradecemos|grat[oa]s?",
    "muito muita a à ao o por pela pelo pelas pelos de da do a todos todas sua vossa rápida pronta confirmação "
    "resposta "
    "registo registro ajuda apoio informação mensagem email e-mail contribuição documento número atenção e mais "
    "uma vez",
)
_IT = _thanking(
    "ok molte mille tante perfetto ricevuto e la vi ti",
    r"grazie|ringrazio|ringraziamo|ringraziamenti",
    "mille molte tante infinite a per di della del dell' la il lo le vostra vostro sua tua rapida pronta gentile "
    "conferma "
    "risposta registrazione aiuto l'aiuto supporto informazione messaggio mail e-mail contributo documento "
    "numero tutto "
    "tutti ancora e lei voi collaborazione",
)
_ZH = _signs(
    "非常 十分 万分 衷心 多谢 谢谢 感谢 致谢 谢 您们 您 你们 你 大家 各位 的 对 为 及时 "
    "快速 迅速 回复 答复 确认 帮助 支持 邮件 来信 通知 已收到 收到了 收到 收悉 已 了 好的 "
    "辛苦了 辛苦 登记 注册 我们的 老师 秘书处 工作 和 与 再次 啦 哦 ～ ~ 表示 我们 我 在此 "
    "文稿 提案 信息 提供"
)
_ZH_HEAD = re.compile("谢|感谢")
_JA = _signs(
    "どうも 誠に 大変 本当に 早速の 早速 ご連絡 ご返信 ご返事 ご回答 ご対応 ご確認 ご登録 登録 "
    "確認 ご支援 ご協力 お手数 を の に いただき 頂き くださり 下さり まして "
    "ありがとうございました ありがとうございます 有難うございます 有難うございました ありがとう "
    "感謝いたします 感謝します 感謝申し上げます お礼申し上げます 御礼申し上げます 拝受いたしました "
    "拝受しました 受領しました 受領いたしました 承知しました 承知いたしました 了解しました 了解です "
    "メール"
)
_JA_HEAD = re.compile("ありがとう|有難う|感謝|礼申し上げ")
_KO = _signs(
    "대단히 정말 매우 너무 진심으로 잘 빠른 신속한 친절한 답변 회신 답장 확인 등록 도움 연락 "
    "메일 지원 협조 안내 에 을 를 해 해주셔서 주셔서 해_주셔서 받았습니다 받았고 확인했습니다 "
    "확인하였습니다 감사합니다 감사드립니다 감사_드립니다 고맙습니다 감사 수고하셨습니다 "
    "수고_많으셨습니다 다시_한번 모두"
)
_KO_HEAD = re.compile("감사|고맙")
_SPACED = (_EN, _EN_LIKING, _FR, _ES, _RU, _AR, _DE, _PT, _IT)
THANKS = re.compile("|".join(f"(?:{one})" for one in _SPACED))
SIGNS = ((_ZH, _ZH_HEAD), (_JA, _JA_HEAD), (_KO, _KO_HEAD))

NOTED = re.compile(
    r"(?:(?:well |duly |safely |all |gratefully )*(?:received|noted|understood)(?: (?:with (?:many |best |"
    r"great )?thanks|well|"
    r"it|everything))?|got it|(?:i|we) (?:have |'ve |just |well |all )*(?:received|got|noted) (?:it|this|that|"
    r"the|your|email|"
    r"e-mail|mail|message|confirmation|receipt|number|registration|well|now|safely| )+|great|perfect|excellent|"
    r"c'est (?:bien )?(?:noté|reçu)|(?:bien |très bien )?(?:reçu|noté)|parfait|recibido|perfecto|excelente|anotado|"
    r"получено|получил[аи]?|принято|отлично|تم الاستلام|收到了?|已收到|收悉|erhalten|recebido|ricevuto|"
    r"받았습니다|확인했습니다|拝受しました)"
)
"""Words that confirm the arrival of a mail, and so count as thanks."""

KIND = re.compile(
    r"(?:ok|okay|fine|good|super|wonderful|awesome|lovely|nice|very good|fantastic|indeed|cool|"
    r"see you (?:all |both )?(?:soon|there|then|again|later|tomorrow|next week|at the meeting|(?:in|at|"
    r"on)(?: [\w-]+){1,4})|"
    r"(?:i |we )?(?:am |are |'m |'re )?look(?:ing)? forward to (?:seeing|meeting) (?:you|everyone|all)"
    r"(?: (?:all|soon|there|again|in [\w-]+|at the meeting))*|(?:i |we )?(?:am |"
    r"are )?look(?:ing)? forward to the meeting|"
    r"(?:i |we )?(?:wish you |have |hope you have )?(?:a |an )?(?:very )?(?:nice|good|great|lovely|wonderful|"
    r"pleasant|"
    r"enjoyable|happy)(?: (?:rest of the |rest of your )?(?:day|weekend|evening|week|one|holidays?|time|afternoon|"
    r"new year|easter|christmas|trip|summer|break))(?: ahead| too| everyone| to you)?|"
    r"(?:happy|merry) (?:new year|christmas|easter|holidays)|take care|all the best|best(?: wishes)?|(?:and )?"
    r"(?:with )?(?:best|kind|warm)(?:est)? (?:regards|wishes)|cheers|regards|safe travels|you too|same to you|"
    r"sincerely|thanks and (?:best |kind )?regards|"
    r"(?:très )?(?:bonne|excellente?) (?:journée|soirée|semaine|fin de journée|fin de semaine|après-midi|année|"
    r"continuation)"
    r"(?: à (?:vous|tous|toutes))?|(?:très )?(?:bon|excellent) (?:week-end|après-midi)(?: à (?:vous|tous))?|à bientôt"
    r"(?: à genève)?|bien (?:cordialement|à vous)|cordialement|au plaisir de vous (?:voir|revoir|"
    r"rencontrer)(?: à genève)?|"
    r"(?:que tenga(?:n|s)? )?(?:un )?(?:buen|buena|excelente|feliz) (?:día|tarde|semana|fin de semana)|"
    r"(?:un )?(?:cordial )?saludos?(?: cordial(?:es)?)?|hasta (?:pronto|luego)|nos vemos en [\w-]+|"
    r"хорошего (?:дня|вечера)|хороших выходных|удачи|всего (?:доброго|хорошего)|с уважением|до встречи(?: в \w+)?|"
    r"مع (?:أطيب |خالص )?(?:التحيات|التحية|التقدير)|تحياتي|والسلام عليكم(?: ورحمة الله وبركاته)?|"
    r"祝好|祝您?(?:工作)?(?:顺利|愉快)|周末愉快|好的|此致|敬礼|辛苦了|schönen (?:tag|abend|gruß)|schönes wochenende|"
    r"viele grüße|mfg|よろしくお願いいたします|よろしくお願いします|宜しくお願い致します|좋은 하루 (?:되세요|"
    r"보내세요)|수고하세요)"
)
"""Words that people add to thanks and that say nothing more."""

_PARTICLES = "de|da|del|van|von|der|den|bin|al|el|la|le|di|du|dos|y|e"
NAME = re.compile(rf"(?:[^\W\d_a-zа-яё][\w'’.-]*|{_PARTICLES})(?: (?:[^\W\d_a-zа-яё][\w'’.-]*|{_PARTICLES})){{0,4}}")
UNCASED = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
HAN_NAME = re.compile(
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范石廖贾夏韦付白邹孟熊秦邱江尹薛"
    "闫段雷侯龙史陶黎贺顾毛郝龚邵钱严武戴莫孔汤][\u4e00-\u9fff]{1,2}|[\uac00-\ud7a3]{2,4} ?(?:드림|올림|배상)"
)
NO_NAME = re.compile(
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
CONTACT = re.compile(
    r"(?:\W*(?:tel|phone|mobile|mob|cell|fax|e-?mail|web|www|t|m|p|f|e|tél|téléphone|teléfono|móvil|тел|моб|هاتف|"
    r"电话|手机|邮箱|"
    r"전화)\b\.?\s*[:：.]?\s*)?(?:[+(]?\d[\d\s().+/-]{5,30}|[\w.+-]{1,64}@[\w.-]{1,100}|(?:https?://|www\.)[\w.-]{3,80}/?)\W*",
    re.IGNORECASE,
)
