// Finds the words for what went wrong, in the language of the page: by the server's code where it refused, else the
// page's own.

import { formatNumber } from "./formatting.js";
import { ApiError } from "./http.js";
import { hasText, pageLanguage, t } from "./i18n.js";

// Refusals of which the server's message, which is English, has more to say: which value, which number, why.
const WITH_DETAIL = new Set([
  "body_too_large",
  "daily_limit",
  "download_failed",
  "engine_crashed",
  "engine_failed",
  "home_unusable",
  "host_not_allowed",
  "internal_error",
  "invalid_archive",
  "invalid_checkpoint",
  "invalid_field",
  "invalid_recording",
  "invalid_text",
  "library_busy",
  "malformed_json",
  "model_busy",
  "model_not_installed",
  "not_ready",
  "option_out_of_range",
  "origin_not_allowed",
  "out_of_memory",
  "storage_full",
  "text_too_long",
  "unknown_option",
  "unsupported_format",
  "unsupported_language",
]);

// Seconds that are told; who has to wait longer, the text tells until when.
const LONGEST_WAIT = 120;

// Refusals of a value of which the page may not show the field.
const OF_A_FIELD = new Set(["invalid_field", "option_out_of_range", "unknown_option"]);

// Statuses of refusals that the same request would meet again.
const ABOUT_THE_REQUEST = new Set([400, 404, 413, 422]);

/** A problem that the page itself found, by the key of its text. */
export class PageError extends Error {
  constructor(key, values) {
    super(key);
    this.values = values;
  }
}

/** Returns what is wrong and what to do, in the language of the page; and that language. A refusal that this page does
 * not know is in the server's words. */
export function wordsFor(error) {
  if (error instanceof PageError) return own(t(error.message, error.values));
  if (!(error instanceof ApiError)) return own(t("broken_answer"));
  const text = textForCode(error);
  if (text) return own(text);
  if (error.message !== "") return { words: error.message, language: "en" };
  return own(error.status ? t("unexpected_answer", { status: error.status }) : t("server_unreachable"));
}

/** Tells whether what failed may succeed when it is tried again as it was: not where the request itself was wrong. */
export function mayPass(error) {
  return !(error instanceof ApiError && ABOUT_THE_REQUEST.has(error.status));
}

/** Returns the page's text for a refusal, with how much is allowed, what it is about and how long to wait, where the
 * server says so; undefined where the page has none. */
export function textForCode({ code, param, retryAfter, limit }) {
  const [key] = keysFor(code, param);
  if (!key) return undefined;
  const lines = [t(key)];
  const most = `limit_${code}`;
  if (typeof limit === "number" && hasText(most)) lines.push(t(most, { limit: formatNumber(limit) }));
  else if (param && OF_A_FIELD.has(code)) lines.push(t("error_about", { param }));
  if (retryAfter > 1 && retryAfter <= LONGEST_WAIT) lines.push(t("error_wait", { count: retryAfter }));
  return lines.join(" ");
}

/** Returns the keys of the texts for a refusal that there are: first that for the field which it is about. */
function keysFor(code, param) {
  return [`error_${code}_in_${param}`, `error_${code}`].filter(hasText);
}

/** Returns the server's message where it says more than the page's text, in English; empty where it does not. Where the
 * page's text is about one field, it says what to do there, and the server's advice is left out. */
export function detailOf(error) {
  if (!(error instanceof ApiError)) return "";
  if (keysFor(error.code, error.param).length > 1) return withoutCode(error.message);
  return WITH_DETAIL.has(error.code) ? error.message : "";
}

/** Returns a message of the server's without the sentences that name calls, commands or settings. */
function withoutCode(message) {
  return message.split(/(?<=[.!?]) /).filter((sentence) => !sentence.includes("`")).join(" ");
}

function own(words) {
  return { words, language: pageLanguage() };
}
