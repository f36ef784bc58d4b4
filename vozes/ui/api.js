// Calls the server: answers become values, refusals become `ApiError`. Knows nothing of the page but
// its language.

import { send } from "./http.js";
import { hasText, t } from "./i18n.js";
import { withKey } from "./key/dialog.js";

export { ApiError, refusal } from "./http.js";

const MOST_VOICES_AT_ONCE = 1000;

/** Returns what the server says of itself, with the names of its engines in the language of the page. */
export async function fetchInfo() {
  const info = await (await request("v1/monitor/info")).json();
  for (const engine of Object.values(info.engines)) engine.name = engineName(engine);
  return info;
}

function engineName({ id, name }) {
  const key = `engine_name_${id}`;
  return hasText(key) ? t(key) : name;
}

/** Returns the voices that pass the filters, `most` of them at most, and how many pass in all. */
export async function fetchVoices(filters, most = Infinity) {
  const voices = [];
  let page;
  do {
    const limit = Math.min(MOST_VOICES_AT_ONCE, most - voices.length);
    const query = new URLSearchParams({ ...filters, limit, offset: voices.length });
    page = await (await request(`v1/voices?${query}`)).json();
    voices.push(...page.voices);
  } while (page.voices.length > 0 && voices.length < Math.min(page.total, most));
  return { voices, total: page.total };
}

/** Returns the audio for a request. */
export async function synthesize(body, signal) {
  return (await request("v1/tts/synth", { method: "POST", json: body, signal })).blob();
}

/** Returns the models that can be installed, each with its state and its installation under way. */
export async function fetchModels() {
  return (await request("v1/models/catalog")).json();
}

/** Begins to install a model and returns it; `acceptLicense` says that the user accepts its licence. */
export async function pullModel(id, acceptLicense) {
  const json = { accept_license: acceptLicense };
  return (await request(`v1/models/${encodeURIComponent(id)}/pull`, { method: "POST", json })).json();
}

export async function cancelPull(id) {
  await request(`v1/models/${encodeURIComponent(id)}/pull`, { method: "DELETE" });
}

export async function removeModel(id) {
  await request(`v1/models/${encodeURIComponent(id)}`, { method: "DELETE" });
}

/** Returns the requests under way and the last ones, without their texts. */
export async function fetchRequests() {
  return (await (await request("v1/monitor/requests")).json()).requests;
}

/** Each returns once it is done. */
export async function loadEngine(id) {
  await request(`v1/engines/${encodeURIComponent(id)}/load`, { method: "POST" });
}

export async function unloadEngine(id) {
  await request(`v1/engines/${encodeURIComponent(id)}/unload`, { method: "POST" });
}

/** Has an engine or a model, or `auto`, speak where none is named. */
export async function selectEngine(name) {
  await request("v1/monitor/select-engine", { method: "POST", json: { engine: name } });
}

/** Returns the settings, and whether they may be changed from here. */
export async function fetchSettings() {
  return (await request("v1/settings")).json();
}

/** Changes settings by their names and returns them all; null goes back to the default. */
export async function changeSettings(values) {
  return (await request("v1/settings", { method: "PATCH", json: values })).json();
}

/** Returns the words of the lexicon. */
export async function fetchLexicon() {
  return (await (await request("v1/lexicon")).json()).entries;
}

/** Adds words to the lexicon, or changes them. */
export async function putWords(entries) {
  await request("v1/lexicon", { method: "PUT", json: { entries } });
}

/** Removes a word's entry of a language, which is empty for every language. */
export async function removeWord({ word, language }) {
  await request(`v1/lexicon?${new URLSearchParams({ word, language })}`, { method: "DELETE" });
}

/** Sends a request as `send` does, and asks for the key where the server demands one. Raises ApiError. */
export function request(path, options) {
  return withKey(() => send(path, options));
}
