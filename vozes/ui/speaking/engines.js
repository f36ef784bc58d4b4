// The engine selector: a card for each engine with its state, and a note where the chosen one cannot speak yet.
// Cards are updated in place, so that focus and choice stay when the state is fetched again.

import { fromTemplate, showProgress } from "../elements.js";
import { formatPercent } from "../formatting.js";
import { t } from "../i18n.js";

// Stages of loading that have a text of their own.
const STAGES = ["converting", "loading", "warming_up"];

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
  engines = info.engines;
  for (const id of info.engines_list) if (!cards.has(id)) addCard(id);
  if (!chosenEngine() || (follow && !isChosen)) cards.get(info.current_engine).querySelector("input").checked = true;
  renderEngines();
}

export function renderEngines() {
  for (const [id, card] of cards) {
    const engine = engines[id];
    card.querySelector(".engine-name").textContent = engine.name;
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
function stateText({ state, progress }) {
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
