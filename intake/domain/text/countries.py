"""Names of countries and territories in the six languages, to tell them from organizations in a contact.

The spellings are those of Unicode's CLDR and of lists of participants; a name here says nothing about anybody's status.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from intake.domain.text.language import Language, letters

_NAMES: Mapping[Language, str] = {
    "en": (
        "Afghanistan; Albania; Algeria; America; American Samoa; Andorra; Angola; Anguilla; Antigua & Barbuda; "
        "Antigua and Barbuda; Argentina; Armenia; Aruba; Australia; Austria; Azerbaijan; Bahamas; Bahrain; "
        "Bangladesh; Barbados; Belarus; Belgium; Belize; Benin; Bermuda; Bhutan; Bolivia; Bosnia; "
        "Bosnia & Herzegovina; Bosnia and Herzegovina; Botswana; Brazil; British Virgin Islands; Brunei; "
        "Brunei Darussalam; Bulgaria; Burkina Faso; Burma; Burundi; Cabo Verde; Cambodia; Cameroon; Canada; "
        "Cape Verde; Caribbean Netherlands; Cayman Islands; Central African Rep.; Central African Republic; Chad; "
        "Chile; China; China PR; Chinese Taipei; Christmas Island; Cocos (Keeling) Islands; Colombia; Comoros; "
        "Congo; Congo Brazzaville; Congo Kinshasa; Cook Islands; Costa Rica; Croatia; Cuba; Curaçao; Cyprus; "
        "Czech Rep.; Czech Republic; Czechia; Côte d'Ivoire; DPR Korea; DR Congo; DRC; "
        "Democratic People's Republic of Korea; Denmark; Djibouti; Dominica; Dominican Rep.; Dominican Republic; "
        "East Timor; Ecuador; Egypt; El Salvador; Emirates; England; Equatorial Guinea; Eritrea; Estonia; Eswatini; "
        "Ethiopia; Falkland Islands; Faroe Islands; Fiji; Finland; France; French Guiana; French Polynesia; Gabon; "
        "Gambia; Georgia; Germany; Ghana; Gibraltar; Great Britain; Greece; Greenland; Grenada; Guadeloupe; Guam; "
        "Guatemala; Guernsey; Guinea; Guinea-Bissau; Guyana; Haiti; Hashemite Kingdom of Jordan; Hellenic Republic; "
        "Holland; Honduras; Hong Kong; Hong Kong SAR China; Hong Kong, China; Hungary; Iceland; India; Indonesia; "
        "Iran; Iraq; Ireland; Isle of Man; Israel; Italy; Ivory Coast; Jamaica; Japan; Jersey; Jordan; KSA; "
        "Kazakhstan; Kenya; Kiribati; Korea; Korea, South; Kosovo; Kuwait; Kyrgyz Republic; Kyrgyzstan; Lao PDR; "
        "Lao People's Democratic Republic; Laos; Latvia; Lebanon; Lesotho; Liberia; Libya; Liechtenstein; Lithuania; "
        "Luxembourg; Macao; Macao SAR China; Macao, China; Macau; Macedonia; Madagascar; Malawi; Malaysia; Maldives; "
        "Mali; Malta; Marshall Islands; Martinique; Mauritania; Mauritius; Mayotte; Mexico; Micronesia; Moldova; "
        "Monaco; Mongolia; Montenegro; Montserrat; Morocco; Mozambique; Myanmar; Myanmar (Burma); Namibia; Nauru; "
        "Nepal; Netherlands; New Caledonia; New Zealand; Nicaragua; Niger; Nigeria; Niue; Norfolk Island; "
        "North Korea; North Macedonia; Northern Mariana Islands; Norway; Oman; P. R. China; P.R. China; PR China; "
        "PRC; Pakistan; Palau; Palestine; Palestinian Territories; Panama; Papua New Guinea; Paraguay; Peru; "
        "Philippines; Pitcairn Islands; Poland; Portugal; Puerto Rico; Qatar; ROK; Romania; Russia; "
        "Russian Federation; Rwanda; Réunion; Saint Kitts and Nevis; Saint Lucia; Saint Vincent and the Grenadines; "
        "Samoa; San Marino; Sao Tome and Principe; Saudi Arabia; Scotland; Senegal; Serbia; Seychelles; "
        "Sierra Leone; Singapore; Sint Maarten; Slovak Republic; Slovakia; Slovenia; Solomon Islands; Somalia; "
        "South Africa; South Korea; South Sudan; Spain; Sri Lanka; St. Barthélemy; St. Helena; St. Kitts & Nevis; "
        "St. Lucia; St. Martin; St. Pierre & Miquelon; St. Vincent & Grenadines; State of Palestine; Sudan; "
        "Suriname; Svalbard & Jan Mayen; Swaziland; Sweden; Switzerland; Syria; Syrian Arab Rep.; "
        "Syrian Arab Republic; São Tomé & Príncipe; Taiwan; Tajikistan; Tanzania; Thailand; The Bahamas; The Gambia; "
        "The Netherlands; Timor-Leste; Togo; Tokelau; Tonga; Trinidad & Tobago; Trinidad and Tobago; Tunisia; "
        "Turkey; Turkiye; Turkmenistan; Turks & Caicos Islands; Tuvalu; Türkiye; U.S. Virgin Islands; UAE; UK; US; "
        "USA; Uganda; Ukraine; United Arab Emirates; United Kingdom; United States; United States of America; "
        "Uruguay; Uzbekistan; Vanuatu; Vatican; Vatican City; Venezuela; Viet Nam; Vietnam; Wales; Wallis & Futuna; "
        "Western Sahara; Yemen; Zambia; Zimbabwe; Åland Islands"
    ),
    "fr": (
        "Afrique du Sud; Albanie; Algérie; Allemagne; Andorre; Angleterre; Antigua-et-Barbuda; Arabie saoudite; "
        "Argentine; Arménie; Australie; Autriche; Azerbaïdjan; Bahreïn; Barbade; Belgique; Bermudes; Bhoutan; "
        "Birmanie; Biélorussie; Bolivie; Bosnie-Herzégovine; Brésil; Bulgarie; Bénin; Cambodge; Cameroun; Cap-Vert; "
        "Chili; Chine; Chypre; Colombie; Comores; Congo-Brazzaville; Congo-Kinshasa; Corée; Corée du Nord; "
        "Corée du Sud; Croatie; Danemark; Dominique; EAU; Espagne; Estonie; Etats-Unis d'Amérique; Fidji; Finlande; "
        "Fédération de Russie; Gambie; Grande-Bretagne; Grenade; Groenland; Grèce; Guernesey; Guinée; "
        "Guinée équatoriale; Guinée-Bissau; Guyane française; Géorgie; Haïti; Hongrie; Inde; Indonésie; Irak; "
        "Irlande; Islande; Israël; Italie; Jamaïque; Japon; Jordanie; Kirghizstan; Koweït; La Réunion; Lettonie; "
        "Liban; Libye; Lituanie; Macédoine du Nord; Malaisie; Malte; Maroc; Maurice; Mauritanie; Mexique; "
        "Micronésie; Moldavie; Mongolie; Monténégro; Myanmar (Birmanie); Namibie; Norvège; Nouvelle-Calédonie; "
        "Nouvelle-Zélande; Népal; Ouganda; Ouzbékistan; Palaos; Papouasie-Nouvelle-Guinée; Pays Bas; Pays-Bas; "
        "Pays-Bas caribéens; Pologne; Polynésie française; Porto Rico; Pérou; R.A.S. chinoise de Hong Kong; "
        "R.A.S. chinoise de Macao; R.P. de Chine; RDC; Roumanie; Royaume-Uni; Royaume-Uni de Grande-Bretagne; "
        "Russie; République centrafricaine; République dominicaine; République démocratique du Congo; "
        "République tchèque; Sahara occidental; Saint-Barthélemy; Saint-Christophe-et-Niévès; Saint-Marin; "
        "Saint-Martin; Saint-Martin (partie néerlandaise); Saint-Pierre-et-Miquelon; "
        "Saint-Vincent-et-les Grenadines; Sainte-Hélène; Sainte-Lucie; Salvador; Samoa américaines; "
        "Sao Tomé-et-Principe; Serbie; Singapour; Slovaquie; Slovénie; Somalie; Soudan; Soudan du Sud; Suisse; "
        "Suède; Svalbard et Jan Mayen; Syrie; Sénégal; Tadjikistan; Tanzanie; Taïwan; Tchad; Tchéquie; "
        "Territoires palestiniens; Thaïlande; Timor oriental; Trinité-et-Tobago; Tunisie; Turkménistan; Turquie; "
        "Viêt Nam; Wallis-et-Futuna; Yémen; Zambie; Égypte; Émirats arabes unis; Équateur; Érythrée; "
        "État de la Cité du Vatican; États-Unis; États-Unis d'Amérique; Éthiopie; Île Christmas; Île Norfolk; "
        "Île de Man; Îles Caïmans; Îles Cocos; Îles Cook; Îles Féroé; Îles Malouines; Îles Mariannes du Nord; "
        "Îles Marshall; Îles Pitcairn; Îles Salomon; Îles Turques-et-Caïques; Îles Vierges britanniques; "
        "Îles Vierges des États-Unis; Îles Åland"
    ),
    "es": (
        "Afganistán; Alemania; Anguila; Antigua y Barbuda; Arabia Saudita; Arabia Saudí; Argelia; Azerbaiyán; "
        "Bangladés; Baréin; Belice; Benín; Bermudas; Bielorrusia; Bosnia y Herzegovina; Botsuana; Brasil; Brunéi; "
        "Bután; Bélgica; Camboya; Camerún; Canadá; Caribe neerlandés; Catar; Chequia; Chipre; Ciudad del Vaticano; "
        "Comoras; Corea; Corea del Norte; Corea del Sur; Croacia; Curazao; Dinamarca; EE.UU.; EEUU; Egipto; "
        "Emiratos Árabes Unidos; Eslovaquia; Eslovenia; España; Estados Unidos; Estados Unidos de América; Esuatini; "
        "Etiopía; Federación de Rusia; Filipinas; Finlandia; Fiyi; Francia; Gabón; Gran Bretaña; Granada; Grecia; "
        "Groenlandia; Guadalupe; Guayana Francesa; Guinea Ecuatorial; Guinea-Bisáu; Haití; Holanda; Hungría; "
        "Inglaterra; Irlanda; Irán; Isla Norfolk; Isla de Man; Isla de Navidad; Islandia; Islas Aland; Islas Caimán; "
        "Islas Cocos; Islas Cook; Islas Feroe; Islas Malvinas; Islas Marianas del Norte; Islas Marshall; "
        "Islas Pitcairn; Islas Salomón; Islas Turcas y Caicos; Islas Vírgenes Británicas; Islas Vírgenes de EE. UU.; "
        "Italia; Japón; Jordania; Kazajistán; Kenia; Kirguistán; Lesoto; Letonia; Libia; Lituania; Luxemburgo; "
        "Líbano; Macedonia del Norte; Malasia; Malaui; Maldivas; Marruecos; Martinica; Mauricio; Moldavia; "
        "Myanmar (Birmania); México; Mónaco; Noruega; Nueva Caledonia; Nueva Zelanda; Níger; Omán; Pakistán; Panamá; "
        "Papúa Nueva Guinea; Países Bajos; Perú; Polinesia Francesa; Polonia; RAE de Hong Kong (China); "
        "RAE de Macao (China); Reino Unido; República Centroafricana; República Checa; "
        "República Democrática del Congo; República Dominicana; Reunión; Ruanda; Rumanía; Rusia; Samoa Americana; "
        "San Bartolomé; San Cristóbal y Nieves; San Martín; San Pedro y Miquelón; San Vicente y las Granadinas; "
        "Santa Elena; Santa Lucía; Santo Tomé y Príncipe; Sierra Leona; Singapur; Siria; Sudáfrica; Sudán; "
        "Sudán del Sur; Suecia; Suiza; Surinam; Svalbard y Jan Mayen; Sáhara Occidental; Tailandia; Taiwán; "
        "Tayikistán; Territorios Palestinos; Trinidad y Tobago; Turkmenistán; Turquía; Túnez; Ucrania; Uzbekistán; "
        "Wallis y Futuna; Yibuti; Zimbabue"
    ),
    "ar": (
        "آيسلندا; أذربيجان; أرمينيا; أروبا; أستراليا; أفغانستان; ألبانيا; ألمانيا; أمريكا; أنتيغوا وبربودا; أندورا; "
        "أنغولا; أنغويلا; أورغواي; أوزبكستان; أوغندا; أوكرانيا; أيرلندا; إثيوبيا; إريتريا; إسبانيا; إستونيا; "
        "إسرائيل; إسواتيني; إندونيسيا; إيران; إيطاليا; الأراضي الفلسطينية; الأرجنتين; الأردن; الإكوادور; الإمارات; "
        "الإمارات العربية المتحدة; الاتحاد الروسي; البحرين; البرازيل; البرتغال; البوسنة والهرسك; التشيك; "
        "الجبل الأسود; الجزائر; الجمهورية العربية السورية; الدانمرك; الرأس الأخضر; السعودية; السلفادور; السنغال; "
        "السودان; السويد; الصحراء الغربية; الصومال; الصين; الصين الشعبية; العراق; الغابون; الفاتيكان; الفلبين; "
        "الكاميرون; الكونغو برازافيل; الكونغو كينشاسا; الكويت; المغرب; المكسيك; المملكة العربية السعودية; "
        "المملكة المتحدة; المملكة المغربية; النرويج; النمسا; النيجر; الهند; الولايات المتحدة; "
        "الولايات المتحدة الأمريكية; اليابان; اليمن; اليونان; بابوا غينيا الجديدة; باراغواي; باكستان; بالاو; "
        "بربادوس; برمودا; بروناي; بريطانيا; بريطانيا العظمى; بلجيكا; بلغاريا; بليز; بنغلاديش; بنما; بنين; بوتان; "
        "بوتسوانا; بورتوريكو; بوركينا فاسو; بوروندي; بولندا; بوليفيا; بولينيزيا الفرنسية; بيرو; بيلاروس; تايلاند; "
        "تايوان; تركمانستان; تركيا; ترينيداد وتوباغو; تشاد; تشيلي; تنزانيا; توغو; توفالو; توكيلاو; تونس; تونغا; "
        "تيمور ليشتي; جامايكا; جبل طارق; جزر آلاند; جزر البهاما; جزر القمر; جزر المارتينيك; جزر المالديف; "
        "جزر بيتكيرن; جزر توركس وكايكوس; جزر سليمان; جزر فارو; جزر فوكلاند; جزر فيرجن الأمريكية; "
        "جزر فيرجن البريطانية; جزر كايمان; جزر كوك; جزر كوكوس (كيلينغ); جزر مارشال; جزر ماريانا الشمالية; "
        "جزر والس وفوتونا; جزيرة كريسماس; جزيرة مان; جزيرة نورفولك; جمهورية أفريقيا الوسطى; جمهورية الدومينيكان; "
        "جمهورية كوريا; جمهورية مصر العربية; جنوب أفريقيا; جنوب السودان; جورجيا; جيبوتي; جيرسي; دومينيكا; رواندا; "
        "روسيا; رومانيا; روينيون; زامبيا; زيمبابوي; ساحل العاج; ساموا; ساموا الأمريكية; سان بارتليمي; "
        "سان بيير ومكويلون; سان مارتن; سان مارينو; سانت فنسنت وجزر غرينادين; سانت كيتس ونيفيس; سانت لوسيا; "
        "سانت مارتن; سانت هيلينا; ساو تومي وبرينسيبي; سريلانكا; سفالبارد وجان ماين; سلوفاكيا; سلوفينيا; سنغافورة; "
        "سوريا; سورينام; سويسرا; سيراليون; سيشل; صربيا; طاجيكستان; عُمان; غامبيا; غانا; غرينادا; غرينلاند; "
        "غواتيمالا; غوادلوب; غوام; غويانا الفرنسية; غيانا; غيرنزي; غينيا; غينيا الاستوائية; غينيا بيساو; فانواتو; "
        "فرنسا; فنزويلا; فنلندا; فيتنام; فيجي; قبرص; قطر; قيرغيزستان; كازاخستان; كاليدونيا الجديدة; كرواتيا; "
        "كمبوديا; كندا; كوبا; كوراساو; كوريا; كوريا الجنوبية; كوريا الشمالية; كوستاريكا; كولومبيا; كيريباتي; كينيا; "
        "لاتفيا; لاوس; لبنان; لوكسمبورغ; ليبيا; ليبيريا; ليتوانيا; ليختنشتاين; ليسوتو; مالطا; مالي; ماليزيا; مايوت; "
        "مدغشقر; مصر; مقدونيا الشمالية; ملاوي; منطقة ماكاو الإدارية الخاصة; منغوليا; موريتانيا; موريشيوس; موزمبيق; "
        "مولدوفا; موناكو; مونتسرات; ميانمار (بورما); ميكرونيزيا; ناميبيا; ناورو; نيبال; نيجيريا; نيكاراغوا; "
        "نيوزيلندا; نيوي; هايتي; هندوراس; هنغاريا; هولندا; هولندا الكاريبية; هونغ كونغ الصينية (منطقة إدارية خاصة)"
    ),
    "ru": (
        "Австралия; Австрия; Азербайджан; Аландские о-ва; Албания; Алжир; Американское Самоа; Ангилья; Англия; "
        "Ангола; Андорра; Антигуа и Барбуда; Аргентина; Армения; Аруба; Афганистан; Багамы; Бангладеш; Барбадос; "
        "Бахрейн; Беларусь; Белиз; Белоруссия; Бельгия; Бенин; Бермудские о-ва; Болгария; Боливия; "
        "Бонэйр, Синт-Эстатиус и Саба; Босния и Герцеговина; Ботсвана; Бразилия; Бруней; Буркина-Фасо; Бурунди; "
        "Бутан; Вануату; Ватикан; Великобритания; Венгрия; Венесуэла; Виргинские о-ва (Великобритания); "
        "Виргинские о-ва (США); Восточный Тимор; Вьетнам; Габон; Гаити; Гайана; Гамбия; Гана; Гваделупа; Гватемала; "
        "Гвинея; Гвинея-Бисау; Германия; Гернси; Гибралтар; Голландия; Гондурас; Гонконг (САР); Гренада; Гренландия; "
        "Греция; Грузия; Гуам; Дания; Джерси; Джибути; Доминика; Доминиканская Республика; Египет; Замбия; "
        "Западная Сахара; Зимбабве; Израиль; Индия; Индонезия; Иордания; Ирак; Иран; Ирландия; Исландия; Испания; "
        "Италия; Йемен; КНДР; КНР; Кабо-Верде; Казахстан; Камбоджа; Камерун; Канада; Катар; Кения; Кипр; Киргизия; "
        "Киргизская Республика; Кирибати; Китай; Кокосовые о-ва; Колумбия; Коморы; Конго Браззавиль; Конго Киншаса; "
        "Корея; Коста-Рика; Кот-д'Ивуар; Куба; Кувейт; Кыргызская Республика; Кыргызстан; Кюрасао; Лаос; Латвия; "
        "Лесото; Либерия; Ливан; Ливия; Литва; Лихтенштейн; Люксембург; Маврикий; Мавритания; Мадагаскар; Майотта; "
        "Макао (САР); Малави; Малайзия; Мали; Мальдивы; Мальта; Марокко; Мартиника; Маршалловы о-ва; Мексика; "
        "Мозамбик; Молдова; Монако; Монголия; Монтсеррат; Мьянма (Бирма); Намибия; Науру; Непал; Нигер; Нигерия; "
        "Нидерланды; Никарагуа; Ниуэ; Новая Зеландия; Новая Каледония; Норвегия; ОАЭ; Оман; Пакистан; Палау; "
        "Палестинские территории; Панама; Папуа — Новая Гвинея; Парагвай; Перу; Польша; Португалия; Пуэрто-Рико; РФ; "
        "Республика Корея; Реюньон; Российская Федерация; Россия; Руанда; Румыния; США; Сальвадор; Самоа; "
        "Сан-Марино; Сан-Томе и Принсипи; Саудовская Аравия; Северная Македония; Северные Марианские о-ва; "
        "Сейшельские о-ва; Сен-Бартелеми; Сен-Мартен; Сен-Пьер и Микелон; Сенегал; Сент-Винсент и Гренадины; "
        "Сент-Китс и Невис; Сент-Люсия; Сербия; Сингапур; Синт-Мартен; Сирия; Словакия; Словения; Соединенные Штаты; "
        "Соединенные Штаты Америки; Соединённые Штаты; Соединённые Штаты Америки; Соломоновы о-ва; Сомали; Судан; "
        "Суринам; Сьерра-Леоне; Таджикистан; Таиланд; Тайвань; Танзания; Того; Токелау; Тонга; Тринидад и Тобаго; "
        "Тувалу; Тунис; Туркменистан; Турция; Тёркс и Кайкос; Уганда; Узбекистан; Украина; Уоллис и Футуна; Уругвай; "
        "ФРГ; Фарерские о-ва; Федеративная Республика Германия; Федеративные Штаты Микронезии; Фиджи; Филиппины; "
        "Финляндия; Фолклендские о-ва; Франция; Французская Гвиана; Французская Полинезия; Хорватия; "
        "Центрально-Африканская Республика; Чад; Черногория; Чехия; Чешская Республика; Чили; Швейцария; Швеция; "
        "Шпицберген и Ян-Майен; Шри-Ланка; Эквадор; Экваториальная Гвинея; Эритрея; Эсватини; Эстония; Эфиопия; "
        "Южно-Африканская Республика; Южный Судан; Ямайка; Япония; о-в Мэн; о-в Норфолк; о-в Рождества; "
        "о-в Св. Елены; о-ва Кайман; о-ва Кука; о-ва Питкэрн"
    ),
    "zh": (
        "不丹; 东帝汶; 中华人民共和国; 中国; 中国澳门; 中国澳门特别行政区; 中国香港; 中国香港特别行政区; 中國; "
        "中非共和国; 丹麦; 乌克兰; 乌兹别克斯坦; 乌干达; 乌拉圭; 乍得; 也门; 亚美尼亚; 以色列; 伊拉克; 伊朗; 伯利兹; "
        "佛得角; 俄罗斯; 俄罗斯联邦; 俄羅斯; 保加利亚; 克罗地亚; 关岛; 冈比亚; 冰岛; 几内亚; 几内亚比绍; 列支敦士登; "
        "刚果（布）; 刚果（金）; 利比亚; 利比里亚; 加拿大; 加纳; 加蓬; 匈牙利; 北马其顿; 北马里亚纳群岛; 南苏丹; "
        "南非; 博茨瓦纳; 卡塔尔; 卢旺达; 卢森堡; 印度; 印度尼西亚; 危地马拉; 厄瓜多尔; 厄立特里亚; 叙利亚; 古巴; "
        "台湾; 吉尔吉斯斯坦; 吉布提; 哈萨克斯坦; 哥伦比亚; 哥斯达黎加; 喀麦隆; 图瓦卢; 土库曼斯坦; 土耳其; 圣卢西亚; "
        "圣基茨和尼维斯; 圣多美和普林西比; 圣巴泰勒米; 圣文森特和格林纳丁斯; 圣皮埃尔和密克隆群岛; 圣诞岛; 圣赫勒拿; "
        "圣马力诺; 圭亚那; 坦桑尼亚; 埃及; 埃塞俄比亚; 基里巴斯; 塔吉克斯坦; 塞内加尔; 塞尔维亚; 塞拉利昂; 塞浦路斯; "
        "塞舌尔; 墨西哥; 多哥; 多米尼克; 多米尼加共和国; 大不列颠; 大韩民国; 奥兰群岛; 奥地利; 委内瑞拉; 孟加拉国; "
        "安哥拉; 安圭拉; 安提瓜和巴布达; 安道尔; 密克罗尼西亚; 尼加拉瓜; 尼日利亚; 尼日尔; 尼泊尔; 巴勒斯坦领土; "
        "巴哈马; 巴基斯坦; 巴巴多斯; 巴布亚新几内亚; 巴拉圭; 巴拿马; 巴林; 巴西; 布基纳法索; 布隆迪; 希腊; 帕劳; "
        "库克群岛; 库拉索; 开曼群岛; 德国; 德國; 意大利; 所罗门群岛; 托克劳; 拉脱维亚; 挪威; 捷克; 摩尔多瓦; 摩洛哥; "
        "摩纳哥; 文莱; 斐济; 斯威士兰; 斯洛伐克; 斯洛文尼亚; 斯瓦尔巴和扬马延; 斯里兰卡; 新加坡; 新喀里多尼亚; "
        "新西兰; 日本; 日本国; 智利; 朝鲜; 柬埔寨; 根西岛; 格林纳达; 格陵兰; 格鲁吉亚; 梵蒂冈; 比利时; 毛里塔尼亚; "
        "毛里求斯; 汤加; 沙特; 沙特阿拉伯; 法国; 法國; 法属圣马丁; 法属圭亚那; 法属波利尼西亚; 法罗群岛; 波兰; "
        "波多黎各; 波斯尼亚和黑塞哥维那; 泰国; 泽西岛; 津巴布韦; 洪都拉斯; 海地; 澳大利亚; 澳门; 爱尔兰; 爱沙尼亚; "
        "牙买加; 特克斯和凯科斯群岛; 特立尼达和多巴哥; 玻利维亚; 瑙鲁; 瑞典; 瑞士; 瓜德罗普; 瓦利斯和富图纳; "
        "瓦努阿图; 留尼汪; 白俄罗斯; 百慕大; 皮特凯恩群岛; 直布罗陀; 福克兰群岛; 科威特; 科摩罗; 科特迪瓦; "
        "科科斯（基林）群岛; 秘鲁; 突尼斯; 立陶宛; 索马里; 约旦; 纳米比亚; 纽埃; 缅甸; 罗马尼亚; 美利坚合众国; 美国; "
        "美國; 美属维尔京群岛; 美属萨摩亚; 老挝; 肯尼亚; 芬兰; 苏丹; 苏里南; 英国; 英國; 英属维尔京群岛; 荷兰; "
        "荷属加勒比区; 荷属圣马丁; 莫桑比克; 莱索托; 菲律宾; 萨尔瓦多; 萨摩亚; 葡萄牙; 蒙古; 蒙特塞拉特; 西撒哈拉; "
        "西班牙; 诺福克岛; 贝宁; 赞比亚; 赤道几内亚; 越南; 阿塞拜疆; 阿富汗; 阿尔及利亚; 阿尔巴尼亚; "
        "阿拉伯联合酋长国; 阿曼; 阿根廷; 阿联酋; 阿鲁巴; 韓國; 韩国; 香港; 马尔代夫; 马恩岛; 马拉维; 马提尼克; "
        "马来西亚; 马约特; 马绍尔群岛; 马耳他; 马达加斯加; 马里; 黎巴嫩; 黑山"
    ),
}

_LONGEST = 80
_BRACKETS = re.compile(r"\([^()]*\)")
_FORMS = (
    r"(?:(?:the|la|le|l')\s*)?(?:(?:people's|islamic|federal|federative|democratic|socialist|united|plurinational|"
    r"bolivarian|hashemite|oriental|independent)\s+)*(?:republic|rep\.?|kingdom|state|principality|sultanate|federation|"
    r"commonwealth|grand duchy|r[ée]publique|r[ée]p\.?|royaume|principaut[ée]|[ée]tat|sultanat|conf[ée]d[ée]ration|"
    r"rep[úu]blica|reino|principado|estado)(?:\s+(?:islamique|f[ée]d[ée]rale|d[ée]mocratique|populaire|isl[áa]mica|"
    r"federal|democr[áa]tica|popular|plurinacional|bolivariana|oriental))*"
)
_FORMAL = re.compile(
    rf"{_FORMS}\s+(?:of|de|du|des|del|d')\s*(?:(?:the|la|le|los|las)\s+|l')?|(?:республика|королевство)\s+|"
    r"(?:جمهورية|مملكة|دولة|سلطنة)\s+",
    re.IGNORECASE,
)
_INVERTED = re.compile(
    rf"\s*,\s*(?:{_FORMS}|islamic|bolivarian|democratic)(?:\s+(?:of|de|du|d'|people's rep\.?|rep\.?))*(?:\s+the)?\s*\Z",
    re.IGNORECASE,
)


def is_country(text: str) -> bool:
    """Whether a text is the name of a country and nothing else: "Suisse", "Korea (Rep. of)", "Republic of Korea"."""
    plain = unicodedata.normalize("NFKC", text[: 2 * _LONGEST]).replace("’", "'").strip(" .,;")
    if not plain or len(plain) > _LONGEST:
        return False
    short = _BRACKETS.sub(" ", plain).strip(" .,;")
    formal = _FORMAL.match(short)
    spellings = (plain, short, _INVERTED.sub("", short), short[formal.end() :] if formal else "")
    return any(_key(one) in _known() for one in spellings if one)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(_key(one) for names in _NAMES.values() for one in names.split(";")) - {""}


def _key(name: str) -> str:
    """The letters of a name without accents; "&" is "and"."""
    apart = unicodedata.normalize("NFKD", name.replace("&", " and "))
    return letters("".join(one for one in apart if not unicodedata.combining(one)).replace("ـ", ""))
