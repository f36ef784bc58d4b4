// Speaks the draft with what is chosen, unless something keeps it from that. Knows no element of the page.

import { PageError } from "../errors.js";
import { history } from "../history/store.js";
import { choice, requestFields, voiceLabel } from "../picker/choice.js";
import { player } from "../player/player.js";
import { createStore } from "../store.js";
import { draft, draftText } from "./draft.js";
import { estimateSeconds } from "./estimate.js";
import { lengthOf, limit } from "./length.js";

const TAGS = /\[(?:pause|voice|lang|rate):[^\]]+\]/;

/** What kept the draft from being spoken, until it is changed: a PageError, or null. */
export const obstacle = createStore({ problem: null });

/** Speaks the text on the desk, and returns whether it can be. */
export function speakDraft() {
  const text = draftText();
  const problem = obstacleOf(text);
  obstacle.set({ problem });
  if (problem) return false;
  const markup = TAGS.test(text) && !/^\s*</.test(text) ? { markup: "tags" } : {};
  const seconds = estimateSeconds(text, choice.get(), history.get().clips);
  const named = choice.get().voice ? { voiceName: voiceLabel() } : {}; // else the server chooses one, and names it
  player.speak({ text, ...requestFields(), ...markup }, { seconds, ...named });
  return true;
}

/** Tells of something that went wrong with the text, until it is changed. */
export function tell(problem) {
  obstacle.set({ problem });
}

function obstacleOf(text) {
  if (text.trim() === "") return new PageError("empty_text");
  const beyond = lengthOf(text) - limit();
  return beyond > 0 ? new PageError("text_too_long", { count: beyond, limit: limit() }) : null;
}

draft.subscribe(() => {
  if (obstacle.get().problem) obstacle.set({ problem: null });
  if (player.get().phase === "failed") player.forgetError(); // which was about the text as it was
});
