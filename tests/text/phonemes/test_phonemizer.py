import ctypes
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import espeakng_loader
import pytest

from tests.engines.espeak.test_taming import DEADLY
from tests.text.phonemes.ipa_line import ipa_line
from vozes.errors import ErrorCode, VozesError
from vozes.text.espeak.library import EspeakLibrary
from vozes.text.ipa import Phonemes
from vozes.text.phonemes import japanese
from vozes.text.phonemes.alignment import align
from vozes.text.phonemes.chinese_numerals import in_characters
from vozes.text.phonemes.marks import tokens
from vozes.text.phonemes.phonemizer import phonemize

NOT_INSTALLED = "the extra `lang` is not installed"


def sources(text: str, language: str) -> list[tuple[str, str]]:
    """Returns each word as it is written, and its sounds."""
    return [(text[group.start : group.end], group.signs) for group in phonemize(text, language).groups if group.is_word]


@pytest.mark.parametrize(
    ("language", "text", "signs"),
    [
        ("en-us", "Hello, world!", "həlˈo͡ʊ, wˈɜːld!"),
        ("en-gb", "Near the goat.", "nˌi͡ə ðə ɡˈə͡ʊt."),
        ("es", "¿Qué pasa? ¡Mucho!", "¿kˈe pˈasa? ¡mˈut͡ʃo!"),
        ("fr", "Oui, « bonjour » !", "wˈi, « bɔ̃ʒˈuʁ » !"),
        ("fr-fr", "Les amis du week-end", "lez amˈi dy wˈiːkˈɛnd"),
        ("it", "Gli gnocchi; la pizza.", "ʎɪ ɲˈokːɪ; la pˈit͡sːa."),
        ("hi", "नमस्ते।", "nəmˈʌsteː."),
        ("pt-BR", "Olá… (mundo)", "olˈa… (mˈũdʊ)"),
    ],
)
def test_a_text_keeps_its_punctuation(language: str, text: str, signs: str) -> None:
    assert ipa_line(phonemize(text, language)) == signs


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Custa 12,50 ou 3.000 às 14:30.", "."),
        ("O Dr. Silva, de vozes.com.br", ","),
        ("Sim... não -- talvez – nunca", "…——"),
        ("Rio—São Paulo; a:b, c,d", "—;:,,"),
        ('"Ele" „ela“ «isso» [aquilo]', '""““«»()'),
        ("guarda-chuva, d'água e e-mail?!", ",?!"),
        ("É. E o 5. fim.", "..."),
    ],
)
def test_only_what_is_a_pause_or_a_melody_counts_as_punctuation(text: str, marks: str) -> None:
    assert "".join(token.text for token in tokens(text, "pt-br") if not token.is_word) == marks


