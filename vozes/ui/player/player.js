// Speaks texts by the server and plays what comes as it comes, also clips of the history. A store: its state says how far
// it is. Knows no element of the page; what is heard goes by output.js.

import { request as ask } from "../api.js";
import { PageError } from "../errors.js";
import { stopListening, whenListening } from "../playback.js";
import { createStore } from "../store.js";
import { smaller, soundOf } from "./clips.js";
import { watchLoading } from "./loading.js";
import { createOutput } from "./output.js";
import { openSpeech } from "./stream.js";
import { wordAtText } from "./timing.js";
import { Utterance } from "./utterance.js";

const SHOWN_EACH_MS = 100; // the position, where nothing else changes
const TOLD_MS = 4000; // that a place is still being made
const READING_FIELDS = ["normalize", "markup", "lexicon"]; // of a request, which say how its text is read

const IDLE = {
  phase: "idle",
  percent: undefined,
  position: 0,
  ready: 0,
  expected: 0,
  sentence: null,
  sentences: null,
  word: -1,
  words: [],
  sentenceSpans: [],
  text: "",
  isWaiting: false,
  isUnmade: false, // whether a place was asked for that is still being made
  speed: null, // of what is being spoken
  clip: null,
  error: null,
  warnings: [],
};

function createPlayer() {
  const store = createStore(IDLE);
  const clipListeners = new Set();
  const comingListeners = new Set();
  const output = createOutput({ onEnd: ended, onBlocked: pause, onTick: tick });
  let current = null; // the utterance
  let shownAt = 0;
  let telling = 0; // a timer

  /** Speaks a text. `request`: fields of `POST /v1/tts/synth`; `about.voiceName`: whose voice it is, for showing. */
  async function speak(request, about) {
    leave();
    output.unlock();
    stopListening();
    const mine = (current = new Utterance(request, about));
    store.set({ ...IDLE, phase: "preparing", text: request.text, expected: mine.expected, speed: request.speed ?? null });
    const stopWatching = watchLoading((loading) => showLoading(mine, loading));
    try {
      mine.told = await openSpeech(request, mine.asking.signal);
      store.set({ warnings: mine.told.warnings });
      for await (const line of mine.told.lines) {
        if (mine.isOver) return;
        const isFirst = mine.take(line);
        for (const listener of comingListeners) listener(mine);
        if (isFirst) stopWatching();
        if (isFirst) await start(mine);
        if (mine.isOver) return;
        if (line.whole) finish(mine, { complete: true, changes: { warnings: line.whole.warnings } });
        output.plan();
      }
    } catch (error) {
      if (!mine.isOver) finish(mine, { changes: { error } });
    } finally {
      stopWatching();
    }
  }

  function showLoading(mine, loading) {
    if (current !== mine || mine.sound || mine.isOver) return;
    store.set(loading ? { phase: "loading", percent: loading.share } : { phase: "preparing", percent: undefined });
  }

  async function start(mine) {
    await output.open(mine.sound);
    if (current !== mine || mine.isOver) return;
    begin(0);
    readSentences(mine);
  }

  /** Asks for the sentences once something is heard, so that nothing is heard later for it. */
  async function readSentences(mine) {
    const { text, language } = mine.request;
    const options = Object.fromEntries(READING_FIELDS.filter((name) => name in mine.request).map((name) => [name, mine.request[name]]));
    try {
      const { sentences } = await (await ask("v1/text/reading", { method: "POST", json: { text, language, options } })).json();
      mine.takeSentences(sentences.map((each) => ({ textStart: each.text_start })));
      if (current === mine) show();
    } catch {
      // Then words are lit, and sentences are not counted.
    }
  }

  /** Ends an utterance: it is whole, was stopped, or has failed. What there is of it becomes a clip. */
  function finish(mine, { complete = false, changes = {} } = {}) {
    const clip = mine.end(complete);
    output.plan();
    if (current === mine) store.set({ clip, ...changes, ...mine.view(output.position()) });
    if (current === mine && changes.error && !output.isPlaying && store.get().phase !== "paused") store.set({ phase: "failed" });
    if (clip) keep(clip);
  }

  async function keep(clip) {
    const small = await smaller(clip);
    if (store.get().clip?.id === clip.id) store.set({ clip: small });
    for (const listener of clipListeners) listener(small);
  }

  function leave() {
    if (current && !current.isOver) finish(current);
    output.close();
  }

  /** Shows a clip as stopped, where nothing was spoken or played since the page was opened. */
  function offer(clip) {
    if (current || store.get().phase !== "idle") return;
    store.set({ ...IDLE, phase: "stopped", text: clip.text, clip, ready: clip.seconds, expected: clip.seconds });
  }

  /** Plays a clip, from its start or from a place in seconds. */
  async function play(clip, from = 0) {
    leave();
    output.unlock();
    stopListening();
    const mine = (current = Utterance.ofClip(clip, null));
    store.set({ ...IDLE, phase: "preparing", text: clip.text, clip, ...mine.view(0) });
    try {
      mine.sound = await soundOf(clip);
      if (current !== mine) return;
      await output.open(mine.sound);
      if (current === mine) begin(from);
    } catch {
      if (current === mine) store.set({ phase: "failed", error: new PageError("player_unplayable") });
    }
  }

  function begin(seconds) {
    stopListening();
    output.play(seconds);
    store.set({ phase: "speaking" });
    show();
    requestAnimationFrame(frame);
  }

  function pause() {
    if (store.get().phase !== "speaking") return;
    output.pause();
    store.set({ phase: "paused" });
    show();
  }

  function toggle() {
    const { phase, position, ready } = store.get();
    if (phase === "speaking") pause();
    else if (isOffered()) play(store.get().clip);
    else if (canPlay()) begin(current.isOver && position > ready - 0.1 ? 0 : position);
  }

  /** Whether a clip is shown that was not asked for. */
  function isOffered() {
    return !current && store.get().phase === "stopped" && store.get().clip !== null;
  }

  /** Whether there is something to hear: nothing more is waited for. */
  function canPlay() {
    return ["paused", "ended", "stopped", "failed"].includes(store.get().phase) && current?.sound;
  }

  function stop() {
    const { phase } = store.get();
    if (!["loading", "preparing", "speaking", "paused"].includes(phase)) return;
    if (!current.isOver) finish(current);
    else if (phase === "preparing") current = null; // a clip that is being decoded
    output.pause(0);
    store.set({ phase: "stopped", percent: undefined, position: 0, ...(current && { ...current.view(0), word: -1 }) });
  }

  /** Goes to a moment, or to the last one that has come. */
  function seek(seconds) {
    if (isOffered()) return void play(store.get().clip, seconds);
    if (!current?.sound || !(store.get().phase === "speaking" || canPlay())) return;
    store.set({ isUnmade: false });
    const place = Math.max(0, Math.min(seconds, current.sound.seconds - 0.02));
    if (store.get().phase === "speaking") output.play(place);
    else output.pause(place);
    if (!output.isPlaying) store.set({ phase: "paused" });
    show();
  }

  /** Tells for a while that a place which was asked for is still being made. */
  function tellUnmade() {
    clearTimeout(telling);
    store.set({ isUnmade: true });
    telling = setTimeout(() => store.set({ isUnmade: false }), TOLD_MS);
  }

  /** Goes on from a place in the text, which counts code points; or tells that it is still being made. */
  function seekToText(place) {
    const word = current && wordAtText(current.words, place);
    if (!word && current && !current.isOver) tellUnmade();
    if (!word || !current.sound) return;
    seek(word.start);
    if (canPlay()) begin(word.start);
  }

  function retry() {
    if (current) speak(current.request, current.about);
  }

  /** Takes back what is told of a failure, where it is told elsewhere. */
  function forgetError() {
    store.set({ error: null });
  }

  function ended() {
    store.set({ phase: store.get().error ? "failed" : "ended" });
    show();
  }

  function frame() {
    if (!output.isPlaying) return;
    tick();
    requestAnimationFrame(frame);
  }

  /** Shows how far it is: the word at once, the mere position from time to time. */
  function tick() {
    if (!current?.sound) return;
    const before = store.get();
    const now = current.view(output.position());
    const changed = now.word !== before.word || now.sentence !== before.sentence || output.isDry !== before.isWaiting;
    if (changed || performance.now() - shownAt >= SHOWN_EACH_MS) show(now);
  }

  function show(now = current.view(output.position())) {
    shownAt = performance.now();
    store.set({ ...now, isWaiting: output.isDry });
  }

  whenListening(pause);

  return {
    get: store.get,
    subscribe: store.subscribe,
    speak,
    play,
    offer,
    toggle,
    pause,
    stop,
    seek,
    seekToText,
    tellUnmade,
    retry,
    forgetError,
    /** Calls `listener` with each clip, once it is whole or was stopped with something to hear. */
    onClip(listener) {
      clipListeners.add(listener);
      return () => clipListeners.delete(listener);
    },
    /** Calls `listener` with the utterance that is being spoken, whenever more of it has come. */
    onComing(listener) {
      comingListeners.add(listener);
      return () => comingListeners.delete(listener);
    },
    /** Returns what is heard this very moment, in seconds; the state's `position` follows in steps. */
    position: () => output.position(),
    /** Returns the peaks of the sound so far, for a waveform. */
    peaks: () => current?.sound?.peaks ?? store.get().clip?.peaks ?? [],
    /** Returns the AudioContext, for measurements. */
    context: () => output.context,
  };
}

export const player = createPlayer();
