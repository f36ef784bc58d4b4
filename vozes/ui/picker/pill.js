// The pill that names the chosen voice and lets one choose another.

import { html, useLanguage, useStore } from "../html.js";
import { t } from "../i18n.js";
import { choice } from "./choice.js";
import { catalogue } from "./voices.js";

export function VoicePill() {
  useLanguage();
  const { voice } = useStore(choice);
  const { voices } = useStore(catalogue);
  return html`<label class="pill">
    <span class="unseen">${t("voice")}</span>
    <select value=${voice ?? ""} onChange=${({ target }) => choice.set({ voice: target.value || null })}>
      <option value="">${t("automatic")}</option>
      ${voices.map(({ id, name }) => html`<option key=${id} value=${id}>${name}</option>`)}
    </select>
  </label>`;
}
