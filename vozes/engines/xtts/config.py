"""The dimensions and constants of one XTTS v2 checkpoint.

Everything that has a size takes it from here, so that a fine-tuned or a tiny model runs like the published one. It
knows nothing of files or weights.
"""

from dataclasses import dataclass

SPEAKER_EMBEDDING = 512
"""Width of the published speaker encoder's embeddings, whatever the configuration."""


@dataclass(frozen=True, slots=True)
class XttsConfig:
    # GPT
    layers: int
    width: int
    """Channels of the GPT, of its latents and of the conditioning latents."""
    heads: int
    text_vocabulary: int
    start_text: int
    stop_text: int
    audio_vocabulary: int
    start_audio: int
    stop_audio: int
    max_audio_tokens: int
    """The file's value (605); the model generates at most this less 3, and has this plus 3 positions."""
    max_text_tokens: int
    """The file's value (402); a text may have fewer tokens than this, and there are this plus 2 positions."""
    max_prompt_tokens: int
    # vocoder
    input_sample_rate: int
    output_sample_rate: int
    output_hop_length: int
    samples_per_token: int
    """Samples at the input rate."""
    decoder_input_width: int
    speaker_width: int
    speaker_in_each_layer: bool
    # conditioning
    cond_seconds: int
    cond_chunk_seconds: int
    max_reference_seconds: int
    normalize_references: bool
    languages: tuple[str, ...]

    @property
    def audio_positions(self) -> int:
        return self.max_audio_tokens + 3

    @property
    def text_positions(self) -> int:
        return self.max_text_tokens + 2

    @property
    def max_new_tokens(self) -> int:
        """Audio tokens that one text may become, the stop token included."""
        return self.max_audio_tokens - 3

    @property
    def frames_per_token(self) -> float:
        return self.samples_per_token / self.output_hop_length * self.output_sample_rate / self.input_sample_rate

    @property
    def tokens_per_second(self) -> float:
        return self.input_sample_rate / self.samples_per_token
