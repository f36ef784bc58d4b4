// The page that speaks: sends what its form says and plays the answer. polling.js fills the form.

import { synthesize } from "../api.js";
import { PageError } from "../errors.js";
import { formatNumber } from "../formatting.js";
import { setText, whenLanguageChanges } from "../i18n.js";
import { stopListening } from "../playback.js";
import { chosenEngine, engineIsChosen, engineName } from "./engines.js";
import { openModels, startModels } from "./models.js";
import { chosenOptions } from "./options.js";
import { playSpeech, stopPlaying } from "./player.js";
import { refresh, startPolling, voiceName } from "./polling.js";
import { showError, showStatus } from "./status.js";

const text = document.getElementById("text");
const speed = document.getElementById("speed");
const speakButton = document.getElementById("speak");
const stopButton = document.getElementById("stop");
const player = document.getElementById("audio");

let speaking = null; // the AbortController of the request under way

async function speak() {
  if (speakButton.disabled) return;
  if (text.value.trim() === "") {
    showError(new PageError("empty_text"));
    text.focus();
    return;
  }
  speaking?.abort();
  stopPlaying();
  const mine = (speaking = new AbortController());
  showStatus("working");
  renderButtons();
  try {
    const request = speechRequest();
    const spoken = await synthesize(request, mine.signal);
    const who = { engine: engineName(spoken.engine), voice: voiceName(spoken.voice) };
    const seconds = { audio: spoken.audioSeconds, synthesis: spoken.synthesisSeconds };
    showStatus("spoken", { ...who, ...seconds }, spoken.warning);
    playSpeech(spoken.audio, request.format, request.text);
  } catch (error) {
    if (!mine.signal.aborted) showError(error);
  } finally {
    if (speaking === mine) speaking = null;
    renderButtons();
  }
}

/** Returns what to ask for. Where the user has chosen neither an engine nor one of its voices, the server chooses. */
function speechRequest() {
  const voice = document.getElementById("voice").value || undefined;
  return {
    text: text.value,
    language: document.getElementById("language").value,
    voice,
    engine: voice || engineIsChosen() ? chosenEngine().id : undefined,
    format: document.getElementById("format").value,
    speed: speed.valueAsNumber,
    options: chosenOptions(),
  };
}

function stop() {
  if (speaking) showStatus("stopped");
  speaking?.abort();
  stopPlaying();
  speakButton.focus();
}

function renderButtons() {
  const engine = chosenEngine();
  speakButton.disabled = !engine || engine.state === "not_installed";
  stopButton.disabled = !speaking && player.paused;
}

function renderCount() {
  setText(document.getElementById("text-count"), "characters", { count: [...text.value].length });
}

function renderSpeed() {
  const value = `${formatNumber(speed.valueAsNumber)}×`;
  document.getElementById("speed-value").textContent = value;
  speed.setAttribute("aria-valuetext", value);
}

document.getElementById("speak-form").addEventListener("submit", (event) => {
  event.preventDefault();
  speak();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) speak();
  if (event.key === "Escape" && !stopButton.disabled) stop();
});
stopButton.addEventListener("click", stop);
text.addEventListener("input", renderCount);
speed.addEventListener("input", renderSpeed);
speed.addEventListener("dblclick", () => {
  speed.value = 1;
  renderSpeed();
});
player.addEventListener("play", stopListening);
document.getElementById("see-models").addEventListener("click", openModels);
for (const event of ["play", "pause", "emptied"]) player.addEventListener(event, renderButtons);

const isMac = navigator.platform.startsWith("Mac");
setText(document.getElementById("shortcut"), "shortcut", { keys: isMac ? "⌘ Enter" : "Ctrl + Enter" });
renderCount();
whenLanguageChanges(renderSpeed);
startPolling(renderButtons);
startModels(refresh);
