// One option of a voice: a slider with words at its ends, a list, a switch or a line of text, as its type asks for.

import { formatNumber } from "../formatting.js";
import { html, useId } from "../html.js";
import { t } from "../i18n.js";

const STEPS = 100; // of a slider for fractions

/** `spec`: what the API says of it. `onChange` is called with the value that is set. */
export function OptionField({ spec, value, onChange }) {
  const id = useId();
  const Control = CONTROLS[controlOf(spec)];
  return html`<div class="option" data-option=${spec.name}>
    <div class="option-head">
      <label for=${id}>${spec.label ?? spec.name}</label>
      ${value !== spec.default &&
      html`<button type="button" class="reset" aria-label=${t("picker_reset", { name: spec.label ?? spec.name })} onClick=${() => onChange(spec.default)}>
        ${t("picker_reset_short")}
      </button>`}
    </div>
    <${Control} id=${id} spec=${spec} value=${value} onChange=${onChange} />
    <p class="hint" id=${`${id}-help`}>${spec.help}</p>
  </div>`;
}

function controlOf({ type, minimum, maximum }) {
  if (type === "integer" || type === "number") return minimum === null || maximum === null ? "number" : "slider";
  return type;
}

const CONTROLS = { slider: Slider, number: NumberField, choice: Choice, boolean: Switch, text: TextLine };

function Slider({ id, spec, value, onChange }) {
  const { type, minimum, maximum, unit, low, high } = spec;
  const step = type === "integer" ? 1 : (maximum - minimum) / STEPS;
  const shown = [formatNumber(value), unit].filter(Boolean).join(" ");
  const words = low && high ? `${shown} (${low} – ${high})` : shown;
  return html`<div class="slider">
    <input
      id=${id}
      type="range"
      min=${minimum}
      max=${maximum}
      step=${step}
      value=${value}
      aria-valuetext=${words}
      aria-describedby=${`${id}-help`}
      onInput=${({ target }) => onChange(rounded(target.valueAsNumber, spec))}
    />
    <div class="ends" aria-hidden="true">
      <span>${low ?? formatNumber(minimum)}</span><output>${shown}</output><span>${high ?? formatNumber(maximum)}</span>
    </div>
  </div>`;
}

function NumberField({ id, spec, value, onChange }) {
  const take = ({ target }) => onChange(Number.isNaN(target.valueAsNumber) ? spec.default : target.valueAsNumber);
  return html`<input
    id=${id}
    type="number"
    step=${spec.type === "integer" ? 1 : "any"}
    min=${spec.minimum ?? undefined}
    max=${spec.maximum ?? undefined}
    value=${value}
    aria-describedby=${`${id}-help`}
    onChange=${take}
  />`;
}

function Choice({ id, spec, value, onChange }) {
  return html`<select id=${id} value=${value} aria-describedby=${`${id}-help`} onChange=${({ target }) => onChange(target.value)}>
    ${spec.choices.map((each) => html`<option key=${each} value=${each}>${spec.choice_labels?.[each] ?? (each || "—")}</option>`)}
  </select>`;
}

function Switch({ id, value, onChange }) {
  return html`<input
    id=${id}
    type="checkbox"
    checked=${value}
    aria-describedby=${`${id}-help`}
    onChange=${({ target }) => onChange(target.checked)}
  />`;
}

function TextLine({ id, spec, value, onChange }) {
  return html`<input
    id=${id}
    type="text"
    maxlength=${spec.max_length ?? undefined}
    value=${value}
    autocomplete="off"
    aria-describedby=${`${id}-help`}
    onInput=${({ target }) => onChange(target.value)}
  />`;
}

/** Returns what a slider says as the option's type has it; its default where it is next to that. */
function rounded(value, { type, minimum, maximum, default: usual }) {
  if (type === "integer") return Math.round(value);
  const step = (maximum - minimum) / STEPS;
  return Math.abs(value - usual) < step / 2 ? usual : Number(value.toPrecision(4));
}
