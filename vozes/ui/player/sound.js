// The samples of one speech, as they arrive: kept as 16-bit integers, with the peaks that a waveform is drawn of. Knows
// neither the server nor what plays them.

export const PEAKS_PER_SECOND = 20;
const FULL = 32768;
const WAV_HEADER_BYTES = 44;

/** Returns an empty sound. `peaks` has a number from 0 to 255 for each twentieth of a second that is whole. */
export function createSound(sampleRate) {
  const pieces = []; // {start, samples}: where each begins, in samples
  const peaks = [];
  const perPeak = Math.round(sampleRate / PEAKS_PER_SECOND);
  let length = 0;
  let loudest = 0; // of the peak that is not whole yet
  let counted = 0;

  return {
    sampleRate,
    peaks,
    isWhole: false,
    get length() {
      return length;
    },
    get seconds() {
      return length / sampleRate;
    },

    /** Takes the next samples, an Int16Array that nobody changes. */
    append(samples) {
      if (!samples.length) return;
      pieces.push({ start: length, samples });
      length += samples.length;
      for (let index = 0; index < samples.length; index++) {
        const level = samples[index] < 0 ? -samples[index] : samples[index];
        if (level > loudest) loudest = level;
        if (++counted < perPeak) continue;
        peaks.push(Math.min(255, Math.round((loudest / FULL) * 255)));
        loudest = counted = 0;
      }
    },

    /** Fills a Float32Array with the samples from `start` on, which are there. */
    read(start, target) {
      let place = pieceAt(pieces, start);
      let filled = 0;
      while (filled < target.length) {
        const { start: first, samples } = pieces[place++];
        const from = start + filled - first;
        const count = Math.min(samples.length - from, target.length - filled);
        for (let index = 0; index < count; index++) target[filled + index] = samples[from + index] / FULL;
        filled += count;
      }
    },

    /** Returns the samples from `start` on, in pieces, none of which is copied as a whole. */
    since(start) {
      if (start >= length) return [];
      const [first, ...rest] = pieces.slice(pieceAt(pieces, start));
      return [first.samples.slice(start - first.start), ...rest.map(({ samples }) => samples)];
    },

    /** Returns all samples so far as a WAV file. */
    wav() {
      return new Blob([header(length, sampleRate), ...pieces.map(({ samples }) => samples)], { type: "audio/wav" });
    },
  };
}

/** Returns the sound of a file that the browser can decode, at this rate. */
export async function decodeSound(file, sampleRate) {
  const decoder = new OfflineAudioContext(1, 1, sampleRate);
  const decoded = (await decoder.decodeAudioData(await file.arrayBuffer())).getChannelData(0);
  const sound = createSound(sampleRate);
  for (let start = 0; start < decoded.length; start += sampleRate) sound.append(rounded(decoded.subarray(start, start + sampleRate)));
  sound.isWhole = true;
  return sound;
}

function rounded(samples) {
  return Int16Array.from(samples, (value) => Math.max(-FULL, Math.min(FULL - 1, Math.round(value * FULL))));
}

/** Returns the place of the piece that has a sample. */
function pieceAt(pieces, sample) {
  let low = 0;
  let high = pieces.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pieces[middle].start <= sample) low = middle;
    else high = middle - 1;
  }
  return low;
}

function header(length, sampleRate) {
  const view = new DataView(new ArrayBuffer(WAV_HEADER_BYTES));
  const bytes = 2 * length;
  const write = (place, text) => [...text].forEach((sign, index) => view.setUint8(place + index, sign.charCodeAt(0)));
  write(0, "RIFF");
  view.setUint32(4, bytes + WAV_HEADER_BYTES - 8, true);
  write(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // mono
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, 2 * sampleRate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  write(36, "data");
  view.setUint32(40, bytes, true);
  return view.buffer;
}
