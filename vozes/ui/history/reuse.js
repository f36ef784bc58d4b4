// Puts what a clip was spoken from back on the desk: its text, and what it was spoken with.

import { choice } from "../picker/choice.js";
import { replace } from "../speaking/draft.js";

const KEPT = ["voice", "engine", "language", "speed", "options"];

export function reuse({ text, request = {} }) {
  const fields = Object.fromEntries(KEPT.filter((name) => name in request).map((name) => [name, request[name]]));
  choice.set({ voice: null, engine: null, ...fields });
  replace(text, "text_reused");
  document.getElementById("text")?.focus();
}
