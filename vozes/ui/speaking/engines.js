// The engine selector: a card that leaves the choice to the server, one for each engine with its state, and a note where
// the chosen one cannot speak yet.
// Cards are updated in place, so that focus and choice stay when the state is fetched again.

import { fromTemplate, showProgress } from "../elements.js";
import { formatPercent } from "../formatting.js";
import { t } from "../i18n.js";

// Stages of loading that have a text of their own.
const STAGES = ["converting", "loading", "warming_up"];

export const AUTOMATIC = "auto";

const list = document.getElementById("engines");
const note = document.getElementById("engine-note");
const noteTitle = document.getElementById("engine-note-title");
const noteReason = document.getElementById("engine-note-reason");
const cards = new Map();
let engines = {};
let isChosen = false; // by the user

/** Tells whether the user has chosen an engine; until then it is the server's choice. */
export function engineIsChosen() {
  return isChosen;
}

/** Returns what people call an engine, else its id. */
export function engineName(id) {
  return engines[id]?.name ?? id;
}

/** Returns what the server said last about the chosen engine, or undefined before its first answer. */
export function chosenEngine() {
  return engines[list.querySelector("input:checked")?.value];
}

/** Shows all engines. With `follow`, the server's current one is marked, unless the user has chosen one. */
export function showEngines(info, { follow }) {
  engines = { [AUTOMATIC]: automatic(info), ...info.engines };
  for (const id of [AUTOMATIC, ...info.engines_list]) if (!cards.has(id)) addCard(id);
  if (!chosenEngine() || (follow && !isChosen)) cards.get(selectedEngine(info)).querySelector("input").checked = true;
  renderEngines();
}

/** Returns what is selected on the server: the id of an engine, or `auto`. */
export function selectedEngine(info) {
  return info.selected_engine === AUTOMATIC ? AUTOMATIC : info.current_engine;
}

/** Returns what all installed engines together offer, in the shape of an engine, with the state and the options of the
 * one that speaks now. */
export function automatic(info) {
  const current = info.engines[info.current_engine];
  const installed = Object.values(info.engines).filter(({ state }) => state !== "not_installed");
  return {
    ...current,
    id: AUTOMATIC,
    speaker: current.name,
    languages: [...new Set(installed.flatMap(({ languages }) => languages))],
    voices_count: installed.reduce((count, engine) => count + engine.voices_count, 0),
    progress: null,
  };
}

export function renderEngines() {
  for (const [id, card] of cards) {
    const engine = engines[id];
    const name = id === AUTOMATIC ? t("automatic") : engine.name;
    card.querySelector(".engine-name").textContent = name;
    if (id === AUTOMATIC) card.querySelector("input").setAttribute("aria-label", name);
    card.querySelector(".engine-size").textContent = t("languages", { count: engine.languages.length });
    const state = card.querySelector(".engine-state");
    state.dataset.state = engine.state;
    state.textContent = stateText(engine);
    const bar = card.querySelector(".engine-progress");
    bar.hidden = !engine.progress;
    showProgress(bar, engine.progress?.fraction);
  }
  renderNote();
}

/** Returns the state in words; while the engine loads, the stage and its progress where it reports them. */
function stateText({ id, speaker, state, progress }) {
  if (id === AUTOMATIC && ["ready", "unloaded"].includes(state)) return t("speaks_now", { engine: speaker });
  const words = t(STAGES.includes(progress?.stage) ? `stage_${progress.stage}` : `state_${state}`);
  return typeof progress?.fraction === "number" ? `${words} ${formatPercent(progress.fraction)}` : words;
}

function addCard(id) {
  const card = fromTemplate("engine-card");
  card.querySelector("input").value = id;
  cards.set(id, card);
  list.append(card);
}

function renderNote() {
  const engine = chosenEngine();
  const wanting = engine?.state === "not_installed" || engine?.state === "failed";
  note.hidden = !wanting;
  announce(noteTitle, wanting ? t(`engine_${engine.state}`, { engine: engine.name }) : "");
  announce(noteReason, wanting ? (engine.reason ?? "") : "");
}

/** Sets a text only where it has changed: a screen reader would read it again each time. */
function announce(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

list.addEventListener("change", () => {
  isChosen = true;
});
