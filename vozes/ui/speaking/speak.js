// Speaks the draft with what is chosen. Knows no element of the page.

import { PageError } from "../errors.js";
import { t } from "../i18n.js";
import { requestFields, voiceLabel } from "../picker/choice.js";
import { player } from "../player/player.js";
import { createStore } from "../store.js";
import { draft } from "./draft.js";

/** What keeps the draft from being spoken: a PageError, or null. */
export const obstacle = createStore({ problem: null });

/** Returns the text on the desk: the draft, or the sample sentence that stands there until one is written. */
export function draftText() {
  return draft.get().text ?? t("sample_text");
}

/** Speaks the text on the desk, and returns whether it can be. */
export function speakDraft() {
  const text = draftText();
  const problem = text.trim() === "" ? new PageError("empty_text") : null;
  obstacle.set({ problem });
  if (!problem) player.speak({ text, ...requestFields() }, { voiceName: voiceLabel() });
  return !problem;
}
