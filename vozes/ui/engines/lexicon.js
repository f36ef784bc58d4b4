// The user's own words: how names, acronyms and foreign words are said, listed, searched, heard and removed.

import { useAction } from "../actions.js";
import { fetchLexicon, putWords, removeWord } from "../api.js";
import { html, useRef, useState } from "../html.js";
import { pageLanguage, t } from "../i18n.js";
import { nameOf } from "../selectors.js";
import { HearButton, asSaid, asSpelled } from "./hearing.js";
import { useLooks } from "./looks.js";
import { Section } from "./section.js";
import { LONGEST_WORD, WordForm } from "./word-form.js";

const SEARCHED_FROM = 8; // words; fewer are seen at a glance
const SHOWN = 12;

export function LexiconSection() {
  const [words, setWords] = useState(null);
  const [edited, setEdited] = useState(takeFromAddress); // the entry that the form changes, without a word for a new one
  const [said, setSaid] = useState(null); // what was done last: { text, undo }
  const root = useRef();
  const problem = useRef();
  const act = useAction(root, problem);
  const look = async () => setWords(await fetchLexicon());
  useLooks(look, problem);

  /** Saves an entry, in place of the edited one where that is another word's. Raises ApiError. */
  const save = async (entry) => {
    await putWords([entry]);
    if (edited.word && !isSame(edited, entry)) {
      await removeWord(edited); // and with it what is told apart from it only by its capitals
      await putWords([entry]);
    }
    await look();
    setSaid({ text: t("word_saved", { word: entry.word }) });
    setEdited(null);
  };
  const remove = (entry) =>
    act(`remove ${keyOf(entry)}`, async () => {
      await removeWord(entry);
      await look();
      const undo = () => act("undo", async () => (await putWords([entry]), await look(), setSaid(null)));
      setSaid({ text: t("word_removed", { word: entry.word }), undo });
    });
  const addButton = html`<button type="button" data-action="add" onClick=${() => setEdited({})}>${t("add_word")}</button>`;
  return html`<${Section} name="lexicon" hint=${t("lexicon_hint")} aside=${!edited && addButton}>
    <div ref=${root} class="lexicon">
      ${edited && html`<${WordForm} key=${keyOf(edited)} entry=${edited} onSave=${save} onClose=${() => setEdited(null)} />`}
      <p class="said" role="status">${said && html`<${Said} ...${said} />`}</p>
      <div class="problem" role="alert" ref=${problem}></div>
      ${words?.length === 0 && !edited && html`<p class="hint">${t("no_words")}</p>`}
      ${words?.length > 0 && html`<${WordList} words=${words} onEdit=${setEdited} onRemove=${remove} problem=${problem} />`}
    </div>
  <//>`;
}

/** Returns a new entry where the page's address asks for one (`?word=gif&language=en`), once; else null. */
function takeFromAddress() {
  const address = new URL(location.href);
  const { word, language } = Object.fromEntries(address.searchParams);
  if (word === undefined) return null;
  address.search = "";
  history.replaceState(history.state, "", address);
  return { suggested: { word: word.trim().slice(0, LONGEST_WORD), ...(language && { language }) } };
}

function Said({ text, undo }) {
  return html`${text} ${undo && html`<button type="button" class="small" onClick=${undo}>${t("undo")}</button>`}`;
}

function WordList({ words, onEdit, onRemove, problem }) {
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState(SHOWN);
  const found = words.filter((entry) => matches(entry, search));
  return html`
    ${words.length >= SEARCHED_FROM && html`<div class="field">
      <label for="word-search">${t("search_words")}</label>
      <input id="word-search" type="search" autocomplete="off" value=${search}
        onInput=${({ currentTarget }) => setSearch(currentTarget.value)} />
    </div>`}
    <p class="hint" role="status">
      ${search ? t("words_found", { count: found.length }) : t("words_count", { count: words.length })}
    </p>
    <ul class="word-list">
      ${found.slice(0, shown).map(
        (entry) => html`<${Word} key=${keyOf(entry)} entry=${entry} onEdit=${onEdit} onRemove=${onRemove} problem=${problem} />`,
      )}
    </ul>
    ${found.length > shown && html`<button type="button" onClick=${() => setShown(shown + 50)}>${t("show_more")}</button>`}
  `;
}

function Word({ entry, onEdit, onRemove, problem }) {
  const { word, language, respelling, ipa } = entry;
  const about = [language ? nameOf(language) : t("every_language"), entry.case_sensitive && t("as_written")];
  return html`<li class="word">
    <div class="word-words">
      <p><strong>${word}</strong> <span class="unseen">${t("is_said")}</span>
        <span aria-hidden="true">→</span> ${respelling ?? html`<span class="ipa">/${ipa}/</span>`}</p>
      <p class="hint">${about.filter(Boolean).join(" · ")}</p>
    </div>
    <div class="word-actions">
      <${HearButton} idle="hear_before" hint="hear_before_hint" about=${word} entry=${() => asSpelled(entry)} problem=${problem} />
      <${HearButton} idle="hear_after" hint="hear_after_hint" about=${word} entry=${() => asSaid(entry)} problem=${problem} />
      <button type="button" class="small" aria-label=${t("edit_word", { word })} onClick=${() => onEdit(entry)}>${t("edit")}</button>
      <button type="button" class="small" aria-label=${t("remove_word", { word })} onClick=${() => onRemove(entry)}>${t("remove")}</button>
    </div>
  </li>`;
}

function keyOf({ word = "", language = "", case_sensitive: exact = false }) {
  return `${language} ${exact} ${word}`;
}

/** Tells whether the server takes two entries for the same word's. */
function isSame(one, other) {
  const key = (entry) => keyOf({ ...entry, word: entry.case_sensitive ? entry.word : entry.word.toLowerCase() });
  return key(one) === key(other);
}

function matches({ word, language, respelling, ipa }, search) {
  const wanted = search.trim().toLocaleLowerCase(pageLanguage());
  const texts = [word, respelling, ipa, language, language && nameOf(language)];
  return texts.some((text) => text?.toLocaleLowerCase(pageLanguage()).includes(wanted));
}
