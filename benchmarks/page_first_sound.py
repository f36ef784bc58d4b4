"""How soon a press of Speak on the page is heard: until the audio clock runs with sound planned on it, in Chromium.

`python -m benchmarks.page_first_sound [--engine espeak|styletts2] [--tries 5]`: a true server, the true page, three
paragraphs. With `styletts2` its checkpoints are those of `VOZES_STYLETTS2_CHECKPOINTS`. Told are the median and the
worst of the tries after one that warms up, and of each also when the first bytes came and when the whole was there.
"""

import argparse
import os
import statistics
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.chromium import ARGUMENTS
from tests.live import running_server
from vozes.setup.testing.browser import find_chromium

TEXT = (
    "O faroleiro acordou antes do amanhecer, como fazia todos os dias havia trinta e um anos.\n\n"
    "Pôs a chaleira no fogo, subiu os cento e doze degraus e olhou para o mar. Havia um barco onde não devia haver "
    "barco nenhum.\n\nEra pequeno, pintado de azul, e girava devagar na corrente, vazio, com um remo a menos. "
    "Ninguém no povoado tinha um barco daquela cor, e fazia uma semana que o mar não deixava ninguém sair do "
    "porto, nem os mais velhos, que não temiam nada."
)
_MEASURE = """async ([text, engine]) => {
  const { player } = await import("./ui/player/player.js");
  const times = {};
  const began = performance.now();
  const since = () => performance.now() - began;
  player.speak({ text, language: "pt-br", engine }, {});
  const forget = player.subscribe(({ ready, clip, error }) => {
    if (error) times.error = String(error.code ?? error);
    if (ready > 0) times.bytes ??= since();
    if (clip) times.whole ??= since();
    if (player.position() > 0) times.heard ??= since();
  });
  while (!times.error && !(times.whole && times.heard)) await new Promise((resolve) => setTimeout(resolve, 2));
  times.seconds = player.get().ready;
  forget();
  player.stop();
  return times;
}"""


def measured(page: Page, engine: str) -> dict[str, Any]:
    """Milliseconds from the press, and the seconds of speech."""
    found: dict[str, Any] = page.evaluate(_MEASURE, [TEXT, engine])
    assert "error" not in found, found["error"]
    return found


def tell(browser: Browser, url: str, engine: str, tries: int) -> None:
    page = browser.new_page()
    page.goto(url)
    measured(page, engine)
    found = [measured(page, engine) for _ in range(tries)]
    print(f"{engine}: {len(TEXT)} characters, {found[0]['seconds']:.1f} s of speech, {tries} tries")
    for name, words in (("bytes", "first bytes"), ("heard", "audio clock runs"), ("whole", "all is there")):
        values = [each[name] for each in found]
        print(f"  {words:<17} median {statistics.median(values):6.0f} ms   worst {max(values):6.0f} ms")
    page.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--engine", action="append", help="again for each one; eSpeak NG by default")
    parser.add_argument("--tries", type=int, default=5)
    arguments = parser.parse_args()
    chromium = find_chromium(os.environ)
    checkpoints = os.environ.get("VOZES_STYLETTS2_CHECKPOINTS")
    environment = {} if checkpoints is None else {"VOZES_STYLETTS2_CHECKPOINTS": checkpoints}
    with running_server(env=environment) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        for engine in arguments.engine or ["espeak"]:
            tell(browser, server.url, engine, arguments.tries)
        browser.close()


if __name__ == "__main__":
    main()
