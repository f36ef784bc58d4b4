// The voices and engines that the server offers, asked for every few seconds while somebody looks.

import { fetchInfo, fetchVoices } from "../api.js";
import { createStore } from "../store.js";

const POLL_EVERY_MS = 4000;

// `info` is the answer of /v1/monitor/info, null before the first; `problem` is why the last one did not come.
export const catalogue = createStore({ info: null, voices: [], problem: null });
let timer = 0;

/** Asks at once, and then every few seconds. */
export async function refreshCatalogue() {
  clearTimeout(timer);
  if (!document.hidden) await look();
  timer = setTimeout(refreshCatalogue, POLL_EVERY_MS);
}

async function look() {
  try {
    const info = await fetchInfo();
    const { voices } = await fetchVoices({});
    catalogue.set({ info, voices, problem: null });
  } catch (problem) {
    catalogue.set({ problem });
  }
}

window.addEventListener("focus", refreshCatalogue);
document.addEventListener("visibilitychange", refreshCatalogue);
refreshCatalogue();
