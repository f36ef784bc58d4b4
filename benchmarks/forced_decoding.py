"""XTTS's GPT fed with audio tokens that are already known, so that two runs can be compared step by step."""

from collections.abc import Sequence

import torch
from torch import Tensor

from vozes.engines.xtts.network.gpt import Gpt
from vozes.engines.xtts.network.steps import decode_steps
from vozes.engines.xtts.network.transformer import Prompt, Step


@torch.inference_mode()
def follow(
    gpt: Gpt, conditioning: Tensor, text_ids: Sequence[int], tokens: Sequence[int], cache_dtype: torch.dtype
) -> Step:
    """Returns latents (tokens, width) and logits (tokens, vocabulary) before each token.

    `conditioning`: (1, positions, width).
    """
    cache = gpt.new_cache(1, cache_dtype)
    decode = decode_steps(gpt, cache)
    start = conditioning.shape[1]
    gpt.prefill([Prompt(0, 0, conditioning[0].to(gpt.device, gpt.dtype))], cache)
    text = gpt.embed_text(text_ids)
    steps = [gpt.prefill([Prompt(0, start, text)], cache)]
    newest = start + len(text) - 1
    for count, token in enumerate(tokens[:-1], start=1):
        steps.append(decode([token], [count], [newest + count], 0))
    return Step(torch.cat([step.latents for step in steps]), torch.cat([step.logits for step in steps]))
