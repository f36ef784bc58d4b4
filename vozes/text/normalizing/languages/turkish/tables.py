"""Turkish tables: numbers, months, units, currencies, signs, abbreviations and acronyms. No rules are here.

What begins a sentence is not known here: words are given in small letters, but for names.
"""

from vozes.text.normalizing.language import Currency, Unit

UNITS = "sıfır bir iki üç dört beş altı yedi sekiz dokuz".split()
TENS = ". on yirmi otuz kırk elli altmış yetmiş seksen doksan".split()
POWERS = ("", "bin", "milyon", "milyar", "trilyon", "katrilyon", "kentilyon")
ORDINALS = {
    "sıfır": "sıfırıncı", "bir": "birinci", "iki": "ikinci", "üç": "üçüncü", "dört": "dördüncü", "beş": "beşinci",
    "altı": "altıncı", "yedi": "yedinci", "sekiz": "sekizinci", "dokuz": "dokuzuncu", "on": "onuncu",
    "yirmi": "yirminci",
    "otuz": "otuzuncu", "kırk": "kırkıncı", "elli": "ellinci", "altmış": "altmışıncı", "yetmiş": "yetmişinci",
    "seksen": "sekseninci", "doksan": "doksanıncı", "yüz": "yüzüncü", "bin": "bininci", "milyon": "milyonuncu",
    "milyar": "milyarıncı", "trilyon": "trilyonuncu", "katrilyon": "katrilyonuncu", "kentilyon": "kentilyonuncu",
}  # fmt: skip
"""Ordinals by the last word of their cardinals."""

LETTERS = dict(
    zip(
        "abcçdefgğhıijklmnoöprsştuüvyzqwxâîû",
        (
            "a be ce çe de e fe ge yumuşak_ge he ı i je ke le me ne o ö pe re se şe te u ü ve ye ze kü çift_ve iks a "
            "i u"
        ).split(),
        strict=True,
    )
)
LETTERS = {letter: name.replace("_", " ") for letter, name in LETTERS.items()}

MONTHS = "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık".split()
MONTH_ABBREVIATIONS = {
    "Oca": 1, "Şub": 2, "Mar": 3, "Nis": 4, "May": 5, "Haz": 6, "Tem": 7, "Ağu": 8, "Eyl": 9, "Eki": 10, "Kas": 11,
    "Ara": 12,
}  # fmt: skip
WEEKDAYS = {
    "Pzt": "Pazartesi", "Sal": "Salı", "Çar": "Çarşamba", "Çrş": "Çarşamba", "Per": "Perşembe", "Prş": "Perşembe",
    "Cum": "Cuma", "Cmt": "Cumartesi", "Cts": "Cumartesi", "Paz": "Pazar",
}  # fmt: skip
PLAIN_WEEKDAYS = frozenset("Pzt Çrş Prş Cmt Cts".split())
"""Those that are no words."""


def _units(signs: dict[str, str]) -> dict[str, Unit]:
    return {sign: Unit(name, name) for written, name in signs.items() for sign in written.split("|")}


