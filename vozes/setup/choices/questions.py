"""Asks on a terminal, and goes on by itself with what is suggested where nobody answers.

It knows nothing of what is asked.
"""

import os
import queue
import threading
from collections.abc import Mapping

from vozes.setup.console import Console

PATIENCE = 30.0
"""Seconds for each answer."""
_READ_BYTES = 1024


class Questions:
    """Questions one after the other to whoever has the terminal that is this process's standard input."""

    def __init__(self, console: Console, seconds: float = PATIENCE) -> None:
        self._console = console
        self._seconds = seconds
        self._lines: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def ask(self, question: str, choices: Mapping[str, str], suggested: str) -> str:
        """Returns the word that is chosen; `choices` are the words with what they mean."""
        words, width = list(choices), max(map(len, choices))
        self._console.say(f"\n{question}")
        for number, (word, meaning) in enumerate(choices.items(), 1):
            self._console.say(f"  {number}  {word.ljust(width)}  {meaning}")
        while True:
            self._console.say(f"Number, or Enter for {suggested} (which is taken in {self._seconds:.0f} s):")
            try:
                answer = self._lines.get(timeout=self._seconds).strip().lower()
            except queue.Empty:
                self._console.say(f"No answer: {suggested}.")
                return suggested
            if not answer:
                return suggested
            if answer in words:
                return answer
            if answer.isdecimal() and 1 <= int(answer) <= len(words):
                return words[int(answer) - 1]

    def _read(self) -> None:
        """Reads not by `sys.stdin`, whose lock the interpreter wants at its end, and nobody may answer until then."""
        while data := os.read(0, _READ_BYTES):
            for line in data.decode(errors="replace").splitlines():
                self._lines.put(line)
