// How long a text will be heard, told before it is spoken: by the pace of its language, corrected by how long earlier
// clips of the same voice, or else of the same language, came to be. Knows no element of the page.

import { pageLanguage } from "../i18n.js";

// Characters a second at normal speed, measured with eSpeak and Kokoro; scripts of syllables and words say more with one.
const PACE = { pt: 16, en: 16.5, es: 17, fr: 19, de: 16.5, it: 17, ru: 17 };
const OTHER_PACE = 16;
const PACE_OF_SCRIPTS = [
  [/\p{Script=Han}/gu, 4.2],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 7.5],
  [/\p{Script=Hangul}/gu, 6],
  [/\p{N}/gu, 4.5], // a digit is a word
];
const MARKUP = /<[^>]*>|\[\/?(?:pause|voice|lang|rate)[^\]]*\]/g;
const LOOKED_AT = 10; // clips
const FURTHEST = 2.5; // times what the pace says

/** Returns seconds. `clips` are those of the history, the newest first. */
export function estimateSeconds(text, { voice, language, speed }, clips = []) {
  return (baseSeconds(text, language) * correction(voice, language, clips)) / speed;
}

/** Returns the seconds of a text at normal speed, by the pace of its language alone. */
function baseSeconds(text, language) {
  let rest = text.replace(MARKUP, "").replace(/\s+/g, " ").trim();
  let seconds = 0;
  for (const [letters, pace] of PACE_OF_SCRIPTS) {
    const before = rest.length;
    rest = rest.replace(letters, "");
    seconds += (before - rest.length) / pace;
  }
  const tag = language === "auto" ? pageLanguage() : language;
  return seconds + rest.length / (PACE[tag.split("-")[0]] ?? OTHER_PACE);
}

/** Returns by how much longer than the pace says the clips were that are most like what is asked for; 1 without any. */
function correction(voice, language, clips) {
  const whole = clips.filter(({ complete, seconds, text }) => complete && seconds > 0.5 && text.length > 20);
  const likeIt = whole.filter(({ request }) => (request?.voice ?? null) === voice && request?.language === language);
  const ratios = likeIt.slice(0, LOOKED_AT).map(({ text, seconds, request }) => {
    return (seconds * (request.speed ?? 1)) / baseSeconds(text, language);
  });
  if (ratios.length === 0) return 1;
  const median = ratios.sort((a, b) => a - b)[Math.floor(ratios.length / 2)];
  return Math.min(FURTHEST, Math.max(1 / FURTHEST, median));
}
