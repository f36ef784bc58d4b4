// What the user has chosen to speak with; kept by the browser. Knows no element of the page.

import { createStore } from "../store.js";
import { keep, recall } from "../storage.js";
import { t } from "../i18n.js";
import { catalogue } from "./voices.js";

const KEY = "vozes.choice";
const NOTHING = { voice: null, engine: null, language: "auto", speed: 1, options: {} };

export const choice = createStore({ ...NOTHING, ...recall(KEY, {}) });
choice.subscribe((state) => keep(KEY, state));

/** Returns the fields of a request that follow from the choice. */
export function requestFields() {
  const { voice, engine, language, speed, options } = choice.get();
  return { language, speed, options, ...(voice && { voice }), ...(engine && { engine }) };
}

/** Returns the name of the chosen voice for showing. */
export function voiceLabel() {
  const { voice } = choice.get();
  if (!voice) return t("automatic");
  return catalogue.get().voices.find(({ id }) => id === voice)?.name ?? voice;
}
