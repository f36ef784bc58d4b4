// The settings: those that can be changed here, and all others with where they are changed.

import { useAction } from "../actions.js";
import { changeSettings, fetchSettings } from "../api.js";
import { html, useRef, useState } from "../html.js";
import { t } from "../i18n.js";
import { IdleUnload, WholeNumber } from "./number-settings.js";
import { Languages, Voices } from "./language-settings.js";
import { useLooks } from "./looks.js";
import { Section } from "./section.js";

const CONTROLS = [
  ["preferred_languages", Languages],
  ["default_voices", Voices],
  ["idle_unload_seconds", IdleUnload],
  ["queue_limit", WholeNumber],
];

export function SettingsSection() {
  const [shown, setShown] = useState(null);
  const [saved, setSaved] = useState(null); // the name of the setting that was changed last
  const root = useRef();
  const problem = useRef();
  const act = useAction(root, problem);
  useLooks(async () => setShown(await fetchSettings()), problem);
  const change = (name, value) =>
    act("change", async () => {
      setSaved(null);
      try {
        setShown(await changeSettings({ [name]: value }));
        setSaved(name);
      } catch (error) {
        setShown({ ...shown }); // draws the controls as they were
        throw error;
      }
    });
  const all = new Map((shown?.settings ?? []).map((setting) => [setting.name, setting]));
  const others = [...all.values()].filter(({ changeable }) => !changeable);
  return html`<${Section} name="settings" hint=${t("settings_hint")}>
    <div ref=${root} class="settings">
      ${shown && !shown.may_change && html`<p class="note">${t("error_local_only")}</p>`}
      <p class="said" role="status">${saved && t("setting_saved", { setting: t(`setting_${saved}`) })}</p>
      <div class="problem" role="alert" ref=${problem}></div>
      <div class="setting-list">${CONTROLS.filter(([name]) => all.has(name)).map(
        ([name, Control]) => html`<${Setting} key=${name} setting=${all.get(name)} Control=${Control} all=${all}
          mayChange=${shown.may_change} onChange=${(value) => change(name, value)} />`,
      )}</div>
      ${others.length > 0 && html`<${Others} settings=${others} />`}
    </div>
  <//>`;
}

function Setting({ setting, Control, all, mayChange, onChange }) {
  const { name, value, default: usual, fixed_by: source } = setting;
  const isOpen = mayChange && source === null;
  const isUsual = JSON.stringify(value) === JSON.stringify(usual);
  return html`<fieldset class="setting" disabled=${!isOpen}>
    <legend>${t(`setting_${name}`)}</legend>
    <p class="hint" id=${`about-${name}`}>${t(`about_${name}`)}</p>
    <${Control} ...${{ name, value, usual, all, onChange }} />
    ${source && html`<p class="hint">${t("fixed_by", { source })}</p>`}
    ${isOpen && !isUsual && html`<button type="button" class="small" data-action=${`reset-${name}`}
      aria-label=${t("reset_setting", { setting: t(`setting_${name}`) })} onClick=${() => onChange(null)}>${t("reset")}</button>`}
  </fieldset>`;
}

function Others({ settings }) {
  return html`<details class="other-settings">
    <summary>${t("other_settings", { count: settings.length })}</summary>
    <p class="hint">${t("other_settings_hint")}</p>
    <dl>
      ${settings.map(({ name, value, fixed_by: source, help }) => html`<div key=${name}>
        <dt><code>${name}</code></dt>
        <dd><code>${display(value)}</code> ${source && html`<span class="hint">${t("comes_from", { source })}</span>`}</dd>
        <dd class="hint">${withCode(help)}</dd>
      </div>`)}
    </dl>
  </details>`;
}

/** Returns a text with what stands between backticks as code. */
function withCode(text) {
  return text.split("`").map((part, place) => (place % 2 === 1 ? html`<code>${part}</code>` : part));
}

function display(value) {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return "–";
  if (Array.isArray(value)) return value.join(", ");
  if (typeof value === "object") return Object.entries(value).map((pair) => pair.join("=")).join(", ") || "–";
  return String(value);
}
