// Lets a word be heard as it is spelled, and as an entry of the lexicon says it, whether that is saved or not.

import { synthesize } from "../api.js";
import { html, useEffect, useRef } from "../html.js";
import { pageLanguage, t } from "../i18n.js";
import { playWith } from "../playback.js";

/** A button that plays the word of an entry, which `entry()` returns or raises what is wrong with it. `idle` is the key of
 * its text, `hint` that of what it lets hear, with the word `about`. */
export function HearButton({ idle, hint, about, entry, problem }) {
  const button = useRef();
  const current = useRef(entry);
  current.current = entry;
  useEffect(() => {
    const load = (signal) => synthesize(requestFor(current.current()), signal);
    playWith(button.current, { idle, unplayable: "unplayable_word", load, problem: problem.current });
  }, []);
  return html`<button type="button" class="small" ref=${button} title=${t(hint, { word: about })}></button>`;
}

/** Returns the entry of a word that leaves it as it is spelled, whatever is saved. */
export function asSpelled({ word, language, case_sensitive: exact }) {
  return { word, language, respelling: word, case_sensitive: exact ?? false };
}

/** Returns what the API takes of an entry. */
export function asSaid({ word, language, respelling, ipa, case_sensitive: exact }) {
  return { word, language, ...(ipa ? { ipa } : { respelling }), case_sensitive: exact ?? false };
}

function requestFor(entry) {
  const language = entry.language || pageLanguage().toLowerCase();
  return { text: entry.word, language, format: "wav", lexicon: [entry] };
}
