// Shows what went wrong beside what caused it, and announces it to screen readers. A problem that is shown is
// translated when the page changes its language. Knows nothing of what the page does.

import { textElement } from "./elements.js";
import { PageError, detailOf, textForCode, wordsFor } from "./errors.js";
import { ApiError } from "./http.js";
import { t, whenLanguageChanges } from "./i18n.js";

const problems = new WeakMap(); // by place, which is an element of the class `problem`: the error that it shows

/** Shows the page's text for an error, and the server's words below where they say more. */
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
  const { words, language } = wordsFor(error);
  const detail = detailOf(error);
  const lines = [textElement("p", words, { lang: language })];
  if (detail) lines.push(hint(detail, "en"));
  if (error.requestId && !textForCode(error)) lines.push(hint(t("request_id", { id: error.requestId })));
  place.replaceChildren(...lines);
}

function hint(text, lang = "") {
  return textElement("p", text, { lang, className: "hint" });
}

whenLanguageChanges(() => {
  for (const place of document.querySelectorAll(".problem:not(:empty)")) render(place);
});
