// The text that is being spoken, with the sentence and the word that are heard now.

import { html } from "../html.js";

export function LitText({ text }) {
  return html`<div class="lit-text" dir="auto">${text}</div>`;
}
