// Who would speak the text that is being written, and what language it is in: asked of the server a moment after the
// text or the language has changed. Knows no element of the page.

import { request } from "../api.js";
import { createStore } from "../store.js";
import { catalogue } from "./voices.js";

const ASK_AFTER_MS = 500;
const ENOUGH_CHARACTERS = 500;
const SPOKEN = /[\p{L}\p{N}]/u; // of which the text has to have something, or nobody speaks it

// `voice`, `engine` and `language`: who speaks where no voice is chosen; `textLanguage`: what the text is in. Null until
// there is an answer. `text`: what was asked for.
const NOBODY = { voice: null, engine: null, language: null, textLanguage: null, text: "" };
export const speaker = createStore(NOBODY);
let timer = 0;
let turn = 0;
let asked = null; // [text, language]
let statesThen = "";

/** Asks who speaks a text in a language (`auto`: the text's own), unless that is known. */
export function askForSpeaker(text, language) {
  const beginning = text.trim().slice(0, ENOUGH_CHARACTERS);
  asked = [text, language];
  clearTimeout(timer);
  turn += 1;
  if (!SPOKEN.test(beginning.replace(/<[^>]*>/g, ""))) speaker.set(NOBODY);
  else timer = setTimeout(ask, speaker.get().voice ? ASK_AFTER_MS : 0, beginning, language, turn);
}

async function ask(text, language, mine) {
  try {
    const json = { text, language, markup: isUnfinished(text) ? "off" : "auto" };
    const told = await (await request("v1/text/speaker", { method: "POST", json })).json();
    if (mine !== turn) return;
    speaker.set({
      voice: told.voice,
      engine: told.engine,
      language: told.language,
      textLanguage: told.text_language,
      text,
    });
  } catch {
    if (mine === turn) speaker.set(NOBODY); // What is wrong is told where one speaks.
  }
}

/** Tells whether a text is SSML of which the end is still to be written, or was left out here. */
function isUnfinished(text) {
  return /^\s*<speak\b/.test(text) && !/<\/speak>\s*$/.test(text);
}

/** Asks again where an engine has come or gone, or is ready now: another one may speak then. */
function whenEnginesChange({ info }) {
  const states = info ? JSON.stringify(Object.values(info.engines).map(({ id, state }) => [id, state])) : "";
  if (states !== statesThen && asked) askForSpeaker(...asked);
  statesThen = states;
}

catalogue.subscribe(whenEnginesChange);
