// The text that is being written; kept by the browser, and shared by its tabs: the last one that writes wins. Knows no
// element of the page.

import { createStore } from "../store.js";
import { keep, recall, whenKeptElsewhere } from "../storage.js";

const KEY = "vozes.draft";

// `text` is null until something has been written: a sample sentence stands there. `isKept` tells whether the browser
// could keep it.
export const draft = createStore({ text: recall(KEY), isKept: true });

/** Replaces the text. */
export function write(text) {
  draft.set({ text, isKept: keep(KEY, text) });
}

whenKeptElsewhere(KEY, (text) => draft.set({ text }));
