// What the desk has to tell, above Speak: what is wrong with the text, that it came from elsewhere and can be had back,
// that it cannot be kept, that a new speed comes later, and that the server does not answer.

import { html, useLanguage, useSelected, useStore } from "../html.js";
import { wordsFor } from "../errors.js";
import { t } from "../i18n.js";
import { choice } from "../picker/choice.js";
import { catalogue } from "../picker/voices.js";
import { player } from "../player/player.js";
import { bringBack, draft } from "./draft.js";
import { obstacle } from "./speak.js";

export function Notes() {
  useLanguage();
  const { replaced, isKept } = useStore(draft);
  const { problem } = useStore(obstacle);
  const { problem: unanswered } = useStore(catalogue);
  const { speed } = useStore(choice);
  const heardSpeed = useSelected(player, speedBeingHeard);
  return html`<div class="notes">
    <div role="alert">
      ${problem && html`<p id="text-problem" class="problem">${wordsFor(problem).words}</p>`}
      ${unanswered && html`<p id="server-problem" class="problem">${serverWords(unanswered)}</p>`}
    </div>
    <div role="status">
      ${replaced &&
      html`<p class="note replaced">
        <span>${t(replaced.reason, replaced.values)}</span>
        <button type="button" class="small" onClick=${bringBack}>${t("text_bring_back")}</button>
      </p>`}
      ${heardSpeed !== null && heardSpeed !== speed && html`<p id="speed-later" class="hint">${t("speed_later")}</p>`}
      ${!isKept && html`<p class="note">${t("draft_unkept")}</p>`}
    </div>
  </div>`;
}

/** Returns the speed at which a text is being spoken, or null. */
function speedBeingHeard({ phase, speed }) {
  return ["loading", "preparing", "speaking", "paused"].includes(phase) ? speed : null;
}

function serverWords(error) {
  return error.status ? wordsFor(error).words : t("server_gone");
}
