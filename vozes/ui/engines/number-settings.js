// Controls of settings that are a number: one to type, and a time to choose.

import { formatDuration } from "../formatting.js";
import { html } from "../html.js";
import { t } from "../i18n.js";

const TIMES = [0, 300, 900, 1800, 3600, 14_400]; // seconds

export function WholeNumber({ name, value, onChange }) {
  const change = ({ currentTarget: input }) => input.value !== "" && onChange(input.valueAsNumber);
  return html`<input type="number" min="0" step="1" autocomplete="off" value=${value} aria-label=${t(`setting_${name}`)}
    aria-describedby=${`about-${name}`} onChange=${change} />`;
}

export function IdleUnload({ name, value, onChange }) {
  const times = TIMES.includes(value) ? TIMES : [...TIMES, value].sort((a, b) => a - b);
  const change = ({ currentTarget }) => onChange(parseFloat(currentTarget.value));
  return html`<select autocomplete="off" value=${value} aria-label=${t(`setting_${name}`)}
    aria-describedby=${`about-${name}`} onChange=${change}>
    ${times.map((time) => html`<option key=${time} value=${time}>
      ${time === 0 ? t("never") : t("after", { time: formatDuration(time).time })}</option>`)}
  </select>`;
}
