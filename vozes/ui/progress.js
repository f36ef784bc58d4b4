// A bar of progress, for components.

import { html } from "./html.js";

/** `share`: from 0 to 1; without a number the bar moves without an end. All else goes to the element. */
export function Progress({ share, ...others }) {
  if (typeof share === "number") return html`<progress key="known" value=${share} ...${others}></progress>`;
  return html`<progress key="unknown" ...${others}></progress>`; // another element: one that had a value keeps some
}
