// Above the tiles: languages as chips, seldom ones in a list, accents, genders, and mixing.

import { html, useMemo } from "../html.js";
import { pageLanguage, t } from "../i18n.js";
import { accentsOf, languagesOf } from "./matching.js";

const GENDERS = ["female", "male"];

/** `filters` as in matching.js; `onFilter` is called with those that change. `first`: languages that lead the others. */
export function Filters({ voices, filters, first, onFilter, isMixing, onMix }) {
  const { natural, others } = useMemo(() => languagesOf(voices, first), [voices, first.join(), pageLanguage()]);
  const own = voices.filter(({ kind }) => kind === "custom");
  const able = own.filter(({ available }) => available).length;
  const scope = (value) => onFilter({ scope: value, accent: null });
  const accents = accentsOf(voices, filters.scope);
  const isOther = others.some(({ tag }) => tag === filters.scope);
  return html`<div class="filters">
    <div class="chips scrolling" role="group" aria-label=${t("picker_languages")}>
      <${Chip} isOn=${filters.scope === "all"} onClick=${() => scope("all")}>${t("picker_all")}<//>
      ${own.length > 0 &&
      html`<${Chip} isOn=${filters.scope === "mine"} onClick=${() => scope("mine")}>${t("my_voices")} ${able > 0 && html`<span class="count">${able}</span>`}<//>`}
      ${natural.map(
        ({ tag, own: name, count }) => html`<${Chip} key=${tag} isOn=${filters.scope === tag} onClick=${() => scope(tag)}>
          <span lang=${tag}>${name}</span> ${count > 0 && html`<span class="count">${count}</span>`}
        <//>`,
      )}
      ${others.length > 0 &&
      html`<select
        class="chip"
        data-on=${isOther}
        aria-label=${t("picker_more_languages")}
        value=${isOther ? filters.scope : ""}
        onChange=${({ target }) => scope(target.value || "all")}
      >
        <option value="">${t("picker_more_languages")}</option>
        ${others.map(({ tag, name }) => html`<option key=${tag} value=${tag}>${name}</option>`)}
      </select>`}
    </div>
    <div class="chips scrolling">
      <div class="chips" role="group" aria-label=${t("picker_genders")}>
        ${GENDERS.map(
          (gender) => html`<${Chip}
            key=${gender}
            isOn=${filters.gender === gender}
            onClick=${() => onFilter({ gender: filters.gender === gender ? null : gender })}
          >${t(`picker_${gender}`)}<//>`,
        )}
      </div>
      ${accents.length > 0 &&
      html`<div class="chips" role="group" aria-label=${t("picker_accents")}>
        ${accents.map(
          ({ tag, name }) => html`<${Chip}
            key=${tag}
            isOn=${filters.accent === tag}
            onClick=${() => onFilter({ accent: filters.accent === tag ? null : tag })}
          >${name}<//>`,
        )}
      </div>`}
      ${onMix && html`<${Chip} className="mix-chip" isOn=${isMixing} onClick=${onMix}>
        <span class="broad">${t("picker_mix")}</span><span class="narrow">${t("picker_mix_short")}</span>
      <//>`}
    </div>
  </div>`;
}

function Chip({ isOn, onClick, className = "", children }) {
  return html`<button type="button" class="chip ${className}" aria-pressed=${isOn} onClick=${onClick}>${children}</button>`;
}
