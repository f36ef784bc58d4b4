// Downloads a clip as a file: its audio in any format, and its subtitles. The history uses it too.

import { keep, recall } from "../storage.js";
import { createStore } from "../store.js";
import { audioOf, subtitlesOf } from "./clips.js";

const KEY = "vozes.format";

/** The formats of audio, the first one first; each with its name and the ending of its files. */
export const AUDIO_FORMATS = [
  { format: "mp3", name: "MP3" },
  { format: "wav", name: "WAV" },
  { format: "m4a", name: "M4A" },
  { format: "opus", name: "Opus" },
  { format: "flac", name: "FLAC" },
  { format: "webm", name: "WebM" },
];
export const SUBTITLE_FORMATS = [
  { format: "srt", name: "SRT" },
  { format: "vtt", name: "VTT" },
];

/** The format of audio that the user took last, one of `AUDIO_FORMATS`; kept by the browser. */
export const preferred = createStore(AUDIO_FORMATS.find(({ format }) => format === recall(KEY)) ?? AUDIO_FORMATS[0]);

/** Remembers a format of audio as the one to offer first. */
export function prefer(audioFormat) {
  preferred.set(audioFormat);
  keep(KEY, audioFormat.format);
}

/** Has the browser save a clip in a format of audio or of subtitles. Raises ApiError. */
export async function downloadClip(clip, format) {
  const isText = SUBTITLE_FORMATS.some((each) => each.format === format);
  save(await (isText ? subtitlesOf : audioOf)(clip, format), `${fileStem(clip.text)}.${format}`);
}

/** Returns the beginning of a file's name, from the first words of a text. */
function fileStem(text) {
  const words = text.slice(0, 200).toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return ["vozes", ...words.slice(0, 5)].join("-").slice(0, 60);
}

function save(file, name) {
  const url = URL.createObjectURL(file);
  const link = Object.assign(document.createElement("a"), { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000); // once the browser has taken it
}
