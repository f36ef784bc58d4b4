// The button that plays how a voice sounds, and stops it: one at a time on the page, with a ring that shows how far it is.

import { request } from "../api.js";
import { html, useEffect, useLanguage, useState } from "../html.js";
import { t } from "../i18n.js";
import { listen, listening } from "../playback.js";

// Voices that can be heard before they are installed.
const RECORDED = { pf_dora: "dora", af_heart: "heart" };
const IDLE = { phase: "idle", seconds: null };

/** Tells whether a voice can be heard here. */
export function canBeHeard(voice) {
  return voice.available || voice.id in RECORDED;
}

/** Plays the sample of a voice, or stops it. `onProblem` is called with what goes wrong, null first. */
async function playSample(id, { recorded = false, engine, onProblem }) {
  onProblem(null);
  const query = engine ? `?engine=${encodeURIComponent(engine)}` : "";
  const path = recorded ? `ui/samples/${RECORDED[id]}.webm` : `v1/voices/${encodeURIComponent(id)}/preview${query}`;
  const load = async (signal) => (await request(path, { signal })).blob();
  try {
    await listen(`sample ${id}`, { load, unplayable: "unplayable_sample" });
  } catch (error) {
    onProblem(error);
  }
}

/** `id`: of the voice or mixture; `name`: what it is called; `recorded`: it is not installed; `engine`: which speaks. */
export function SampleButton({ id, name, recorded = false, engine, onProblem }) {
  useLanguage();
  const { phase, seconds } = useSample(id);
  const label = t(phase === "idle" ? "picker_hear" : `picker_hear_${phase}`, { name });
  return html`<button
    type="button"
    class="sample"
    data-phase=${phase}
    aria-label=${label}
    title=${label}
    onClick=${() => playSample(id, { recorded, engine, onProblem })}
  >
    <svg viewBox="0 0 44 44" aria-hidden="true" style=${seconds ? { "--seconds": `${seconds}s` } : {}}>
      <circle class="sample-edge" cx="22" cy="22" r="19" />
      <circle class="sample-ring" cx="22" cy="22" r="19" pathLength="1" />
      ${phase === "playing"
        ? html`<rect x="16.5" y="16.5" width="11" height="11" rx="1.5" />`
        : html`<path d="M18 14.5v15l12-7.5z" />`}
    </svg>
  </button>`;
}

/** Returns how far the sample of a voice is; draws the component again only where that changes. */
function useSample(id) {
  const [state, setState] = useState(IDLE);
  useEffect(() => listening.subscribe((heard) => setState(heard.key === `sample ${id}` ? heard : IDLE)), [id]);
  return state;
}