_PREFIXES = {"k": "kilo", "M": "mega", "G": "giga", "T": "tera", "m": "mili", "µ": "mikro", "n": "nano", "h": "hekto"}
_PREFIXED = {
    "W": ("vat", "kMGTm"), "Wh": ("vatsaat", "kMGT"), "V": ("volt", "kMmµ"), "Hz": ("hertz", "kMG"),
    "J": ("jul", "kMG"),
    "Pa": ("paskal", "hkM"), "Ω": ("ohm", "kM"), "A": ("amper", "mµ"), "Ah": ("ampersaat", "m"), "N": ("nıvton", "k"),
}  # fmt: skip
UNITS_OF_MEASURE = {
    **_units({
        "km": "kilometre", "m|mt": "metre", "dm": "desimetre", "cm": "santimetre", "mm": "milimetre",
        "µm|μm": "mikrometre", "nm": "nanometre",
        "km²|km2": "kilometrekare", "m²|m2": "metrekare", "cm²|cm2": "santimetrekare", "mm²|mm2": "milimetrekare",
        "m³|m3": "metreküp", "cm³|cm3": "santimetreküp", "dm³|dm3": "desimetreküp", "ha": "hektar",
        "km/sa|km/h|km/s|km/saat": "saatte kilometre", "m/s|m/sn": "saniyede metre", "m/s²": "metre bölü saniye kare",
        "km/sn": "saniyede kilometre", "mph": "saatte mil", "Mbps|Mb/s": "saniyede megabit",
        "Gbps|Gb/s": "saniyede gigabit",
        "Kbps|kbps": "saniyede kilobit", "MB/s": "saniyede megabayt", "GB/s": "saniyede gigabayt",
        "KB/s": "saniyede kilobayt",
        "d/d|dev/dk|rpm|RPM": "dakikada devir", "fps|FPS": "saniyede kare", "TB/s": "saniyede terabayt",
        "kg|Kg|KG": "kilogram", "g|gr|gr.": "gram", "mg": "miligram", "µg|mcg": "mikrogram", "t": "ton",
        "lb|lbs": "libre",
        "oz": "ons", "L|l|lt|Lt|lt.": "litre", "ml|mL": "mililitre", "cl|cL": "santilitre", "dl|dL": "desilitre",
        "hl|hL": "hektolitre", "cc": "santimetreküp", "gal": "galon",
        "sa|sa.|h": "saat", "dk|dk.|dak|dak.|min": "dakika", "sn|sn.|s": "saniye", "ms": "milisaniye",
        "µs": "mikrosaniye",
        "KB|kB": "kilobayt", "MB": "megabayt", "GB": "gigabayt", "TB": "terabayt", "PB": "petabayt",
        "KiB": "kibibayt", "MiB": "mebibayt", "GiB": "gibibayt", "Mbit": "megabit", "Gbit": "gigabit",
        "kbit": "kilobit",
        "°C|ºC|° C": "santigrat derece", "°F|ºF|° F": "fahrenhayt derece", "°|º": "derece", "K": "kelvin",
        "bar": "bar", "mbar": "milibar", "atm": "atmosfer", "psi": "psi", "mmHg": "milimetre cıva",
        "hp|HP|bg|BG": "beygir gücü", "cal": "kalori", "kcal|kkal": "kilokalori", "Nm": "nıvtonmetre",
        "dB": "desibel", "lm": "lümen", "lx": "lüks", "mol": "mol",
        "px": "piksel", "MP": "megapiksel", "in": "inç", "ft": "fit", "yd": "yarda", "mi": "mil", "″": "inç",
    }),
    **{
        prefix + sign: Unit(_PREFIXES.get(prefix, "") + name, _PREFIXES.get(prefix, "") + name)
        for sign, (name, prefixes) in _PREFIXED.items()
        for prefix in ("", *prefixes)
    },
    "kWsa": Unit("kilovatsaat", "kilovatsaat"),
}  # fmt: skip
LOOSE_UNITS = frozenset("A K V W J N t h s m l in ft mi bar mol atm gal".split())

