"""Which style each part is spoken in."""

import torch
from torch import Tensor

from tests.engines.styletts2.checkpoints import TINY
from tests.engines.styletts2.made_up import numbers, weights_of
from vozes.engines.steps import finish
from vozes.engines.styletts2.network.model import StyleTts2Model
from vozes.engines.styletts2.phonemizing import STYLETTS2_NOTATION, SymbolEncoder
from vozes.engines.styletts2.segmentation import Segment
from vozes.engines.styletts2.styles import DrawnStyles, PackStyles, own_style
from vozes.engines.styletts2.symbols import STYLETTS2_TABLE
from vozes.types import OptionValue

CPU = torch.device("cpu")
WIDTH = 16
"""Of a style, both halves."""
LIBRITTS = StyleTts2Model(TINY["libritts"], weights_of("libritts"))
LJSPEECH = StyleTts2Model(TINY["ljspeech"], weights_of("ljspeech"))
VOICE = numbers(WIDTH, seed=9)


def segment(symbols: int = 3, *, begins: bool = True) -> Segment:
    return Segment(0, 1, (5,) * symbols, (), begins=begins)


def drawn(
    count: int = 1, *, model: StyleTts2Model = LIBRITTS, voice: Tensor | None = VOICE, **options: OptionValue
) -> list[Tensor]:
    """The styles of so many sentences."""
    styles = DrawnStyles(model, voice, options, None, model.seeded(1))
    return [finish(styles(segment(), model.encode([0, 5, 6, 7 + number]))) for number in range(count)]


def test_a_pack_has_a_style_for_each_count_of_symbols() -> None:
    pack = numbers(510, WIDTH)
    styles = PackStyles([(pack, 1.0)], CPU)
    for count in (1, 3, 510):
        assert torch.equal(finish(styles(segment(count), LIBRITTS.encode([0]))), pack[count - 1])


def test_packs_are_mixed_by_weight() -> None:
    first, second = numbers(510, WIDTH, seed=1), numbers(510, WIDTH, seed=2)
    style = finish(PackStyles([(first, 0.7), (second, 0.3)], CPU)(segment(4), LIBRITTS.encode([0])))
    assert torch.allclose(style, 0.7 * first[3] + 0.3 * second[3])


def test_alpha_is_the_share_of_the_texts_timbre_and_beta_of_its_prosody() -> None:
    (text,) = drawn(alpha=1.0, beta=1.0)
    (mixed,) = drawn(alpha=0.3, beta=0.7)
    expected = torch.cat((0.3 * text[:8] + 0.7 * VOICE[:8], 0.7 * text[8:] + 0.3 * VOICE[8:]))
    assert torch.allclose(mixed, expected)
    assert torch.equal(drawn(alpha=0.0, beta=0.0)[0], VOICE)


def test_a_text_is_drawn_for_with_the_voice_and_the_options_that_are_given() -> None:
    encoding = LIBRITTS.encode([0, 5, 6, 7])
    normal = LIBRITTS.seeded(1)
    expected = finish(LIBRITTS.drawing_style(encoding, VOICE, normal((WIDTH,)), normal, steps=3, scale=2.0))
    assert torch.equal(drawn(alpha=1.0, beta=1.0, diffusion_steps=3, embedding_scale=2.0)[0], expected)


def test_a_sentence_keeps_some_of_the_style_before_it() -> None:
    """The published long-form inference: what is kept was mixed with the voice already."""
    anew = drawn(2, alpha=1.0, beta=1.0, style_blend=0.0)
    first, second = drawn(2, style_blend=0.7)
    blended = 0.7 * first + 0.3 * anew[1]
    assert torch.allclose(second, torch.cat((0.3 * blended[:8] + 0.7 * VOICE[:8], 0.7 * blended[8:] + 0.3 * VOICE[8:])))


def test_what_is_blended_whole_never_changes() -> None:
    first, second = drawn(2, alpha=1.0, beta=1.0, style_blend=1.0)
    assert torch.equal(first, second)


def test_a_sentence_that_is_parted_has_one_style() -> None:
    styles = DrawnStyles(LIBRITTS, VOICE, {}, None, LIBRITTS.seeded(1))
    first = finish(styles(segment(), LIBRITTS.encode([0, 5])))
    assert torch.equal(finish(styles(segment(begins=False), LIBRITTS.encode([0, 6]))), first)
    assert not torch.equal(finish(styles(segment(), LIBRITTS.encode([0, 6]))), first)


def test_a_manner_is_drawn_for_instead_of_the_text() -> None:
    manner = LIBRITTS.encode([0, 40, 41, 42])
    styles = [
        finish(DrawnStyles(LIBRITTS, VOICE, {}, manner, LIBRITTS.seeded(1))(segment(), LIBRITTS.encode([0, n])))
        for n in (5, 6)
    ]
    assert torch.equal(*styles)
    assert not torch.allclose(styles[0], drawn()[0])


def test_a_model_of_one_speaker_speaks_in_the_drawn_style_itself() -> None:
    first = drawn(model=LJSPEECH, voice=None, alpha=0.0, beta=0.0)[0]
    normal = LJSPEECH.seeded(1)
    assert torch.equal(
        first, finish(LJSPEECH.drawing_style(LJSPEECH.encode([0, 5, 6, 7]), VOICE, normal((WIDTH,)), normal))
    )


def test_the_voice_of_a_model_without_a_recording_is_always_the_same() -> None:
    encoder = SymbolEncoder(STYLETTS2_TABLE, STYLETTS2_NOTATION)
    style = own_style(LIBRITTS, encoder)
    assert style.shape == (WIDTH,)
    assert style.isfinite().all()
    assert style.std() > 1e-3
    assert torch.equal(style, own_style(LIBRITTS, encoder))
