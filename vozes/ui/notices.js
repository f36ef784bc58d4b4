// The lines that tell what is going on and what went wrong, announced to screen readers.
// They are kept as keys, so that they follow when the page changes its language.

import { ApiError } from "./api.js";
import { pageLanguage, t, whenLanguageChanges } from "./i18n.js";

const status = document.getElementById("status");
const warningLine = document.getElementById("warning");
const box = document.getElementById("error");
const message = document.getElementById("error-message");
const requestLine = document.getElementById("error-request");
let statusText = () => "";
let warningText = "";
let errorShown = null;

/** A problem that the page itself found, by the key of its text. */
export class PageError extends Error {
  constructor(key, values) {
    super(key);
    this.values = values;
  }
}

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
  const inServersWords = error instanceof ApiError && error.message !== "";
  message.lang = inServersWords ? "en" : pageLanguage();
  message.textContent = inServersWords ? error.message : ownWords(error);
  requestLine.textContent = error.requestId ? t("request_id", { id: error.requestId }) : "";
}

function ownWords(error) {
  if (error instanceof PageError) return t(error.message, error.values);
  if (!(error instanceof ApiError)) return t("broken_answer");
  return error.status ? t("unexpected_answer", { status: error.status }) : t("server_unreachable");
}

whenLanguageChanges(renderNotices);
