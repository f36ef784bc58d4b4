// The card of the natural voice, on top until it is there. Asks the server how it stands: every second while it is being
// installed, seldom otherwise, and never while nobody looks.

import { cancelPull, fetchModels, pullModel } from "../api.js";
import { hasText, t, whenLanguageChanges } from "../i18n.js";
import { ModelOffer } from "./model-offer.js";
import { addSamples } from "./samples.js";

const NATURAL = "kokoro";
const PULLING_POLL_MS = 1000;
const IDLE_POLL_MS = 15_000;

const card = document.getElementById("natural-voice");
const closeButton = document.getElementById("close-natural-voice");
const samples = document.getElementById("samples");
const natural = new ModelOffer({ ...actionsOn(NATURAL), wordsFor: naturalWords });
let catalog = { models: [] };
let isOffered = false; // Whether the natural voice has been offered since the page was opened.
let turn = 0; // Answers to what was asked before this are out of date.
let timer = 0;
let whenInstalled = () => {};

/** Starts asking. `listener` is called whenever a model has been installed. */
export function startModels(listener) {
  whenInstalled = listener;
  document.addEventListener("visibilitychange", look);
  whenLanguageChanges(render);
  look();
}

async function look() {
  clearTimeout(timer);
  if (document.hidden) return;
  const mine = ++turn;
  const answer = await fetchModels().catch(() => null); // the catalogue tells of a server that does not answer
  if (mine !== turn) return;
  if (answer) show(answer);
  const isPulling = catalog.models.some(({ state }) => state === "pulling");
  timer = setTimeout(look, isPulling ? PULLING_POLL_MS : IDLE_POLL_MS);
}

function actionsOn(id) {
  const andLook = async (change) => {
    await change;
    await look();
  };
  return { pull: (accepted) => andLook(pullModel(id, accepted)), cancel: () => andLook(cancelPull(id)) };
}

function show(answer) {
  const before = new Map(catalog.models.map(({ id, state }) => [id, state]));
  catalog = answer;
  render();
  if (catalog.models.some(({ id, state }) => state === "installed" && (before.get(id) ?? state) !== state)) whenInstalled();
}

function render() {
  const model = catalog.models.find(({ id }) => id === NATURAL);
  if (model) renderNatural(model);
}

function renderNatural(model) {
  const isThere = model.state === "installed";
  isOffered ||= !isThere;
  natural.update(model, catalog.may_change);
  card.hidden = !isOffered;
  closeButton.hidden = !isThere;
  samples.hidden = isThere;
}

function plainWords({ id, name, languages }) {
  const about = hasText(`about_${id}`) ? t(`about_${id}`) : t("languages", { count: languages.length });
  return { title: name, about, name };
}

function naturalWords(model) {
  const words = { ...plainWords(model), title: t("natural_voice"), name: "Kokoro" };
  if (model.state === "pulling") return { ...words, title: t("natural_voice_comes") };
  if (model.state !== "installed") return words;
  return { ...words, title: t("model_ready", { model: words.name }), about: t("natural_voice_is_there") };
}

closeButton.addEventListener("click", () => {
  isOffered = false;
  card.hidden = true;
  document.getElementById("text").focus();
});
card.append(natural.element);
natural.find(".model-actions").prepend(samples);
natural.find(".model-actions").append(closeButton);
addSamples(samples, natural.find(".problem"));
