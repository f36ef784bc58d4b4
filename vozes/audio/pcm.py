"""Makes samples that every encoder can take of what an engine yields.

Only this module decides what becomes of values that no sound has. The encoders call it for each piece.
"""

import numpy as np
import numpy.typing as npt

from vozes.types import Samples


def clean(samples: Samples) -> Samples:
    """Returns the samples (time,) limited to -1 … 1, with NaN, which a model can produce, as silence.

    Raises `ValueError` for anything but one channel of floating-point samples: a second channel or integers
    would come out as noise.
    """
    if samples.ndim != 1 or samples.dtype.kind != "f":
        raise ValueError(f"expected float samples (time,), got {samples.dtype} {samples.shape}")
    limited = np.clip(samples, -1.0, 1.0).astype(np.float32, copy=False)
    # LAME does not refuse a NaN: it aborts the process.
    return np.nan_to_num(limited, copy=False, nan=0.0)


def to_pcm16(samples: Samples) -> npt.NDArray[np.int16]:
    """Returns samples (time,) as 16-bit integers, rounded to the nearest, without dither: equal input, equal bytes."""
    scaled: Samples = np.rint(clean(samples) * np.float32(32768))
    return np.minimum(scaled, np.float32(32767)).astype(np.int16)
