import pytest

from tests.text.markup.reading import check_spans, only_manner, ssml, text_of, told
from vozes.errors import ErrorCode, VozesError
from vozes.text.markup.elements import ELEMENTS
from vozes.text.markup.parsing import parse
from vozes.text.markup.passages import Markup, Passage


def spans(source: str, markup: Markup = Markup.SSML) -> list[tuple[str, str]]:
    """Returns each character that is read with what the user wrote for it."""
    script = parse(source, markup)
    check_spans(script, source)
    return [
        (character, source[start:end])
        for item in script.items
        if isinstance(item, Passage)
        for character, start, end in zip(item.text.text, item.text.starts, item.text.ends, strict=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "<speak>Olá</speak>",
        "<speak\n>Olá</speak>",
        "<speak/>",
        "\ufeff\n  <speak>Olá</speak>\n",
        '<?xml version="1.0" encoding="utf-16"?><speak>Olá</speak>',
        "\ufeff<?xml version='1.0'?>\n<!-- one --> <!-- two --><?style x?>\n<speak>Olá</speak><!-- end -->",
    ],
)
def test_a_text_that_begins_with_speak_is_ssml_by_itself(text: str) -> None:
    script = parse(text, Markup.AUTO)
    assert "<" not in text_of(script)
    assert script.warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "Olá <speak>x</speak>",
        "<speaker>x</speaker>",
        "<p>Olá</p>",
        "<b>a & b",
        "<!-- <speak> -->",
        "<? <speak>",
        "[pause:1s]",
        "<",
        " ",
    ],
)
def test_other_text_is_no_markup_by_itself(text: str) -> None:
    assert told(parse(text, Markup.AUTO)) == [text]


def test_markup_that_is_off_is_text() -> None:
    text = '<speak>a<break time="1s"/></speak>'
    assert told(parse(text, Markup.OFF)) == [text]
    assert spans(text, Markup.OFF) == [(character, character) for character in text]


def test_no_text_has_no_passages() -> None:
    assert told(parse("", Markup.AUTO)) == []


def test_each_character_knows_where_it_was_written() -> None:
    assert spans("<speak>é😀&amp;&#x1F600;&#00233;<![CDATA[<&😀]]>z</speak>") == [
        ("é", "é"),
        ("😀", "😀"),
        ("&", "&amp;"),
        ("😀", "&#x1F600;"),
        ("é", "&#00233;"),
        ("<", "<"),
        ("&", "&"),
        ("😀", "😀"),
        ("z", "z"),
    ]


def test_a_reference_may_have_zeros_before_it() -> None:
    reference = f"&#{'0' * 5_000}233;"
    assert spans(f"<speak>{reference}&#x00e9;</speak>") == [("é", reference), ("é", "&#x00e9;")]


def test_tags_comments_and_instructions_of_every_kind_shift_no_span() -> None:
    source = """\ufeff\r\n<speak a='>"😀'>é<s \r\n>😀</s\r\n><!-- 😀> --><?x 😀 > ?>b<w t="/>"/>\rc</speak>  \ufeff"""
    assert [(character, written) for character, written in spans(source) if character not in " \n"] == [
        ("é", "é"),
        ("😀", "😀"),
        ("b", "b"),
        ("c", "c"),
    ]


def test_a_text_of_several_pieces_for_the_parser_keeps_its_spans() -> None:
    long = "é😀&lt;\r\n" * 60_000
    source = f"<speak>{long}<s>fim</s></speak>"
    assert spans(source)[-3:] == [("f", "f"), ("i", "i"), ("m", "m")]


@pytest.mark.parametrize("white", ["\n", "\r", "\r\n", "\t", "\n    "])
def test_white_space_is_spaces(white: str) -> None:
    assert text_of(ssml(f"um{white}dois")).split(" ") == ["um", *[""] * (len(white) - 1), "dois"]


def test_a_line_end_that_is_written_as_a_reference_stays() -> None:
    assert told(ssml("um&#10;dois")) == ["um\ndois"]


def test_sentences_and_paragraphs_end() -> None:
    assert told(ssml("<p><s>Um</s> <s>Dois</s></p>\n<p>Três</p>")) == ["Um\nDois\n\nTrês"]
    assert told(ssml("Um<s>Dois</s>Três<p/>Quatro")) == ["Um\nDois\nTrês\n\nQuatro"]


def test_a_line_end_that_was_put_in_comes_from_the_character_before() -> None:
    source = "<speak><s>1</s><s>2</s></speak>"
    assert spans(source) == [("1", "1"), ("\n", ""), ("2", "2")]
    (passage,) = parse(source, Markup.SSML).items
    assert isinstance(passage, Passage)
    assert passage.text.starts[1] == source.index("1") + 1


