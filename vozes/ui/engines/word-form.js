// The form of one word of the lexicon: a new one, or one that is changed. It can be heard before it is saved.

import { useAction } from "../actions.js";
import { PageError } from "../errors.js";
import { html, useEffect, useRef, useState, useStore } from "../html.js";
import { pageLanguage, t } from "../i18n.js";
import { baseOf } from "../picker/languages.js";
import { catalogue } from "../picker/voices.js";
import { fillLanguages } from "../selectors.js";
import { HearButton, HeardBy, asSaid, asSpelled } from "./hearing.js";

const BARE = { word: "", language: "", case_sensitive: false };
export const LONGEST_WORD = 100; // characters

/** `entry`: what is changed, without a word for a new one, which may have some of it `suggested`. `onSave(entry)` saves it, and raises what is wrong. */
export function WordForm({ entry, onSave, onClose }) {
  const { suggested, ...changed } = entry;
  const [draft, setDraft] = useState({ ...(entry.word ? BARE : newEntry()), ...suggested, ...changed });
  const [inIpa, setInIpa] = useState(Boolean(entry.ipa));
  const root = useRef();
  const first = useRef();
  const saying = useRef();
  const problem = useRef();
  const act = useAction(root, problem);
  useEffect(() => (suggested?.word ? saying : first).current.focus(), []);
  const change = (name) => ({ currentTarget }) => setDraft({ ...draft, [name]: currentTarget.value });
  const said = inIpa ? "ipa" : "respelling";
  const checked = () => {
    if (!draft.word.trim()) throw new PageError("missing_word");
    if (!draft[said]?.trim()) throw new PageError("missing_saying");
    return asSaid({ ...draft, ipa: undefined, respelling: undefined, [said]: draft[said] });
  };
  const spelled = () => {
    if (!draft.word.trim()) throw new PageError("missing_word");
    return asSpelled(draft);
  };
  const save = (event) => {
    event.preventDefault();
    act("save", async () => onSave(checked()));
  };
  return html`<form class="word-form" ref=${root} onSubmit=${save} aria-label=${t(entry.word ? "change_word" : "add_word")} novalidate>
    <div class="choices">
      <div class="field">
        <label for="word">${t("word")}</label>
        <input id="word" type="text" autocomplete="off" maxlength=${LONGEST_WORD} ref=${first} value=${draft.word} onInput=${change("word")} />
      </div>
      <${LanguageField} value=${draft.language} onChange=${change("language")} />
      <div class="field">
        <label for="saying">${t(inIpa ? "saying_ipa" : "saying")}</label>
        <input id="saying" type="text" autocomplete="off" maxlength="300" class=${inIpa ? "ipa" : ""} ref=${saying}
          aria-describedby="saying-hint" value=${draft[said] ?? ""} onInput=${change(said)} />
        <p class="hint" id="saying-hint">${t(inIpa ? "saying_ipa_hint" : "saying_hint")}</p>
      </div>
      <div class="field ticks">
        <label><input type="checkbox" autocomplete="off" checked=${inIpa} onChange=${() => setInIpa(!inIpa)} /> ${t("in_ipa")}</label>
        <label><input type="checkbox" autocomplete="off" checked=${draft.case_sensitive}
          onChange=${() => setDraft({ ...draft, case_sensitive: !draft.case_sensitive })} /> ${t("only_as_written")}</label>
      </div>
    </div>
    <${HeardBy} entry=${draft} />
    <div class="problem" role="alert" ref=${problem}></div>
    <div class="actions">
      <${HearButton} idle="hear_before" hint="hear_before_hint" about=${draft.word} entry=${spelled} problem=${problem} />
      <${HearButton} idle="hear_after" hint="hear_after_hint" about=${draft.word} entry=${checked} problem=${problem} />
      <button type="submit" class="primary" data-action="save">${t("save")}</button>
      <button type="button" onClick=${onClose}>${t("cancel")}</button>
    </div>
  </form>`;
}

/** Returns an entry that is still to be written, of the language of the page in all its regions. */
function newEntry() {
  return { ...BARE, language: baseOf(pageLanguage()) };
}

function LanguageField({ value, onChange }) {
  const select = useRef();
  const { info, voices } = useStore(catalogue);
  const tags = [...new Set(Object.values(info?.engines ?? {}).flatMap(({ languages }) => languages).concat(value || []))];
  useEffect(() => {
    fillLanguages(select.current, tags, voices, { value: "", name: t("every_language") });
    select.current.value = value;
  });
  return html`<div class="field">
    <label for="word-language">${t("language")}</label>
    <select id="word-language" autocomplete="off" ref=${select} onChange=${onChange}></select>
  </div>`;
}
