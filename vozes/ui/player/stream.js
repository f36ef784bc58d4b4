// Has the server speak a text, and takes in what it sends as it is made: samples, and words with their times. Knows
// nothing of who listens.

import { refusal, request } from "../api.js";
import { warningsOf, warningsOfHeaders } from "../warnings.js";

const SLICE_MS = 10; // of work at one go, so that the page answers meanwhile

/** Asks for speech, and returns who speaks and the lines that follow: each `{samples, words}`, the last one with `whole`, which has all warnings.
 * Raises ApiError, also for what fails midway, and a DOMException where `signal` has aborted it. */
export async function openSpeech(fields, signal) {
  const json = { ...fields, stream: true, timestamps: "word", format: "pcm" };
  const answer = await request("v1/tts/synth", { method: "POST", json, signal });
  const header = (name) => decodeURIComponent(answer.headers.get(name) ?? "");
  return {
    engine: header("X-Engine"),
    voice: header("X-Voice"),
    language: header("X-Language"),
    sampleRate: Number(header("X-Sample-Rate")),
    warnings: warningsOfHeaders(answer.headers),
    lines: speechLines(answer),
  };
}

async function* speechLines(answer) {
  let isWhole = false;
  for await (const line of jsonLines(answer.body)) {
    if (line.error) throw refusal(answer.status, JSON.stringify(line), (name) => answer.headers.get(name));
    isWhole = "audio_seconds" in line;
    yield { samples: samplesOf(line.audio), words: line.timestamps.map(wordOf), whole: isWhole ? wholeOf(line) : null };
  }
  if (!isWhole) throw new TypeError("the answer ended early");
}

function wholeOf({ warnings, warning_codes: codes }) {
  return { warnings: warningsOf(warnings, codes) };
}

async function* jsonLines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let begun = performance.now();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (rest + value).split("\n");
    rest = lines.pop();
    for (const line of lines) {
      yield JSON.parse(line);
      if (performance.now() - begun < SLICE_MS) continue;
      await nextTask();
      begun = performance.now();
    }
  }
}

/** Returns once the page had a turn; a timer would make that a second in the background. */
function nextTask() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

function samplesOf(base64) {
  const bytes = Uint8Array.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  return new Int16Array(bytes.buffer, 0, bytes.length >> 1);
}

function wordOf({ start, end, text_start: textStart, text_end: textEnd }) {
  return { start, end, textStart, textEnd };
}
