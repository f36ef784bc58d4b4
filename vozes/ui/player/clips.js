// What was spoken, as it is kept: clips. Makes them, makes them small, and gives their sound back. The sound of the
// latest one is at hand as it was spoken; of others only what was kept of it, which is compressed.

import { request } from "../api.js";
import { decodeSound } from "./sound.js";

const KEPT_FORMAT = "mp3"; // every browser can decode it

let latest = { id: "", sound: null };

/** Returns a new id of a clip. */
export function newId() {
  return globalThis.crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`; // there is none on pages without TLS
}

/** Returns a clip of a sound, at first as WAV; `smaller` makes it small. `about`: `id`, `text`, `request`, `voice`,
 * `voiceName`, `engine`, `language`, `complete`, `words`, `sentenceSpans` and, where that is not now, `created`. */
export function makeClip(sound, about) {
  const { seconds, sampleRate, peaks } = sound;
  const clip = { created: Date.now(), ...about, seconds, sampleRate, peaks, audio: sound.wav(), format: "wav" };
  latest = { id: clip.id, sound };
  return clip;
}

/** Returns the clip with its audio compressed, or as it is where the server cannot do that now. */
export async function smaller(clip) {
  try {
    return { ...clip, audio: await converted(clip.audio, KEPT_FORMAT), format: KEPT_FORMAT };
  } catch {
    return clip;
  }
}

/** Returns the sound of a clip. Raises what the browser does where it cannot decode it. */
export async function soundOf(clip) {
  if (latest.id !== clip.id) latest = { id: clip.id, sound: await decodeSound(clip.audio, clip.sampleRate) };
  return latest.sound;
}

/** Returns the audio of a clip in a format. Raises ApiError. */
export async function audioOf(clip, format) {
  const isAtHand = latest.id === clip.id;
  if (clip.format === format && !(isAtHand && format === "wav")) return clip.audio;
  const wav = (await soundOf(clip)).wav();
  return format === "wav" ? wav : converted(wav, format);
}

/** Returns the subtitles of a clip, as the text of a file. Raises ApiError. */
export async function subtitlesOf(clip, format) {
  const times = clip.words.map(({ start, end, textStart, textEnd }) => ({ start, end, text_start: textStart, text_end: textEnd }));
  const fields = {
    text: clip.text,
    language: clip.language,
    audio_seconds: clip.seconds,
    format,
    ...(clip.request?.markup && { markup: clip.request.markup }),
  };
  const body = unchangedForm(fields, { timestamps: JSON.stringify(times) });
  return (await request("v1/text/subtitles", { method: "POST", body })).blob();
}

/** Returns a form of fields and files, which are texts too. FormData would write each line break as two characters, and
 * the times' places in the text would no longer fit. */
function unchangedForm(fields, files) {
  const boundary = `form-${crypto.getRandomValues(new Uint32Array(4)).join("-")}`;
  const parts = [
    ...Object.entries(fields).map(([name, value]) => `name="${name}"\r\n\r\n${value}`),
    ...Object.entries(files).map(([name, text]) => `name="${name}"; filename="${name}"\r\n\r\n${text}`),
  ].map((part) => `--${boundary}\r\nContent-Disposition: form-data; ${part}\r\n`);
  return new Blob([...parts, `--${boundary}--\r\n`], { type: `multipart/form-data; boundary=${boundary}` });
}

async function converted(wav, format) {
  const body = new FormData();
  body.append("format", format);
  body.append("file", wav, "speech.wav");
  return (await request("v1/audio/convert", { method: "POST", body })).blob();
}
