from tests.text.markup.reading import changes, ssml
from vozes.text.markup.parsing import parse
from vozes.text.markup.passages import Markup, Pause, Script
from vozes.text.markup.planning import Stretch, joined, plan


def told(script: Script) -> list[object]:
    return [
        step.seconds if isinstance(step, Pause) else (step.text.text, changes(step.manner))
        for step in plan(script).steps
    ]


def test_a_text_without_markup_is_one_stretch_as_it_was() -> None:
    (step,) = plan(parse("Olá, mundo.", Markup.AUTO)).steps
    assert isinstance(step, Stretch)
    assert (step.text.text, step.text.span(5, 10), step.inlines) == ("Olá, mundo.", (5, 10), ())


def test_what_one_request_can_say_is_one_stretch() -> None:
    inside = 'em <emphasis>dois</emphasis> de <say-as interpret-as="date">7-9</say-as> às <sub alias="dez">10</sub>'
    assert told(ssml(inside)) == [("em dois de 7-9 às dez", {})]


def test_how_words_are_read_stays_with_their_spans() -> None:
    (step,) = plan(ssml(' em <emphasis>dois</emphasis> <phoneme ph="a">há</phoneme> ')).steps
    assert isinstance(step, Stretch)
    assert [(step.text.text[each.start : each.end], changes(each.manner)) for each in step.inlines] == [
        ("dois", {"emphasis": "moderate"}),
        ("há", {"phoneme": "a"}),
    ]


def test_another_voice_language_rate_pitch_or_volume_begins_another_stretch() -> None:
    inside = (
        '<lang xml:lang="en">a</lang> <voice name="x">b</voice><prosody rate="2">c</prosody><prosody pitch="high">d'
    )
    assert told(ssml(f'{inside}</prosody><prosody volume="loud">e</prosody>')) == [
        ("a", {"language": "en"}),
        ("b", {"voice": "x"}),
        ("c", {"rate": 2.0}),
        ("d", {"pitch": 4.0}),
        ("e", {"volume": 6.0}),
    ]


def test_pauses_stand_between_stretches_unless_they_have_no_length() -> None:
    assert told(ssml("um <break time='1s'/><break/> dois <break strength='none'/> três")) == [
        ("um", {}),
        1.0,
        0.5,
        ("dois  três", {}),
    ]


def test_punctuation_alone_goes_to_the_words_before_it() -> None:
    assert told(ssml("Eu <voice name='x'>sim</voice>. <voice name='x'>E tu</voice>?")) == [
        ("Eu", {}),
        ("sim. E tu?", {"voice": "x"}),
    ]
    assert told(ssml("<break/>. <voice name='x'>sim</voice>")) == [0.5, ("sim", {"voice": "x"})]


def test_signs_that_have_a_name_are_words() -> None:
    assert told(ssml("<voice name='x'>100</voice>%")) == [("100", {"voice": "x"}), ("%", {})]


def test_marks_part_nothing_and_are_kept_apart() -> None:
    planned = plan(ssml("um <mark name='m'/>dois"))
    assert [mark.name for mark in planned.marks] == ["m"]
    assert len(planned.steps) == 1


def test_a_script_without_words_has_no_stretches() -> None:
    assert told(ssml(" <s/> <voice name='x'> </voice> . ")) == []


def test_joined_texts_keep_their_spans() -> None:
    script = parse("a[rate:2]b", Markup.TAGS)
    both = joined(item.text for item in script.items if not isinstance(item, Pause) and hasattr(item, "text"))
    assert (both.text, list(both.starts), list(both.ends)) == ("ab", [0, 9], [1, 10])


def test_many_turns_of_the_voice_around_punctuation_take_no_longer_than_they_have_to() -> None:
    inside = "palavra " * 5_000 + "<voice name='x'>.</voice>," * 10_000
    (step,) = plan(ssml(inside)).steps
    assert isinstance(step, Stretch)
    assert step.text.text.endswith(".,.,")
