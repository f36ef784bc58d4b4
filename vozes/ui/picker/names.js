// What people call voices: their names, and what is said of them in a line. Knows no element of the page.

import { formatPercent } from "../formatting.js";
import { pageLanguage, t } from "../i18n.js";
import { nameOf } from "../selectors.js";
import { baseOf, pageName, regionName } from "./languages.js";
import { partsOf } from "./mixture.js";
import { catalogue, findEngine, findVoice, isNatural } from "./voices.js";

// Hz of the voice's pitch: below the first it is deep for a voice of its gender, above the second high.
const USUAL_PITCH = { male: [110, 150], female: [165, 230] };
const ANY_PITCH = [110, 230];

const shortNames = new WeakMap(); // by voice: its name, and the language of the page that it is in

/** Returns the name of a voice: `Dora` for `Dora (pf_dora)`. One that is called as its language is so in the page's. */
export function shortName(voice) {
  const known = shortNames.get(voice);
  if (known?.language === pageLanguage()) return known.name;
  const isOfLanguage = !isNatural(voice);
  const name = isOfLanguage ? nameOf(voice.id, catalogue.get().voices) : voice.name.replace(` (${voice.id})`, "");
  shortNames.set(voice, { name, language: pageLanguage() });
  return name;
}

/** Returns who speaks: a voice, or the engine of one that is called as its language is. */
export function speakerName(voice) {
  return isNatural(voice) ? shortName(voice) : (findEngine(voice.engine)?.name ?? shortName(voice));
}

/** Returns the name of a voice or a mixture by its id: `Dora + Alex`. */
export function nameOfVoice(id) {
  const names = partsOf(id).map((part) => {
    const voice = findVoice(part.id);
    return voice ? shortName(voice) : part.id;
  });
  return names.join(" + ");
}

/** Returns what is said of a voice beside its name: `feminina · grave · português (Brasil)`. Among voices of one language,
 * `within`, only the region is said of it. */
export function factsOf(voice, { within } = {}) {
  if (voice.kind === "custom") return [pitchWord(voice), spokenLanguages(voice)].filter(Boolean).join(" · ");
  if (!isNatural(voice)) return [t("picker_robotic"), findEngine(voice.engine)?.name].filter(Boolean).join(" · ");
  const [tag, ...others] = voice.languages;
  const region = others.length === 0 && baseOf(tag) === within ? regionName(tag) : undefined;
  const sound = [voice.gender && t(voice.gender), pitchWord(voice)];
  return [...sound, region ?? spokenLanguages(voice)].filter(Boolean).join(" · ");
}

/** Returns what the pitch of a voice is called where it is unusual among those of its gender; else an empty text. */
export function pitchWord(voice) {
  const pitch = pitchOf(voice);
  return pitch && t(pitch);
}

/** Returns `deep` or `high` for a voice whose pitch is unusual among those of its gender; else an empty text. */
export function pitchOf({ gender, pitch_hz: pitch }) {
  const [deep, high] = USUAL_PITCH[gender] ?? ANY_PITCH;
  if (typeof pitch !== "number") return "";
  return pitch < deep ? "deep" : pitch > high ? "high" : "";
}

/** Returns what is said of a mixture beside its name: `70% / 30% · português (Brasil)`. */
export function factsOfMixture(id) {
  const parts = partsOf(id);
  const first = findVoice(parts[0].id);
  const shares = parts.map(({ weight }) => formatPercent(weight)).join(" / ");
  return [shares, first && spokenLanguages(first)].filter(Boolean).join(" · ");
}

/** Returns the language that a voice speaks, or how many. */
export function spokenLanguages({ languages, language }) {
  if (language) return inSentence(pageName(language));
  const bases = new Set(languages.map(baseOf));
  if (bases.size === 1) return inSentence(pageName(languages[0]));
  return bases.size === 0 ? "" : t("languages", { count: bases.size });
}

/** Returns a language's name as it is written within a sentence of the page. */
export function inSentence(name) {
  return pageLanguage() === "pt-BR" ? name[0].toLocaleLowerCase(pageLanguage()) + name.slice(1) : name;
}
