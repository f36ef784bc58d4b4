// Finds the words for what went wrong without ending the speech, in the language of the page: by the server's codes.

import { textForCode } from "./errors.js";
import { languageName } from "./formatting.js";
import { hasText, pageLanguage, t } from "./i18n.js";

const LANGUAGES = ["asked", "language"]; // values that are tags

/** Returns the warnings of an answer's headers: each its sentence, which is English, and what tells it otherwise. */
export function warningsOfHeaders(headers) {
  const sentences = headers.get("X-Warning")?.split("; ").map(decodeURIComponent) ?? [];
  return warningsOf(sentences, JSON.parse(headers.get("X-Warning-Codes") ?? "[]"));
}

/** Returns the same of an answer's fields; there may be fewer codes than sentences. */
export function warningsOf(sentences, codes = []) {
  return sentences.map((sentence, place) => ({ sentence, ...codes[place] }));
}

/** Returns what a warning says in the language of the page, and that language; one that this page does not know is in
 * the server's words. */
export function wordsForWarning({ sentence, code, values }) {
  const key = `warning_${code}`;
  if (!hasText(key) && !hasText(`${key}_other`)) return { words: sentence, language: "en" };
  const shown = Object.entries(values).map(([name, value]) => [name, shownValue(name, value, values)]);
  return { words: t(key, Object.fromEntries(shown)).trim(), language: pageLanguage() };
}

function shownValue(name, value, { more }) {
  if (name === "names") return listed(value.join(", "), more);
  if (name === "error") return textForCode({ code: value }) ?? "";
  if (LANGUAGES.includes(name)) return languageName(value) ?? value;
  const key = `warning_${name}_${value}`;
  return hasText(key) ? t(key) : value;
}

function listed(names, more) {
  return more ? t("warning_names", { names, count: more }) : names;
}
