// The round picture of a voice: its first letter, in a colour of its own; of a mixture that of both voices.

import { html } from "../html.js";

const HUES = [174, 205, 262, 318, 12, 36, 88, 146];

/** `names`: of the voice, or of the voices that are mixed. `icon`: shown instead of a letter. */
export function Avatar({ names, icon }) {
  return html`<span class="avatars" aria-hidden="true">
    ${names.slice(0, 2).map(
      (name) => html`<span class="avatar" style=${{ "--hue": hueOf(name) }}>${icon ?? [...name][0]?.toUpperCase()}</span>`,
    )}
  </span>`;
}

function hueOf(name) {
  const sum = [...name].reduce((hash, letter) => (hash * 31 + letter.codePointAt(0)) % 9973, 7);
  return HUES[sum % HUES.length];
}
