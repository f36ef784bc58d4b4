"""XTTS v2 beside its reference: every recorded tensor, from what the reference had there and from our own.

The weights go the way of a published checkpoint, through a file and its conversion. Everything runs in float32 on the
CPU. What a recording does not hold, since it has no `config.json`, is the published model's.
"""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from benchmarks.forced_decoding import follow
from benchmarks.parity.comparison import Comparison, compare, compare_ids
from benchmarks.parity.recording import Recording
from vozes.engines.xtts.checkpoint.checkpoint import read_tensors
from vozes.engines.xtts.cloning import VoiceEncoder
from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.network.decoding import Decoder, Utterance
from vozes.engines.xtts.network.gpt import Gpt
from vozes.engines.xtts.network.sampling import SamplingOptions
from vozes.engines.xtts.network.vocoder import Vocoder
from vozes.engines.xtts.tokenizer import XttsTokenizer
from vozes.engines.xtts.voice import XttsVoice
from vozes.runtime.linears import Arithmetic
from vozes.runtime.weights import WeightSource

LATENTS_LIMIT, WAVE_LIMIT = 1e-4, 1e-3

_CPU = torch.device("cpu")
_HEADS = {1024: 16, 64: 2}
"""Of the GPT by its width: the published one's and the tiny one's. No parameter has a shape that tells them."""
_PENALTIES = (1, 5)
_LANGUAGE = "en"
"""Whose recorded tokens the GPT was given."""


@dataclass(frozen=True, slots=True)
class Runtime:
    encoder: VoiceEncoder
    gpt: Gpt
    vocoder: Vocoder


def compare_xtts(recording: Recording, vocabulary: Path | None = None) -> Iterator[Comparison]:
    """Each recorded tensor; the tokens of every recorded language too where there is a `vocab.json`."""
    if vocabulary is not None:
        yield from compare_tokens(recording, vocabulary)
    runtime = build(recording)
    voice = own_voice(recording, runtime)
    yield from compare_voice(recording, voice)
    yield from compare_speech(recording, runtime)
    yield from compare_chain(recording, runtime, voice)


def compare_tokens(recording: Recording, vocabulary: Path) -> Iterator[Comparison]:
    tokenizer = XttsTokenizer(vocabulary)
    for language, recorded in recording.json("tokenizer").items():
        ours = tokenizer.encode_cleaned(recorded["cleaned"], language)
        yield compare_ids(f"tokens, {language}", ours, recorded["ids"])


def compare_voice(recording: Recording, voice: XttsVoice) -> Iterator[Comparison]:
    yield compare("gpt_cond_latents", voice.latents, recording.tensor("gpt_cond_latents"), LATENTS_LIMIT)
    yield compare("speaker_embedding", voice.speaker, recording.tensor("speaker_embedding"), LATENTS_LIMIT)


def compare_speech(recording: Recording, runtime: Runtime) -> Iterator[Comparison]:
    """Each step from what the reference had before it."""
    conditioning, ids = recording.tensor("gpt_cond_latents"), _text_ids(recording)
    for penalty in _PENALTIES:
        name = f"greedy_codes_penalty_{penalty}"
        tokens = recording.tensor(name)[0].tolist()
        yield compare_ids(name, speak_greedily(runtime.gpt, conditioning, ids, penalty, len(tokens))[0], tokens)
    tokens = recording.tensor("greedy_codes_penalty_5")[0].tolist()
    latents = follow(runtime.gpt, conditioning, ids, tokens, torch.float32).latents
    recorded = recording.tensor("latents_penalty_5")
    yield compare("latents_penalty_5", latents[None], recorded, LATENTS_LIMIT)
    wave = speak_whole(runtime.vocoder, recorded[0], recording.tensor("speaker_embedding"))
    yield compare("wave_penalty_5", wave, recording.tensor("wave_penalty_5"), WAVE_LIMIT)


