// The clips in the browser's own database (IndexedDB), and the pieces of what is still being spoken. What it raises is
// told by the history. Knows nothing of limits.

const NAME = "vozes";
const CLIPS = "clips";
const COMING = "coming"; // by id and number

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

/** Returns the pieces of all that was being spoken, by id, and of each in the order of their numbers. */
export function allComing() {
  return ask("readonly", (store) => store.getAll(), COMING);
}

/** Keeps pieces of what is being spoken, each with its `id` and `number`. */
export function putComing(pieces) {
  return ask("readwrite", (store) => void pieces.forEach((piece) => store.put(piece)), COMING);
}

export function deleteComing(id) {
  return ask("readwrite", (store) => store.delete(IDBKeyRange.bound([id], [id, []])), COMING);
}

/** Does one thing with a store, with all its requests at once; resolves with its result once the whole is on disk. */
async function ask(mode, action, name = CLIPS) {
  opening ??= open();
  const database = await opening.catch((error) => {
    opening = null;
    throw error;
  });
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode);
    const request = action(transaction.objectStore(name));
    if (mode === "readwrite") transaction.commit?.(); // at once: the page may be about to go; what is read would be cut off
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? request?.error);
  });
}

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 2);
    request.onupgradeneeded = ({ oldVersion }) => {
      if (oldVersion < 1) request.result.createObjectStore(CLIPS, { keyPath: "id" });
      if (oldVersion < 2) request.result.createObjectStore(COMING, { keyPath: ["id", "number"] });
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close(); // another tab has a newer page
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}
