// Imports voices from a zip file that Vozes exported.

import { showProgress } from "../elements.js";
import { setText } from "../i18n.js";
import { attempt } from "../notices.js";
import { importVoices } from "./library.js";
import { say } from "./toast.js";

const chooser = document.getElementById("import-file");
const line = document.getElementById("importing");
const state = document.getElementById("importing-state");
const progress = document.getElementById("importing-progress");
const problem = document.getElementById("import-problem");

/** Calls `onImported` each time voices were imported. */
export function watchImporting(onImported) {
  chooser.addEventListener("change", async () => {
    const [archive] = chooser.files;
    chooser.value = "";
    await importArchive(archive, onImported);
  });
}

export async function importArchive(archive, onImported) {
  if (chooser.disabled) return;
  chooser.disabled = true;
  line.hidden = false;
  setText(state, "importing");
  await attempt(problem, async () => {
    const voices = await importVoices(archive, (share) => showProgress(progress, share < 1 ? share : null));
    say("imported", { count: voices.length });
    onImported();
  });
  chooser.disabled = false;
  line.hidden = true;
  if (document.activeElement === document.body) chooser.focus();
}
