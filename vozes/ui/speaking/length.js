// How long a text is, and how long it may be. Knows no element of the page.

import { catalogue } from "../picker/voices.js";

const TOLD_FROM = 0.8; // of the limit

/** Returns the length of a text as the server counts it: in code points. */
export function lengthOf(text) {
  let pairs = 0;
  for (let index = 0; index < text.length; index += 1) if (isHighSurrogate(text.charCodeAt(index))) pairs += 1;
  return text.length - pairs;
}

/** Returns the most characters that the server takes; Infinity until it has told. */
export function limit() {
  return catalogue.get().info?.max_text_characters ?? Infinity;
}

/** Tells whether a length is so near to the limit, or beyond it, that this is worth telling. */
export function isNearLimit(length) {
  return length >= TOLD_FROM * limit();
}

function isHighSurrogate(unit) {
  return unit >= 0xd800 && unit <= 0xdbff;
}
