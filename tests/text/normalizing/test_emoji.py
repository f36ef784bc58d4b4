"""Emoji are said by their names, as words."""

import re
from functools import cache

import pytest

from tests.costs import grows_evenly
from vozes.text.characters import clean
from vozes.text.normalizing.classes import Switches, TextClass
from vozes.text.normalizing.common.emoji import EMOJI
from vozes.text.normalizing.languages import find_language
from vozes.text.normalizing.normalizer import Normalizer, applied
from vozes.text.normalizing.rules import SPELLED

NAMED = ["ar", "de", "en", "en-gb", "es", "fr", "it", "ja", "ko", "pt", "pt-pt", "ru", "tr", "zh"]


def said(text: str, language: str = "pt", switches: Switches = Switches()) -> str:  # noqa: B008  (it is frozen)
    text = clean(text).text.text
    return applied(text, normalizer(language).edits(text, switches))


@cache
def normalizer(language: str) -> Normalizer:
    rules = find_language(language)
    assert rules is not None
    return Normalizer(rules)


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("👍", "polegar para cima"),
        ("❤️", "coração vermelho"),
        ("❤", "coração vermelho"),
        ("🇧🇷", "bandeira brasil"),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "bandeira inglaterra"),
        ("1️⃣", "um"),
        ("🔟", "tecla dez"),
        ("🕐", "uma hora"),
        ("👍🏽", "polegar para cima"),
        ("👩🏽‍💻", "tecnóloga"),
        ("👨‍👩‍👧", "família homem mulher e menina"),
        ("🏳️‍🌈", "bandeira do arco-íris"),
    ],
)
def test_an_emoji_is_said_by_its_name_without_its_tone(text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("language", "spoken"),
    [
        ("en", "thumbs up, red heart, Brazil flag"),
        ("es", "pulgar hacia arriba, corazón rojo, bandera brasil"),
        ("fr", "pouce vers le haut, cœur rouge, drapeau brésil"),
        ("de", "daumen hoch, rotes herz, flagge brasilien"),
        ("ru", "большой палец вверх, алое сердце, флаг Бразилия"),
        ("zh", "拇指向上、红心、巴西国旗"),
    ],
)
def test_the_names_are_those_of_the_language(language: str, spoken: str) -> None:
    assert said("👍❤️🇧🇷", language) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("😂😂😂", "rosto chorando de rir"),
        ("😂 😂😂", "rosto chorando de rir"),
        ("👍🏻👍🏿", "polegar para cima"),
        ("😂😂❤️😂", "rosto chorando de rir, coração vermelho, rosto chorando de rir"),
    ],
)
def test_a_run_of_the_same_is_named_once(text: str, spoken: str) -> None:
    assert said(text) == spoken


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Adorei😂demais", "Adorei rosto chorando de rir demais"),
        ("Eu ❤️ você", "Eu coração vermelho você"),
        ("Bom dia 👍", "Bom dia polegar para cima"),
        ("✅ Feito\n🔥 Novo", "marca de seleção branca, Feito\nfogo, Novo"),
        ("Legal! 😂 Vamos", "Legal! rosto chorando de rir. Vamos"),
        ("Legal! 😂", "Legal! rosto chorando de rir"),
        ("“👍”", "“polegar para cima”"),
    ],
)
def test_a_name_is_parted_from_what_is_beside_it(text: str, spoken: str) -> None:
    assert said(text) == spoken


def test_an_emoji_at_the_start_of_an_item_is_parted_from_its_words() -> None:
    text = "Feito\n\u2028🔥 Novo"
    assert applied(text, normalizer("pt").edits(text)) == "Feito\n\u2028fogo, Novo"


@pytest.mark.parametrize("text", ["oi :)", "oi ;-)", "oi :(", "oi :'(", "oi :/", "oi ^_^", "oi (:", "oi =]", "oi :*"])
def test_a_face_of_signs_is_not_said(text: str) -> None:
    assert said(text).strip() == "oi"


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("oi :D", "oi rosto risonho com olhos bem abertos"),
        ("oi :P.", "oi rosto mostrando a língua."),
        ("te amo <3", "te amo coração vermelho"),
    ],
)
def test_a_face_with_letters_is_said_as_the_emoji_that_it_is(text: str, spoken: str) -> None:
    assert said(text) == spoken


def test_a_sign_that_the_language_names_has_that_name() -> None:
    assert said("☎ ™ ®️") == "telefone, marca registrada"


def test_an_unknown_emoji_stays_among_known_ones() -> None:
    assert said("👍\U0001fb00") == "polegar para cima\U0001fb00"
    assert said("👍\U0001fa7f") == "polegar para cima, \U0001fa7f"


@pytest.mark.parametrize("language", ["pl", "nl", "hu"])
def test_a_language_without_names_leaves_emoji_as_they_are(language: str) -> None:
    assert said("👍 1️⃣", language).startswith("👍")


def test_emoji_can_be_switched_off() -> None:
    off = Switches(frozenset({TextClass.EMOJI}))
    assert said("oi 👍", switches=off) == "oi 👍"
    assert EMOJI.sub("", "a👍🏽 1️⃣🇧🇷 👨‍👩‍👧b 1 #") == "a  b 1 #"


@pytest.mark.parametrize("language", NAMED)
def test_every_name_reads_as_words_and_is_the_same_when_read_again(language: str) -> None:
    import emoji

    numbered = ("🥇", "🕐", "🕦", "🔞", "💯", "🥰", "🎱", "🔟", "👍", "🆗", "🅰️", "👨‍👩‍👧‍👦")
    for sign in [*numbered, *list(emoji.EMOJI_DATA)[::50]]:
        name = said(sign, language)
        assert not re.search(r"[_:()\d“”«»]", name), (sign, name)
        assert said(name, language).replace(SPELLED, "") == name.replace(SPELLED, "")


@pytest.mark.parametrize("shape", ["👍", "😂❤️ ", "🇧🇷", "1️⃣ ", ":) ", ":D ", "👨‍👩‍👧", "<3 ", "\u200d👍", "^_^ "])
def test_four_times_the_text_takes_about_four_times_as_long(shape: str) -> None:
    assert grows_evenly(lambda length: said((shape * length)[:length]), 5_000)
