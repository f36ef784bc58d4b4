// Downloads a clip as a file: its audio in any format that the server writes, and its subtitles. The history uses it too.

import { useStore } from "../html.js";
import { catalogue } from "../picker/voices.js";
import { keep, recall } from "../storage.js";
import { createStore } from "../store.js";
import { audioOf, subtitlesOf } from "./clips.js";

const KEY = "vozes.format";

const USUAL = { format: "mp3", name: "MP3" }; // which is there before the server has told of all
export const SUBTITLE_FORMATS = [
  { format: "srt", name: "SRT" },
  { format: "vtt", name: "VTT" },
];

const taken = createStore({ format: recall(KEY) }); // the format of audio that the user took last

/** Returns the formats of audio that players open, the usual one first; each with its name, its use in English, and the
 * ending of its files. */
export function audioFormats() {
  const told = catalogue.get().info?.formats.filter(({ playable }) => playable) ?? [];
  const formats = told.map(({ name, label, description }) => ({ format: name, name: label, description }));
  const usual = formats.find(({ format }) => format === USUAL.format) ?? USUAL;
  return [usual, ...formats.filter((each) => each !== usual)];
}

/** Returns the format of audio to offer first: the one that was taken last. */
export function preferredFormat() {
  return audioFormats().find(({ format }) => format === taken.get().format) ?? audioFormats()[0];
}

/** Returns the same, and draws the component again when it changes. */
export function usePreferredFormat() {
  useStore(taken);
  useStore(catalogue);
  return preferredFormat();
}

/** Remembers a format of audio as the one to offer first. */
export function prefer(format) {
  taken.set({ format });
  keep(KEY, format);
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
