"""The words of a cover in the six languages of the Union: labels, and parts of a contact.

The first spelling of each language is the one that its template prints; the others are seen in documents.
"""

from collections.abc import Mapping

Spellings = Mapping[str, Mapping[str, tuple[str, ...]]]

LIAISON: Spellings = {
    "for_action": {
        "en": ("For action to", "For action", "For action by"),
        "fr": ("Pour action", "Pour suite à donner", "Pour action à"),
        "es": ("Para acción", "Para adoptar medidas", "Para que actúe"),
        "ru": ("Для принятия мер", "Для действий", "Для исполнения"),
        "ar": ("لاتخاذ إجراء", "لاتخاذ الإجراءات", "لاتخاذ إجراء من جانب"),
        "zh": ("需采取行动", "供采取行动", "采取行动"),
    },
    "for_comment": {
        "en": ("For comment to", "For comment", "For comments to", "For comments"),
        "fr": ("Pour observations", "Pour commentaires", "Pour commentaire", "Pour observation"),
        "es": ("Para comentarios", "Para comentario", "Para observaciones"),
        "ru": ("Для замечаний", "Для комментариев", "Для комментария"),
        "ar": ("للتعليق", "لإبداء التعليقات", "للتعليقات"),
        "zh": ("征求意见", "供评论", "供提出意见"),
    },
    "for_information": {
        "en": ("For information to", "For information"),
        "fr": ("Pour information", "Pour information à"),
        "es": ("Para información", "Para información de"),
        "ru": ("Для информации", "Для сведения"),
        "ar": ("للعلم", "للمعلومات", "للإحاطة"),
        "zh": ("供参考", "供通报", "通报"),
    },
    "approval": {
        "en": ("Approval", "Approved by"),
        "fr": ("Approbation", "Approuvé par"),
        "es": ("Aprobación", "Aprobado por"),
        "ru": ("Утверждение", "Утверждено", "Одобрение"),
        "ar": ("الموافقة", "الإقرار"),
        "zh": ("批准", "核准"),
    },
    "reply_by": {
        "en": ("Deadline", "Deadline for reply", "Reply by", "Deadline for response", "Reply date"),
        "fr": ("Date limite", "Délai", "Date limite de réponse", "Échéance"),
        "es": ("Plazo", "Fecha límite", "Plazo de respuesta"),
        "ru": ("Срок", "Крайний срок", "Срок ответа", "Предельный срок"),
        "ar": ("الموعد النهائي", "الموعد الأقصى", "آخر موعد"),
        "zh": ("截止日期", "截止期限", "回复截止日期"),
    },
}
"""Labels of the rows that only a liaison statement has (Rec. ITU-T A.1, clause 1.5.1)."""

