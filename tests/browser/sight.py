"""Tells what of a page is not in sight: beyond the window's edges, or under the bar of the player or something else."""

from playwright.sync_api import Page

_HIDDEN = """
  (selectors) => {
    const bar = document.querySelector(".player-bar");
    const height = document.documentElement.clientHeight;
    const width = document.documentElement.clientWidth;
    const at = ({ left, top, right, bottom }) => `${[left, top, right, bottom].map(Math.round)} of ${[width, height]}`;
    return selectors.flatMap((selector) => {
      const element = [...document.querySelectorAll(selector)].find((each) => each.checkVisibility());
      if (!element) return [`${selector} is not there`];
      const box = element.getBoundingClientRect();
      const isCovered = bar && !bar.contains(element) && !element.closest("dialog");
      const bottom = isCovered ? bar.getBoundingClientRect().top : height;
      const isOn = (y) => element.contains(document.elementFromPoint((box.left + box.right) / 2, y));
      const isWhole = box.left >= -0.5 && box.top >= -0.5 && box.right <= width + 0.5 && box.bottom <= bottom + 0.5;
      if (isWhole && !(isOn(box.top + 2) && isOn(box.bottom - 2))) return [`${selector} is under something`];
      return isWhole ? [] : [`${selector} is at ${at(box)}, with the bar from ${Math.round(bottom)}`];
    });
  }
"""


def out_of_sight(page: Page, *selectors: str) -> list[str]:
    """Returns a line for each selector whose first visible element is not whole in the window, and for each without."""
    found: list[str] = page.evaluate(_HIDDEN, list(selectors))
    return found


def assert_in_sight(page: Page, *selectors: str) -> None:
    """Fails with all that `out_of_sight` finds; so does a bar that is not whole itself."""
    assert out_of_sight(page, ".player-bar", *selectors) == []
