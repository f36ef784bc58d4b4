// The bar at the bottom: what the player does, and the buttons for it.

import { html, useLanguage, useStore } from "../html.js";
import { t } from "../i18n.js";
import { textForCode, wordsFor } from "../errors.js";
import { player } from "./player.js";

export function PlayerBar() {
  useLanguage();
  const { phase, position, expected, error, warning, clip } = useStore(player);
  const busy = ["loading", "preparing", "speaking", "paused"].includes(phase);
  return html`<section class="player-bar" aria-label=${t("player_name")}>
    <button type="button" class="primary" disabled=${!clip} onClick=${() => player.toggle()}>
      ${phase === "speaking" ? "❚❚" : "▶"}
    </button>
    <p role="status" id="status">${t(`phase_${phase}`)} ${clip && `${position.toFixed(1)} / ${expected.toFixed(1)}`}</p>
    <button type="button" id="stop" disabled=${!busy} onClick=${() => player.stop()}>${t("stop")}</button>
    ${warning && html`<p class="note" id="warning" role="status" lang="en">${warning}</p>`}
    <div role="alert" id="error">
      ${error &&
      html`<div class="problem">
        <p>${textForCode(error) ?? wordsFor(error).words}</p>
        <button type="button" onClick=${() => player.retry()}>${t("player_retry")}</button>
      </div>`}
    </div>
  </section>`;
}
