// Brings what the player has spoken into the history; and keeps it while it comes, in pieces, so that a page that is
// reloaded or closed in the middle loses nothing: what came of it is in the history when the page is opened again.

import { makeClip, newId, smaller } from "../player/clips.js";
import { player } from "../player/player.js";
import { createSound } from "../player/sound.js";
import { allComing, deleteComing, putComing } from "./database.js";
import { add, history, listed } from "./store.js";

const EACH_MS = 1000;
const ABANDONED_MS = 120_000; // without a new piece: no other tab is still at it
const KEY = "vozes.tab";

const coming = new Map(); // by id: { utterance, pieces, samples, words }, with how much of it is kept
// What tells this page from those of other tabs, and the page that this tab showed before. It is in sessionStorage only
// while no page is there: a tab that is duplicated gets a copy of that, and would take what this one speaks for its own.
const tab = newId();
const before = takeFromTab();
let timer = null;

/** Begins to keep what is spoken, and brings back what an earlier page of this tab had not finished. */
export function startKeeping() {
  player.onComing(take);
  player.onClip(finish);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", ({ persisted }) => persisted && takeFromTab());
  document.addEventListener("visibilitychange", () => document.hidden && save());
  listed.then(bringBack).catch(() => {}); // The history tells of a database that does not answer.
}

function take(utterance) {
  if (!history.get().isOn || !utterance.sound) return;
  const { id } = utterance;
  if (!coming.has(id)) coming.set(id, { utterance, pieces: 0, samples: 0, words: 0 });
  timer ??= setTimeout(save, EACH_MS);
}

/** Keeps what has come since the last time. */
function save() {
  clearTimeout(timer);
  timer = null;
  for (const [id, kept] of coming) {
    const { sound, words } = kept.utterance;
    const { sampleRate, length } = sound;
    if (length === kept.samples) continue;
    const about = { id, number: 0, tab, saved: Date.now(), sampleRate, about: kept.utterance.description() };
    const piece = { id, number: (kept.pieces += 1), samples: sound.since(kept.samples), words: words.slice(kept.words) };
    Object.assign(kept, { samples: length, words: words.length });
    putComing([about, piece]).catch(() => coming.delete(id)); // there is no room: what is kept so far stays
  }
}

async function finish(clip) {
  await add(clip);
  coming.delete(clip.id);
  await deleteComing(clip.id).catch(() => {});
}

async function bringBack() {
  let latest = null;
  for (const [about, ...pieces] of await allOfEach()) {
    const isMine = about.tab === before;
    if (!isMine && Date.now() - about.saved < ABANDONED_MS) continue;
    const clip = await smaller(clipOf(about, pieces));
    await finish(clip);
    if (isMine) latest = clip;
  }
  if (latest) player.offer(latest);
}

/** Returns for each that was not finished what is known of it, and its pieces. */
async function allOfEach() {
  const byId = new Map();
  for (const each of await allComing()) byId.set(each.id, [...(byId.get(each.id) ?? []), each]);
  return byId.values();
}

function clipOf({ sampleRate, saved, about }, pieces) {
  const sound = createSound(sampleRate);
  for (const samples of pieces.flatMap((piece) => piece.samples)) sound.append(samples);
  return makeClip(sound, { ...about, words: pieces.flatMap(({ words }) => words), created: saved });
}

/** Keeps what has come, for the page that this tab shows next. */
function leave() {
  save();
  try {
    sessionStorage[KEY] = tab;
  } catch {
    // It is forbidden: the next page takes what came for that of a tab that was closed.
  }
}

/** Returns what the page before has left in this tab, and takes it away. */
function takeFromTab() {
  try {
    const left = sessionStorage[KEY];
    delete sessionStorage[KEY];
    return left;
  } catch {
    return undefined;
  }
}
