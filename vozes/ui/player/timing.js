// Where in a text a moment of its speech is, and the other way round; and how long the whole will be. Knows no sound.
// Places in a text count code points, as the server does.

const USUAL_SECONDS = 0.068; // for a character at normal speed
const USUAL_WEIGHT = 80; // characters that this guess is worth beside what was spoken

/** Returns the last of the spans that has begun at a moment, or -1. They are in the order of their `start`. */
export function placeAt(spans, seconds) {
  return lastUpTo(spans.length, (place) => spans[place].start, seconds);
}

/** Returns the word that a place in the text belongs to, or the first one behind it; undefined where none is there. */
export function wordAtText(words, place) {
  return words.find(({ textEnd }) => textEnd > place);
}

/** Returns the sentences with the times at which they are heard, of those of whose words some have come. */
export function timedSentences(sentences, words) {
  const timed = [];
  let next = 0;
  for (const [place, { textStart, textEnd }] of sentences.entries()) {
    while (next < words.length && words[next].textEnd <= textStart) next++;
    const first = words[next];
    if (!first) break;
    if (first.textStart >= textEnd) continue;
    while (next < words.length && words[next].textStart < textEnd) next++;
    timed.push({ start: first.start, end: words[next - 1].end, textStart, textEnd, number: place + 1 });
  }
  return timed;
}

/** Returns how long the whole will be, in seconds, by what has been spoken of it so far. `length` counts the text. */
export function expectedSeconds(length, speed, words, ready) {
  const spoken = words.at(-1);
  const done = spoken?.textEnd ?? 0;
  const usual = USUAL_SECONDS / (speed || 1);
  const pace = (usual * USUAL_WEIGHT + (spoken?.end ?? 0)) / (USUAL_WEIGHT + done);
  return Math.max(ready, (spoken?.end ?? 0) + (length - done) * pace);
}

/** Returns what translates between code points and the units that JavaScript counts in a text. */
export function placesOf(text) {
  if (!/[\ud800-\udfff]/.test(text)) return { length: text.length, toUnit: (place) => place, toPoint: (unit) => unit };
  const units = [];
  let unit = 0;
  for (const sign of text) {
    units.push(unit);
    unit += sign.length;
  }
  units.push(unit);
  return {
    length: units.length - 1,
    toUnit: (place) => units[Math.min(place, units.length - 1)],
    toPoint: (wanted) => lastUpTo(units.length, (place) => units[place], wanted),
  };
}

/** Returns the last of so many places whose value is at most a limit, or -1; the values rise. */
function lastUpTo(count, valueOf, limit) {
  let low = -1;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (valueOf(middle) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}
