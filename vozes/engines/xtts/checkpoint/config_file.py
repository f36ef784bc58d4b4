"""Reads the dimensions of an XTTS v2 checkpoint from its `config.json`, within bounds.

`config.json` may leave the text tokens to `vocab.json`, which has to fit it in any case.
"""

from pathlib import Path

from vozes.engines.xtts.config import SPEAKER_EMBEDDING, XttsConfig
from vozes.runtime.configuration import Section

_MOST_LAYERS = 512
_WIDEST = 16_384
_MOST_TOKENS = 262_144
_MOST_POSITIONS = 65_536
_MOST_PROMPT_TOKENS = 1_024
_FRAMES_PER_TOKEN = (0.25, 64.0)
"""The frames that the vocoder may make of an audio token: 4.35 in the published checkpoint."""
_RATES = (8_000, 192_000)
_GROUPS = 8
"""The GPT's width must be a multiple of this: its conditioning encoder normalizes in groups of channels."""
_LONGEST_REFERENCE = 3_600
"""Seconds."""


def read_config(path: Path, vocabulary: Path) -> XttsConfig:
    """Reads `config.json`, and the text tokens of `vocab.json`.

    Raises VozesError(INVALID_CHECKPOINT), naming the key that is wrong.
    """
    document = Section.read(path)
    if document.values.get("model", "xtts") != "xtts":
        raise document.wrong("model", "is of another model: only XTTS v2 is supported")
    args = document.section("model_args")
    if not args.boolean("gpt_use_perceiver_resampler"):
        raise args.wrong("gpt_use_perceiver_resampler", "is false, as in XTTS v1: only v2 is supported")
    width = args.integer("gpt_n_model_channels", _GROUPS, _WIDEST)
    heads = args.integer("gpt_n_heads", 1, width)
    if width % heads or width % _GROUPS:
        raise args.wrong("gpt_n_model_channels", f"is {width}, which must divide by gpt_n_heads and by {_GROUPS}")
    text_vocabulary, start_text, stop_text = _text_tokens(args, vocabulary)
    audio_vocabulary = args.integer("gpt_num_audio_tokens", 3, _MOST_TOKENS)
    cond_seconds = document.integer("gpt_cond_len", 1, _LONGEST_REFERENCE)
    config = XttsConfig(
        layers=args.integer("gpt_layers", 1, _MOST_LAYERS),
        width=width,
        heads=heads,
        text_vocabulary=text_vocabulary,
        start_text=start_text,
        stop_text=stop_text,
        audio_vocabulary=audio_vocabulary,
        start_audio=args.integer("gpt_start_audio_token", 0, audio_vocabulary - 1),
        stop_audio=args.integer("gpt_stop_audio_token", 0, audio_vocabulary - 1),
        max_audio_tokens=args.integer("gpt_max_audio_tokens", 4, _MOST_POSITIONS),
        max_text_tokens=args.integer("gpt_max_text_tokens", 4, _MOST_POSITIONS),
        max_prompt_tokens=args.integer("gpt_max_prompt_tokens", 0, _MOST_PROMPT_TOKENS),
        input_sample_rate=args.integer("input_sample_rate", *_RATES),
        output_sample_rate=args.integer("output_sample_rate", *_RATES),
        output_hop_length=args.integer("output_hop_length", 1, _MOST_POSITIONS),
        samples_per_token=args.integer("gpt_code_stride_len", 1, _MOST_POSITIONS),
        decoder_input_width=args.integer("decoder_input_dim", width, width),
        speaker_width=args.integer("d_vector_dim", SPEAKER_EMBEDDING, SPEAKER_EMBEDDING),
        speaker_in_each_layer=args.boolean("cond_d_vector_in_each_upsampling_layer"),
        cond_seconds=cond_seconds,
        cond_chunk_seconds=document.integer("gpt_cond_chunk_len", 1, cond_seconds),
        max_reference_seconds=document.integer("max_ref_len", 1, _LONGEST_REFERENCE),
        normalize_references=document.boolean("sound_norm_refs"),
        languages=document.names("languages"),
    )
    if config.start_audio == config.stop_audio:
        raise args.wrong("gpt_stop_audio_token", "must differ from gpt_start_audio_token")
    low, high = _FRAMES_PER_TOKEN
    if not low <= config.frames_per_token <= high:
        problem = f"and the rates make {config.frames_per_token:g} frames of a token, which must be {low:g} to {high:g}"
        raise args.wrong("gpt_code_stride_len", problem)
    return config


def _text_tokens(args: Section, vocabulary: Path) -> tuple[int, int, int]:
    """Returns how many text tokens there are, and the two that begin and end a text."""
    ids = read_vocabulary(vocabulary)
    largest = max(ids.values())
    size = args.optional_integer("gpt_number_text_tokens", 1, _MOST_TOKENS) or largest + 1
    if largest >= size:
        problem = f"is {size}, but {vocabulary.name} has a token with the id {largest}: they are of different models"
        raise args.wrong("gpt_number_text_tokens", problem)
    for key, token in (("gpt_start_text_token", "[START]"), ("gpt_stop_text_token", "[STOP]")):
        expected = args.optional_integer(key, 0, size - 1)
        if expected not in (None, ids[token]):
            problem = f"is {expected}, but {token} is {ids[token]} in {vocabulary.name}: they are of different models"
            raise args.wrong(key, problem)
    return size, ids["[START]"], ids["[STOP]"]


def read_vocabulary(path: Path) -> dict[str, int]:
    """Returns the ids of all tokens in `vocab.json`. Raises VozesError(INVALID_CHECKPOINT)."""
    document = Section.read(path)
    ids = document.section("model").section("vocab").values
    added = document.values.get("added_tokens", [])
    try:
        ids = ids | {token["content"]: token["id"] for token in added}
    except (TypeError, KeyError) as error:
        raise document.wrong("added_tokens", "is not a list of tokens") from error
    if not all(type(index) is int and 0 <= index < _MOST_TOKENS for index in ids.values()):
        raise document.wrong("model.vocab", "has an id that is not a whole number within bounds")
    if missing := [token for token in ("[START]", "[STOP]") if token not in ids]:
        raise document.wrong("model.vocab", f"lacks {' and '.join(missing)}: it is not a vocabulary of XTTS v2")
    return ids
