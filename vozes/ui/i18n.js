// The language of the page: which one it is, its texts, and changing it. Follows the browser until the user chooses.
// The texts are in strings/; numbers and dates are in formatting.js.

import { en } from "./strings/en.js";
import { ptBR } from "./strings/pt-BR.js";

// With the same keys in each. `{name}` is filled in; keys that end in `_one` and `_other` are forms of one text, chosen
// by a count.
const strings = { en, "pt-BR": ptBR };
const STORAGE_KEY = "vozes.page-language";
// Two decimals, and more where a small number would come out as 0.
const NUMBERS = { maximumFractionDigits: 2, maximumSignificantDigits: 1, roundingPriority: "morePrecision" };
const listeners = new Set();
const valuesOf = new WeakMap(); // by element: the values in its text
let current = storedLanguage() ?? browserLanguage();

export function pageLanguage() {
  return current;
}

export function setPageLanguage(language) {
  current = language;
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Storage may be forbidden; the choice then lasts until the page is left.
  }
  renderDocument();
  for (const listener of [...listeners]) listener();
}

/** Calls `listener` now, and again whenever the language changes. Returns what ends that. */
export function whenLanguageChanges(listener) {
  listeners.add(listener);
  listener();
  return () => listeners.delete(listener);
}

/** Returns the text of a key. `values.count` chooses between its `_one` and `_other` forms. */
export function t(key, values = {}) {
  const texts = strings[current];
  const form = "count" in values ? `${key}_${values.count === 1 ? "one" : "other"}` : key;
  return texts[form].replace(/\{(\w+)\}/g, (_, name) => display(values[name]));
}

/** Tells whether the page has a text of this key. */
export function hasText(key) {
  return Object.hasOwn(strings[current], key);
}

/** Gives an element the text of a key, also after the page has changed its language. */
export function setText(element, key, values) {
  element.dataset.text = key;
  valuesOf.set(element, values);
  element.textContent = t(key, values);
}

/** Takes back the text that `setText` gave an element. */
export function clearText(element) {
  delete element.dataset.text;
  element.textContent = "";
}

/** Fills in the texts of everything inside an element. */
export function translate(root) {
  for (const element of root.querySelectorAll("[data-text]")) {
    element.textContent = t(element.dataset.text, valuesOf.get(element));
  }
  for (const element of root.querySelectorAll("[data-title]")) element.title = t(element.dataset.title);
  for (const element of root.querySelectorAll("[data-placeholder]")) {
    element.placeholder = t(element.dataset.placeholder);
  }
  for (const element of root.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", t(element.dataset.label));
  }
}

function storedLanguage() {
  try {
    const language = localStorage.getItem(STORAGE_KEY);
    return Object.hasOwn(strings, language) ? language : null;
  } catch {
    return null;
  }
}

function browserLanguage() {
  for (const tag of navigator.languages) {
    const match = Object.keys(strings).find((language) => primary(language) === primary(tag));
    if (match) return match;
  }
  return "en";
}

function primary(tag) {
  return tag.toLowerCase().split("-")[0];
}

function display(value) {
  return typeof value === "number" ? value.toLocaleString(current, NUMBERS) : value;
}

function renderDocument() {
  document.documentElement.lang = current;
  translate(document);
}

renderDocument();
