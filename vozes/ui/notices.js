// The lines that tell what is going on and what went wrong, announced to screen readers.
// They are kept as keys, so that they follow when the page changes its language.

import { ApiError } from "./api.js";
import { PageError, wordsFor } from "./errors.js";
import { t, whenLanguageChanges } from "./i18n.js";

const status = document.getElementById("status");
const warningLine = document.getElementById("warning");
const box = document.getElementById("error");
const message = document.getElementById("error-message");
const requestLine = document.getElementById("error-request");
let statusText = () => "";
let warningText = "";
let errorShown = null;

export function showStatus(key, values, warning = "") {
  show(() => t(key, values), null, warning);
}

/** Shows the server's own words where there are some, else one of the page's texts. */
export function showError(error) {
  if (!(error instanceof ApiError || error instanceof PageError)) console.error(error);
  show(() => "", error);
}

/** Takes back one error, unless something else has been shown since. */
export function clearError(error) {
  if (errorShown === error) show(() => "", null);
}

function show(text, error, warning = "") {
  statusText = text;
  warningText = warning;
  errorShown = error;
  renderNotices();
}

function renderNotices() {
  status.textContent = statusText();
  warningLine.hidden = !warningText;
  warningLine.textContent = warningText;
  box.hidden = errorShown === null;
  if (errorShown) renderError(errorShown);
}

function renderError(error) {
  const { words, language } = wordsFor(error);
  message.lang = language;
  message.textContent = words;
  requestLine.textContent = error.requestId ? t("request_id", { id: error.requestId }) : "";
}

whenLanguageChanges(renderNotices);
