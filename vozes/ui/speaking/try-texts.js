// Texts to try, in the language of the page.

import { html, useLanguage } from "../html.js";
import { t } from "../i18n.js";
import { replace } from "./draft.js";

const TEXTS = ["news", "story", "voicemail"];

export function TryTexts() {
  useLanguage();
  const put = (name) => {
    replace(t(`try_${name}_text`), "text_replaced");
    document.getElementById("text").focus();
  };
  return html`<section class="card try-texts" aria-labelledby="try-title">
    <h2 id="try-title">${t("try_texts")}</h2>
    <div class="try-list">
      ${TEXTS.map(
        (name) => html`<button key=${name} type="button" class="small" onClick=${() => put(name)}>${t(`try_${name}`)}</button>`,
      )}
    </div>
  </section>`;
}
