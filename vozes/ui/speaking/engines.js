// The engine selector: a card for each engine with its state, and a note where the chosen one cannot speak yet.
// Cards are updated in place, so that focus and choice outlive each look at the server.

import { pageLanguage, t } from "../i18n.js";

// Stages of loading that have a text of their own.
const STAGES = ["converting", "loading", "warming_up"];

const list = document.getElementById("engines");
const template = document.getElementById("engine-card");
const note = document.getElementById("engine-note");
const noteTitle = document.getElementById("engine-note-title");
const noteReason = document.getElementById("engine-note-reason");
const cards = new Map();
let engines = {};

/** What the server said last about the chosen engine; undefined before its first answer. */
export function chosenEngine() {
  return engines[list.querySelector("input:checked")?.value];
}

export function showEngines(info) {
  engines = info.engines;
  for (const id of info.engines_list) if (!cards.has(id)) addCard(id);
  if (!chosenEngine()) cards.get(info.current_engine).querySelector("input").checked = true;
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
    renderProgress(card.querySelector(".engine-progress"), engine.progress);
  }
  renderNote();
}

/** The state in words; while the engine is loading, what it does and how far that is, where it says so. */
function stateText({ state, progress }) {
  const doing = t(STAGES.includes(progress?.stage) ? `stage_${progress.stage}` : `state_${state}`);
  const done = progress?.fraction?.toLocaleString(pageLanguage(), { style: "percent" });
  return done ? `${doing} ${done}` : doing;
}

/** Draws what `stateText` says; a bar without a value only moves. */
function renderProgress(bar, progress) {
  bar.hidden = !progress;
  if (typeof progress?.fraction === "number") bar.value = progress.fraction;
  else bar.removeAttribute("value");
}

function addCard(id) {
  const card = template.content.cloneNode(true).firstElementChild;
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

/** Leaves an unchanged text alone: a screen reader would read it again at each look. */
function announce(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