LABELS: Spellings = {
    "doc_number": {
        "en": ("Document number", "Document No.", "Doc. No.", "Doc. number", "Number"),
        "fr": ("Numéro du document", "Document N°"),
        "es": ("Número de documento", "Documento N.º"),
        "ru": ("Номер документа", "Документ №"),
        "ar": ("رقم الوثيقة",),
        "zh": ("文件编号", "文稿编号"),
    },
    "group": {
        "en": ("Group", "Study Group", "Joint coordination activity", "JCA"),
        "fr": ("Groupe", "Commission d'études", "Activité conjointe de coordination"),
        "es": ("Grupo", "Comisión de Estudio", "Actividad Conjunta de Coordinación"),
        "ru": ("Группа", "Исследовательская комиссия"),
        "ar": ("الفريق", "لجنة الدراسات"),
        "zh": ("研究组", "联合协调活动"),
    },
    "original_language": {
        "en": ("Original", "Original language"),
        "fr": ("Original", "Langue originale"),
        "es": ("Original", "Idioma original"),
        "ru": ("Оригинал", "Язык оригинала"),
        "ar": ("الأصل", "اللغة الأصلية"),
        "zh": ("原文",),
    },
    "questions": {
        "en": ("Question(s)", "Question"),
        "fr": ("Question(s)", "Question"),
        "es": ("Cuestión(es)", "Cuestión"),
        "ru": ("Вопрос(ы)", "Вопрос"),
        "ar": ("المسألة (المسائل)", "المسألة", "المسائل"),
        "zh": ("课题",),
    },
    "meeting": {
        "en": ("Meeting, date", "Place, date", "Meeting", "Meeting place and date", "Date and place"),
        "fr": ("Réunion, date", "Lieu, date", "Réunion", "Date et lieu"),
        "es": ("Reunión, fecha", "Lugar, fecha", "Reunión", "Lugar y fecha"),
        "ru": ("Собрание, дата", "Место, дата", "Собрание", "Место и дата"),
        "ar": ("الاجتماع، التاريخ", "المكان، التاريخ", "الاجتماع", "المكان والتاريخ"),
        "zh": ("会议、日期", "地点、日期", "会议", "地点和日期"),
    },
    "place": {
        "en": ("Place", "Venue", "Location"),
        "fr": ("Lieu",),
        "es": ("Lugar",),
        "ru": ("Место", "Место проведения"),
        "ar": ("المكان",),
        "zh": ("地点",),
    },
    "dates": {
        "en": ("Date", "Date(s)", "Meeting dates"),
        "fr": ("Date", "Dates"),
        "es": ("Fecha", "Fechas"),
        "ru": ("Дата", "Даты", "Сроки"),
        "ar": ("التاريخ",),
        "zh": ("日期",),
    },
    "kind": {
        "en": ("Document type", "Intended type of document (R-C-TD)", "Intended type of document", "Type of document"),
        "fr": ("Type de document",),
        "es": ("Tipo de documento",),
        "ru": ("Тип документа",),
        "ar": ("نوع الوثيقة",),
        "zh": ("文件类型",),
    },
    "source": {
        "en": ("Source", "Source(s)"),
        "fr": ("Source", "Origine"),
        "es": ("Origen", "Fuente"),
        "ru": ("Источник", "Источники"),
        "ar": ("المصدر", "مصدر"),
        "zh": ("来源", "文稿来源", "來源"),
    },
    "title": {
        "en": ("Title", "Document title"),
        "fr": ("Titre", "Titre du document"),
        "es": ("Título", "Título del documento"),
        "ru": ("Название", "Заголовок", "Название документа"),
        "ar": ("العنوان", "عنوان", "عنوان الوثيقة"),
        "zh": ("标题", "题目", "標題"),
    },
    "purpose": {
        "en": ("Purpose",),
        "fr": ("Objet", "But"),
        "es": ("Objeto", "Finalidad"),
        "ru": ("Назначение", "Цель"),
        "ar": ("الغرض",),
        "zh": ("目的",),
    },
    "contact": {
        "en": ("Contact", "Contact(s)", "Contact person", "Contact details", "Contact information"),
        "fr": ("Contact", "Personne à contacter", "Coordonnées"),
        "es": ("Contacto", "Contactos", "Persona de contacto"),
        "ru": ("Для контактов", "Контакт", "Контакты", "Контактное лицо"),
        "ar": ("الاتصال", "للاتصال", "جهة الاتصال"),
        "zh": ("联系人", "联系方式", "接触", "聯繫人"),
    },
    "keywords": {
        "en": ("Keywords", "Key words", "Keyword"),
        "fr": ("Mots clés", "Mots-clefs"),
        "es": ("Palabras clave", "Palabras claves"),
        "ru": ("Ключевые слова",),
        "ar": ("كلمات رئيسية", "الكلمات الرئيسية", "الكلمات الدالة", "كلمات أساسية", "الكلمات الأساسية"),
        "zh": ("关键词", "关键字", "關鍵詞"),
    },
    "abstract": {
        "en": ("Abstract", "Summary"),
        "fr": ("Résumé",),
        "es": ("Resumen",),
        "ru": ("Краткое содержание", "Резюме", "Аннотация"),
        "ar": ("ملخص", "الملخص", "خلاصة"),
        "zh": ("摘要", "概括", "概要"),
    },
    **LIAISON,
}
"""Label texts by cover field and language. "meeting" holds place and dates together; "contact" makes `contacts`."""

PARTS: Spellings = {
    "name": {
        "en": ("Name",),
        "fr": ("Nom",),
        "es": ("Nombre",),
        "ru": ("Имя", "ФИО", "Ф.И.О."),
        "ar": ("الاسم",),
        "zh": ("姓名",),
    },
    "organization": {
        "en": ("Organization", "Organisation", "Affiliation", "Company", "Entity"),
        "fr": ("Organisation", "Organisme", "Entité", "Société"),
        "es": ("Organización", "Entidad", "Empresa"),
        "ru": ("Организация",),
        "ar": ("المنظمة", "المؤسسة", "الجهة"),
        "zh": ("组织", "单位", "机构"),
    },
    "country": {
        "en": ("Country",),
        "fr": ("Pays",),
        "es": ("País",),
        "ru": ("Страна",),
        "ar": ("البلد", "الدولة"),
        "zh": ("国家",),
    },
    "tel": {
        "en": ("Tel", "Telephone", "Phone", "Mobile", "Tel. No."),
        "fr": ("Tél", "Téléphone"),
        "es": ("Tel", "Telf", "Teléfono"),
        "ru": ("Тел", "Телефон"),
        "ar": ("الهاتف", "هاتف"),
        "zh": ("电话", "電話"),
    },
    "fax": {
        "en": ("Fax", "Facsimile"),
        "fr": ("Fax", "Télécopie", "Téléc"),
        "es": ("Fax",),
        "ru": ("Факс",),
        "ar": ("فاكس", "الفاكس"),
        "zh": ("传真", "傳真"),
    },
    "email": {
        "en": ("E-mail", "Mail", "E-mail address"),
        "fr": ("Courriel", "Mél", "Adresse électronique"),
        "es": ("Correo-e", "Correo electrónico", "Correo"),
        "ru": ("Эл. почта", "Электронная почта", "Почта"),
        "ar": ("البريد الإلكتروني", "بريد إلكتروني"),
        "zh": ("电子邮件", "电子邮箱", "邮箱", "邮件", "電子郵件"),
    },
}
"""Label texts of the parts of a contact, by part and language."""