CURRENCIES = {
    "TRY": Currency("lira", "lira", "m", "kuruş", "kuruş"),
    "USD": Currency("dolar", "dolar", "m", "sent", "sent"),
    "EUR": Currency("avro", "avro", "m", "sent", "sent"),
    "GBP": Currency("sterlin", "sterlin", "m", "peni", "peni"),
    "CHF": Currency("İsviçre frangı", "İsviçre frangı", "m", "santim", "santim"),
    "JPY": Currency("yen", "yen", minor_digits=0),
    "CNY": Currency("yuan", "yuan", "m", "fen", "fen"),
    "RUB": Currency("ruble", "ruble", "m", "kopek", "kopek"),
    "AZN": Currency("manat", "manat", "m", "kepik", "kepik"),
    "SAR": Currency("riyal", "riyal", "m", "halala", "halala"),
    "INR": Currency("rupi", "rupi", "m", "paisa", "paisa"),
    "KRW": Currency("won", "won", minor_digits=0),
    "UAH": Currency("grivna", "grivna", "m", "kopek", "kopek"),
    "CAD": Currency("Kanada doları", "Kanada doları", "m", "sent", "sent"),
    "AUD": Currency("Avustralya doları", "Avustralya doları", "m", "sent", "sent"),
    "BTC": Currency("bitcoin", "bitcoin", minor_digits=0),
    "kr": Currency("kuruş", "kuruş", minor_digits=0),
}
CURRENCY_SIGNS = {
    "₺": "TRY", "TL": "TRY", "tl": "TRY", "Tl": "TRY", "TRY": "TRY", "$": "USD", "USD": "USD", "US$": "USD",
    "€": "EUR",
    "EUR": "EUR", "Euro": "EUR", "euro": "EUR", "£": "GBP", "GBP": "GBP", "CHF": "CHF", "¥": "JPY", "JPY": "JPY",
    "CNY": "CNY",
    "₽": "RUB", "RUB": "RUB", "₼": "AZN", "AZN": "AZN", "SAR": "SAR", "₹": "INR", "₩": "KRW", "₴": "UAH",
    "CAD": "CAD",
    "AUD": "AUD", "₿": "BTC", "BTC": "BTC", "kr.": "kr", "krş": "kr", "krş.": "kr",
    "lira": "TRY", "dolar": "USD", "avro": "EUR", "sterlin": "GBP",
}  # fmt: skip
SCALES = {
    "bin": ("bin", "bin"), "milyon": ("milyon", "milyon"), "mn": ("milyon", "milyon"), "mn.": ("milyon", "milyon"),
    "mlyn": ("milyon", "milyon"), "milyar": ("milyar", "milyar"), "mlr": ("milyar", "milyar"),
    "mr": ("milyar", "milyar"),
    "trilyon": ("trilyon", "trilyon"), "trn": ("trilyon", "trilyon"), "katrilyon": ("katrilyon", "katrilyon"),
}  # fmt: skip

SYMBOLS = {
    "@": "et", "#": "diyez", "%": "yüzde", "‰": "binde", "&": "ve", "+": "artı", "=": "eşittir", "°": "derece",
    "§": "paragraf", "/": "eğik çizgi", "\\": "ters eğik çizgi", "_": "alt çizgi", "*": "yıldız", "-": "tire",
    ":": "iki nokta", "?": "soru işareti", "!": "ünlem işareti", "~": "yaklaşık", "€": "avro", "£": "sterlin",
    "$": "dolar", "₺": "lira", "¥": "yen", "¢": "sent", "№": "numara", "±": "artı eksi", "×": "çarpı", "÷": "bölü",
    "<": "küçüktür", ">": "büyüktür", "≤": "küçük eşittir", "≥": "büyük eşittir", "≠": "eşit değildir",
    "≈": "yaklaşık eşittir", "√": "karekök", "∞": "sonsuz", "∑": "toplam", "∫": "integral", "∂": "kısmi türev",
    "π": "pi", "∆": "delta", "∈": "elemanıdır", "∅": "boş küme", "∀": "her", "∃": "vardır", "∩": "kesişim",
    "∪": "birleşim", "←": "sol ok", "→": "sağ ok", "↑": "yukarı ok", "↓": "aşağı ok", "↔": "çift yönlü ok",
    "⇒": "ise",
    "⇔": "ancak ve ancak", "©": "telif hakkı", "®": "tescilli marka", "™": "ticari marka", "|": "dikey çizgi",
    "^": "şapka", "`": "ters tırnak", "¬": "değil", "¶": "paragraf", "†": "haç", "‡": "çift haç", "✓": "onay işareti",
    "✗": "çarpı işareti", "★": "yıldız", "☆": "yıldız", "♥": "kalp", "♪": "nota", "♫": "nota", "′": "dakika",
    "″": "saniye", ";": "noktalı virgül", ",": "virgül", "(": "parantez aç", ")": "parantez kapa",
    "[": "köşeli parantez aç", "]": "köşeli parantez kapa", "{": "süslü parantez aç", "}": "süslü parantez kapa",
    "'": "kesme işareti", '"': "tırnak", "₿": "bitcoin", "₹": "rupi", "₽": "ruble", "₩": "won", "₼": "manat",
    "₴": "grivna",
    "¤": "para birimi", "¦": "kesik çizgi", "∇": "nabla", "∝": "orantılıdır", "∏": "çarpım", "∟": "dik açı",
    "∠": "açı",
    "⊂": "alt kümesidir", "∴": "öyleyse", "µ": "mikro", "Ω": "omega", "ª": "a", "²": "kare", "³": "küp",
    "¹": "üssü bir",
}  # fmt: skip
OPERATORS = {
    "-": "eksi", "−": "eksi", "–": "eksi", "+": "artı", "=": "eşittir", "×": "çarpı", "*": "çarpı", "·": "çarpı",
    "÷": "bölü", "/": "bölü", ":": "bölü", "<": "küçüktür", ">": "büyüktür", "≤": "küçük eşittir",
    "≥": "büyük eşittir",
    "≠": "eşit değildir", "≈": "yaklaşık eşittir", "^": "üzeri",
}  # fmt: skip
GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρστυφχψω",
        (
            "alfa beta gama delta epsilon zeta eta teta iyota kapa lamda mü nü ksi omikron pi ro sigma tau ipsilon "
            "fi ki psi omega"
        ).split(),
        strict=True,
    )
)

