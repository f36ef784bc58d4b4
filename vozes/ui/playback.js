// Plays recordings, samples and previews: one at a time, started and stopped with the same control.

import { PageError } from "./errors.js";
import { setText } from "./i18n.js";
import { attempt } from "./notices.js";
import { createStore } from "./store.js";

/** What is heard: `key` is what it was started with, null for nothing; `phase` is `idle`, `loading` or `playing`;
 * `seconds` is its length, once that is known. */
export const listening = createStore({ key: null, phase: "idle", seconds: null });

let playing = null; // { key, audio, loading, url }
const listeners = new Set();

/** Calls `listener` whenever something begins to play here, so that other sounds on the page give way. */
export function whenListening(listener) {
  listeners.add(listener);
}

/** Makes a button play the audio that `load(signal)` returns, and stop it. `idle` is the key of its text at rest. The
 * place `problem` shows what `load` raises, or the text `unplayable` where the browser cannot play the audio. */
export function playWith(button, { idle, unplayable, load, problem }) {
  const texts = { idle, loading: "listen_loading", playing: "listen_playing" };
  let shown = null;
  listening.subscribe(({ key, phase }) => {
    const wanted = texts[key === button ? phase : "idle"];
    if (wanted !== shown) setText(button, (shown = wanted));
  });
  button.addEventListener("click", () => attempt(problem, () => listen(button, { load, unplayable })));
}

/** Plays the audio that `load(signal)` returns, or stops it where it was started with the same key. Raises what `load`
 * raises, and PageError(`unplayable`) where the browser cannot play the audio. */
export async function listen(key, { load, unplayable }) {
  const pressedToStop = playing?.key === key;
  stopListening();
  if (pressedToStop) return;
  const mine = (playing = { key, audio: new Audio(), loading: new AbortController(), url: "" });
  listening.set({ key, phase: "loading", seconds: null });
  for (const listener of listeners) listener();
  try {
    const sound = await load(mine.loading.signal);
    if (playing !== mine) return;
    mine.audio.src = mine.url = URL.createObjectURL(sound);
    mine.audio.addEventListener("ended", () => playing === mine && stopListening());
    await mine.audio.play();
    const { duration } = mine.audio;
    if (playing === mine) listening.set({ phase: "playing", seconds: Number.isFinite(duration) ? duration : null });
  } catch (error) {
    if (playing !== mine) return; // It was stopped.
    stopListening();
    throw error instanceof DOMException ? new PageError(unplayable) : error;
  }
}

export function stopListening() {
  if (!playing) return;
  const { audio, loading, url } = playing;
  playing = null;
  loading.abort();
  audio.pause();
  URL.revokeObjectURL(url);
  listening.set({ key: null, phase: "idle", seconds: null });
}
