// The history: what was spoken, kept by this browser alone, shared by its tabs, and trimmed to a size that disturbs
// nobody. Where the browser keeps nothing, what was spoken is there until the page is left.

import { PageError } from "../errors.js";
import { keep, recall, whenKeptElsewhere } from "../storage.js";
import { createStore } from "../store.js";
import { allClips, deleteClips, putClip } from "./database.js";

const MOST_CLIPS = 50;
const MOST_BYTES = 200e6;
const KEY = "vozes.history";

// `clips` the newest first; `isOn` tells whether what is spoken is added; `problem` is why it cannot be kept.
export const history = createStore({ clips: [], isOn: recall(KEY, true), problem: null });
const unkept = new Set(); // ids of the clips that are not in the database, or not yet
const otherTabs = "BroadcastChannel" in window ? new BroadcastChannel(KEY) : null;

/** Turns the keeping of what is spoken on or off. */
export function turn(isOn) {
  history.set({ isOn });
  keep(KEY, isOn);
}

/** Adds a clip, and takes away the oldest ones beyond what is kept. */
export async function add(clip) {
  if (!history.get().isOn) return;
  const all = [clip, ...history.get().clips.filter(({ id }) => id !== clip.id)];
  const kept = withinLimits(all);
  history.set({ clips: kept });
  unkept.add(clip.id);
  await change(async () => {
    await deleteClips(all.slice(kept.length).map(({ id }) => id));
    await putClip(clip);
    unkept.delete(clip.id);
  });
}

export async function remove(ids) {
  history.set({ clips: history.get().clips.filter(({ id }) => !ids.includes(id)) });
  await change(() => deleteClips(ids));
}

async function load() {
  await change(async () => {
    const kept = await allClips();
    const isKept = new Set(kept.map(({ id }) => id));
    const others = history.get().clips.filter(({ id }) => unkept.has(id) && !isKept.has(id));
    history.set({ clips: [...others, ...kept].sort((a, b) => b.created - a.created) });
  }, false);
}

/** Changes the database, tells of what goes wrong, and has the other tabs look. */
async function change(action, isOfInterest = true) {
  try {
    await action();
    if (history.get().problem) history.set({ problem: null });
    if (isOfInterest) otherTabs?.postMessage(null);
  } catch (error) {
    const isFull = error?.name === "QuotaExceededError";
    history.set({ problem: new PageError(isFull ? "history_full" : "history_forbidden") });
  }
}

/** Returns the newest clips that may be kept; the newest one of all always may. */
function withinLimits(clips) {
  let bytes = 0;
  const end = clips.findIndex(({ audio }, index) => {
    bytes += audio.size;
    return index > 0 && (index >= MOST_CLIPS || bytes > MOST_BYTES);
  });
  return end === -1 ? clips : clips.slice(0, end);
}

otherTabs?.addEventListener("message", load);
whenKeptElsewhere(KEY, (isOn) => history.set({ isOn: isOn ?? true }));

/** Resolves once what the database has is listed. */
export const listed = load();