def test_marks_of_scripts_without_spaces_get_them() -> None:
    assert "".join(" " * token.space_before + token.text for token in tokens("好，《他》说（是）。对！", "zh")) == (
        "好, “他” 说 (是). 对!"
    )


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en-us", "of the people", [("of", "ʌv"), ("the", "ðə"), ("people", "pˈiːpə͡l")]),
        ("en-us", "for the 3 of them", [("for", "fɚ"), ("the", "ðə"), ("3", "θɹˈiː"), ("of", "ʌv"), ("them", "ðˌɛm")]),
        ("en-us", "of the 50% I", [("of", "ʌv"), ("the", "ðə"), ("50%", "fˈɪfti"), ("50%", "pɚsˈɛnt"), ("I", "ˈa͡ɪ")]),
        ("en-us", "Dr. Smith", [("Dr.", "dˈɑːktɚ"), ("Smith", "smˈɪθ")]),
        ("fr", "99 % des amis", [("99", "katʁəvɛ̃diznˈœf"), ("%", "puʁsˈɑ̃"), ("des", "dez"), ("amis", "amˈi")]),
        ("pt-br", "2,9% e 5", [
            ("2,9%", "dˈo͡ɪz"), ("2,9%", "vˈiɾɡulɐ"), ("2,9%", "nˈɔvɪ"), ("2,9%", "poɾsˈe\u0303tʊ"), ("e", "i"),
            ("5", "sˈi\u0303kʊ"),
        ]),
    ],
)  # fmt: skip
def test_sounds_know_their_word_where_the_library_joins_or_parts_words(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert sources(text, language) == expected


def test_what_the_library_joins_stays_joined() -> None:
    assert ipa_line(phonemize("one of the two", "en-us")) == "wˈʌn ʌvðə tˈuː"


def test_a_stress_mark_goes_with_its_vowel_where_a_group_is_parted() -> None:
    aligned = align(["of", "it"], ["ʌvˈɪt"], lambda word: {"of": "ʌv", "it": "ɪt"}[word])
    assert aligned == [(0, "ʌv", True), (1, "ˈɪt", False)]


def test_every_sound_of_the_groups_is_kept_whatever_the_words() -> None:
    groups = ["ʌvðə", "fˈɪfti", "ˈɪ"]
    for words in (["of", "the", "50"], ["x", "y", "z", "w"], ["10", "11"], ["a1"]):
        aligned = align(words, groups, lambda word: {"of": "ʌv", "the": "ðə", "50": "fˈɪfti"}.get(word, ""))
        assert "".join(group.signs for group in aligned) == "".join(groups)
        assert [group.word for group in aligned] == sorted(group.word for group in aligned)


@pytest.mark.parametrize("text", ["...", "— ! ?", "", " \n"])
def test_a_text_without_a_sound_is_refused(text: str) -> None:
    with pytest.raises(VozesError, match="nothing that can be said in 'pt-br'") as caught:
        phonemize(text, "pt-br")
    assert caught.value.code is ErrorCode.NOTHING_TO_SAY


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(VozesError, match="'tlh'") as caught:
        phonemize("nuqneH", "tlh")
    assert caught.value.code is ErrorCode.UNSUPPORTED_LANGUAGE


@pytest.mark.parametrize(("language", "text"), DEADLY.values(), ids=DEADLY)
def test_text_that_the_library_does_not_bear_is_read(language: str, text: str) -> None:
    assert ipa_line(phonemize(text, language))


@pytest.mark.parametrize("text", ["<audio src='/etc/hostname'>oi</audio>", "[[@lˈa]] oi", "oi\0oi", "oi\ud800 oi"])
def test_markup_and_broken_text_are_only_text(text: str) -> None:
    assert ipa_line(phonemize(text, "pt-br")).endswith("oi") or "ˈo͡ɪ" in ipa_line(phonemize(text, "pt-br"))


def test_the_library_is_never_in_two_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    inside: list[int] = []
    most = 0
    read = EspeakLibrary.phonemes

    def watched(library: EspeakLibrary, text: str, voice: str) -> str:
        nonlocal most
        inside.append(threading.get_ident())
        most = max(most, len(inside))
        time.sleep(0.001)  # lets the other threads run
        try:
            return read(library, text, voice)
        finally:
            inside.pop()

    monkeypatch.setattr(EspeakLibrary, "phonemes", watched)
    with ThreadPoolExecutor(8) as threads:
        said = list(threads.map(lambda number: ipa_line(phonemize(f"gato {number}", "pt-br")), range(40)))
    assert most == 1
    assert said == [ipa_line(phonemize(f"gato {number}", "pt-br")) for number in range(40)]


def test_the_library_still_speaks_after_many_changes_of_the_language() -> None:
    """In a process of its own, as what is left undone may show in any later call."""
    code = (
        "from pathlib import Path; import espeakng_loader; from vozes.text.espeak.library import EspeakLibrary\n"
        "library = EspeakLibrary(*map(Path, (espeakng_loader.get_library_path(), espeakng_loader.get_data_path())))\n"
        "for number in range(100): library.phonemes('a', ('roa/pt-BR', 'gmw/en-US')[number % 2])\n"
        "words = []; library.set_voice('gmw/en-US')\n"
        "library.synthesize('one two', lambda pcm, events: bool(words.extend(e for e in events if e.type == 1)))\n"
        "assert [word.text_position for word in words] == [1, 5]\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_library_is_made_ready_once_in_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second time, it frees what it goes on to use, and crashes some calls later."""
    paths = Path(espeakng_loader.get_library_path()), Path(espeakng_loader.get_data_path())
    first = EspeakLibrary(*paths)
    monkeypatch.setattr(ctypes, "CDLL", lambda path: pytest.fail("opened again"))
    assert EspeakLibrary(*paths).sample_rate == first.sample_rate


def chinese(text: str) -> Phonemes:
    pytest.importorskip("pypinyin", reason=NOT_INSTALLED)
    return phonemize(text, "zh")


def japanese_of(text: str) -> Phonemes:
    pytest.importorskip("fugashi", reason=NOT_INSTALLED)
    pytest.importorskip("unidic_lite", reason=NOT_INSTALLED)
    return phonemize(text, "ja")


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("你好！", "ni↓xau↓!"),
        ("今天天气很好，我们去公园。", "ʨi→ntʰjɛ→n tʰjɛ→nʨʰi↘ xə↓n xau↓, wo↓mən ʨʰy↘ kʊ→ŋɥɛ↗n."),
        ("四十二，日子，吃鱼", "sɨ↘ʂɨ↗ ɚ↘, ɻɨ↘ʦɨ, ꭧʰɨ→y↗"),
        ("绿水，有月，雪儿", "ly↘ʂwei↓, jou↓ ɥe↘, ɕɥe↓ɚ↗"),
        ("25个APP", "ɚ↘ʂɨ↗u↓ kɤ↘ ˈæp"),
    ],
)
def test_chinese_is_read_by_its_syllables(text: str, signs: str) -> None:
    assert ipa_line(chinese(text)) == signs


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("東京へ行って、お寿司を食べました！", "toːkʲoː e iʔte, o sɨɕi o tabemaɕita!"),
        ("３枚のｶﾞﾗｽ", "sammai no ɡaɾasɨ"),
        ("ファックス、ちゃんと、シェフ", "ɸaʔkɯsɨ, ʨanto, ɕeɸɯ"),
    ],
)
def test_japanese_is_read_by_its_kana(text: str, signs: str) -> None:
    assert ipa_line(japanese_of(text)) == signs


