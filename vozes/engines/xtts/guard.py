"""Judges whether audio tokens can be a reading of a text, and finds the model's known failures by counting.

It knows the text and the audio tokens (0 to 1023, without start and stop), and neither tensors nor sound. A false alarm
throws a good reading away, so it complains only about what hardly any reading has; `durations` has the bounds.
"""

import math
from collections.abc import Sequence
from enum import StrEnum

from vozes.engines.xtts.durations import weigh
from vozes.warnings import CodedWarning, WarningCode


class Verdict(StrEnum):
    GOOD = "good"
    RUNAWAY = "runaway"
    """More tokens than the text can take."""
    CUT_OFF = "cut_off"
    """Far fewer tokens than the text takes."""
    REPEATING = "repeating"
    """One token, or a few in a cycle, over and over."""
    NO_STOP = "no_stop"
    """As many tokens as the model can make, and no stop token."""


_COMPLAINTS = {
    Verdict.RUNAWAY: "it went on long after its words",
    Verdict.CUT_OFF: "it ended before all of its words",
    Verdict.REPEATING: "it repeated one sound over and over",
    Verdict.NO_STOP: "it did not come to an end",
}

_SHORTEST_SPEECH = 2
"""Tokens of the shortest speakable text: 0.1 s."""
_STUCK_SECONDS = 3.0
"""Seconds of hardly any variety. Silence looks like that too, but nobody pauses so long within a sentence."""
_STUCK_VARIETY = 4
"""Different tokens, at most, in sound that is stuck."""
_CYCLE_SECONDS = 2.0
"""Seconds of an exact cycle, three rounds at least: no two natural syllables have the same tokens."""
_LONGEST_CYCLE = 32
"""Tokens of a cycle: 1.5 s. Cycles of up to `_STUCK_VARIETY` tokens count as stuck."""


class Guard:
    """Judges the attempts at one segment; keeps nothing between calls, so any may be judged at any time."""

    def __init__(self, cleaned_text: str, language: str, *, limit: int, tokens_per_second: float):
        """`cleaned_text`: as the tokenizer gets it. `limit`: tokens that the model can make of one text."""
        contents = weigh(cleaned_text, language)
        seconds = contents.reading_seconds(language)
        self._limit = limit
        self._stuck = round(_STUCK_SECONDS * tokens_per_second)
        self._cycling = round(_CYCLE_SECONDS * tokens_per_second)
        self._repetitive = contents.repetitive
        self._normal = seconds.normal * tokens_per_second
        fewest = math.floor(seconds.fastest * tokens_per_second)
        self.fewest = max(fewest, _SHORTEST_SPEECH) if contents.speakable else 0
        """Tokens of the fastest reading."""
        self.most = math.ceil(seconds.slowest * tokens_per_second)
        """Tokens of the slowest reading with the silence around it; may be more than the model can make."""
        self.said_seconds = seconds.said
        """Seconds of speech after which a short sound behind a pause does not belong to the text, for `trim_end`.

        Infinite if the text itself ends that way: "One, two, go!"
        """

    def check(self, tokens: Sequence[int], *, finished: bool, stopped: bool) -> Verdict:
        """Returns the verdict on an attempt so far. `finished`: no more tokens come; `stopped`: the stop token came.

        Looks only at the last few while tokens come (microseconds), and at all of them at the end (milliseconds).
        """
        if self._find_repetition(tokens, range(len(tokens) if not finished else 1, len(tokens) + 1)) is not None:
            return Verdict.REPEATING
        if len(tokens) > self.most:
            return Verdict.RUNAWAY
        if not stopped and (finished or len(tokens) >= self._limit):
            return Verdict.NO_STOP
        if finished and len(tokens) < self.fewest:
            return Verdict.CUT_OFF
        return Verdict.GOOD

    def good_length(self, tokens: Sequence[int], verdict: Verdict) -> int:
        """Returns how many tokens of an attempt are worth keeping: those before a repetition, at most `most`."""
        length = len(tokens)
        if verdict is Verdict.REPEATING:
            length = self._find_repetition(tokens, range(1, length + 1)) or 0
        return min(length, self.most)

    def severity(self, tokens: Sequence[int], verdict: Verdict) -> float:
        """Returns how bad an attempt is: 0 for a good one, otherwise 1 or more.

        It grows with the distance of what is worth keeping from a normal reading; missing words count double.
        """
        if verdict is Verdict.GOOD:
            return 0.0
        distance = math.log(max(self.good_length(tokens, verdict), 1) / max(self._normal, 1.0))
        return 1.0 + max(distance, -2 * distance)

    def _find_repetition(self, tokens: Sequence[int], ends: range) -> int | None:
        """Returns how many tokens come before the first repetition that reaches one of the ends; None without any."""
        if self._repetitive:
            return None
        found = (self._repetition_at(tokens, end) for end in ends if end >= self._cycling)
        return next((length for length in found if length is not None), None)

    def _repetition_at(self, tokens: Sequence[int], end: int) -> int | None:
        if end >= self._stuck:
            few = set(tokens[end - self._stuck : end])
            if len(few) <= _STUCK_VARIETY:
                start = next((place + 1 for place in range(end - 1, -1, -1) if tokens[place] not in few), 0)
                return start + _STUCK_VARIETY  # so many of the few may be the last of the speech
        for period in range(_STUCK_VARIETY + 1, _LONGEST_CYCLE + 1):
            place = end - 1
            while place >= period and tokens[place] == tokens[place - period]:
                place -= 1
            long = end - 1 - place + period >= max(self._cycling, 3 * period)
            if long and len(set(tokens[end - period : end])) > _STUCK_VARIETY:  # else it may be a pause
                return place + 1  # the first time round may be part of the text
        return None


def warning(verdict: Verdict, attempts: int) -> CodedWarning:
    """Returns the warning about a segment that stayed bad, for the log and the header: ASCII, nothing of the text."""
    tried = "1 attempt" if attempts == 1 else f"{attempts} attempts"
    told = f"A passage may sound wrong: {_COMPLAINTS[verdict]} ({tried})."
    return CodedWarning(WarningCode.PASSAGE_MAY_SOUND_WRONG, told, complaint=verdict.value, count=attempts)
