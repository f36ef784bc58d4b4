// Records from the microphone with the browser's encoder and reports the loudness meanwhile. Knows nothing of the page.

import { PageError } from "../errors.js";

const TYPES = { "audio/webm;codecs=opus": "webm", "audio/mp4": "m4a", "audio/ogg;codecs=opus": "ogg" };
const BITS_PER_SECOND = 128_000;
const QUIETEST_DB = -60;
// Echo cancellation and noise suppression change how a voice sounds.
const SOUND = { echoCancellation: false, noiseSuppression: false, autoGainControl: true };

/** Starts recording. `onLevel(level, seconds)` is called at every frame with the loudness, 0 to 1, and the time so far.
 * Returns `stop`, which ends it and returns the sound as a Blob, the ending for its file's name, and its length in
 * seconds. Raises PageError. */
export async function startRecording(onLevel) {
  const stream = await openMicrophone();
  const mimeType = Object.keys(TYPES).find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS_PER_SECOND });
  const pieces = [];
  recorder.addEventListener("dataavailable", ({ data }) => pieces.push(data));
  const ended = new Promise((resolve) => recorder.addEventListener("stop", resolve));
  recorder.start();
  const unwatch = watchLevel(stream, onLevel);
  const stop = async () => {
    if (recorder.state !== "inactive") recorder.stop();
    await ended;
    const seconds = unwatch();
    for (const track of stream.getTracks()) track.stop();
    return { sound: new Blob(pieces, { type: recorder.mimeType }), ending: TYPES[mimeType] ?? "webm", seconds };
  };
  return { stop };
}

async function openMicrophone() {
  if (!navigator.mediaDevices) throw new PageError("microphone_insecure");
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: SOUND });
  } catch ({ name }) {
    if (name === "NotAllowedError") throw new PageError("microphone_refused");
    throw new PageError(name === "NotFoundError" ? "microphone_missing" : "microphone_broken");
  }
}

/** Returns a function that ends the watching and returns how many seconds it lasted. */
function watchLevel(stream, onLevel) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  context.createMediaStreamSource(stream).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const report = () => {
    analyser.getFloatTimeDomainData(samples);
    onLevel(levelOf(samples), seconds());
    frame = requestAnimationFrame(report);
  };
  let frame = requestAnimationFrame(report);
  return () => {
    cancelAnimationFrame(frame);
    context.close();
    return seconds();
  };
}

function levelOf(samples) {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  return Math.min(1, Math.max(0, 1 - (10 * Math.log10(power)) / QUIETEST_DB));
}