@pytest.mark.parametrize(
    ("read", "text"), [(chinese, "我有25个苹果，对APP。"), (japanese_of, "３本のｶﾞﾗｽとABCを、見た。")]
)
def test_spans_lead_back_to_the_text(read: Callable[[str], Phonemes], text: str) -> None:
    """Together they are the whole text, whatever was written out in between."""
    groups = read(text).groups
    assert "".join(text[group.start : group.end] for group in groups) == text


@pytest.mark.parametrize(
    ("digits", "in_chinese", "in_japanese"),
    [
        ("0", "零", "零"), ("7", "七", "七"), ("10", "十", "十"), ("15", "十五", "十五"), ("105", "一百零五", "百五"),
        ("110", "一百一十", "百十"), ("1010", "一千零一十", "千十"), ("2024", "二千零二十四", "二千二十四"),
        ("10000", "一万", "一万"), ("100001", "十万零一", "十万一"), ("007", "零零七", "零零七"), ("٣", "三", "三"),
    ],
)  # fmt: skip
def test_numbers_are_written_in_characters(digits: str, in_chinese: str, in_japanese: str) -> None:
    assert in_characters(digits, chinese=True) == in_chinese
    assert in_characters(digits, chinese=False) == in_japanese


@pytest.mark.parametrize(("package", "language", "text"), [("pypinyin", "zh", "一"), ("fugashi", "ja", "一")])
def test_a_missing_package_is_told_with_what_to_run(
    package: str, language: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    japanese._tagger.cache_clear()
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(VozesError, match=rf"{package}.*python3 start\.py --neural cpu") as caught:
        phonemize(text, language)
    assert caught.value.code is ErrorCode.MODEL_NOT_INSTALLED


def test_a_missing_dictionary_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("Failed initializing MeCab.")

    japanese._tagger.cache_clear()
    monkeypatch.setitem(sys.modules, "fugashi", SimpleNamespace(Tagger=fail))
    with pytest.raises(VozesError, match="unidic-lite"):
        phonemize("一", "ja")
