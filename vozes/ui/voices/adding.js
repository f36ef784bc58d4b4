// The form that adds a voice: what is still missing, the upload, and where the server's refusals are shown.

import { showProgress } from "../elements.js";
import { pageLanguage, setText, t, whenLanguageChanges } from "../i18n.js";
import { clearProblems, showProblem } from "../notices.js";
import { clearDrafts, draftFiles, isRecording } from "./drafts.js";
import { cloneVoice } from "./library.js";
import { stopListening } from "../playback.js";
import { say } from "./toast.js";

const form = document.getElementById("add-form");
const addButton = document.getElementById("add");
const nameField = document.getElementById("new-name");
const consent = document.getElementById("consent");
const recordings = document.getElementById("choose-files");
const record = document.getElementById("record");
const missingLine = document.getElementById("missing");
const uploadLine = document.getElementById("upload");
const uploadState = document.getElementById("upload-state");
const progress = document.getElementById("upload-progress");
const cancelButton = document.getElementById("cancel-upload");

// By the field that the server names: where its refusal is shown, and the control that gets the focus.
const PLACES = {
  name: ["new-name-problem", nameField],
  language: ["new-language-problem", document.getElementById("new-language")],
  files: ["recordings-problem", recordings],
  consent: ["consent-problem", consent],
};

let uploading = null; // the AbortController of the upload under way

/** Calls `onAdded` with each voice that was added. */
export function watchAdding(onAdded) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    add(onAdded);
  });
}

async function add(onAdded) {
  const [first] = missing();
  if (uploading || first) {
    first?.control.focus();
    return;
  }
  clearProblems(form);
  stopListening();
  const data = formData(); // Controls that are disabled are left out of it.
  const mine = (uploading = new AbortController());
  let refusal = null;
  showUpload(0);
  render();
  cancelButton.focus();
  try {
    const voice = await cloneVoice(data, showUpload, mine.signal);
    form.reset();
    clearDrafts();
    onAdded(voice);
  } catch (error) {
    refusal = error;
  }
  uploading = null;
  render();
  if (mine.signal.aborted) cancelled();
  else if (refusal) showRefusal(refusal);
}

function cancelled() {
  say("upload_cancelled");
  addButton.focus();
}

function formData() {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value.trim() === "") data.delete(name);
  for (const file of draftFiles()) data.append("files", file);
  return data;
}

function showUpload(share) {
  const sent = share === 1;
  setText(uploadState, sent ? "preparing_voice" : "uploading");
  showProgress(progress, sent ? null : share);
}

function showRefusal(error) {
  const param = error.code === "name_taken" ? "name" : error.code === "invalid_recording" ? "files" : error.param;
  const [place, control] = PLACES[param] ?? ["add-problem", addButton];
  showProblem(document.getElementById(place), error);
  control.focus();
}

/** Returns what is missing before the voice can be added, each with its control. */
function missing() {
  return [
    { key: "missing_name", control: nameField, isMissing: nameField.value.trim() === "" },
    { key: "missing_stop", control: record, isMissing: isRecording() },
    { key: "missing_recording", control: recordings, isMissing: draftFiles().length === 0 && !isRecording() },
    { key: "missing_consent", control: consent, isMissing: !consent.checked },
  ].filter(({ isMissing }) => isMissing);
}

function render() {
  const keys = missing().map(({ key }) => t(key));
  const what = new Intl.ListFormat(pageLanguage()).format(keys);
  missingLine.textContent = keys.length > 0 ? t("missing", { what }) : "";
  addButton.setAttribute("aria-disabled", keys.length > 0 || uploading !== null);
  uploadLine.hidden = uploading === null;
  for (const control of form.elements) {
    if (control !== cancelButton && control !== addButton) control.disabled = uploading !== null;
  }
}

for (const event of ["input", "change"]) form.addEventListener(event, render);
cancelButton.addEventListener("click", () => uploading.abort());
whenLanguageChanges(render);
