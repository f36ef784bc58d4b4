// Two clips of the history beside each other: heard in turn, and where they say the same, from the same place on.

import { html, useEffect, useLanguage, useRef, useStore } from "../html.js";
import { formatNumber } from "../formatting.js";
import { t } from "../i18n.js";
import { Icon } from "../icons.js";
import { lengthTime } from "../player/clock.js";
import { player } from "../player/player.js";
import { compared } from "./compared.js";
import { PlayButton, titleOf, useIsHeard, voiceOf } from "./play-button.js";
import { history } from "./store.js";

export function Comparison() {
  useLanguage();
  const { ids } = useStore(compared);
  const { clips } = useStore(history);
  const chosen = ids.map((id) => clips.find((clip) => clip.id === id)).filter(Boolean);
  const place = useRef();
  useEffect(() => place.current?.scrollIntoView({ block: "nearest" }), [ids]);
  if (chosen.length === 0) return null;
  const close = () => compared.set({ ids: [] });
  return html`<div class="comparison" ref=${place} role="group" aria-label=${t("clip_comparison")}>
    <div class="comparison-head">
      <h3>${t("clip_comparison")}</h3>
      <button type="button" class="round quiet" aria-label=${t("close")} onClick=${close}><${Icon} name="close" /></button>
    </div>
    ${chosen.map((clip, index) => html`<${Side} key=${clip.id} clip=${clip} name=${"AB"[index]} />`)}
    ${chosen.length === 1 && html`<p class="hint" role="status">${t("clip_compare_with")}</p>`}
  </div>`;
}

function Side({ clip, name }) {
  const isHeard = useIsHeard(clip);
  const facts = [voiceOf(clip), `${formatNumber(clip.request?.speed ?? 1)}×`, lengthTime(clip.seconds)];
  return html`<div class="comparison-side" aria-current=${isHeard}>
    <${PlayButton} clip=${clip} isHeard=${isHeard} label=${`${name}: ${titleOf(clip)}`} start=${() => playFromThere(clip)} />
    <div class="clip-words">
      <p class="clip-title"><b class="letter">${name}</b> <span dir="auto">${titleOf(clip)}</span></p>
      <p class="hint">${facts.join(" · ")}</p>
    </div>
  </div>`;
}

/** Plays a clip from where the other one is, where that is being heard and says the same. */
function playFromThere(clip) {
  const { clip: other, phase, position } = player.get();
  const isSame = ["speaking", "paused"].includes(phase) && other && other.text === clip.text && other.seconds > 0;
  player.play(clip, isSame ? (position / other.seconds) * clip.seconds : 0);
}
