// The lines below the form: what is going on with the server's warning, or else what went wrong.

import { clearText, setText } from "../i18n.js";
import { clearProblem, showProblem } from "../notices.js";

const statusLine = document.getElementById("status");
const warningLine = document.getElementById("warning");
const problem = document.getElementById("error");

export function showStatus(key, values, warning = "") {
  clearProblem(problem);
  setText(statusLine, key, values);
  warningLine.textContent = warning;
}

export function showError(error) {
  clearText(statusLine);
  warningLine.textContent = "";
  showProblem(problem, error);
}

/** Hides an error, unless something else has been shown since. */
export function clearError(error) {
  clearProblem(problem, error);
}
