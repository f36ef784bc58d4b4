"""How soon the page can be used once it is opened: until Speak is there and answers, in Chromium with a warm cache.

`python -m benchmarks.page_ready [--tries 20]`: a true server with eSpeak NG, and a new tab for each try in a browser
that has had the page before. Told is the time since the navigation began.
"""

import argparse
import os

from playwright.sync_api import Browser, sync_playwright

from benchmarks.report import Mark, Report, print_reports, spread
from tests.browser.chromium import ARGUMENTS
from tests.live import running_server
from vozes.setup.testing.browser import find_chromium

_LIMIT_MS = 500.0
_WATCH = """
  window.ready = new Promise((resolve) => {
    const look = () => {
      if (!document.getElementById("speak")) return requestAnimationFrame(look);
      const { port1, port2 } = new MessageChannel(); // the first task after all that was being done
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    };
    look();
  });
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tries", type=int, default=20)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    arguments = parser.parse_args()
    with running_server() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(os.environ), args=ARGUMENTS)
        seconds = _seconds_until_ready(browser, server.url, arguments.tries)
        browser.close()
    report = Report("The page, until it can be used", rows=[spread(seconds)])
    report.marks.append(Mark("until Speak answers, median", 1000 * sorted(seconds)[len(seconds) // 2], _LIMIT_MS, "ms"))
    print_reports(report, as_json=arguments.json)


def _seconds_until_ready(browser: Browser, url: str, tries: int) -> list[float]:
    """The first try fills the cache, and is left out."""
    context = browser.new_context()
    context.add_init_script(_WATCH)
    found = []
    for _ in range(tries + 1):
        page = context.new_page()
        page.goto(url)
        found.append(page.evaluate("() => ready") / 1000)
        page.close()
    context.close()
    return found[1:]


if __name__ == "__main__":
    main()
