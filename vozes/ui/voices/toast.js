// The toast: a line at the window's edge that says what has been done, and can offer to undo it.

import { setText } from "../i18n.js";

const SHOWN_FOR_MS = 10_000;

const toast = document.getElementById("toast");
const toastText = document.getElementById("toast-text");
const undoButton = document.getElementById("undo");
let undo = null;
let timer = 0;

/** Says what has been done; with `undoIt`, offers to undo it until something else is said. */
export function say(key, values, undoIt = null) {
  undo = undoIt;
  undoButton.hidden = undo === null;
  toast.hidden = false;
  setText(toastText, key, values);
  clearTimeout(timer);
  if (undo) undoButton.focus();
  else timer = setTimeout(hide, SHOWN_FOR_MS);
}

function hide() {
  toast.hidden = true;
}

undoButton.addEventListener("click", () => {
  hide();
  undo();
});
document.getElementById("close-toast").addEventListener("click", () => {
  hide();
  document.getElementById("my-voices").focus();
});
