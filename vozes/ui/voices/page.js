// The page of the voices: puts its parts together, fetches the voices, and takes files that are dropped anywhere on it.

import { fetchInfo, fetchModels } from "../api.js";
import { showVersion } from "../header.js";
import { pageLanguage, setText, t, whenLanguageChanges } from "../i18n.js";
import { findCloners } from "../models/cloners.js";
import { showProblem } from "../notices.js";
import { fillLanguages } from "../selectors.js";
import { watchAdding } from "./adding.js";
import { addDrafts } from "./drafts.js";
import { importArchive, watchImporting } from "./importing.js";
import { libraryIsEmpty, offerLanguages, presentVoice, refreshList, showRestored, watchList } from "./list.js";
import { adviceOn } from "./report.js";
import { say } from "./toast.js";
import { refreshTrash, watchTrash } from "./trash.js";

const adding = document.getElementById("adding");
const newLanguage = document.getElementById("new-language");
const noCloning = document.getElementById("no-cloning");

const RETRY_AFTER_MS = 4000;

let languages = [];
let cloners = [];
let retry = 0;
let isFirstLook = true;

async function refresh() {
  clearTimeout(retry);
  const [succeeded] = await Promise.all([refreshList(), refreshTrash()]);
  if (!succeeded) retry = setTimeout(refresh, RETRY_AFTER_MS);
  else if (isFirstLook && libraryIsEmpty()) adding.open = true;
  isFirstLook = isFirstLook && !succeeded;
}

/** Offers the languages of the engines that clone, and says which those are. */
async function lookAtEngines() {
  const [info, { models }] = await Promise.all([fetchInfo(), fetchModels()]);
  showVersion(info.version);
  const engines = Object.values(info.engines);
  cloners = findCloners(info.engines, models);
  languages = [...new Set(engines.filter(({ capabilities }) => capabilities.cloning).flatMap((each) => each.languages))];
  offerLanguages(languages);
  renderLanguages();
  renderCloners();
}

/** Says with which engines voices of one's own speak here, or which ones would have to be installed. */
function renderCloners() {
  const installed = cloners.filter(({ isInstalled }) => isInstalled);
  const named = (list, type) => new Intl.ListFormat(pageLanguage(), { type }).format(list.map(({ name }) => name));
  noCloning.hidden = cloners.length === 0 || installed.length > 0;
  setText(document.getElementById("no-cloning-text"), "no_cloning_engine", { engines: named(cloners, "disjunction") });
  const isThere = installed.length > 0;
  const key = isThere ? "add_voice_hint_with" : "add_voice_hint";
  setText(document.getElementById("adding-hint"), key, { engines: named(installed, "conjunction") });
}

function renderLanguages() {
  fillLanguages(newLanguage, languages, [], { value: "", name: t("not_said") });
}

function onAdded(voice) {
  adding.open = false;
  presentVoice(voice);
  const count = adviceOn(voice).length;
  if (count > 0) say("voice_added_advice", { name: voice.name, count });
  else say("voice_added", { name: voice.name });
}

function drop(event) {
  const files = [...event.dataTransfer.files];
  if (files.length === 0) return;
  event.preventDefault();
  const archive = files.find(({ name }) => name.toLowerCase().endsWith(".zip"));
  if (archive) {
    importArchive(archive, refresh);
    return;
  }
  adding.open = true;
  addDrafts(files);
}

document.addEventListener("dragover", (event) => {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  adding.classList.add("dropping");
});
for (const event of ["dragleave", "drop"]) {
  document.addEventListener(event, () => adding.classList.remove("dropping"));
}
document.addEventListener("drop", drop);
window.addEventListener("focus", refresh);
watchAdding(onAdded);
watchList(refreshTrash);
watchTrash(showRestored);
watchImporting(refresh);
whenLanguageChanges(renderLanguages);
whenLanguageChanges(renderCloners);
whenLanguageChanges(refresh); // The server gives advice in the language of the page.
lookAtEngines().catch((error) => showProblem(document.getElementById("list-problem"), error));
