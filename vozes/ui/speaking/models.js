// The card of the natural voice, on top until it is there: what it sounds like, and its installation.

import { html, render, useLanguage, useLayoutEffect, useRef, useState, useStore } from "../html.js";
import { t } from "../i18n.js";
import { catalog } from "../models/catalog.js";
import { ModelOffer } from "../models/offer.js";
import { SAMPLES, addSample } from "../models/samples.js";
import { plainWords } from "../models/words.js";

const NATURAL = "kokoro";

/** Shows the card in its place. */
export function startModels() {
  render(html`<${NaturalVoice} />`, host);
}

const host = document.getElementById("natural-voice");

function NaturalVoice() {
  useLanguage();
  const { models, mayChange } = useStore(catalog);
  const wasMissing = useRef(false); // at any time since the page was opened, or since the card was closed
  const [, draw] = useState();
  const model = models.find(({ id }) => id === NATURAL);
  const isThere = model?.state === "installed";
  wasMissing.current ||= model !== undefined && !isThere;
  host.hidden = !wasMissing.current;
  if (host.hidden) return null;
  const close = () => {
    wasMissing.current = false;
    draw({});
    document.getElementById("text")?.focus();
  };
  const extra = (problem) => ({
    before: !isThere && html`<${Samples} problem=${problem} />`,
    after: isThere && html`<button type="button" id="close-natural-voice" onClick=${close}>${t("close")}</button>`,
  });
  return html`<${ModelOffer} model=${model} mayChange=${mayChange} words=${naturalWords(model)} extra=${extra} />`;
}

function Samples({ problem }) {
  return html`<div id="samples">${SAMPLES.map((name) => html`<${Sample} key=${name} name=${name} problem=${problem} />`)}</div>`;
}

function Sample({ name, problem }) {
  const button = useRef();
  useLayoutEffect(() => addSample(button.current, name, problem.current), []); // Its words are there when it is drawn.
  return html`<button type="button" ref=${button} data-sample=${name}></button>`;
}

function naturalWords(model) {
  const words = { ...plainWords(model), title: t("natural_voice"), name: "Kokoro" };
  if (model.state === "pulling") return { ...words, title: t("natural_voice_comes") };
  if (model.state !== "installed") return words;
  return { ...words, title: t("model_ready", { model: words.name }), about: t("natural_voice_is_there") };
}
