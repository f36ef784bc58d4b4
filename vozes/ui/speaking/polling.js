// Asks the server every few seconds what it offers (engines with their states and options, languages, voices, formats)
// and keeps the form up to date. Does not know what is done with the choices.

import { fetchInfo, fetchVoices } from "../api.js";
import { showVersion } from "../header.js";
import { t, whenLanguageChanges } from "../i18n.js";
import { fillFormats, fillLanguages, fillVoices } from "../selectors.js";
import { AUTOMATIC, automatic, chosenEngine, renderEngines, selectedEngine, showEngines } from "./engines.js";
import { chosenOptions, showOptions } from "./options.js";
import { clearError, showError } from "./status.js";

const POLL_EVERY_MS = 4000;

const engines = document.getElementById("engines");
const language = document.getElementById("language");
const voice = document.getElementById("voice");
const format = document.getElementById("format");

let voices = [];
let voicesAreOf = "";
let failure = null;
let whenItChanges = () => {};

/** Returns what people call a voice of the chosen engine, else its id. */
export function voiceName(id) {
  return voices.find((each) => each.id === id)?.name ?? id;
}

/** Asks at once, also for voices: what is offered has changed. */
export function refresh() {
  poll({ voicesToo: true });
}

/** Starts asking. `listener` is called whenever the chosen engine or its state may have changed. */
export function startPolling(listener) {
  whenItChanges = listener;
  engines.addEventListener("change", () => {
    renderEngines();
    showOptions(chosenEngine());
    whenItChanges();
    poll();
  });
  language.addEventListener("change", renderVoices);
  window.addEventListener("focus", refresh);
  window.addEventListener("pageshow", ({ persisted }) => persisted && refresh());
  whenLanguageChanges(render);
  keepPolling();
}

async function keepPolling() {
  if (!document.hidden) await poll();
  setTimeout(keepPolling, POLL_EVERY_MS);
}

/** Asks once. With `voicesToo` also for the voices of an engine whose voices are known: some may be new. */
async function poll({ voicesToo = false } = {}) {
  try {
    const info = await fetchInfo();
    showVersion(info.version);
    fillFormats(format, info.formats);
    const selected = selectedEngine(info);
    showEngines(info, { follow: suitsTheForm(selected === AUTOMATIC ? automatic(info) : info.engines[selected]) });
    if (chosenEngine().id !== AUTOMATIC || Object.keys(chosenOptions()).length === 0) showOptions(chosenEngine());
    whenItChanges();
    await useVoicesOf(chosenEngine(), voicesToo);
    if (failure) clearError(failure);
    failure = null;
  } catch (error) {
    if (!failure) showError((failure = error));
  }
}

/** Tells whether the form can move to an engine without losing a choice of the user's. */
function suitsTheForm({ languages }) {
  if (voice.value !== "" || Object.keys(chosenOptions()).length > 0) return false;
  return ["", "auto", ...languages].includes(language.value);
}

async function useVoicesOf(engine, askAgain) {
  const asked = JSON.stringify([engine.id, engine.voices_count, engine.languages]);
  if (asked === voicesAreOf && !askAgain) return;
  const fetched = await fetchVoices({ engine: engine.id });
  if (chosenEngine().id !== engine.id) return;
  voices = fetched.voices;
  voicesAreOf = asked;
  renderSelectors();
}

function render() {
  renderEngines();
  renderSelectors();
}

function renderSelectors() {
  const automatic = { value: "auto", name: t("automatic") };
  fillLanguages(language, chosenEngine()?.languages ?? [], voices, automatic);
  renderVoices();
}

function renderVoices() {
  fillVoices(voice, voices, language.value);
}
