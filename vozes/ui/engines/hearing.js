// Lets a word be heard as it is spelled, and as an entry of the lexicon says it, whether that is saved or not.

import { synthesize } from "../api.js";
import { html, useEffect, useRef, useStore } from "../html.js";
import { pageLanguage, t } from "../i18n.js";
import { pageName } from "../picker/languages.js";
import { inSentence, speakerName } from "../picker/names.js";
import { askForSpeaker, speaker } from "../picker/speaker.js";
import { catalogue, findVoice } from "../picker/voices.js";
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

/** Tells in which language the word of an entry is heard, and by whom. */
export function HeardBy({ entry: { word, language } }) {
  useStore(catalogue);
  const told = useStore(speaker);
  const wanted = heardLanguage(language);
  useEffect(() => askForSpeaker(word, wanted), [word, wanted]);
  const voice = told.voice && findVoice(told.voice);
  const values = voice && { language: inSentence(pageName(told.language)), name: speakerName(voice) };
  return html`<p class="hint heard-by">${values && t("heard_by", values)}</p>`;
}

/** Returns the entry of a word that leaves it as it is spelled, whatever is saved. */
export function asSpelled({ word, language, case_sensitive: exact }) {
  return { word, language, respelling: word, case_sensitive: exact ?? false };
}

/** Returns what the API takes of an entry. */
export function asSaid({ word, language, respelling, ipa, case_sensitive: exact }) {
  return { word, language, ...(ipa ? { ipa } : { respelling }), case_sensitive: exact ?? false };
}

/** Returns the language in which an entry is heard: its own, or that of the page where it is of every language. */
function heardLanguage(language) {
  return language || pageLanguage().toLowerCase();
}

function requestFor(entry) {
  const language = heardLanguage(entry.language);
  return { text: entry.word, language, format: "wav", lexicon: [entry] };
}
