"""What XTTS v2's int8 weights change: its logits beside float32's, both fed with the same text, voice and audio tokens.

A full-size checkpoint is wanted, since errors average out less in a small one. The tokens are what float32 says.
"""

import argparse
from pathlib import Path

from torch import Tensor

from benchmarks.forced_decoding import follow
from benchmarks.report import Mark, Report, print_reports
from vozes.cli.bench import TEXT
from vozes.engines.xtts.checkpoint.checkpoint import Precision, read_speakers, read_tensors
from vozes.engines.xtts.checkpoint.config_file import read_config
from vozes.engines.xtts.checkpoint.files import CheckpointFiles
from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.network.decoding import Decoder, Utterance
from vozes.engines.xtts.network.gpt import Gpt
from vozes.engines.xtts.network.sampling import SamplingOptions
from vozes.engines.xtts.tokenizer import XttsTokenizer
from vozes.runtime.device import Placement, place

_MOST_ERROR, _LEAST_SAME = 4.0, 95.0
_LANGUAGE = "pt"


def main() -> None:
    arguments = _parse_arguments()
    exact, rounded, kernel = _logits(CheckpointFiles.of(arguments.checkpoint), arguments.tokens)
    error = round(100 * float((rounded - exact).norm() / exact.norm()), 2)
    same = round(100 * float((rounded.argmax(-1) == exact.argmax(-1)).float().mean()), 1)
    report = Report("XTTS v2, int8 against float32")
    report.rows = [
        {
            "tokens": len(exact),
            "kernel": kernel,
            "error of the logits %": error,
            "same likeliest token %": same,
        }
    ]
    report.marks = [
        Mark("error of the logits", error, _MOST_ERROR, "%"),
        Mark("steps with another likeliest token", round(100 - same, 1), 100 - _LEAST_SAME, "%"),
    ]
    print_reports(report, as_json=arguments.json)


def _logits(files: CheckpointFiles, count: int) -> tuple[Tensor, Tensor, str]:
    """Of float32 and of int8, each (count, vocabulary), and by what int8 was multiplied."""
    config = read_config(files.config, files.vocabulary)
    conditioning = next(iter(read_speakers(files.speakers, config).values())).latents
    tokenizer = XttsTokenizer(files.vocabulary)
    text_ids = tokenizer.encode_cleaned(tokenizer.clean(TEXT, _LANGUAGE), _LANGUAGE)
    gpt, placement = _load(files, config, "float32")
    tokens = _say(gpt, conditioning, text_ids, count)
    exact = follow(gpt, conditioning, text_ids, tokens, placement.cache_dtype).logits
    gpt, placement = _load(files, config, "int8")
    rounded = follow(gpt, conditioning, text_ids, tokens, placement.cache_dtype).logits
    return exact, rounded, gpt.int8.value if gpt.int8 else "none"


def _load(files: CheckpointFiles, config: XttsConfig, precision: Precision) -> tuple[Gpt, Placement]:
    placement = place("cpu", precision)
    tensors = read_tensors(files.model, config, precision)

    def weights(prefix: str) -> dict[str, Tensor]:
        return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}

    return Gpt.placed(config, weights, placement), placement


def _say(gpt: Gpt, conditioning: Tensor, text_ids: list[int], count: int) -> list[int]:
    utterance = Utterance(text_ids, conditioning, SamplingOptions(min_tokens=count), seed=0, max_tokens=count)
    decoder = Decoder(gpt, gpt.dtype, batch_bytes=0, most=1)
    decoder.add(utterance)
    while not utterance.finished:
        decoder.step()
    return utterance.tokens


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True, help="folder of a full-size checkpoint")
    parser.add_argument("--tokens", type=int, default=200, help="audio tokens that both are fed with; default 200")
    parser.add_argument("--json", action="store_true", help="one JSON object instead of tables")
    return parser.parse_args()


if __name__ == "__main__":
    main()
