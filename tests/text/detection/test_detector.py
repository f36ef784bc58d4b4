import time

import pytest

from vozes.text.detection import LanguageDetector

PREFERRED = ("pt-br", "en-us")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Eu gosto muito de café com leite.", "pt-br"),
        ("A reunião de amanhã foi adiada.", "pt-br"),
        ("The quick brown fox jumps over the lazy dog.", "en-us"),
        ("Guten Morgen, wie geht es Ihnen?", "de"),
        ("Bonjour tout le monde", "fr"),
        ("Buenos días a todos, ¿cómo están?", "es"),
        ("今日はいい天気ですね", "ja"),
        ("Сегодня хорошая погода, не правда ли?", "ru"),
    ],
)
def test_a_sentence_tells_its_language(detector: LanguageDetector, text: str, language: str) -> None:
    assert detector.detect(text, PREFERRED) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *[(text, "pt-br") for text in ("Sim", "Olá", "Oi", "Bom dia", "Tá bom", "Até mais", "ate mais", "R$ 50")],
        *[(text, "en-us") for text in ("Hello", "Good morning", "Let's go", "I’m fine")],
        *[
            ("Привет", "ru"),
            ("Привіт, як справи?", "uk"),
            ("Guten Morgen", "de"),
            ("¿Qué tal?", "es"),
            ("¿Vamos?", "es"),
        ],
        *[("d’accord", "fr"), ("Buongiorno", "it"), ("Dobrý den", "cs"), ("Teşekkürler", "tr")],
    ],
)
def test_words_and_letters_tell_the_language_of_a_short_text(
    detector: LanguageDetector, text: str, language: str
) -> None:
    assert detector.detect(text, PREFERRED) == language


@pytest.mark.parametrize(
    "text",
    [
        *("", "OK", "123", "10:30", ":)", "$50", "£3", "👍", "x² + y² = z²", "10 µm", "5 Ω", "H2O"),
        *("https://de.wikipedia.org/wiki/Deutschland", "www.das-ist-gut.de/und-der-hund", "hans@wetter.de", "@hans"),
        *("`und der die das`", "```\nund der die das\n```", '<b lang="de">123</b>', "[1](/und/der/die/das)", "&uuml;"),
    ],
)
def test_what_is_no_word_is_in_the_first_preferred_language(detector: LanguageDetector, text: str) -> None:
    assert detector.detect(text, PREFERRED) == "pt-br"
    assert detector.detect(text, ("en-us", "pt-br")) == "en-us"
    assert detector.detect(text, ("ja",)) == "ja"


@pytest.mark.parametrize("name", ["Volkswagen", "Pokémon", "Michael Schumacher", "Einstein", "Heineken", "Petrobras"])
def test_a_name_is_in_a_preferred_language(detector: LanguageDetector, name: str) -> None:
    assert detector.detect(name, PREFERRED) in PREFERRED


@pytest.mark.parametrize(
    "text", ["**Bom dia**", "<p>Bom dia</p>", "ＢＯＭ ＤＩＡ", "𝗕𝗼𝗺 𝗱𝗶𝗮", "BOM DIA", "bom dia, @hans"]
)
def test_how_a_text_is_written_does_not_matter(detector: LanguageDetector, text: str) -> None:
    assert detector.detect(text, ("en-us", "pt-br")) == "pt-br"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        *[
            ("東京", "zh"),
            ("营业中", "zh"),
            ("天気予報", "ja"),
            ("ﾃｽﾄ", "ja"),
            ("東京は日本の首都です", "ja"),
            ("한국", "ko"),
        ],
        *[("नमस्ते", "hi"), ("مرحبا", "ar"), ("چطوری", "fa"), ("آپ کیسے ہیں؟", "ur"), ("Γειά σου", "el"), ("שלום", "he")],
        *[("สวัสดี", "th"), ("გამარჯობა", "ka"), ("Բարեւ", "hy"), ("নমস্কার", "bn"), ("வணக்கம்", "ta"), ("ёж", "ru")],
        *[("Дякую", "uk"), ("Ўсё добра", "be"), ("Љубав", "sr"), ("Xin chào", "vi"), ("Þetta er gott", "is")],
        *[("Купил iPhone", "ru"), ("Windows 11をインストール", "ja")],
    ],
)
def test_the_script_tells_the_language(detector: LanguageDetector, text: str, language: str) -> None:
    assert detector.detect(text, PREFERRED) == language


@pytest.mark.parametrize(
    ("text", "preferred", "language"),
    [
        ("Hola", ("es",), "es"),
        ("Casa", ("es",), "es"),
        ("R$ 50", ("es",), "es"),
        ("R$ 50", ("en-us", "pt-br"), "pt-br"),
        ("Obrigado", ("es",), "pt"),
        ("OK", ("ru", "en"), "ru"),
        ("Да", ("ru", "en"), "ru"),
        ("Hello", ("ru", "en"), "en"),
        ("Дякую", ("ru", "en"), "uk"),
        ("Так", ("uk",), "uk"),
        ("Добър ден", ("bg",), "bg"),
        ("東京", ("ja",), "ja"),
        ("日本語", ("en", "ja"), "ja"),
        ("你好吗", ("ja",), "zh"),
        ("Hello", ("ja",), "en"),
        ("سلام", ("fa", "en"), "fa"),
        ("नमस्ते", ("mr",), "mr"),
        ("Dobar dan", ("sr-latn",), "sr-latn"),
        ("Добар дан", ("sr",), "sr"),
        ("你好", ("cmn",), "cmn"),
        ("Hei", ("nb",), "nb"),
        ("Eu gosto muito de café com leite.", ("pt-PT", "en-gb"), "pt-pt"),
        ("Eu gosto muito de café com leite.", ("pt_BR", "pt-pt"), "pt-br"),
        ("123", (), "en"),
    ],
)
def test_what_is_preferred_wins_where_nothing_speaks_against_it(
    detector: LanguageDetector, text: str, preferred: tuple[str, ...], language: str
) -> None:
    assert detector.detect(text, preferred) == language


@pytest.mark.parametrize(
    ("short", "long", "language"),
    [
        ("Утре ще дойда", "Утре ще дойда у вас и ще донеса вино, ако искаш.", "bg"),
        ("मी घरी आहे", "मी आज घरी आहे आणि उद्या सकाळी पुन्हा तुम्हाला भेटायला येणार आहे.", "mr"),
        ("Bon dia", "Bon dia a tothom, avui farem una reunió amb els nostres amics.", "ca"),
    ],
)
def test_an_unlikely_language_takes_twenty_letters(
    detector: LanguageDetector, short: str, long: str, language: str
) -> None:
    assert detector.detect(short, PREFERRED) != language
    assert detector.detect(long, PREFERRED) == language


@pytest.mark.parametrize(
    "text",
    [
        *(
            "Uma frase bem comum. " * 5_000,
            "東京は日本の首都です。" * 9_000,
            "a" * 100_000,
            "e" + "\u0301\u0323" * 50_000,
        ),
        *("[(" * 50_000, "1" * 100_000, "aя" * 50_000, "<a" * 50_000, "`x\n" * 30_000, "a@" * 50_000, "a." * 50_000),
    ],
    ids=lambda text: text[:6],
)
def test_a_long_text_takes_no_longer_than_its_beginning(detector: LanguageDetector, text: str) -> None:
    detector.detect(text, PREFERRED)
    started = time.process_time()
    for _ in range(10):
        detector.detect(text, PREFERRED)
    assert time.process_time() - started < 10 * 0.01
