// Asks the server every few seconds what it offers (engines with their states and options, languages, voices, formats)
// and keeps the form up to date. Does not know what is done with the choices.

import { fetchInfo, fetchVoices } from "../api.js";
import { showVersion } from "../header.js";
import { t, whenLanguageChanges } from "../i18n.js";
import { fillFormats, fillLanguages, fillVoices } from "../selectors.js";
import { chosenEngine, renderEngines, showEngines } from "./engines.js";
import { showOptions } from "./options.js";
import { clearError, showError } from "./status.js";

const LOOK_EVERY_MS = 4000;

const engines = document.getElementById("engines");
const language = document.getElementById("language");
const voice = document.getElementById("voice");
const format = document.getElementById("format");

let voices = [];
let voicesAreOf = "";
let failure = null;
let whenItChanges = () => {};

/** Starts looking; calls back whenever the chosen engine, or its state, may be another one. */
export function startPolling(listener) {
  whenItChanges = listener;
  engines.addEventListener("change", () => {
    renderEngines();
    showOptions(chosenEngine());
    whenItChanges();
    look();
  });
  language.addEventListener("change", renderVoices);
  window.addEventListener("focus", () => look({ voicesToo: true }));
  window.addEventListener("pageshow", ({ persisted }) => persisted && look({ voicesToo: true }));
  whenLanguageChanges(render);
  lookAgainAndAgain();
}

async function lookAgainAndAgain() {
  if (!document.hidden) await look();
  setTimeout(lookAgainAndAgain, LOOK_EVERY_MS);
}

/** `voicesToo`: asks for the voices though the engine is the same, because some may have been cloned meanwhile. */
async function look({ voicesToo = false } = {}) {
  try {
    const info = await fetchInfo();
    showVersion(info.version);
    fillFormats(format, info.formats);
    showEngines(info);
    showOptions(chosenEngine());
    whenItChanges();
    await useVoicesOf(chosenEngine(), voicesToo);
    if (failure) clearError(failure);
    failure = null;
  } catch (error) {
    if (!failure) showError((failure = error));
  }
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