def test_a_sentence_ends_also_where_the_next_one_has_another_manner() -> None:
    assert told(ssml("<s>Um</s><voice name='x'><s>Dois</s></voice><s>Três</s>")) == [
        "Um\n",
        ("Dois\n", {"voice": "x"}),
        "Três",
    ]


def test_nothing_is_put_in_beside_a_pause() -> None:
    assert told(ssml("<p>Um</p> <break time='1s'/> <p>Dois</p>")) == ["Um", 1.0, "Dois"]


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("", 0.5),
        ('time="500ms"', 0.5),
        ('time="1.5s"', 1.5),
        ('time="+.5s"', 0.5),
        ('time="2 S"', 2.0),
        ('time="0s"', 0.0),
        ('strength="none"', 0.0),
        ('strength="x-weak"', 0.1),
        ('strength="weak"', 0.25),
        ('strength="medium"', 0.5),
        ('strength="strong"', 0.8),
        ('strength="x-strong"', 1.2),
        ('strength="weak" time="3s"', 3.0),
    ],
)
def test_a_break_is_a_pause(written: str, seconds: float) -> None:
    script = ssml(f"a<break {written}/>b")
    assert told(script) == ["a", seconds, "b"]
    assert script.warnings == ()


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ('time="5"', 0.5),
        ('time="-1s"', 0.5),
        ('time="1e9s"', 0.5),
        ('time="soon" strength="weak"', 0.25),
        ('strength="wild"', 0.5),
    ],
)
def test_a_break_of_a_wrong_length_is_an_ordinary_one(written: str, seconds: float) -> None:
    script = ssml(f"a<break {written}/>b")
    assert told(script) == ["a", seconds, "b"]
    assert len(script.warnings) == 1
    assert "<break>" in script.warnings[0]


def test_the_longest_pause_is_bounded() -> None:
    script = ssml('a<break time="999999999s"/>b')
    assert told(script) == ["a", 10.0, "b"]
    assert script.warnings == ("A pause was shortened to 10 seconds, the longest.",)


def test_all_pauses_together_are_bounded() -> None:
    script = ssml('<break time="9s"/>' * 100)
    assert sum(pause.seconds for pause in script.items if hasattr(pause, "seconds")) == 300
    assert script.warnings == ("The pauses were shortened to 300 seconds in all.",)


def test_pauses_and_marks_know_their_place() -> None:
    source = '<speak>é😀<break/>b<mark name="m"/>c</speak>'
    places = [item.place for item in parse(source, Markup.SSML).items if not isinstance(item, Passage)]
    assert places == [source.index("<break"), source.index("<mark")]


def test_a_mark_stands_between_passages() -> None:
    assert told(ssml('a <mark name="here"/> b')) == ["a ", "#here", " b"]


def test_a_sentence_that_ends_after_a_mark_does_so_at_its_place() -> None:
    source = '<speak><s>a<!-- --><mark name="m"/></s><s>b</s></speak>'
    script = parse(source, Markup.SSML)
    assert told(script) == ["a", "#m", "\nb"]
    check_spans(script, source)


def test_a_mark_without_a_name_is_left_out() -> None:
    script = ssml("a<mark/>b")
    assert told(script) == ["ab"]
    assert script.warnings == ("<mark> has no name: it was left out.",)


def test_the_root_names_the_language() -> None:
    assert only_manner(parse('<speak xml:lang="pt-BR">Olá</speak>', Markup.AUTO)) == {"language": "pt-br"}


@pytest.mark.parametrize("element", ["p", "s", "lang", "voice"])
def test_a_language_holds_within_its_element(element: str) -> None:
    inside = f'um <{element} xml:lang="en-GB">two</{element}> três'
    words = [(item.text.text.strip(), item.manner.language) for item in ssml(inside).items if isinstance(item, Passage)]
    assert words == [("um", None), ("two", "en-gb"), ("três", None)]


def test_an_empty_language_is_the_one_of_the_request() -> None:
    assert only_manner(parse('<speak xml:lang="pt"><s xml:lang="">Olá</s></speak>', Markup.AUTO)) == {}


def test_manners_hold_within_one_another() -> None:
    inside = (
        '<voice name="ana"><prosody rate="2">a<emphasis><prosody rate="50%" pitch="+1st">b</prosody></emphasis>'
        "</prosody></voice>c"
    )
    assert told(ssml(inside)) == [
        ("a", {"voice": "ana", "rate": 2.0}),
        ("b", {"voice": "ana", "pitch": 1.0, "emphasis": "moderate"}),
        "c",
    ]


