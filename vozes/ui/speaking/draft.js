// The text that is being written; kept by the browser for each tab, and what was written last for new tabs. What was
// replaced as a whole can be had back. Knows no element of the page.

import { t } from "../i18n.js";
import { keepOfTab, recallOfTab } from "../storage.js";
import { createStore } from "../store.js";

const KEY = "vozes.draft";

// `text` is null until something has been written: a sample sentence stands there. `isKept` tells whether the browser
// could keep it. `replaced` is what was there before the text came from elsewhere, and why (the key of a text).
export const draft = createStore({ text: textOf(recallOfTab(KEY)), isKept: true, replaced: null });

/** Returns the text on the desk: the draft, or the sample sentence. */
export function draftText() {
  return draft.get().text ?? t("sample_text");
}

/** Takes what the user has written. */
export function write(text) {
  draft.set({ text, isKept: keepOfTab(KEY, text), replaced: null });
}

/** Puts another text in place, for a reason that is the key of a text. */
export function replace(text, reason, values) {
  const { text: before } = draft.get();
  const isWorthIt = before !== null && before.trim() !== "" && before !== text;
  write(text);
  if (isWorthIt) draft.set({ replaced: { text: before, reason, values } });
}

/** Brings back what was replaced. */
export function bringBack() {
  write(draft.get().replaced.text);
}

/** Returns what was kept where it is a text, else null. */
function textOf(kept) {
  return typeof kept === "string" ? kept : null;
}
