// Speaks a text by the server and plays what was spoken, also clips of the history. A store: its state says how far it
// is. Knows no element of the page.

import { synthesize } from "../api.js";

const IDLE = {
  phase: "idle",
  position: 0,
  ready: 0,
  expected: 0,
  sentence: null,
  sentences: null,
  words: [],
  sentenceSpans: [],
  text: "",
  clip: null,
  error: null,
  warning: "",
};

export function createPlayer() {
  const audio = new Audio();
  const listeners = new Set();
  const clipListeners = new Set();
  let state = IDLE;
  let asked = null; // the AbortController of the request under way
  let last = null; // what `retry` speaks

  function set(changes) {
    state = { ...state, ...changes };
    for (const listener of [...listeners]) listener(state);
  }

  async function speak(request, about = {}) {
    asked?.abort();
    audio.pause();
    last = [request, about];
    const mine = (asked = new AbortController());
    set({ ...IDLE, phase: "preparing", text: request.text });
    try {
      const spoken = await synthesize({ ...request, format: "wav" }, mine.signal);
      const clip = {
        id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`,
        text: request.text,
        request,
        voice: spoken.voice,
        voiceName: about.voiceName ?? spoken.voice,
        engine: spoken.engine,
        language: request.language,
        seconds: spoken.audioSeconds,
        sampleRate: 0,
        complete: true,
        words: [],
        sentenceSpans: [],
        peaks: [],
        created: Date.now(),
        audio: spoken.audio,
        format: "wav",
      };
      set({ warning: spoken.warning });
      start(clip);
      for (const listener of clipListeners) listener(clip);
    } catch (error) {
      if (!mine.signal.aborted) set({ phase: "failed", error });
    } finally {
      if (asked === mine) asked = null;
    }
  }

  function start(clip) {
    URL.revokeObjectURL(audio.src);
    audio.src = URL.createObjectURL(clip.audio);
    set({ clip, text: clip.text, phase: "speaking", ready: clip.seconds, expected: clip.seconds, position: 0, error: null });
    audio.play().catch(() => set({ phase: "paused" }));
  }

  audio.addEventListener("timeupdate", () => set({ position: audio.currentTime }));
  audio.addEventListener("ended", () => set({ phase: "ended" }));

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
    speak,
    play(clip) {
      asked?.abort();
      start(clip);
    },
    toggle() {
      if (state.phase === "speaking") {
        audio.pause();
        set({ phase: "paused" });
      } else if (state.clip) {
        audio.play();
        set({ phase: "speaking" });
      }
    },
    stop() {
      asked?.abort();
      audio.pause();
      if (["preparing", "loading", "speaking", "paused"].includes(state.phase)) set({ phase: "stopped" });
    },
    seek(seconds) {
      audio.currentTime = seconds;
    },
    seekToText() {},
    retry: () => last && speak(...last),
    onClip(listener) {
      clipListeners.add(listener);
      return () => clipListeners.delete(listener);
    },
  };
}

export const player = createPlayer();
