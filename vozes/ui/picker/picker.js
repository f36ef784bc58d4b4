// The dialog with all voices as tiles: to hear, to filter, to choose from, and to mix.

import { wordsFor } from "../errors.js";
import { html, useEffect, useLanguage, useMemo, useRef, useState, useStore } from "../html.js";
import { pageLanguage, t } from "../i18n.js";
import { stopListening } from "../playback.js";
import { choice, chooseVoice } from "./choice.js";
import { Filters } from "./filters.js";
import { baseOf } from "./languages.js";
import { ALL, sectionsOf } from "./matching.js";
import { canMix, mixingEngine, partsOf } from "./mixture.js";
import { Mixing } from "./mixing.js";
import { speakerName } from "./names.js";
import { closePicker, picker } from "./opening.js";
import { speaker } from "./speaker.js";
import { Tiles } from "./tiles.js";
import { catalogue, findVoice } from "./voices.js";

export function VoicePicker() {
  const { isOpen } = useStore(picker);
  const dialog = useRef();
  useEffect(() => {
    if (!isOpen) dialog.current.close();
    if (!isOpen || dialog.current.open) return;
    dialog.current.showModal();
    // Not the search, which would bring up the keyboard of a phone.
    dialog.current.querySelector(".tile[data-stop] .tile-choose")?.focus();
  }, [isOpen]);
  const close = () => {
    stopListening();
    closePicker();
  };
  // A press beside the window closes it, but no drag that ends there.
  const pressed = ({ target }) => target === dialog.current && dialog.current.close();
  return html`<dialog class="picker" ref=${dialog} aria-labelledby="picker-title" onClose=${close} onMouseDown=${pressed}>
    ${isOpen && html`<${Content} onDone=${() => dialog.current.close()} />`}
  </dialog>`;
}

function Content({ onDone }) {
  const language = useLanguage();
  const { voices, info } = useStore(catalogue);
  const { voice: chosen } = useStore(choice);
  const told = useStore(speaker);
  const [chosenFilters, setFilters] = useState({ ...ALL, scope: null }); // null: that of the voice or the text
  const scope = chosenFilters.scope ?? firstScope(chosen, told, voices);
  const filters = useMemo(() => ({ ...chosenFilters, scope }), [chosenFilters, scope]);
  const [mix, setMix] = useState(null);
  const [problem, setProblem] = useState(null);
  const search = useRef();
  const change = (changes) => setFilters((before) => ({ ...before, ...changes }));
  const offered = useMemo(() => (mix ? mixable(voices, mix) : voices), [voices, mix?.first, info]);
  const sections = useMemo(() => sectionsOf(offered, filters), [offered, filters, language]);
  const found = sections.flatMap((section) => section.voices);
  const choose = (voice) => {
    if (mix) setMix(withVoice(mix, voice.id));
    else if (voice.available) use(voice.id);
  };
  const use = (id) => {
    chooseVoice(id);
    onDone();
  };
  const clearSearch = () => {
    change({ search: "" });
    search.current.focus();
  };
  const isPlain = !mix && filters.search === "" && filters.scope !== "mine" && !filters.gender && !filters.accent;
  const speaks = told.voice && findVoice(told.voice);
  return html`<div class="picker-content">
    <div class="picker-head">
      <h2 id="picker-title">${t("picker_title")}</h2>
      <input
        ref=${search}
        type="search"
        class="picker-search"
        autocomplete="off"
        aria-label=${t("picker_search")}
        placeholder=${t("picker_search_among", { number: speaking(offered).length })}
        value=${filters.search}
        onInput=${({ target }) => change({ search: target.value })}
      />
      <button type="button" class="picker-close" aria-label=${t("close")} title=${t("close")} onClick=${onDone}>×</button>
    </div>
    <${Filters}
      voices=${offered}
      filters=${filters}
      first=${firstLanguages(told)}
      onFilter=${change}
      isMixing=${mix !== null}
      onMix=${voices.some(mixingEngine) && (() => setMix(mix ? null : startOf(chosen)))}
    />
    ${mix &&
    html`<${Mixing} mix=${mix} onChange=${(changes) => setMix({ ...mix, ...changes })} onUse=${use} onProblem=${setProblem} />`}
    <div role="alert">${problem && html`<p class="problem">${wordsFor(problem).words}</p>`}</div>
    <p class="unseen" role="status">${foundWords(found)}</p>
    <${Tiles}
      sections=${sections}
      within=${filters.scope}
      chosen=${mix ? [mix.first, mix.second].filter(Boolean) : chosen ? partsOf(chosen).map(({ id }) => id) : [""]}
      automatic=${isPlain && { speaks: speaks ? speakerName(speaks) : "", onChoose: () => use(null) }}
      onChoose=${choose}
      onProblem=${setProblem}
      onType=${(letter) => {
        search.current.focus();
        change({ search: filters.search + letter });
      }}
    />
    ${found.length === 0 && info && html`<${NothingFound} filters=${filters} onAll=${() => setFilters({ ...ALL, search: filters.search })} onClear=${clearSearch} />`}
  </div>`;
}

