// Shows what went wrong beside what caused it, and announces it to screen readers. A problem that is shown is
// translated when the page changes its language. Knows nothing of what the page does.

import { ApiError } from "./api.js";
import { textElement } from "./elements.js";
import { PageError, textForCode, wordsFor } from "./errors.js";
import { t, whenLanguageChanges } from "./i18n.js";

// Refusals for which the server's words say more than the page's own text.
const SHOWN_WITH_DETAILS = [
  "body_too_large",
  "invalid_recording",
  "invalid_archive",
  "invalid_field",
  "model_not_installed",
  "engine_failed",
  "storage_full",
  "origin_not_allowed",
];

// Refusals that have to do with who asks, and not with what: the page's own text says it everywhere.
const OF_WHO_ASKS = ["origin_not_allowed", "read_only_key", "rate_limited", "daily_limit", "too_many_wrong_keys"];

const problems = new WeakMap(); // by place, which is an element of the class `problem`: the error that it shows

/** Shows the page's own text for an error, else the server's words. A place with `data-words="server"` shows the
 * server's words for what is asked for, but the page's own where it is refused for who asks. */
export function showProblem(place, error) {
  if (!(error instanceof ApiError || error instanceof PageError)) console.error(error);
  problems.set(place, error);
  render(place);
}

/** Does what can fail, and shows in a place what goes wrong. Returns whether it succeeded. */
export async function attempt(place, action) {
  clearProblem(place);
  try {
    await action();
    return true;
  } catch (error) {
    showProblem(place, error);
    return false;
  }
}

/** Clears a place; where an error is given, only if it is that one. */
export function clearProblem(place, error = problems.get(place)) {
  if (problems.get(place) !== error) return;
  problems.delete(place);
  place.replaceChildren();
}

export function clearProblems(root) {
  for (const place of root.querySelectorAll(".problem")) clearProblem(place);
}

function render(place) {
  const error = problems.get(place);
  const inServersWords = place.dataset.words === "server" && !OF_WHO_ASKS.includes(error.code);
  const title = inServersWords ? undefined : textForCode(error);
  const { words, language } = wordsFor(error);
  const lines = [];
  if (title) lines.push(textElement("p", title));
  if (!title) lines.push(textElement("p", words, { lang: language }));
  else if (SHOWN_WITH_DETAILS.includes(error.code)) lines.push(hint(words, language));
  if (error.requestId && !title) lines.push(hint(t("request_id", { id: error.requestId })));
  place.replaceChildren(...lines);
}

function hint(text, lang = "") {
  return textElement("p", text, { lang, className: "hint" });
}

whenLanguageChanges(() => {
  for (const place of document.querySelectorAll(".problem:not(:empty)")) render(place);
});
