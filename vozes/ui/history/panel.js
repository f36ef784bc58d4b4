// The history at the side: each clip can be heard again.

import { html, useLanguage, useStore } from "../html.js";
import { t } from "../i18n.js";
import { player } from "../player/player.js";
import { history, remove } from "./store.js";

export function HistoryPanel() {
  useLanguage();
  const { clips } = useStore(history);
  return html`<section class="card history" aria-labelledby="history-title">
    <h2 id="history-title">${t("history")} <span class="hint">${t("history_here")}</span></h2>
    ${clips.length === 0 && html`<p class="hint history-empty">${t("history_empty")}</p>`}
    <ul role="list">
      ${clips.map(
        (clip) => html`<li key=${clip.id}>
          <button type="button" onClick=${() => player.play(clip)}>▶</button>
          <span>${clip.text.slice(0, 80)}</span>
          <button type="button" onClick=${() => remove(clip.id)}>×</button>
        </li>`,
      )}
    </ul>
  </section>`;
}