ABBREVIATIONS = {
    **{f"{name} Bak.": f"{name} Bakanlığı" for name in ("Sağlık", "Eğitim", "İçişleri", "Dışişleri",
    "Adalet", "Maliye")},
    "Dr.": "doktor", "Prof.": "profesör", "Doç.": "doçent", "Yrd. Doç.": "yardımcı doçent", "Yrd.": "yardımcı",
    "Ord. Prof.": "ordinaryüs profesör", "Öğr. Gör.": "öğretim görevlisi", "Öğr. Üy.": "öğretim üyesi",
    "Öğr. Üyesi": "öğretim üyesi", "Arş. Gör.": "araştırma görevlisi", "Uzm.": "uzman", "Op. Dr.": "operatör doktor",
    "Av.": "avukat", "Müh.": "mühendis", "Mim.": "mimar", "Ecz.": "eczacı", "Dt.": "diş hekimi", "Vet.": "veteriner",
    "Psk.": "psikolog", "Hz.": "hazreti", "Bşk.": "başkanı", "Alb.": "albay", "Yb.": "yarbay",
    "Bnb.": "binbaşı", "Yzb.": "yüzbaşı", "Ütğm.": "üsteğmen", "Tğm.": "teğmen", "Org.": "orgeneral",
    "Korg.": "korgeneral",
    "Tümg.": "tümgeneral", "Tuğg.": "tuğgeneral", "Müd.": "müdürü", "Gn. Md.": "genel müdürü", "Md.": "madde",
    "Cad.": "caddesi", "Cd.": "caddesi", "Sok.": "sokak", "Sk.": "sokak", "Mah.": "mahallesi", "Mh.": "mahallesi",
    "Bulv.": "bulvarı", "Bul.": "bulvarı", "Blv.": "bulvarı", "Apt.": "apartmanı", "Ap.": "apartmanı",
    "Sit.": "sitesi",
    "Üniv.": "üniversitesi", "Üni.": "üniversitesi", "Fak.": "fakültesi", "Böl.": "bölümü", "Enst.": "enstitüsü",
    "Hast.": "hastanesi", "Ltd. Şti.": "limited şirketi", "Ltd.": "limited", "Şti.": "şirketi", "San.": "sanayi",
    "Tic.": "ticaret", "Tel.": "telefon", "Tlf.": "telefon", "dah.": "dahili", "bkz.": "bakınız",
    "krş.": "karşılaştırınız",
    "örn.": "örneğin", "ör.": "örneğin", "yak.": "yaklaşık", "yy.": "yüzyıl", "yy": "yüzyıl", "maks.": "maksimum",
    "min.": "minimum", "ort.": "ortalama", "çev.": "çeviren", "haz.": "hazırlayan", "yay.": "yayınları",
    "a.g.e.": "adı geçen eser",
    "age.": "adı geçen eser", "Alm.": "Almanca", "İng.": "İngilizce", "Fr.": "Fransızca",
    "P.K.": "posta kutusu", "PK": "posta kutusu", "M.Ö.": "milattan önce", "İ.Ö.": "İsa'dan önce",
    "M.S.": "milattan sonra",
    "İ.S.": "İsa'dan sonra", "MÖ": "milattan önce", "MÖ.": "milattan önce", "ö.s.": "öğleden sonra",
    "ö.ö.": "öğleden önce",
    "Gmk.": "Gazi Mustafa Kemal",
    "hk.": "hakkında",
    "Ank.": "Ankara", "İst.": "İstanbul", "kg.": "kilogram", "km.": "kilometre", "cm.": "santimetre",
    "Kom.": "komutanlığı", "Bld.": "belediyesi", "Bel.": "belediyesi", "İlç.": "ilçesi", "Mrk.": "merkez",
}  # fmt: skip
NAME_ABBREVIATIONS = {
    "Sn.": "sayın", "Sn": "sayın", "Dr": "doktor", "Prof": "profesör", "Doç": "doçent", "Av": "avukat",
    "Gen.": "general",
    "Op.": "operatör", "St.": "sent", "T.C.": "Türkiye Cumhuriyeti", "T. C.": "Türkiye Cumhuriyeti", "Mrh.": "merhum",
}  # fmt: skip
NUMBER_ABBREVIATIONS = {
    "s.": "sayfa", "sf.": "sayfa", "sh.": "sayfa", "syf.": "sayfa", "ss.": "sayfa", "c.": "cilt", "md.": "madde",
    "m.": "madde", "f.": "fıkra", "b.": "bölüm", "bl.": "bölüm", "tbl.": "tablo", "şek.": "şekil", "şkl.": "şekil",
    "dk.": "dakika", "MS": "milattan sonra", "MS.": "milattan sonra", "nr.": "numara", "yön.": "yönetmelik",
    "K.": "karar", "E.": "esas",
    "dz.": "dize",
}  # fmt: skip
LAST_ABBREVIATIONS = {
    "vb.": "ve benzeri", "vs.": "vesaire", "vd.": "ve diğerleri", "vdğ.": "ve diğerleri", "v.b.": "ve benzeri",
    "v.s.": "vesaire", "vb": "ve benzeri", "vs": "vesaire",
}  # fmt: skip

