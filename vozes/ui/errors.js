// Finds the words for what went wrong: the page's own where it has some, else the server's, which are English.

import { ApiError } from "./api.js";
import { hasText, pageLanguage, t } from "./i18n.js";

/** A problem that the page itself found, by the key of its text. */
export class PageError extends Error {
  constructor(key, values) {
    super(key);
    this.values = values;
  }
}

/** Returns the server's words for an error, else the page's own, and the language that they are in. */
export function wordsFor(error) {
  if (error instanceof ApiError && error.message !== "") return { words: error.message, language: "en" };
  return { words: ownWords(error), language: pageLanguage() };
}

/** Returns the page's text for a kind of refusal, or undefined where it has none. */
export function textForCode(error) {
  const key = `error_${error.code}`;
  return hasText(key) ? t(key) : undefined;
}

function ownWords(error) {
  if (error instanceof PageError) return t(error.message, error.values);
  if (!(error instanceof ApiError)) return t("broken_answer");
  return error.status ? t("unexpected_answer", { status: error.status }) : t("server_unreachable");
}
