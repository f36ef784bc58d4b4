// The clips in the browser's own database (IndexedDB). What it raises is told by the history. Knows nothing of limits.

const NAME = "vozes";
const CLIPS = "clips";

let opening = null;

/** Returns all clips, the newest first; not those that another version of the page has kept otherwise. */
export async function allClips() {
  const clips = await ask("readonly", (store) => store.getAll());
  return clips.filter(isUsable).sort((a, b) => b.created - a.created);
}

function isUsable({ text, voice, audio, request, words, sentenceSpans, peaks }) {
  const lists = [words, sentenceSpans, peaks];
  return [text, voice].every((each) => typeof each === "string") && audio instanceof Blob && Boolean(request) && lists.every(Array.isArray);
}

export function putClip(clip) {
  return ask("readwrite", (store) => store.put(clip));
}

export function deleteClips(ids) {
  return ask("readwrite", (store) => {
    for (const id of ids) store.delete(id);
  });
}

/** Does one thing with the store of clips; resolves with its result once the whole is on disk. */
async function ask(mode, action) {
  opening ??= open();
  const database = await opening.catch((error) => {
    opening = null;
    throw error;
  });
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(CLIPS, mode);
    const request = action(transaction.objectStore(CLIPS));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? request?.error);
  });
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(CLIPS, { keyPath: "id" });
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close(); // another tab has a newer page
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}
