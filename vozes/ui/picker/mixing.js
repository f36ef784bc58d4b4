// Mixing two voices: which they are, how much of each, how that sounds, and using it.

import { formatPercent } from "../formatting.js";
import { html } from "../html.js";
import { t } from "../i18n.js";
import { Avatar } from "./avatar.js";
import { mixingEngine, writeMixture } from "./mixture.js";
import { shortName } from "./names.js";
import { SampleButton } from "./sample.js";
import { findVoice } from "./voices.js";

const STEP = 5; // percent
const LEAST = 5;

/** `mix`: ids `first` and `second`, null where one is still to be chosen, and the `share` of the second, 0 to 1. */
export function Mixing({ mix, onChange, onUse, onProblem }) {
  const [first, second] = [mix.first, mix.second].map((id) => (id ? findVoice(id) : undefined));
  const isWhole = Boolean(first && second);
  const name = isWhole ? `${shortName(first)} + ${shortName(second)}` : "";
  const id = isWhole ? writeMixture(first.id, second.id, mix.share) : "";
  return html`<section class="mixing" aria-label=${t("picker_mixing")}>
    <p class="mixing-advice" role="status">${adviceFor(first, second)}</p>
    <div class="mixing-row">
      <${Part} voice=${first} share=${1 - mix.share} onLeave=${() => onChange({ first: mix.second, second: null })} />
      <input
        type="range"
        min=${LEAST}
        max=${100 - LEAST}
        step=${STEP}
        value=${Math.round(mix.share * 100)}
        disabled=${!isWhole}
        aria-label=${t("picker_share")}
        aria-valuetext=${isWhole ? sharesText(first, second, mix.share) : undefined}
        onInput=${({ target }) => onChange({ share: Number(target.value) / 100 })}
      />
      <${Part} voice=${second} share=${mix.share} onLeave=${() => onChange({ second: null })} />
    </div>
    <div class="mixing-actions">
      ${isWhole && html`<${SampleButton} id=${id} name=${name} engine=${mixingEngine(first)} onProblem=${onProblem} />`}
      <button type="button" class="primary" disabled=${!isWhole} onClick=${() => onUse(id)}>${t("picker_use_mixture")}</button>
    </div>
  </section>`;
}

function Part({ voice, share, onLeave }) {
  if (!voice) return html`<span class="mixing-part empty">${t("picker_choose_voice")}</span>`;
  const name = shortName(voice);
  return html`<span class="mixing-part">
    <${Avatar} names=${[name]} />
    <span><b>${name}</b><small>${formatPercent(share)}</small></span>
    <button type="button" class="leave" aria-label=${t("picker_leave_out", { name })} onClick=${onLeave}>×</button>
  </span>`;
}

function adviceFor(first, second) {
  if (first && second) return t("picker_mix_ready");
  return first ? t("picker_mix_second", { name: shortName(first) }) : t("picker_mix_first");
}

function sharesText(first, second, share) {
  return `${shortName(first)} ${formatPercent(1 - share)}, ${shortName(second)} ${formatPercent(share)}`;
}