def test_text_of_one_manner_is_one_passage() -> None:
    assert told(ssml("a<prosody/>b<prosody rate='1'>c</prosody>d<!-- x -->e")) == ["abcde"]


def test_an_alias_is_read_instead_of_the_text() -> None:
    source = '<speak>da <sub alias="Organização">O<!-- x -->NU</sub>.</speak>'
    assert told(parse(source, Markup.SSML)) == ["da ", ("Organização", {"alias": "Organização"}), "."]
    read = [written for character, written in spans(source) if character not in "da ."]
    assert set(read) == {"O<!-- x -->NU"}


def test_an_alias_without_text_comes_from_its_tags() -> None:
    assert spans('<speak><sub alias="x"/></speak>') == [("x", '<sub alias="x"/>')]
    assert spans('<speak><sub alias="x"></sub></speak>') == [("x", '<sub alias="x"></sub>')]


@pytest.mark.parametrize("attributes", ["", 'alias=""', 'alias=" "'])
def test_a_substitution_without_an_alias_is_text(attributes: str) -> None:
    script = ssml(f"<sub {attributes}>ONU</sub>")
    assert told(script) == ["ONU"]
    assert len(script.warnings) == 1


def test_phonemes_hold_for_their_text_as_a_whole() -> None:
    script = ssml('<phoneme alphabet="ipa" ph="təˈmɑːtəʊ">to<emphasis>ma</emphasis>to</phoneme>')
    assert told(script) == [("tomato", {"phoneme": "təˈmɑːtəʊ"})]
    assert script.warnings == ("<emphasis> was left out.",)


@pytest.mark.parametrize("inside", ["", " \n ", "<b/>"])
def test_phonemes_without_text_are_their_own_text(inside: str) -> None:
    assert told(ssml(f'a <phoneme ph="tu">{inside}</phoneme>')) == ["a ", ("tu", {"phoneme": "tu"})]


def test_two_of_a_kind_side_by_side_stay_two() -> None:
    assert told(ssml('<phoneme ph="a">x</phoneme><phoneme ph="a">y</phoneme>')) == [
        ("x", {"phoneme": "a"}),
        ("y", {"phoneme": "a"}),
    ]
    digits = {"say_as": "digits"}
    twice = '<say-as interpret-as="digits">1</say-as>' * 2
    assert told(ssml(twice)) == [("1", digits), ("1", digits)]


FOREIGN = [
    "amazon:effect", "mstts:express-as", "audio", "w", "token", "lookup", "par", "seq", "media", "google:style", "b",
]  # fmt: skip


@pytest.mark.parametrize("element", FOREIGN)
def test_a_foreign_element_is_left_out_and_its_text_kept(element: str) -> None:
    script = ssml(f'um <{element} src="http://localhost/x" level="2">dois</{element}> três')
    assert told(script) == ["um dois três"]
    assert script.warnings == (f"<{element}> is not understood: it was left out, its text was kept.",)


@pytest.mark.parametrize("element", ["desc", "metadata", "meta", "title", "lexicon"])
def test_what_describes_the_document_is_not_read(element: str) -> None:
    script = ssml(f"um<{element}>não <b>nem</b> isto</{element}> dois")
    assert told(script) == ["um dois"]
    assert f"<{element}> was left out." in script.warnings


def test_elements_within_a_foreign_one_are_understood() -> None:
    assert told(ssml("<audio src='x'><desc>sino</desc>a<break/>b</audio>")) == ["a", 0.5, "b"]


def test_a_second_speak_is_left_out() -> None:
    script = ssml("a<speak>b</speak>")
    assert told(script) == ["ab"]
    assert len(script.warnings) == 1


@pytest.mark.parametrize("element", [element.name for element in ELEMENTS if element.name != "speak"])
def test_an_unknown_attribute_is_left_out(element: str) -> None:
    needed = {"say-as": 'interpret-as="digits"', "sub": 'alias="x"', "phoneme": 'ph="a"', "mark": 'name="m"'}
    needed |= {"voice": 'name="v"', "lang": 'xml:lang="pt"'}
    script = ssml(f'<{element} {needed.get(element, "")} colour="red">a</{element}>')
    assert script.warnings == (f"<{element}> has 'colour', which is not understood: it was left out.",)


