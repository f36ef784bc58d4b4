// Drafts: the recordings of the voice that is being added. They are chosen, dropped or recorded here, and each can be
// played and removed before it is sent.

import { fromTemplate } from "../elements.js";
import { PageError } from "../errors.js";
import { formatSize } from "../formatting.js";
import { clearText, setText, t, whenLanguageChanges } from "../i18n.js";
import { attempt, clearProblem, showProblem } from "../notices.js";
import { startRecording } from "./microphone.js";
import { playWith, stopListening } from "../playback.js";

const MOST = 10;

const list = document.getElementById("drafts");
const chooser = document.getElementById("choose-files");
const recordButton = document.getElementById("record");
const panel = document.getElementById("recording");
const time = document.getElementById("recording-time");
const level = document.getElementById("recording-level");
const stateLine = document.getElementById("drafts-state");
const problem = document.getElementById("recordings-problem");
const files = new Map(); // by element of the list

let recording = null; // what `startRecording` returned, while it records
let recordingsMade = 0;

export function draftFiles() {
  return [...files.values()];
}

export function isRecording() {
  return recording !== null;
}

export function addDrafts(added) {
  clearProblem(problem);
  const room = MOST - files.size;
  for (const file of added.slice(0, room)) addDraft(file);
  setText(stateLine, "files_added", { count: files.size });
  if (added.length > room) showProblem(problem, new PageError("too_many_recordings", { count: MOST }));
  announceChange();
}

export function clearDrafts() {
  stopListening();
  files.clear();
  list.replaceChildren();
  recordingsMade = 0;
  clearText(stateLine);
  announceChange();
}

function addDraft(file) {
  const element = fromTemplate("draft");
  files.set(element, file);
  element.querySelector(".row-name").textContent = file.name;
  renderSize(element);
  playWith(element.querySelector("[data-action=listen]"), {
    idle: "listen",
    unplayable: "unplayable_recording",
    load: async () => file,
    problem: element.querySelector(".problem"),
  });
  element.querySelector("[data-action=remove]").addEventListener("click", () => remove(element));
  list.append(element);
}

function remove(element) {
  const next = element.nextElementSibling ?? element.previousElementSibling;
  stopListening();
  setText(stateLine, "removed", { name: files.get(element).name });
  files.delete(element);
  element.remove();
  (next?.querySelector("[data-action=remove]") ?? chooser).focus();
  clearProblem(problem);
  announceChange();
}

/** Lets the form that holds the list notice that recordings have changed, or that recording has begun. */
function announceChange() {
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

function renderSize(element) {
  element.querySelector(".draft-size").textContent = formatSize(files.get(element).size);
}

async function startOrStop() {
  recordButton.disabled = true;
  stopListening();
  await attempt(problem, async () => {
    if (recording) await stop();
    else recording = await startRecording(showLevel);
  });
  recordButton.disabled = false;
  setText(recordButton, recording ? "stop_recording" : "record");
  recordButton.focus();
  panel.hidden = !recording;
  if (recording) showWhole(panel);
  announceChange();
}

/** Scrolls until a part of the page is in sight, and the button above that ends the recording with it. */
function showWhole(part) {
  part.scrollIntoView({ block: "nearest" });
  recordButton.scrollIntoView({ block: "nearest" });
}

async function stop() {
  const { sound, ending, seconds } = await recording.stop();
  recording = null;
  recordingsMade += 1;
  addDrafts([new File([sound], `${t("recording_name", { number: recordingsMade })}.${ending}`, { type: sound.type })]);
  setText(stateLine, "recording_made", { seconds: Math.round(seconds) });
}

function showLevel(loudness, seconds) {
  level.value = loudness;
  const whole = Math.floor(seconds);
  time.textContent = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

recordButton.addEventListener("click", startOrStop);
chooser.addEventListener("change", () => {
  addDrafts([...chooser.files]);
  chooser.value = "";
});
whenLanguageChanges(() => {
  for (const element of files.keys()) renderSize(element);
});
