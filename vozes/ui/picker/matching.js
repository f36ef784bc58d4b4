// Which voices are shown, and in which order: by language, accent, gender and search; one's own first, then the best.
// Knows no element of the page.

import { pageLanguage, t } from "../i18n.js";
import { baseOf, ownName, pageName, regionName } from "./languages.js";
import { pitchOf, pitchWord, shortName } from "./names.js";
import { findEngine, isNatural } from "./voices.js";

/** No filter: `scope` is `all`, `mine`, or a language; `accent` a tag of it; `search` what is looked for. */
export const ALL = { scope: "all", accent: null, gender: null, search: "" };

// Words of a search that say nothing of a voice, and those that may stand between others.
const ALL_VOICES = new Set(["voz", "vozes", "voice", "voices"]);
const LITTLE_WORDS = new Set(["de", "do", "da", "com", "of", "with", "a", "an", "the", "um", "uma"]);
// The keys of other words for the gender and the pitch of a voice, and for what its region is called after.
const ALSO = {
  female: "also_female",
  male: "also_male",
  deep: "also_deep",
  high: "also_high",
  br: "also_br",
  gb: "also_gb",
  us: "also_us",
};
const searched = new WeakMap(); // by voice: its words in a language of the page

/** Returns the voices that pass the filters, in sections of one kind: one's own, natural ones, those of each model that
 * is not installed, one's own that nothing can speak with, and robotic ones. */
export function sectionsOf(voices, filters) {
  const wanted = wordsSearched(filters.search);
  const found = voices.filter((voice) => passes(voice, filters, wanted));
  const groups = new Map();
  for (const voice of found.sort(inOrder(voices))) {
    const kind = kindOf(voice);
    const key = kind === "absent" ? `absent ${modelOf(voice)}` : kind;
    if (!groups.has(key)) groups.set(key, { key, kind, model: kind === "absent" ? modelOf(voice) : null, voices: [] });
    groups.get(key).voices.push(voice);
  }
  return [...groups.values()];
}

/** Returns the languages that natural voices speak, and all other ones, each with how many voices speak it here. */
export function languagesOf(voices, first) {
  const counts = new Map();
  const natural = new Set();
  for (const voice of voices) {
    for (const language of new Set(voice.languages.map(baseOf))) {
      counts.set(language, (counts.get(language) ?? 0) + Number(voice.available));
      if (voice.recommended || (voice.available && isNatural(voice))) natural.add(language);
    }
  }
  const collator = new Intl.Collator(pageLanguage());
  const languages = [...counts].map(([tag, count]) => ({ tag, count, name: pageName(tag), own: ownName(tag) }));
  const rank = ({ tag }) => (first.includes(tag) ? first.indexOf(tag) : first.length);
  languages.sort((a, b) => rank(a) - rank(b) || collator.compare(a.name, b.name));
  return {
    natural: languages.filter(({ tag }) => natural.has(tag)),
    others: languages.filter(({ tag }) => !natural.has(tag)),
  };
}

/** Returns the accents of a language among natural voices, `{tag, name}` each; none where there is but one. */
export function accentsOf(voices, language) {
  const single = voices.filter((voice) => voice.languages.length === 1 && isNatural(voice));
  const tags = new Set(single.flatMap(({ languages }) => languages).filter((tag) => baseOf(tag) === language));
  const accents = [...tags].map((tag) => ({ tag, name: regionName(tag) ?? tag }));
  return accents.length > 1 ? accents : [];
}

function passes(voice, { scope, accent, gender }, wanted) {
  if (scope === "mine" && voice.kind !== "custom") return false;
  if (scope !== "all" && scope !== "mine" && !voice.languages.some((tag) => baseOf(tag) === scope)) return false;
  if (accent && !voice.languages.includes(accent)) return false;
  if (gender && voice.gender !== gender) return false;
  return wanted.every((begun) => wordsOf(voice).some((word) => word.startsWith(begun)));
}

/** Returns the id of the model that has to be installed for a voice. */
function modelOf(voice) {
  return voice.model ?? voice.engine;
}

function kindOf(voice) {
  if (voice.kind === "custom") return voice.available ? "mine" : "unable";
  if (!isNatural(voice)) return "robotic";
  return voice.available ? "natural" : "absent";
}

const KINDS = ["mine", "natural", "absent", "unable", "robotic"];
const MODELS = ["kokoro", "xtts_v2", "libritts", "ljspeech"];

/** Returns how voices are compared: by kind, model, whether they are among the best, language and name. The best ones
 * stay in the server's order, which has those first that speak by default. */
function inOrder(voices) {
  const places = new Map(voices.map((voice, index) => [voice, index]));
  const collator = new Intl.Collator(pageLanguage());
  const page = baseOf(pageLanguage());
  const rank = (voice) => [
    KINDS.indexOf(kindOf(voice)),
    voice.available ? 0 : MODELS.indexOf(modelOf(voice)),
    voice.recommended ? 0 : 1,
    voice.languages.some((tag) => baseOf(tag) === page) ? 0 : 1,
    voice.recommended ? places.get(voice) : 0,
  ];
  const ranks = new Map();
  const ranked = (voice) => ranks.get(voice) ?? ranks.set(voice, rank(voice)).get(voice);
  return (a, b) => {
    const [one, other] = [ranked(a), ranked(b)];
    const differs = one.findIndex((value, index) => value !== other[index]);
    return differs < 0 ? collator.compare(shortName(a), shortName(b)) : one[differs] - other[differs];
  };
}

function wordsOf(voice) {
  const known = searched.get(voice);
  if (known?.language === pageLanguage()) return known.words;
  const names = voice.languages.slice(0, 20).flatMap((tag) => [tag, pageName(tag), ownName(baseOf(tag))]);
  const about = [voice.name, shortName(voice), voice.description ?? "", ...(voice.tags ?? [])];
  const sound = [voice.gender && t(voice.gender), pitchWord(voice), ...alsoCalled(voice)];
  const words = wordsIn([...about, ...sound, ...names, findEngine(voice.engine)?.name].filter(Boolean).join(" "));
  searched.set(voice, { language: pageLanguage(), words });
  return words;
}

/** Returns the words of a search that tell voices apart: `grave` and `homem` of `voz grave de homem`. */
function wordsSearched(search) {
  const words = wordsIn(search).filter((word) => !ALL_VOICES.has(word));
  return words.length > 1 ? words.filter((word) => !LITTLE_WORDS.has(word)) : words;
}

/** Returns other words for how a voice sounds and where its language is spoken, in the language of the page. */
function alsoCalled({ gender, languages, ...voice }) {
  const regions = languages.map((tag) => tag.split("-")[1]);
  const keys = [gender, pitchOf({ gender, ...voice }), ...(languages.length === 1 ? regions : [])];
  return keys.map((key) => ALSO[key] && t(ALSO[key])).filter(Boolean);
}

/** Returns the words of a text without accents, in small letters. */
function wordsIn(text) {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}
