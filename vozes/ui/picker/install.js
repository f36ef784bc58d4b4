// Installs what voices need that are not there: a button, how far it is, and what went wrong. What has to be accepted
// before is on the page of engines, which has all about models.

import { wordsFor } from "../errors.js";
import { formatBytes, formatPercent } from "../formatting.js";
import { html, useLanguage, useState, useStore } from "../html.js";
import { t } from "../i18n.js";
import { Progress as Bar } from "../progress.js";
import { cancel, pull } from "../models/catalog.js";
import { catalogue } from "./voices.js";

const NAMES = { kokoro: "Kokoro" };

/** Returns what the catalogue says of a model; undefined for one that is not in it. */
export function findModel(id) {
  return catalogue.get().models.find((model) => model.id === id || (model.engine === id && model.id !== "ljspeech"));
}

export function modelName(model) {
  return NAMES[model.id] ?? model.name;
}

export function Install({ id }) {
  useLanguage();
  useStore(catalogue);
  const [problem, setProblem] = useState(null);
  const model = findModel(id);
  if (!model) return null;
  const attempt = async (action) => {
    setProblem(null);
    try {
      await action();
    } catch (error) {
      setProblem(error);
    }
  };
  return html`<div class="install">
    ${model.state === "pulling" ? html`<${Progress} model=${model} attempt=${attempt} />` : html`<${Offer} model=${model} attempt=${attempt} />`}
    <div role="alert">${problem && html`<p class="problem">${wordsFor(problem).words}</p>`}</div>
  </div>`;
}

function Offer({ model, attempt }) {
  const { mayChange } = catalogue.get();
  const name = modelName(model);
  const link = html`<a href="engines#${model.id}">${t("picker_more_about", { name })}</a>`;
  if (!mayChange) return html`<p class="hint">${t("error_local_only")} ${link}</p>`;
  if (model.licence.restricted) {
    return html`<a class="button small" href="engines#${model.id}">${t("install", { model: name })}</a>
      <span class="hint">${t("picker_accept_first", { size: formatBytes(model.bytes), licence: model.licence.id })}</span>`;
  }
  const failed = model.pull?.state === "failed";
  return html`<button type="button" class="small primary" onClick=${() => attempt(() => pull(model.id, false))}>
      ${t(failed ? "try_again" : "install", { model: name })}
    </button>
    <span class="hint">${failed ? t("pull_failed", { model: name }) : formatBytes(model.bytes)} · ${link}</span>`;
}

function Progress({ model, attempt }) {
  const { bytes_done: done, bytes_total: total } = model.pull ?? {};
  const share = total ? done / total : null;
  const name = modelName(model);
  return html`<${Bar} share=${share} aria-label=${t("picker_installing", { name })} />
    <span class="hint">${t("picker_installing", { name })} ${share === null ? "" : formatPercent(share)}</span>
    <button type="button" class="small" aria-label=${t("cancel_install", { model: name })} onClick=${() => attempt(() => cancel(model.id))}>
      ${t("cancel")}
    </button>`;
}