def compare_chain(recording: Recording, runtime: Runtime, voice: XttsVoice) -> Iterator[Comparison]:
    """All steps from what we ourselves had before, as when a text is spoken."""
    tokens = recording.tensor("greedy_codes_penalty_5")[0].tolist()
    spoken, latents = speak_greedily(runtime.gpt, voice.latents, _text_ids(recording), 5, len(tokens))
    yield compare_ids("greedy_codes_penalty_5, all ours", spoken, tokens)
    yield compare("latents_penalty_5, all ours", latents[None], recording.tensor("latents_penalty_5"), LATENTS_LIMIT)
    wave = speak_whole(runtime.vocoder, latents, voice.speaker)
    yield compare("wave_penalty_5, all ours", wave, recording.tensor("wave_penalty_5"), WAVE_LIMIT)


def speak_whole(vocoder: Vocoder, latents: Tensor, speaker: Tensor) -> Tensor:
    """Returns the wave (samples,) of an utterance's latents (tokens, width)."""
    stream = vocoder.stream(speaker)
    stream.push(latents)
    stream.finish()
    return torch.cat(list(iter(stream.next_chunk, None)))


def build(recording: Recording) -> Runtime:
    """Raises VozesError(INVALID_CHECKPOINT) where the reference has other parameters than ours."""
    config = published_config(recording.shapes)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.pth"
        torch.save({"model": recording.weights()}, path)
        tensors = read_tensors(path, config, "float32")
        weights = _source({name: tensor.clone() for name, tensor in tensors.items()})
    gpt = Gpt(config, weights, Arithmetic(_CPU, torch.float32))
    return Runtime(VoiceEncoder(config, weights), gpt, Vocoder(config, weights, _CPU, torch.float32))


def published_config(shapes: dict[str, tuple[int, ...]]) -> XttsConfig:
    """The sizes of the recorded parameters; whatever no parameter's shape tells is as published."""
    audio_vocabulary, width = shapes["gpt.mel_embedding.weight"]
    return XttsConfig(
        layers=sum(name.startswith("gpt.gpt.h.") and name.endswith(".ln_1.weight") for name in shapes),
        width=width,
        heads=_HEADS[width],
        text_vocabulary=shapes["gpt.text_embedding.weight"][0],
        start_text=261,
        stop_text=0,
        audio_vocabulary=audio_vocabulary,
        start_audio=audio_vocabulary - 2,
        stop_audio=audio_vocabulary - 1,
        max_audio_tokens=shapes["gpt.mel_pos_embedding.emb.weight"][0] - 3,
        max_text_tokens=shapes["gpt.text_pos_embedding.emb.weight"][0] - 2,
        max_prompt_tokens=70,
        input_sample_rate=22050,
        output_sample_rate=24000,
        output_hop_length=256,
        samples_per_token=1024,
        decoder_input_width=shapes["hifigan_decoder.waveform_decoder.conv_pre.weight"][1],
        speaker_width=shapes["hifigan_decoder.waveform_decoder.cond_layer.weight"][1],
        speaker_in_each_layer="hifigan_decoder.waveform_decoder.conds.0.weight" in shapes,
        cond_seconds=30,
        cond_chunk_seconds=4,
        max_reference_seconds=30,
        normalize_references=False,
        languages=(_LANGUAGE,),
    )


def own_voice(recording: Recording, runtime: Runtime) -> XttsVoice:
    """What we make of the recorded voice."""
    latents = runtime.encoder.conditioning_latents(recording.tensor("reference_22050"))
    return XttsVoice(latents, runtime.encoder.speaker_embedding(recording.tensor("reference_16000")))


def speak_greedily(
    gpt: Gpt, conditioning: Tensor, text_ids: list[int], penalty: float, count: int
) -> tuple[list[int], Tensor]:
    """The likeliest `count` tokens and their latents (count, width); the stop token is none of them."""
    options = SamplingOptions(temperature=0, repetition_penalty=penalty, min_tokens=count)
    utterance = Utterance(text_ids, conditioning, options, seed=0, max_tokens=count)
    decoder = Decoder(gpt, torch.float32, batch_bytes=0, most=1)
    decoder.add(utterance)
    while not utterance.finished:
        decoder.step()
    return utterance.tokens, utterance.take_latents()


def _source(tensors: dict[str, Tensor]) -> WeightSource:
    def weights(prefix: str) -> dict[str, Tensor]:
        return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}

    return weights


def _text_ids(recording: Recording) -> list[int]:
    ids: list[int] = recording.json("tokenizer")[_LANGUAGE]["ids"]
    return ids
