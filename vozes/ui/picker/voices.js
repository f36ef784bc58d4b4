// What the server offers to speak with: its engines, its voices, and those that models would bring that are not
// installed. Asked for every few seconds while somebody looks; the voices only where something has changed.

import { fetchInfo, fetchVoices } from "../api.js";
import { pageLanguage, whenLanguageChanges } from "../i18n.js";
import { catalog, watchCatalog } from "../models/catalog.js";
import { createStore } from "../store.js";

const POLL_EVERY_MS = 4000;

// `info` is the answer of /v1/monitor/info, null before the first; `models` and `mayChange` are those of the catalogue of
// models; `problem` is why the last answer did not come.
export const catalogue = createStore({ info: null, voices: [], models: [], mayChange: false, problem: null });
let timer = 0;
let turn = 0; // Answers to what was asked before this are out of date.
let voicesAreOf = "";

/** Asks at once, also for the voices, and then every few seconds. */
export function refreshCatalogue() {
  voicesAreOf = "";
  return look();
}

/** Returns the voice of an id; undefined for a mixture and for what is not there. */
export function findVoice(id) {
  return catalogue.get().voices.find((voice) => voice.id === id);
}

/** Returns what /v1/monitor/info says of an engine; undefined before the first answer. */
export function findEngine(id) {
  return catalogue.get().info?.engines[id];
}

/** Tells whether a voice sounds like a person. */
export function isNatural(voice) {
  return voice.engines.some((id) => findEngine(id)?.capabilities.natural ?? true);
}

async function look() {
  clearTimeout(timer);
  if (!document.hidden) await ask(++turn);
  clearTimeout(timer);
  timer = setTimeout(look, POLL_EVERY_MS);
}

async function ask(mine) {
  const early = voicesAreOf === "" ? fetchVoices({ absent: true }) : null; // They are wanted whatever else is told.
  early?.catch(() => {}); // which is told below, where the rest has come
  try {
    const [info] = await Promise.all([fetchInfo(), whenKnown]);
    const { models } = catalog.get();
    const asked = signature(info, models);
    const isNew = asked !== voicesAreOf;
    const voices = isNew ? (await (early ?? fetchVoices({ absent: true }))).voices : null;
    if (mine !== turn) return;
    voicesAreOf = asked;
    catalogue.set({ info, problem: null, ...(isNew && { voices }) });
  } catch (problem) {
    if (mine === turn) catalogue.set({ problem });
  }
}

/** Returns what changes when other voices are offered. */
function signature({ engines }, models) {
  const offered = Object.values(engines).map(({ id, state, voices_count: count }) => [id, state === "not_installed", count]);
  return JSON.stringify([pageLanguage(), offered, models.map(({ id, state }) => [id, state])]);
}

catalog.subscribe(({ models, mayChange }) => catalogue.set({ models, mayChange }));
const whenKnown = watchCatalog(refreshCatalogue);
window.addEventListener("focus", refreshCatalogue);
document.addEventListener("visibilitychange", look);
whenLanguageChanges(refreshCatalogue); // asks for the first time, too
