// Makes and updates elements of the pages.

import { translate } from "./i18n.js";

/** Returns a new element of a template, with its texts filled in. */
export function fromTemplate(id) {
  const element = document.getElementById(id).content.cloneNode(true).firstElementChild;
  translate(element);
  return element;
}

/** Tells whether an element, or what it is in, has a use of its own for keys. */
export function isControl(element) {
  return element.closest("input, select, textarea, button, a, summary, dialog, audio, video, [role]") !== null;
}

/** Returns a new element that holds a text. */
export function textElement(tag, text, properties = {}) {
  return Object.assign(document.createElement(tag), { textContent: text, ...properties });
}

/** Shows progress from 0 to 1 in a bar. Without a number, the bar moves without an end. */
export function showProgress(bar, share) {
  if (typeof share === "number") bar.value = share;
  else bar.removeAttribute("value");
}
