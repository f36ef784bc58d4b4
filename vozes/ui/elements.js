// How elements are made and drawn that stand in several places.

import { translate } from "./i18n.js";

/** Returns a new element of a template, with its texts filled in. */
export function fromTemplate(id) {
  const element = document.getElementById(id).content.cloneNode(true).firstElementChild;
  translate(element);
  return element;
}

/** Returns a new element that holds a text. */
export function textElement(tag, text, properties = {}) {
  return Object.assign(document.createElement(tag), { textContent: text, ...properties });
}

/** Draws how far something is, from 0 to 1. A bar without a number only moves. */
export function showProgress(bar, share) {
  if (typeof share === "number") bar.value = share;
  else bar.removeAttribute("value");
}