def test_every_attribute_of_the_table_is_known() -> None:
    values = {"xml:lang": "pt", "version": "1.1", "time": "1s", "strength": "weak", "rate": "1.5", "pitch": "+1st"}
    values |= {"volume": "loud", "level": "strong", "interpret-as": "date", "format": "dmy", "alias": "x"}
    values |= {"alphabet": "ipa", "ph": "a", "name": "x"}
    for element in ELEMENTS:
        attributes = " ".join(f'{name}="{values[name]}"' for name in element.attributes)
        assert parse(f"<speak {attributes}/>" if element.name == "speak" else "<speak/>", Markup.SSML).warnings == ()
        if element.name != "speak":
            assert ssml(f"<{element.name} {attributes}>a</{element.name}>").warnings == ()


def test_namespaces_and_names_of_elements_are_no_news() -> None:
    root = (
        '<speak version="1.1" xmlns="http://www.w3.org/2001/10/synthesis" xmlns:mstts="http://x" xml:base="http://y" '
        'xmlns:xsi="http://z" xsi:schemaLocation="a b"><s xml:id="s1">a</s></speak>'
    )
    assert parse(root, Markup.SSML).warnings == ()


def test_a_language_where_none_belongs_is_left_out() -> None:
    script = ssml('<prosody xml:lang="fr">a</prosody>')
    assert told(script) == ["a"]
    assert len(script.warnings) == 1


def test_warnings_are_few_and_short() -> None:
    script = ssml("".join(f"<x{number}{'x' * 1000}/>" for number in range(100)))
    assert len(script.warnings) <= 21
    assert max(map(len, script.warnings)) < 200


@pytest.mark.parametrize(
    ("text", "what", "line", "column"),
    [
        ("<speak>a & b</speak>", "&amp;", 1, 10),
        ("<speak>a &b c</speak>", "&amp;", 1, 10),
        ("<speak>é😀\n a < b</speak>", "&lt;", 2, 4),
        (
            "<speak>a\r\rb\r\n&nbsp;</speak>",
            "'&nbsp;' has no meaning in XML: write the character itself, or &#160;",
            4,
            1,
        ),
        ("<speak>&x;</speak>", "'&x;' has no meaning in XML", 1, 8),
        ('<speak a="&x;"/>', "'&x;' has no meaning in XML", 1, 1),
        ("<speak>\x0c</speak>", r"'\x0c' may not stand here", 1, 8),
        ("<speak>\x00</speak>", r"'\x00' may not stand here", 1, 8),
        ("\n <speak>\ud83d</speak>", "half of a surrogate pair", 2, 9),
        ("<speak>&#0;</speak>", "does not allow", 1, 8),
        ("<speak>&#xD800;</speak>", "does not allow", 1, 8),
        ("<speak><s></p></speak>", "an end tag stands where </s> is expected", 1, 13),
        ("<speak>abc", "it ends before </speak>", 1, 11),
        ("<speak>abc<", "a tag or a comment does not end", 1, 11),
        ("<speak><!-- abc</speak>", "a tag or a comment does not end", 1, 8),
        ("<speak><![CDATA[abc</speak>", "a CDATA section does not end", 1, 28),
        ("<speak/>x", "something follows", 1, 9),
        ("<speak/><speak/>", "something follows", 1, 9),
        ('<speak a="1" a="2"/>', "an attribute is there twice", 1, 14),
        ("<speak a=1/>", "has to be in quotes", 1, 10),
        ('<speak a="<"/>', "< may not stand in a tag", 1, 11),
        ("<speak>]]></speak>", "'>' may not stand here", 1, 10),
    ],
)
def test_what_is_not_well_formed_is_refused_with_its_place(text: str, what: str, line: int, column: int) -> None:
    with pytest.raises(VozesError) as refusal:
        parse(text, Markup.AUTO)
    assert refusal.value.code == ErrorCode.INVALID_TEXT
    assert refusal.value.param == "text"
    assert what in refusal.value.message
    assert f"(line {line}, column {column})" in refusal.value.message


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "it ends before </speak>"),
        ("Olá", "it has to begin with <speak>"),
        ("<voice/>", "its first element is <voice>, not <speak>"),
        ("<!DOCTYPE speak><speak/>", "no document type"),
        ("<!DOCTYPE speak SYSTEM 'http://localhost/x.dtd'><speak/>", "no document type"),
    ],
)
def test_what_is_no_ssml_is_refused(text: str, what: str) -> None:
    with pytest.raises(VozesError, match="The SSML cannot be read") as refusal:
        parse(text, Markup.SSML)
    assert refusal.value.code == ErrorCode.INVALID_TEXT
    assert what in refusal.value.message
