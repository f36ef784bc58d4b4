// A part of the page: a heading that can be led to, a sentence below it, and what is in it.

import { html } from "../html.js";
import { t } from "../i18n.js";

/** `name` is the key of the heading, and the section's address. `aside` stands beside the heading. */
export function Section({ name, hint, aside, children }) {
  return html`<section id=${name} class="panel" aria-labelledby=${`${name}-title`}>
    <div class="section-head">
      <div>
        <h2 id=${`${name}-title`}>${t(name)}</h2>
        ${hint && html`<p class="hint">${hint}</p>`}
      </div>
      ${aside}
    </div>
    ${children}
  </section>`;
}
