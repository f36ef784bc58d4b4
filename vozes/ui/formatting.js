// Numbers, sizes, dates and names of languages, as they are written in the language of the page.

import { pageLanguage } from "./i18n.js";

export function formatNumber(value, maximumFractionDigits = 2) {
  return value.toLocaleString(pageLanguage(), { maximumFractionDigits });
}

/** Returns the text of a share from 0 to 1, such as `42%`. */
export function formatPercent(share, maximumFractionDigits = 0) {
  return share.toLocaleString(pageLanguage(), { style: "percent", maximumFractionDigits });
}

export function formatSize(bytes) {
  return `${formatNumber(Math.ceil(bytes / 1000))} kB`;
}

/** Returns the day of a time in ISO 8601. */
export function formatDate(time) {
  return new Date(time).toLocaleDateString(pageLanguage(), { dateStyle: "medium" });
}

/** Returns what people call a language, `Português (Brasil)` for `pt-br`; undefined where the browser has no name. */
export function languageName(tag) {
  const style = { type: "language", languageDisplay: "standard", fallback: "none" };
  const names = new Intl.DisplayNames([pageLanguage()], style);
  try {
    const name = names.of(tag);
    return name && name[0].toLocaleUpperCase(pageLanguage()) + name.slice(1);
  } catch {
    return undefined; // Engines have tags that Intl refuses, such as `en-gb-x-rp`.
  }
}
