// Numbers, sizes, dates and names of languages, as they are written in the language of the page.

import { pageLanguage } from "./i18n.js";
import { LANGUAGE_NAMES } from "./language-names.js";

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

/** Returns a size as it is said of downloads, such as `372 MB` or `1.9 GB`. */
export function formatBytes(bytes) {
  const { unit, scale, maximumFractionDigits } = unitOf(bytes);
  const style = { style: "unit", unit, maximumFractionDigits };
  return (bytes / scale).toLocaleString(pageLanguage(), style);
}

/** Returns the parts of a text such as `143 of 372 MB`; both are in the unit of the whole. */
export function formatBytesOf(done, total) {
  const { scale, maximumFractionDigits } = unitOf(total);
  return { done: formatNumber(done / scale, maximumFractionDigits), total: formatBytes(total) };
}

/** Returns a time as it is said of what is still to come, and how many of its unit it is. */
export function formatDuration(seconds) {
  const [unit, length] = [["hour", 3600], ["minute", 60], ["second", 1]].find((each) => seconds > each[1]) ?? ["second", 1];
  const count = Math.max(1, Math.round(seconds / length));
  return { count, time: count.toLocaleString(pageLanguage(), { style: "unit", unit, unitDisplay: "short" }) };
}

function unitOf(bytes) {
  if (bytes >= 1e9) return { unit: "gigabyte", scale: 1e9, maximumFractionDigits: 1 };
  if (bytes >= 1e6 || bytes === 0) return { unit: "megabyte", scale: 1e6, maximumFractionDigits: 0 };
  return { unit: "kilobyte", scale: 1e3, maximumFractionDigits: 0 };
}

/** Returns the day of a time in ISO 8601. */
export function formatDate(time) {
  return new Date(time).toLocaleDateString(pageLanguage(), { dateStyle: "medium" });
}

/** Returns the clock of a time in ISO 8601, with its day where that is another one than today. */
export function formatTime(time) {
  const day = new Date(time);
  const isToday = day.toDateString() === new Date().toDateString();
  return day.toLocaleString(pageLanguage(), { timeStyle: "medium", dateStyle: isToday ? undefined : "short" });
}

/** Returns what people call a language, `Português (Brasil)` for `pt-br`; undefined where it has no known name. */
export function languageName(tag) {
  const [english, portuguese] = LANGUAGE_NAMES[tag.toLowerCase()] ?? [];
  const name = (pageLanguage() === "pt-BR" ? portuguese : english) ?? browsersName(tag);
  return name && name[0].toLocaleUpperCase(pageLanguage()) + name.slice(1);
}

function browsersName(tag) {
  const style = { type: "language", languageDisplay: "standard", fallback: "none" };
  try {
    return new Intl.DisplayNames([pageLanguage()], style).of(tag);
  } catch {
    return undefined; // Intl refuses what is no tag
  }
}

/** Returns a time of today as its hour, such as `14:31`, else its day. */
export function formatMoment(milliseconds) {
  const time = new Date(milliseconds);
  const isToday = time.toDateString() === new Date().toDateString();
  const style = isToday ? { hour: "2-digit", minute: "2-digit" } : { day: "numeric", month: "short" };
  return time.toLocaleString(pageLanguage(), style);
}

/** Returns a length of time as people say it, such as `27 s` or `3 min`. */
export function formatSpan(seconds) {
  const [unit, length] = [["hour", 3600], ["minute", 60]].find(([, each]) => seconds >= 1.5 * each) ?? ["second", 1];
  const value = Math.max(1, seconds / length);
  const style = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: unit === "hour" ? 1 : 0 };
  return value.toLocaleString(pageLanguage(), style);
}
