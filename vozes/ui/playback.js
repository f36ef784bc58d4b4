// Plays recordings and previews: one at a time, started and stopped with the same button.

import { PageError } from "./errors.js";
import { setText } from "./i18n.js";
import { attempt } from "./notices.js";

let playing = null; // { button, idle, audio, loading, url }
const listeners = new Set();

/** Calls `listener` whenever something begins to play here, so that other sounds on the page give way. */
export function whenListening(listener) {
  listeners.add(listener);
}

/** Makes a button play the audio that `load(signal)` returns, and stop it. `idle` is the key of its text at rest. The
 * place `problem` shows what `load` raises, or the text `unplayable` where the browser cannot play the audio. */
export function playWith(button, { idle, unplayable, load, problem }) {
  setText(button, idle);
  button.addEventListener("click", async () => {
    const pressedToStop = playing?.button === button;
    stopListening();
    if (pressedToStop) return;
    await attempt(problem, () => play(button, { idle, unplayable, load }));
  });
}

export function stopListening() {
  if (!playing) return;
  const { button, idle, audio, loading, url } = playing;
  playing = null;
  loading.abort();
  audio.pause();
  URL.revokeObjectURL(url);
  setText(button, idle);
}

async function play(button, { idle, unplayable, load }) {
  const mine = (playing = { button, idle, audio: new Audio(), loading: new AbortController(), url: "" });
  setText(button, "listen_loading");
  for (const listener of listeners) listener();
  try {
    const sound = await load(mine.loading.signal);
    if (playing !== mine) return;
    mine.audio.src = mine.url = URL.createObjectURL(sound);
    mine.audio.addEventListener("ended", () => playing === mine && stopListening());
    await mine.audio.play();
    if (playing === mine) setText(button, "listen_playing");
  } catch (error) {
    if (playing !== mine) return; // It was stopped.
    stopListening();
    throw error instanceof DOMException ? new PageError(unplayable) : error;
  }
}
