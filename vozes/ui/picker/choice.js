// What the user has chosen to speak with; kept by the browser for each tab, the last one for new tabs. What was set for a voice (engine, speed, options) is
// kept with it, and comes back when it is chosen again. Knows no element of the page.

import { createStore } from "../store.js";
import { keepOfTab, recallOfTab } from "../storage.js";
import { t } from "../i18n.js";
import { partsOf } from "./mixture.js";
import { nameOfVoice } from "./names.js";
import { catalogue, findEngine, findVoice } from "./voices.js";

const KEY = "vozes.choice";
const MOST_REMEMBERED = 100; // voices
const [SLOWEST, FASTEST] = [0.25, 4]; // that the server takes
// `voice` null: the server chooses by the text's language. `engine` null: of the voice's engines the server's choice.
// `remembered`: what was set for other voices, by their ids, the latest last.
const NOTHING = { voice: null, engine: null, language: "auto", speed: 1, options: {}, remembered: {} };

export const choice = createStore(usable(recallOfTab(KEY)));

/** Chooses a voice, a mixture, or null for the server's choice, with what was last set for it. */
export function chooseVoice(voice) {
  const { voice: before, engine, speed, options, remembered } = choice.get();
  if (voice === before) return;
  const { [before ?? ""]: _, ...others } = remembered;
  const latest = Object.entries({ ...others, [before ?? ""]: { engine, speed, options } }).slice(-MOST_REMEMBERED);
  choice.set({ engine: null, options: {}, ...remembered[voice ?? ""], voice, remembered: Object.fromEntries(latest) });
}

/** Sets an option of the chosen voice; undefined leaves it to the engine. */
export function setOption(name, value) {
  const { [name]: _, ...others } = choice.get().options;
  choice.set({ options: value === undefined ? others : { ...others, [name]: value } });
}

/** Returns the engine that speaks with the chosen voice; null where the server chooses. */
export function chosenEngine() {
  const { voice, engine } = choice.get();
  if (!voice) return null;
  const found = findVoice(partsOf(voice)[0].id);
  if (!found) return engine;
  const able = found.engines.filter((id) => findEngine(id)?.state !== "not_installed");
  return able.includes(engine) ? engine : (found.engine ?? able[0] ?? null);
}

/** Returns what the API says of the options that the chosen voice obeys; none where the server chooses. */
export function obeyedOptions() {
  const engine = findEngine(chosenEngine());
  const voice = findVoice(partsOf(choice.get().voice ?? "")[0].id);
  if (!engine || !voice) return [];
  const obeyed = voice.options?.[engine.id];
  return obeyed ? engine.options.filter(({ name }) => obeyed.includes(name)) : engine.options;
}

/** Returns the fields of a request that follow from the choice. */
export function requestFields() {
  const { voice, language, speed, options } = choice.get();
  const engine = chosenEngine();
  const obeyed = obeyedOptions().map(({ name }) => name);
  const heard = Object.entries(options).filter(([name]) => obeyed.includes(name));
  return { language, speed, options: Object.fromEntries(heard), ...(voice && { voice }), ...(engine && { engine }) };
}

/** Returns the name of the chosen voice for showing. */
export function voiceLabel() {
  const { voice } = choice.get();
  return voice ? nameOfVoice(voice) : t("automatic");
}

/** Leaves the choice to the server where a chosen voice is not there any more. */
function forgetWhatIsGone({ info, voices }) {
  const { voice } = choice.get();
  if (!info || voices.length === 0 || !voice) return;
  if (!partsOf(voice).every(({ id }) => findVoice(id))) chooseVoice(null);
}

/** Chooses the voice that the page's address names (`?voice=ID`), once. */
function takeFromAddress() {
  const address = new URL(location.href);
  const voice = address.searchParams.get("voice");
  if (voice === null) return;
  address.searchParams.delete("voice");
  history.replaceState(history.state, "", address);
  chooseVoice(voice || null);
}

/** Returns a choice with what can be used of one that was kept, which may be of another version of the page. */
function usable(kept) {
  const { voice, language, remembered } = isObject(kept) ? kept : {};
  const settings = Object.entries(isObject(remembered) ? remembered : {}).map(([id, each]) => [id, usableSettings(each)]);
  return {
    ...NOTHING,
    ...usableSettings(kept),
    voice: typeof voice === "string" && voice ? voice : null,
    language: typeof language === "string" && language ? language : NOTHING.language,
    remembered: Object.fromEntries(settings),
  };
}

function usableSettings(kept) {
  const { engine, speed, options } = isObject(kept) ? kept : {};
  return {
    engine: typeof engine === "string" ? engine : null,
    speed: speed >= SLOWEST && speed <= FASTEST ? Number(speed) : 1,
    options: isObject(options) ? options : {},
  };
}

function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

choice.subscribe((state) => keepOfTab(KEY, state));
catalogue.subscribe(forgetWhatIsGone);
takeFromAddress();
