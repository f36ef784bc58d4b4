// Brings in voices from a zip that was exported.

import { showProgress } from "../elements.js";
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
    const voices = await importVoices(archive, (share) => showProgress(progress, share < 1 ? share : null));
    say("imported", { count: voices.length });
    onImported();
  } catch (error) {
    showProblem(problem, error);
  }
  chooser.disabled = false;
  line.hidden = true;
  if (document.activeElement === document.body) chooser.focus();
}
