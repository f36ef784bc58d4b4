"""The recorded outputs are those of the published implementation of XTTS v2 and the libraries that it calls."""

import sys
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.text import romanization
from vozes.text.romanization import romanize_hangul, to_pinyin, to_romaji

PINYIN = {
    "今天天气很好，我们去公园散步吧。": "jin1tian1tian1qi4hen3hao3，wo3men5qu4gong1yuan2san4bu4ba5。",
    "你叫什么名字？我叫小明！": "ni3jiao4shen2me5ming2zi4？wo3jiao4xiao3ming2！",
    "他说的话，我一句也没听懂……": "ta1shuo1de5hua4，wo3yi1ju4ye3mei2ting1dong3……",
    "北京是中国的首都；上海是最大的城市。": "bei3jing1shi4zhong1guo2de5shou3du1；shang4hai3shi4zui4da4de5cheng2shi4。",
    "银行里的人行色匆匆，长大以后才明白长度。": (
        "yin2hang2li3de5ren2xing2se4cong1cong1，zhang3da4yi3hou4cai2ming2bai2chang2du4。"
    ),
    "我喜欢看《红楼梦》、《西游记》（都是名著）。": (
        "wo3xi3huan1kan4《hong2lou2meng4》、《xi1you2ji4》（dou1shi4ming2zhu4）。"
    ),
    "这个APP真不错，真的—不骗你。": "zhe4ge5APPzhen1bu4cuo4，zhen1de5—bu4pian4ni3。",
    "妈妈骑马，马慢，妈妈骂马。": "ma1ma1qi2ma3，ma3man4，ma1ma1ma4ma3。",
    "重庆的火锅又麻又辣，重要的是好吃。": "chong2qing4de5huo3guo1you4ma2you4la4，zhong4yao4de5shi4hao3chi1。",
    "得了吧，你觉得他跑得快吗": "de2le5ba5，ni3jue2de5ta1pao3de2kuai4ma5",
}
ROMAJI = {
    "今日はいい天気ですね。": "Kyou wa ii tenki desu ne.",
    "私は学生です。あなたは？": "Watakushi wa gakusei desu. anata wa?",
    "東京へ行って、お寿司を食べました！": "Tokyo e itte, osushi wo tabemashita!",
    "カメラを買おうと思っています。": "Camera wo kaou to omotte imasu.",
    "彼女は図書館で本を読んでいる。": "Kanojo wa toshokan de hon wo yonde iru.",
    "ちょっと待ってください…もうすぐ終わります。": "Chotto matte kudasai... mou sugu owarimasu.",
    "コーヒーとケーキをお願いします。": "Coffee to cake wo onegai shimasu.",
    "雨が降っていたので、家に帰った。": "Ame ga futte ita no de, ie ni kaetta.",
    "切符を買って、急行に乗った": "Kippu wo katte, kyuukou ni notta",
    "お茶漬けが一番好きだ！": "Ochazuke ga ichiban suki da!",
    "ｶﾀｶﾅとＡＢＣ": "Katakana to Abc",
    "日本語の文章を、ローマ字に変換する。": "Nippon go no bunshou wo, Roma ji ni henkan suru.",
}
HANGUL = {
    "안녕하세요, 만나서 반갑습니다!": "annyeonghase-yo, mannaseo bangabseubnida!",
    "오늘 날씨가 정말 좋네요.": "oneul nal-ssiga jeongmal johne-yo.",
    "어디에 가세요? 학교에 가요.": "eodi-e gase-yo? haggyo-e ga-yo.",
    "물엿과 꽃을 샀어요.": "mul-yeosgwa kkoch-eul sass-eo-yo.",
    "한국어를 배우는 것은 재미있다.": "hangug-eoleul bae-uneun geos-eun jaemi-issda.",
    "값이 너무 비싸서 안 샀습니다.": "gabs-i neomu bi-ssaseo an sass-seubnida.",
    "읽기와 쓰기, 듣기와 말하기.": "ilggi-wa sseugi, deudgi-wa malhagi.",
    "서울에서 부산까지 기차로 갔다.": "seo-ul-eseo busankkaji gichalo gassda.",
    "앉아서 기다리세요; 곧 올 거예요.": "anj-aseo gidalise-yo; god ol geo-ye-yo.",
    "강아지가 고양이를 쫓아갔다.": "gang-ajiga go-yang-ileul jjoch-agassda.",
    "TV를 보면서 밥을 먹었다.": "TVleul bomyeonseo bab-eul meog-eossda.",
}
NOT_INSTALLED = "the extra `lang` is not installed"


@pytest.mark.parametrize(("text", "pinyin"), PINYIN.items())
def test_chinese_becomes_pinyin_with_tones(text: str, pinyin: str) -> None:
    pytest.importorskip("pypinyin", reason=NOT_INSTALLED)
    assert to_pinyin(text) == pinyin


@pytest.mark.parametrize(("text", "romaji"), ROMAJI.items())
def test_japanese_becomes_romaji(text: str, romaji: str) -> None:
    pytest.importorskip("cutlet", reason=NOT_INSTALLED)
    assert to_romaji(text) == romaji


@pytest.mark.parametrize("text", ["", "あ\u3097い", "\u3098", "ﾞ", "ー", "한글", "😀"])
def test_japanese_bears_any_sign(text: str) -> None:
    pytest.importorskip("cutlet", reason=NOT_INSTALLED)
    to_romaji(text)


@pytest.mark.parametrize(("text", "letters"), HANGUL.items())
def test_hangul_is_written_letter_by_letter(text: str, letters: str) -> None:
    assert romanize_hangul(text) == letters


def test_a_hyphen_tells_apart_what_would_be_written_alike() -> None:
    assert romanize_hangul("각가 가까") == "gagga ga-kka"
    assert romanize_hangul("갓사 가싸") == "gas-sa ga-ssa"


def test_text_in_other_scripts_is_left_as_it_is() -> None:
    assert romanize_hangul("Olá! 你好 ㄱ") == "Olá! 你好 ㄱ"


@pytest.mark.parametrize(("package", "convert"), [("pypinyin", to_pinyin), ("cutlet", to_romaji)])
def test_a_missing_package_is_told_with_what_to_run(
    package: str, convert: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    romanization._cutlet.cache_clear()
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(VozesError, match=rf"{package}.*python3 start\.py --neural cpu") as caught:
        convert("一")
    assert caught.value.code is ErrorCode.MODEL_NOT_INSTALLED


def test_a_missing_dictionary_is_told_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise RuntimeError("Failed initializing MeCab.")

    romanization._cutlet.cache_clear()
    monkeypatch.setitem(sys.modules, "cutlet", SimpleNamespace(Cutlet=fail))
    with pytest.raises(VozesError, match="unidic-lite"):
        to_romaji("一")
