// A voice as a tile: a button that chooses it, and one that plays how it sounds, or installs what it needs.

import { html } from "../html.js";
import { t } from "../i18n.js";
import { Avatar } from "./avatar.js";
import { factsOf, shortName } from "./names.js";
import { canBeHeard, SampleButton } from "./sample.js";

/** `isChosen`: it speaks now, or is one of the voices that are mixed. `within`: the language that all tiles are of. */
export function VoiceTile({ voice, isChosen, within, onChoose, onProblem }) {
  const name = shortName(voice);
  return html`<li class="tile ${voice.available ? "" : "absent"}" data-chosen=${isChosen} data-voice=${voice.id}>
    <button
      type="button"
      class="tile-choose"
      aria-pressed=${voice.available ? isChosen : undefined}
      aria-disabled=${!voice.available && voice.kind === "custom"}
      onClick=${({ currentTarget }) => (voice.available ? onChoose(voice) : leadToInstall(currentTarget))}
    >
      <${Avatar} names=${[name]} />
      <span class="tile-words">
        <span class="tile-name">
          <span dir="auto">${name}</span>
          ${voice.recommended && html`<span class="star" role="img" aria-label=${t("picker_best")} title=${t("picker_best")}>★</span>`}
          ${voice.kind === "custom" && html`<span class="badge">${t("picker_badge_own")}</span>`}
        </span>
        <span class="tile-facts">
          ${factsOf(voice, { within })}
          ${!voice.available && html` · <b>${t(voice.kind === "custom" ? "picker_lacks_engine" : "picker_not_installed")}</b>`}
        </span>
      </span>
    </button>
    ${canBeHeard(voice) &&
    html`<${SampleButton} id=${voice.id} name=${name} recorded=${!voice.available} onProblem=${onProblem} />`}
  </li>`;
}

/** The tile that leaves the choice to the server. `names`: of who speaks then. */
export function AutomaticTile({ isChosen, speaks, onChoose }) {
  return html`<li class="tile" data-chosen=${isChosen} data-voice="">
    <button type="button" class="tile-choose" aria-pressed=${isChosen} onClick=${onChoose}>
      <${Avatar} names=${["auto"]} icon="✦" />
      <span class="tile-words">
        <span class="tile-name">${t("automatic")}</span>
        <span class="tile-facts">${speaks ? t("picker_automatic_now", { name: speaks }) : t("picker_automatic")}</span>
      </span>
    </button>
  </li>`;
}

/** Leads from a voice that cannot speak yet to what installs what it needs, with the words about it in sight. */
function leadToInstall(tile) {
  const words = tile.closest(".picker-section").querySelector(".section-words");
  words.querySelector(".install :is(button, a)")?.focus({ preventScroll: true });
  words.scrollIntoView({ block: "nearest" });
}
