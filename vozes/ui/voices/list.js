// The list of the user's voices: searching it, showing more of it, deleting from it with a way back.
// Cards are updated in place, so that what is being typed stays when the list is fetched again.

import { t } from "../i18n.js";
import { attempt, clearProblem, showProblem } from "../notices.js";
import { VoiceCard } from "./card.js";
import { fetchOwnVoices, restoreVoice } from "./library.js";
import { say } from "./toast.js";

const SHOWN_AT_FIRST = 100;
const SEARCH_AFTER_MS = 200;

const list = document.getElementById("voices");
const title = document.getElementById("my-voices");
const countLine = document.getElementById("voices-count");
const emptyLine = document.getElementById("no-voices");
const searchRow = document.getElementById("searching");
const searchField = document.getElementById("search");
const moreButton = document.getElementById("show-more");
const exportAll = document.getElementById("export-all");
const problem = document.getElementById("list-problem");
const cards = new Map(); // by id, in the order of the list

let most = SHOWN_AT_FIRST;
let total = 0;
let fetches = 0;
let languages = [];
let whenDeleted = () => {};

/** Calls `listener` whenever a voice was deleted or restored. */
export function watchList(listener) {
  whenDeleted = listener;
  let timer = 0;
  searchField.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => refreshList({ most: SHOWN_AT_FIRST }), SEARCH_AFTER_MS);
  });
  moreButton.addEventListener("click", showMore);
}

export function offerLanguages(tags) {
  languages = tags;
}

export function libraryIsEmpty() {
  return total === 0 && search() === "";
}

/** Fetches the list again and returns whether the server answered. Of several fetches the newest counts. */
export async function refreshList({ most: wanted = most } = {}) {
  const mine = ++fetches;
  most = wanted;
  try {
    const found = await fetchOwnVoices(search(), most);
    if (mine !== fetches) return true;
    total = found.total;
    showVoices(found.voices);
    clearProblem(problem);
    return true;
  } catch (error) {
    if (mine === fetches) showProblem(problem, error);
    return false;
  }
}

/** Shows a voice that was just added at the top, with its report open and in focus. */
export function presentVoice(voice) {
  searchField.value = "";
  total += 1;
  fetches += 1; // A fetch that is under way does not know it.
  showVoices([voice, ...[...cards.values()].map((card) => card.voice)]);
  cards.get(voice.id).present();
}

async function showMore() {
  const shown = cards.size;
  await refreshList({ most: most + SHOWN_AT_FIRST });
  [...cards.values()][shown]?.focus();
}

function showVoices(voices) {
  const old = new Map(cards);
  cards.clear();
  for (const voice of voices) {
    const card = old.get(voice.id);
    card?.update(voice);
    cards.set(voice.id, card ?? new VoiceCard(voice, { languages: () => languages, onDeleted }));
  }
  place([...cards.values()].map(({ element }) => element));
  renderSurroundings();
}

/** Puts elements into the list. Those in order already are not moved: a moved element loses the focus. */
function place(elements) {
  const order = [...list.children];
  if (order.length === elements.length && order.every((element, index) => element === elements[index])) return;
  const focused = document.activeElement;
  list.replaceChildren(...elements);
  if (list.contains(focused)) focused.focus();
}

function renderSurroundings() {
  const searching = search() !== "";
  countLine.textContent = total > 0 ? t(searching ? "found" : "voices_count", { count: total }) : "";
  emptyLine.textContent = total > 0 ? "" : t(searching ? "nothing_found" : "no_voices", { search: search() });
  searchRow.hidden = total === 0 && !searching;
  exportAll.hidden = total === 0 && !searching;
  moreButton.hidden = cards.size >= total;
}

function onDeleted(voice) {
  cards.get(voice.id).element.remove();
  cards.delete(voice.id);
  total -= 1;
  fetches += 1;
  renderSurroundings();
  say("deleted", { name: voice.name }, () => undo(voice));
  whenDeleted();
}

async function undo(voice) {
  if (!(await attempt(problem, async () => showRestored(await restoreVoice(voice.id))))) title.focus();
}

/** Says that a voice is restored, and moves the focus to it, where the search does not hide it. */
export async function showRestored(voice) {
  say("restored", { name: voice.name });
  whenDeleted();
  await refreshList();
  if (cards.has(voice.id)) cards.get(voice.id).focus();
  else title.focus();
}

function search() {
  return searchField.value.trim();
}
