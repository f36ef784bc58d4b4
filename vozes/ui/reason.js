// Why something on the server does not work: in the page's words by the code of what went wrong, and in the server's own,
// which are English and name paths. Those are folded away where the page's words are there instead.

import { textForCode } from "./errors.js";
import { html } from "./html.js";
import { hasText, t } from "./i18n.js";

/** `code`: the kind of what `message` tells; null where the server knows none. */
export function Reason({ code, message }) {
  const words = code ? wordsOf(code) : undefined;
  return html`
    ${words && html`<p>${words}</p>`}
    ${message &&
    (words
      ? html`<details class="hint"><summary>${t("what_happened")}</summary><p lang="en">${message}</p></details>`
      : html`<p class="hint" lang="en">${message}</p>`)}
  `;
}

function wordsOf(code) {
  return hasText(`reason_${code}`) ? t(`reason_${code}`) : textForCode({ code });
}
