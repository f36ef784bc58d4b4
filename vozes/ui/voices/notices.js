// What is going on and what went wrong: a line at the window's edge, and problems beside what caused them.
// They follow when the page changes its language.

import { ApiError } from "../api.js";
import { PageError, textForCode, wordsFor } from "../errors.js";
import { t, whenLanguageChanges } from "../i18n.js";

const SHOWN_FOR_MS = 10_000;
// Refusals of which the server tells more than the page's own text does.
const TELLING = [
  "body_too_large",
  "invalid_recording",
  "invalid_archive",
  "invalid_field",
  "model_not_installed",
  "engine_failed",
];

const toast = document.getElementById("toast");
const toastText = document.getElementById("toast-text");
const undoButton = document.getElementById("undo");
const problems = new WeakMap(); // a place: the error that it shows
let said = () => "";
let undo = null;
let timer = 0;

/** Says what has been done; with `undoIt`, offers to undo it until something else is said. */
export function say(key, values, undoIt = null) {
  said = () => t(key, values);
  undo = undoIt;
  undoButton.hidden = undo === null;
  toast.hidden = false;
  toastText.textContent = said();
  clearTimeout(timer);
  if (undo) undoButton.focus();
  else timer = setTimeout(hideToast, SHOWN_FOR_MS);
}

export function showProblem(place, error) {
  if (!(error instanceof ApiError || error instanceof PageError)) console.error(error);
  problems.set(place, error);
  render(place);
  place.hidden = false;
}

export function clearProblem(place) {
  place.hidden = true;
  place.replaceChildren();
}

export function clearProblems(root) {
  for (const place of root.querySelectorAll(".problem")) clearProblem(place);
}

function render(place) {
  const error = problems.get(place);
  const title = textForCode(error);
  const { words, language } = wordsFor(error);
  const lines = [];
  if (title) lines.push(line(title));
  if (!title) lines.push(line(words, language));
  else if (TELLING.includes(error.code)) lines.push(line(words, language, "hint"));
  if (error.requestId && !title) lines.push(line(t("request_id", { id: error.requestId }), "", "hint"));
  place.replaceChildren(...lines);
}

function line(text, language = "", className = "") {
  const element = document.createElement("p");
  element.textContent = text;
  element.lang = language;
  element.className = className;
  return element;
}

function hideToast() {
  toast.hidden = true;
}

undoButton.addEventListener("click", () => {
  const undoIt = undo;
  hideToast();
  undoIt();
});
document.getElementById("close-toast").addEventListener("click", () => {
  hideToast();
  document.getElementById("my-voices").focus();
});
whenLanguageChanges(() => {
  toastText.textContent = said();
  for (const place of document.querySelectorAll(".problem:not([hidden])")) render(place);
});
