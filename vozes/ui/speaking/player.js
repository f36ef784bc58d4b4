// The result: plays the speech that was made last and offers it for download.
// Revokes the object URL of that speech when the next one comes.

import { PageError } from "../errors.js";
import { formatSize } from "../formatting.js";
import { t, whenLanguageChanges } from "../i18n.js";
import { showError } from "./status.js";

const section = document.getElementById("result");
const player = document.getElementById("audio");
const download = document.getElementById("download");
let speech = null;

export function playSpeech(audio, format, text) {
  if (speech) URL.revokeObjectURL(speech.url);
  speech = { url: URL.createObjectURL(audio), format, bytes: audio.size };
  player.src = download.href = speech.url;
  download.download = `${fileStem(text)}.${format}`;
  section.hidden = false;
  renderDownload();
  player.play().catch(() => {
    // Browsers may want a click first, which the controls offer. The error event tells of what cannot be played.
  });
}

export function stopPlaying() {
  player.pause();
}

function fileStem(text) {
  const words = text.slice(0, 200).toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return ["vozes", ...words.slice(0, 5)].join("-").slice(0, 60);
}

function renderDownload() {
  if (!speech) return;
  const size = formatSize(speech.bytes);
  download.textContent = t("download", { format: speech.format.toUpperCase(), size });
}

player.addEventListener("error", () => {
  showError(new PageError("unplayable", { format: speech.format.toUpperCase() }));
});
whenLanguageChanges(renderDownload);
