// The speed and the language of the speech, as pills beside that of the voice.

import { html, useLanguage, useStore } from "../html.js";
import { formatNumber } from "../formatting.js";
import { t } from "../i18n.js";
import { choice } from "../picker/choice.js";
import { catalogue } from "../picker/voices.js";
import { isSuggested, nameOf } from "../selectors.js";

const SPEEDS = [0.25, 0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 3, 4];

export function Speed() {
  useLanguage();
  const { speed } = useStore(choice);
  return html`<select
    class="pill"
    id="speed"
    aria-label=${t("speed")}
    autocomplete="off"
    value=${speed}
    onChange=${({ target }) => choice.set({ speed: Number(target.value) })}
  >
    ${speedsWith(speed).map((each) => html`<option value=${each}>${formatNumber(each)}×</option>`)}
  </select>`;
}

/** Returns the speeds that are offered, with one that came from elsewhere. */
function speedsWith(speed) {
  return [...new Set([...SPEEDS, speed])].sort((a, b) => a - b);
}

export function Language() {
  useLanguage();
  const { language } = useStore(choice);
  const { info, voices } = useStore(catalogue);
  const tags = [...new Set(Object.values(info?.engines ?? {}).flatMap(({ languages }) => languages))];
  const all = tags.map((tag) => ({ tag, name: nameOf(tag, voices) })).sort((a, b) => a.name.localeCompare(b.name));
  const groups = [
    ["suggested_languages", all.filter(({ tag }) => isSuggested(tag))],
    ["all_languages", all.filter(({ tag }) => !isSuggested(tag))],
  ];
  const short = language === "auto" ? t("language_short") : language.split("-")[0].toUpperCase();
  return html`<span class="shortened">
    <span class="short pill" aria-hidden="true">${short}</span>
    <select
      class="pill"
      id="language"
      aria-label=${t("language")}
      autocomplete="off"
      value=${language}
      onChange=${({ target }) => choice.set({ language: target.value })}
    >
      <option value="auto">${t("automatic_language")}</option>
      ${groups.map(
        ([label, languages]) => html`<optgroup key=${label} label=${t(label)}>
          ${languages.map(({ tag, name }) => html`<option key=${tag} value=${tag}>${name}</option>`)}
        </optgroup>`,
      )}
    </select>
  </span>`;
}
