// The models that can be installed, as the server has them: asked for every second while one is being installed, seldom
// otherwise, and never while nobody looks. Knows nothing of how they are shown.

import { cancelPull, fetchModels, pullModel, removeModel } from "../api.js";
import { createStore } from "../store.js";

const PULLING_POLL_MS = 1000;
const IDLE_POLL_MS = 15_000;

export const catalog = createStore({ models: [], mayChange: false });
const listeners = [];
let turn = 0; // Answers to what was asked before this are out of date.
let timer = 0;

/** Asks from now on, and resolves once the first answer has come, or has not. `whenChanged` is called whenever a model
 * has come or gone. */
export function watchCatalog(whenChanged) {
  listeners.push(whenChanged);
  document.addEventListener("visibilitychange", look);
  return look();
}

/** Each begins, ends or undoes the installation of a model, and looks how it stands then. They raise ApiError. */
export const pull = (id, accepted) => andLook(pullModel(id, accepted));
export const cancel = (id) => andLook(cancelPull(id));
export const remove = (id) => andLook(removeModel(id));

async function andLook(change) {
  await change;
  await look();
}

async function look() {
  clearTimeout(timer);
  if (document.hidden) return;
  const mine = ++turn;
  const answer = await fetchModels().catch(() => null); // whoever shows the engines tells of a server that is gone
  if (mine !== turn) return;
  if (answer) take(answer);
  const isPulling = catalog.get().models.some(({ state }) => state === "pulling");
  timer = setTimeout(look, isPulling ? PULLING_POLL_MS : IDLE_POLL_MS);
}

function take({ models, may_change: mayChange }) {
  const isFirst = catalog.get().models.length === 0;
  const before = installed();
  catalog.set({ models, mayChange });
  if (!isFirst && installed() !== before) for (const listener of listeners) listener();
}

/** Returns the ids of those that are installed, in one text. */
function installed() {
  const models = catalog.get().models.filter(({ state }) => state === "installed");
  return models.map(({ id }) => id).join(" ");
}
