// The models of the catalogue: a list of all, and a card on top for the natural voice until it is there. Asks the server
// how they stand: every second while one is being installed, seldom otherwise, and never while nobody looks.

import { cancelPull, fetchModels, pullModel } from "../api.js";
import { hasText, t, whenLanguageChanges } from "../i18n.js";
import { ModelOffer } from "./model-offer.js";
import { addSamples } from "./samples.js";

const NATURAL = "kokoro";
const PULLING_POLL_MS = 1000;
const IDLE_POLL_MS = 15_000;

const card = document.getElementById("natural-voice");
const closeButton = document.getElementById("close-natural-voice");
const list = document.getElementById("models");
const samples = document.getElementById("samples");
const natural = new ModelOffer({ ...actionsOn(NATURAL), wordsFor: naturalWords });
const offers = new Map(); // by model: its entry in the list
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

/** Opens the list of models and leads there. */
export function openModels() {
  list.open = true;
  list.scrollIntoView({ block: "nearest" });
  list.querySelector("summary").focus();
}

async function look() {
  clearTimeout(timer);
  if (document.hidden) return;
  const mine = ++turn;
  const answer = await fetchModels().catch(() => null); // polling.js tells of a server that does not answer
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
  for (const model of catalog.models) {
    if (!offers.has(model.id)) addOffer(model.id);
    offers.get(model.id).update(model, catalog.may_change);
    if (model.id === NATURAL) renderNatural(model);
  }
  list.hidden = catalog.models.length === 0;
}

function addOffer(id) {
  const offer = new ModelOffer({ ...actionsOn(id), wordsFor: plainWords });
  offers.set(id, offer);
  list.append(offer.element);
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
