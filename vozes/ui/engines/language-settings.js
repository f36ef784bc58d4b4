// Controls of settings about languages: which ones are preferred, and whose voice speaks each of these.

import { html, useEffect, useRef, useStore } from "../html.js";
import { t } from "../i18n.js";
import { catalogue } from "../picker/voices.js";
import { fillLanguages, nameOf } from "../selectors.js";

/** The preferred languages in their order; the first counts most. */
export function Languages({ value, onChange }) {
  const first = (tag) => onChange([tag, ...value.filter((each) => each !== tag)]);
  const without = (tag) => onChange(value.filter((each) => each !== tag));
  return html`
    <ol class="language-list">
      ${value.map((tag, place) => html`<li key=${tag}>
        <span>${nameOf(tag)}</span>
        ${place > 0 && html`<${SignButton} sign="↑" action="first" says=${t("put_first", { language: nameOf(tag) })}
          onClick=${() => first(tag)} />`}
        ${value.length > 1 && html`<${SignButton} sign="×" action="remove"
          says=${t("remove_language", { language: nameOf(tag) })} onClick=${() => without(tag)} />`}
      </li>`)}
    </ol>
    <${LanguageAdder} taken=${value} onAdd=${(tag) => onChange([...value, tag])} />
  `;
}

function SignButton({ sign, action, says, onClick }) {
  return html`<button type="button" class="sign" data-action=${action} aria-label=${says} title=${says}
    onClick=${onClick}>${sign}</button>`;
}

function LanguageAdder({ taken, onAdd }) {
  const select = useRef();
  const { info, voices } = useStore(catalogue);
  const spoken = Object.values(info?.engines ?? {}).flatMap(({ languages }) => languages);
  const tags = [...new Set(spoken)].filter((tag) => !taken.includes(tag));
  useEffect(() => fillLanguages(select.current, tags, voices, { value: "", name: t("add_language") }));
  const add = ({ currentTarget }) => {
    if (currentTarget.value) onAdd(currentTarget.value);
    currentTarget.value = "";
  };
  return html`<select ref=${select} autocomplete="off" aria-label=${t("add_language")} onChange=${add}></select>`;
}

/** For each preferred language the voice that speaks it where none is named. */
export function Voices({ value, usual, all, onChange }) {
  const { info, voices } = useStore(catalogue);
  const languages = all.get("preferred_languages").value;
  const own = (tag) => (value[tag] === usual[tag] ? "" : value[tag]);
  const choose = (tag, voice) => {
    const { [tag]: _, ...others } = value;
    const wanted = voice || usual[tag];
    onChange(wanted ? { ...value, [tag]: wanted } : others);
  };
  return html`<div class="choices">
    ${languages.map((tag) => html`<div class="field" key=${tag}>
      <label for=${`voice-of-${tag}`}>${nameOf(tag)}</label>
      <select id=${`voice-of-${tag}`} autocomplete="off" value=${own(tag) ?? ""}
        onChange=${({ currentTarget }) => choose(tag, currentTarget.value)}>
        <option value="">${t("automatic")}</option>
        ${speakers(voices, tag, own(tag)).map(
          (voice) => html`<option key=${voice.id} value=${voice.id}>${labelOf(voice, info)}</option>`,
        )}
      </select>
    </div>`)}
  </div>`;
}

/** Returns the voices that speak a language, and before them the chosen one where it is none of these now. */
function speakers(voices, tag, chosen) {
  const able = voices.filter((voice) => voice.available !== false && speaks(voice, tag));
  const isThere = !chosen || able.some(({ id }) => id === chosen);
  return [...(isThere ? [] : [{ id: chosen, name: chosen }]), ...able];
}

function speaks({ languages }, tag) {
  return languages.includes(tag) || languages.includes(tag.split("-")[0]);
}

function labelOf({ name, engine }, info) {
  return engine ? `${name} · ${info?.engines[engine]?.name ?? engine}` : name;
}
