"""The recorded tokens and cleaned texts are those of the published implementation of XTTS v2."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tests.engines.xtts.checkpoints import vocabulary_document
from tests.shared import shared_file
from vozes.engines.xtts.info import LANGUAGES
from vozes.engines.xtts.text_limits import CHARACTER_LIMITS, MAX_TEXT_TOKENS, character_limit
from vozes.engines.xtts.tokenizer import XttsTokenizer
from vozes.errors import ErrorCode, VozesError
from vozes.text.splitting import split

CLEANED = [
    ("en", "Don't you think it's rather late for tea? I do!", "don't you think it's rather late for tea? i do!"),
    ("pt", "Já é tarde…\n vamos  embora?", "já é tarde… vamos embora?"),
    ("es", "¿Dónde está la biblioteca? ¡Allí mismo!", "¿dónde está la biblioteca? ¡allí mismo!"),
    ("fr", "Où est-ce que tu vas ? Je rentre !", "où est-ce que tu vas ? je rentre !"),
    ("de", "Übung macht den Meister, sagte der Jäger.", "übung macht den meister, sagte der jäger."),
    ("it", "Perché non vieni? È una bella giornata.", "perché non vieni? è una bella giornata."),
    ("pl", "Zażółć gęślą jaźń, powiedział Żółw.", "zażółć gęślą jaźń, powiedział żółw."),
    ("tr", "İstanbul'da ılık bir akşamdı.", "istanbul'da ılık bir akşamdı."),
    ("tr", "ÖĞRETMEN ÜZÜLDÜ.", "öğretmen üzüldü."),
    ("ru", "Почему ты молчишь? Скажи хоть что-нибудь!", "почему ты молчишь? скажи хоть что-нибудь!"),
    ("nl", "Het ijs smolt sneller.", "het ijs smolt sneller."),
    ("cs", "Příliš žluťoučký kůň úpěl ďábelské ódy.", "příliš žluťoučký kůň úpěl ďábelské ódy."),
    ("ar", "كيف حالك؟ أنا بخير!", "كيف حالك؟ أنا بخير!"),
    ("hu", "Árvíztűrő tükörfúrógép.", "árvíztűrő tükörfúrógép."),
    ("hi", "मैं कल बाज़ार गया था।", "मैं कल बाज़ार गया था।"),
    ("ko", "TV를 보면서 밥을 먹었다.", "tvleul bomyeonseo bab-eul meog-eossda."),
    ("zh-cn", "你叫什么名字？我叫小明！", "ni3jiao4shen2me5ming2zi4,wo3jiao4xiao3ming2,"),
    ("zh-cn", "这个APP真不错，真的—不骗你。", "zhe4ge5appzhen1bu4cuo4,zhen1de5,bu4pian4ni3,"),
    ("ja", "東京へ行って、お寿司を食べました！", "tokyo e itte, osushi wo tabemashita!"),
]
IDS = {
    "pt": ("Já é tarde… vamos embora?", [286, 1809, 2, 279, 2, 33, 177, 18, 304, 2, 917, 1145, 2, 1379, 1190, 13]),
    "tr": ("İstanbul'da ılık", [295, 22, 546, 27, 15, 167, 4, 322, 2, 300, 2105]),
    "hi": ("मैं ठीक हूँ!", [1, 1173, 1, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 3]),
    "ko": ("정말 좋네요.", [1, 373, 1, 386, 28, 3176, 422, 2, 23, 683, 8, 1167, 9]),
}
TAGS = ["[STOP]", "[UNK]", "[SPACE]", "[en]", "[pt]", "[zh-cn]", "[ja]", "[ko]", "[xx]"]
PACKAGES = {"zh-cn": "pypinyin", "ja": "cutlet"}


def write_vocabulary(path: Path, tags: list[str] = TAGS) -> Path:
    """A tokenizer that knows its tags and the letters of `hello` alone."""
    vocabulary = {token: index for index, token in enumerate([*tags, *"ehlo!,", "ll"])}
    added = [
        {"id": index, "content": tag, "special": True, "normalized": False}
        | {"single_word": False, "lstrip": False, "rstrip": False}
        for index, tag in enumerate(tags)
    ]
    model = {"type": "BPE", "unk_token": "[UNK]", "vocab": vocabulary, "merges": ["l l"]}
    content = {"version": "1.0", "added_tokens": added, "pre_tokenizer": {"type": "Whitespace"}, "model": model}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture
def small(tmp_path: Path) -> XttsTokenizer:
    return XttsTokenizer(write_vocabulary(tmp_path / "vocab.json"))


@pytest.fixture(scope="module")
def published() -> XttsTokenizer:
    return XttsTokenizer(shared_file("reference", "xtts_vocab.json"))


def encode(tokenizer: XttsTokenizer, text: str, language: str) -> list[int]:
    return tokenizer.encode_cleaned(tokenizer.clean(text, language), language)


def needs_package(language: str) -> None:
    if language in PACKAGES:
        pytest.importorskip(PACKAGES[language], reason="the extra `lang` is not installed")


def test_a_text_is_its_language_and_its_words_with_spaces_between(small: XttsTokenizer) -> None:
    en, space, h, e, ll, o = 3, 2, 10, 9, 15, 12
    assert encode(small, "Hello  hello", "en") == [en, h, e, ll, o, space, h, e, ll, o]


def test_a_region_is_no_other_language(small: XttsTokenizer) -> None:
    assert encode(small, "e", "pt-br") == encode(small, "e", "pt") == [4, 9]
    assert small.encode_cleaned("e", "zh") == small.encode_cleaned("e", "zh-cn") == [5, 9]


def test_what_the_vocabulary_does_not_have_is_unknown_not_dropped(small: XttsTokenizer) -> None:
    assert encode(small, "hxo", "en") == [3, 10, 1, 12]


def test_a_tag_in_the_text_is_not_taken_for_one(small: XttsTokenizer) -> None:
    ids = encode(small, "[pt] [en]", "en")
    assert ids.count(3) == 1
    assert 4 not in ids


def test_a_language_of_a_fine_tuned_model_needs_only_its_tag(small: XttsTokenizer) -> None:
    assert encode(small, "e", "xx") == [8, 9]
    assert character_limit("xx") == 250


def test_a_language_that_the_model_has_no_tag_for_is_refused(small: XttsTokenizer) -> None:
    with pytest.raises(VozesError, match="'sv'") as caught:
        encode(small, "e", "sv")
    assert caught.value.code is ErrorCode.UNSUPPORTED_LANGUAGE


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.unlink(),
        lambda path: path.write_text("{", "utf-8"),
        lambda path: path.write_text("[]", "utf-8"),
        lambda path: write_vocabulary(path, ["[STOP]", "[UNK]", "[en]"]),
    ],
    ids=["missing", "not JSON", "no tokenizer", "another model's"],
)
def test_another_file_is_no_vocabulary(tmp_path: Path, damage: Callable[[Path], object]) -> None:
    path = write_vocabulary(tmp_path / "vocab.json")
    damage(path)
    with pytest.raises(VozesError, match=r"vocab\.json") as caught:
        XttsTokenizer(path)
    assert caught.value.code is ErrorCode.INVALID_CHECKPOINT


@pytest.mark.parametrize(("language", "text", "cleaned"), CLEANED)
def test_text_is_cleaned_as_the_model_learned_it(small: XttsTokenizer, language: str, text: str, cleaned: str) -> None:
    needs_package(language)
    assert small.clean(text, language) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ('"Really?" he said. "No!"', "really? he said. no!"),
        ("“Really?” – „nein!“ – «sí.» – 「no…」", "really? – nein! – sí. – no…"),
        ("« Ça va ? » dit-il", "ça va ? dit-il"),
        ("‘Go!’ she said. 'So.' It's the boys' own.", "‘go! she said. 'so. it's the boys' own."),
        ("(Really?) [Yes!] (No.)", "(really)? [yes]! (no)."),
        ("(“Really?”)…", "(really)?…"),
        ("end.'tis", "end.'tis"),
    ],
)
def test_nothing_closes_after_final_punctuation(small: XttsTokenizer, text: str, cleaned: str) -> None:
    assert small.clean(text, "en") == cleaned


def test_quotes_of_chinese_and_japanese_go_too(small: XttsTokenizer) -> None:
    needs_package("zh-cn")
    needs_package("ja")
    assert small.clean("他说：“你好！”", "zh-cn") == "ta1shuo1,ni3hao3,"
    assert small.clean("「はい。」と言った。", "ja") == "hai. to itta."


def test_letters_and_their_accents_are_put_together(small: XttsTokenizer) -> None:
    assert small.clean("na\u0303o", "pt") == "não"
    assert small.clean("\u1112\u1161\u11ab", "ko") == "han"


def test_marks_of_arabic_and_hindi_stay_as_they_are(small: XttsTokenizer) -> None:
    assert small.clean("شَّ", "ar") == "شَّ"
    assert small.clean("क\u093cलम \u0958", "hi") == "क\u093cलम \u0958"


def test_every_language_has_its_limit() -> None:
    assert {language.removesuffix("-cn") for language in LANGUAGES} == set(CHARACTER_LIMITS)
    assert (character_limit("pt"), character_limit("pt-br"), character_limit("zh-cn")) == (203, 203, 82)


def test_recorded_texts_have_the_recorded_tokens(published: XttsTokenizer) -> None:
    with np.load(shared_file("reference", "golden", "xtts_tiny.npz")) as golden:
        record = json.loads(golden["tokenizer"].tobytes())
    assert len(record) > 10
    for language, sample in record.items():
        assert published.encode_cleaned(sample["cleaned"], language) == sample["ids"], language


@pytest.mark.parametrize("language", IDS)
def test_texts_have_the_tokens_that_the_model_learned(published: XttsTokenizer, language: str) -> None:
    text, ids = IDS[language]
    assert encode(published, text, language) == ids


@pytest.mark.parametrize("language", LANGUAGES)
def test_pieces_of_a_long_text_have_few_enough_tokens(published: XttsTokenizer, language: str) -> None:
    needs_package(language)
    text = " ".join(text for tag, text, _ in CLEANED if tag == language) * 30 + "😀" * 300

    def fits(piece: str) -> bool:
        return len(encode(published, piece, language)) <= MAX_TEXT_TOKENS

    pieces = split(text, language, character_limit(language), fits)
    assert all(fits(piece.text) for piece in pieces)
    assert "".join("".join(piece.text for piece in pieces).split()) == "".join(text.split())


def test_what_the_vocabulary_says_of_padding_and_cutting_is_not_done(tmp_path: Path) -> None:
    def ids(**more: object) -> list[int]:
        (tmp_path / "vocab.json").write_text(json.dumps(vocabulary_document() | more))
        return encode(XttsTokenizer(tmp_path / "vocab.json"), "abc abc", "pt")

    padding = {
        "strategy": {"Fixed": 100_000}, "direction": "Right", "pad_to_multiple_of": None,
        "pad_id": 0, "pad_type_id": 0, "pad_token": "[STOP]",
    }  # fmt: skip
    truncation = {"direction": "Right", "max_length": 1, "strategy": "LongestFirst", "stride": 0}
    assert ids(padding=padding, truncation=truncation) == ids()