SPOKEN_ACRONYMS = frozenset(
    """
    NATO UNESCO UNICEF FIFA UEFA NASA TÜİK TÜBİTAK ODTÜ YÖK TOKİ AFAD TÜSİAD MÜSİAD TÜPRAŞ BOTAŞ ASELSAN ROKETSAN
    HAVELSAN TUSAŞ
    TAI TOGG BİST BIST KOBİ OHAL MİT MEB FETÖ TÜFE ÜFE İYİ DEM SAADET DEVA IBAN RAM ROM SIM PIN COVID AIDS LASER RADAR
    OPEC ASEAN
    HES TEM TIR TEKEL İSKİ ASKİ KOSGEB TÜRSAB YEDAŞ BEDAŞ TEDAŞ DİSK KESK TEMA AKUT LÖSEV TEOG ALES MERNİS ÇEDES GAP
    DAP BAL
    TİKA TÜRKSAT PETKİM SEKA ÇAYKUR TAPDK TESK
    ÇOK BİR BEN SEN BİZ SİZ ONU NE VE DE DA BU ŞU EV SU AY YIL GÜN VAR YOK HER TÜM AMA EN SON İLK İKİ ÜÇ BEŞ ALTI ON
    YÜZ BİN KAÇ
    NOT KİM TEK İLE ADI YENİ YAZ GEL GİT DUR AL VER OL OLDU HİÇ BÜYÜK DİKKAT YASAK ACİL İNDİRİM ÜCRETSİZ AÇIK KAPALI
    LÜTFEN
    GİRİŞ ÇIKIŞ DUŞ İŞ AŞK SES GÖZ EL YOL YER GÜL ATA MİLLİ LİG
    """.split()
)
SPELLED_ACRONYMS = frozenset(
    "ABD AB BM TRT AİHM AYM TBMM CHP MHP HDP AKP İTÜ YTÜ TSK THY PTT TCDD SGK SSK KDV ÖTV AVM EYT KHK ATV".split()
)
ADDRESS_WORDS = frozenset(
    """
    gmail hotmail outlook yahoo google com net org gov edu bel info mail mynet facebook instagram twitter youtube
    wikipedia github
    haber destek iletisim bilgi satis kariyer tr-haber hepsiburada trendyol sahibinden yemeksepeti getir turkiye
    istanbul ankara
    """.split()
)
ROMAN_BEFORE = frozenset(
    """
    bölüm kısım cilt madde ek tablo şekil sahne perde kitap levha seri tip sınıf evre faz grup kategori derece apollo
    rocky
    kuşak dönem basamak level final fantasy windows
    """.split()
)
ROMAN_NAMES = frozenset("elizabeth louis henry charles george napolyon papa kral william edward".split())
"""Names behind which a numeral is an ordinal in speech."""
RULERS = frozenset(
    """
    murat murad mehmet mehmed ahmet ahmed mahmut mahmud selim süleyman bayezid beyazıt osman mustafa abdülhamit
    abdülhamid
    abdülmecit abdülmecid abdülaziz ibrahim orhan kosova viyana dünya cihan meşrutiyet balkan charles karl henry hanri
    george jorj
    elizabeth petro nikola napolyon françis franz felipe philip filip louis william wilhelm friedrich frederik james
    jaques juan carlos
    ramses tutmosis darius keyhüsrev alaeddin gıyaseddin kılıçarslan mesud constantinus konstantin justinianus
    theodosius leopold
    edward richard otto gustaf katerina aleksandr alexander ivan paul pius john jean leo françois francis inönü abbas
    """.split()
)
"""Names and words before which one letter with a full stop is a numeral: `I. Ahmed`, `V. Murat`."""
EVENTS = frozenset(
    """
    köprü köprüsü havalimanı
    dünya lig ligi kongresi kongre festivali festival bienali zirvesi zirve kurultayı kurultay olimpiyat olimpiyatları
    oyunları şurası
    fuarı sempozyumu konferansı ödülleri töreni yıl yılı yılında yıldönümü yüzyıl yüzyılda cadde caddesi sokak sokağı
    ordu kolordu
    tümen tugay alay bölge bölgesi cumhurbaşkanı başbakanı başkanı genel olağan uluslararası ulusal geleneksel levent
    noterliği noter
    asliye ağır sulh iş icra aile idare vergi ceza dairesi daire hukuk sınıf dönem madde maddesi kat bölüm gün hafta
    ay sezon gece
    kuruluş ölüm doğum evlilik kupası kupa koşusu maratonu maraton etap organize cumhuriyet hükümet nesil kuşak blok
    kısım etabı
    """.split()
)
"""Words that stand behind an ordinal and may have a capital: `2. Dünya Savaşı`, `4. Levent`."""
SCORE_WORDS = (
    "kazan|yen(?:di|ildi|en|erek|mek|ilgi|ik)|mağlu[bp]|gali[bp]|berabere|skor|sona er|bitti|bitir|"
    "öne geç|önde|üstün|geriye|"
    "devre|maç|tur(?:u|a) |eşitlik|gol|set(?:i|te|ler)|elendi|eledi"
)
CODE_WORDS = (
    r"\b(?:[Tt]\.?[Cc]\.?|[Kk]imlik|[Vv]ergi|[Hh]esap|[Tt]akip|[Ss]ipariş|[Pp]osta|[Ss]icil|[Mm]üşteri|[Rr]eferans|[Oo]nay|[Ss]eri|"
    r"[Bb]arkod|[Pp]asaport|[Kk]art|[Dd]oğrulama|[Gg]üvenlik|[Aa]ktivasyon|[Rr]ezervasyon)\s(?:[Nn]o|[Nn]umara\w{0,8}|[Kk]od\w{0,8})"
    r"|\b(?:TCKN|VKN|PNR|PIN|[Şş]ifre\w{0,6}|[Pp]arola\w{0,6}|[Kk]od(?:u|unuz|um)?)"
)
PER = "ay gün saat yıl hafta kişi adet gece dakika saniye".split()
"""What may stand behind the slash of an amount, beside units."""
NUMBERED = (
    "kimlik telefon tel sipariş takip hesap vergi sicil pasaport kapı daire oda fiş fatura dosya kart plaka seri "
    "sıra masa müşteri referans posta koltuk cep iban okul öğrenci poliçe barkod belge"
).split()
"""Words that make `no` behind them `numarası`."""
COUNTED = frozenset(
    (
        "lira kuruş puan milyon bin milyar trilyon ton metre saniye kilo kilogram gram litre kat derece dolar avro "
        "euro mil oran"
    ).split()
)
"""Words before which `12.50` is no time."""
