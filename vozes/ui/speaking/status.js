// The lines below the form: what is going on with the server's warning, or else what went wrong.

import { t, whenLanguageChanges } from "../i18n.js";
import { clearProblem, showProblem } from "../notices.js";

const statusLine = document.getElementById("status");
const warningLine = document.getElementById("warning");
const problem = document.getElementById("error");
let status = () => "";

export function showStatus(key, values, warning = "") {
  clearProblem(problem);
  show(() => t(key, values), warning);
}

export function showError(error) {
  show(() => "", "");
  showProblem(problem, error);
}

/** Hides an error, unless something else has been shown since. */
export function clearError(error) {
  clearProblem(problem, error);
}

function show(text, warning) {
  status = text;
  statusLine.textContent = status();
  warningLine.hidden = !warning;
  warningLine.textContent = warning;
}

whenLanguageChanges(() => {
  statusLine.textContent = status();
});
