// How the chosen voice speaks: moods as chips, and the options that it obeys, with the server's own words. Only what was
// changed is sent.

import { html, useLanguage, useStore } from "../html.js";
import { t } from "../i18n.js";
import { choice, chosenEngine, obeyedOptions, setOption } from "./choice.js";
import { OptionField } from "./option-field.js";
import { partsOf } from "./mixture.js";
import { catalogue, findEngine, findVoice } from "./voices.js";

const MOOD = "preset";

export function VoiceOptions() {
  useLanguage();
  useStore(catalogue);
  const { voice, options } = useStore(choice);
  const specs = obeyedOptions();
  const mood = specs.find(({ name }) => name === MOOD);
  const others = specs.filter(({ name }) => name !== MOOD);
  const changed = others.filter(({ name }) => name in options).length;
  const engines = enginesOf(voice);
  if (specs.length === 0 && engines.length < 2) return null;
  return html`<div class="voice-options">
    ${engines.length > 1 && html`<${Engines} engines=${engines} />`}
    ${mood && html`<${Moods} spec=${mood} value=${options[MOOD] ?? mood.default} />`}
    ${others.length > 0 &&
    html`<details class="adjust">
      <summary>${t("picker_adjust")}${changed > 0 && html` <span class="count">${t("picker_changed", { count: changed })}</span>`}</summary>
      <div class="option-fields">
        ${others.map(
          (spec) => html`<${OptionField}
            key=${`${voice} ${spec.key ?? spec.name}`}
            spec=${spec}
            value=${options[spec.name] ?? spec.default}
            onChange=${(value) => setOption(spec.name, value === spec.default ? undefined : value)}
          />`,
        )}
      </div>
      ${changed > 0 &&
      html`<button type="button" class="small" onClick=${() => resetAll(others)}>${t("picker_reset_all")}</button>`}
    </details>`}
  </div>`;
}

function Moods({ spec, value }) {
  return html`<div class="chips" role="radiogroup" aria-label=${spec.label ?? t("picker_mood")} onKeyDown=${moveWithin}>
    ${spec.choices.map(
      (mood) => html`<${RadioChip}
        key=${mood}
        isOn=${mood === value}
        onClick=${() => setOption(MOOD, mood === spec.default ? undefined : mood)}
      >${spec.choice_labels?.[mood] ?? mood}<//>`,
    )}
  </div>`;
}

/** Of a voice that several engines can speak with: which of them does. */
function Engines({ engines }) {
  const chosen = chosenEngine();
  return html`<div class="chips" role="radiogroup" aria-label=${t("picker_engine")} onKeyDown=${moveWithin}>
    ${engines.map(
      (engine) => html`<${RadioChip}
        key=${engine.id}
        isOn=${engine.id === chosen}
        onClick=${() => choice.set({ engine: engine.id, options: {} })}
      >${engine.name}<//>`,
    )}
  </div>`;
}

function RadioChip({ isOn, onClick, children }) {
  return html`<button type="button" role="radio" class="chip" aria-checked=${isOn} tabindex=${isOn ? 0 : -1} onClick=${onClick}>
    ${children}
  </button>`;
}

/** Chooses the next or the last chip of a group with the arrow keys, as radio buttons do. */
function moveWithin(event) {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  event.preventDefault();
  const chips = [...event.currentTarget.querySelectorAll("[role=radio]")];
  const next = chips.at((chips.indexOf(event.target) + step) % chips.length);
  next.focus();
  next.click();
}

function enginesOf(voice) {
  const found = voice && findVoice(partsOf(voice)[0].id);
  if (!found || found.kind !== "custom") return [];
  return found.engines.map(findEngine).filter((engine) => engine && engine.state !== "not_installed");
}

function resetAll(specs) {
  for (const { name } of specs) setOption(name, undefined);
}
