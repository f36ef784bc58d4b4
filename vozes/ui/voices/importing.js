// Brings in voices from a zip that was exported.

import { setText } from "../i18n.js";
import { clearProblem, showProblem } from "../notices.js";
import { importVoices } from "./library.js";
import { say } from "./toast.js";

const chooser = document.getElementById("import-file");
const line = document.getElementById("importing");
const state = document.getElementById("importing-state");
const progress = document.getElementById("importing-progress");
const problem = document.getElementById("import-problem");

/** Calls back once voices came in. */
export function watchImporting(onImported) {
  chooser.addEventListener("change", async () => {
    const [archive] = chooser.files;
    chooser.value = "";
    await importArchive(archive, onImported);
  });
}

export async function importArchive(archive, onImported) {
  if (chooser.disabled) return;
  clearProblem(problem);
  chooser.disabled = true;
  line.hidden = false;
  setText(state, "importing");
  try {
    const voices = await importVoices(archive, showProgress);
    say("imported", { count: voices.length });
    onImported();
  } catch (error) {
    showProblem(problem, error);
  }
  chooser.disabled = false;
  line.hidden = true;
  if (document.activeElement === document.body) chooser.focus();
}

function showProgress(share) {
  if (share < 1) progress.value = share;
  else progress.removeAttribute("value");
}