/** Returns how many of the voices can speak, and how many more there would be with what is not installed. */
function foundWords(voices) {
  const count = speaking(voices).length;
  const more = voices.length - count;
  return [t("found", { count }), more > 0 && t("picker_to_install", { number: more })].filter(Boolean).join(", ");
}

function speaking(voices) {
  return voices.filter(({ available }) => available);
}

function NothingFound({ filters, onAll, onClear }) {
  const isNarrow = filters.scope !== "all" || filters.gender || filters.accent;
  return html`<div class="picker-nothing">
    <p>${filters.search ? t("nothing_found", { search: filters.search }) : t("picker_nothing")}</p>
    ${filters.search && !isNarrow && html`<p class="hint">${t("picker_search_hint")}</p>`}
    <div class="picker-nothing-actions">
      ${isNarrow && html`<button type="button" class="small" onClick=${onAll}>${t("picker_search_all")}</button>`}
      ${filters.search && html`<button type="button" class="small" onClick=${onClear}>${t("picker_clear_search")}</button>`}
    </div>
  </div>`;
}

/** Returns the languages that lead the others: the text's, the user's, and those of the page. */
function firstLanguages({ textLanguage }) {
  return [textLanguage, pageLanguage(), ...navigator.languages, "pt", "en"].filter(Boolean).map(baseOf);
}

/** Returns what is shown first: the voices of the language that is spoken with, in which the chosen one is found. */
function firstScope(chosen, told, voices) {
  const voice = chosen && findVoice(partsOf(chosen)[0].id);
  const [text] = firstLanguages(told);
  const speaks = (language) => voices.some(({ languages }) => languages.some((tag) => baseOf(tag) === language));
  if (!voice) return speaks(text) ? text : "all";
  const bases = voice.languages.map(baseOf);
  return bases.includes(text) ? text : (bases[0] ?? "all");
}

/** Returns the voices that can be mixed, with the first one where that is chosen. */
function mixable(voices, { first }) {
  const one = first && findVoice(first);
  return voices.filter((voice) => (one ? voice.id === first || canMix(one, voice) : mixingEngine(voice)));
}

/** Returns a mixture to begin with: the chosen one, or that of the chosen voice with one still to be chosen. */
function startOf(chosen) {
  const parts = chosen ? partsOf(chosen).filter(({ id }) => mixingEngine(findVoice(id))) : [];
  return { first: parts[0]?.id ?? null, second: parts[1]?.id ?? null, share: parts[1]?.weight ?? 0.5 };
}

/** Returns the mixture with a voice that was pressed: put in, or taken out where it was in. */
function withVoice(mix, id) {
  if (id === mix.first) return { ...mix, first: mix.second, second: null };
  if (id === mix.second) return { ...mix, second: null };
  return mix.first ? { ...mix, second: id } : { ...mix, first: id };
}
