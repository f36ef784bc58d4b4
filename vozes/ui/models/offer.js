// One model of the catalogue: what it is, how its installation stands, and the buttons for that. The card of the natural
// voice and the page of the engines show it.

import { useAction } from "../actions.js";
import { ConfirmDialog } from "../confirm.js";
import { formatBytes } from "../formatting.js";
import { html, useRef, useState } from "../html.js";
import { pageLanguage, t } from "../i18n.js";
import { Progress } from "../progress.js";
import { Reason } from "../reason.js";
import { cancel, pull, remove } from "./catalog.js";
import { endOf, isOffered, progressText, pullUnderWay, sourceText, stateText } from "./words.js";

const ACCEPTANCES = { "StyleTTS 2 models": "accept_licence_styletts2" }; // by licences that are no names

/** `id` is its address in the page, `heading` the tag of its title; `words` are those of `words.js`. Unless the user
 * `mayChange` it, a sentence stands in for the buttons. `removable`: one that is installed can be removed here.
 * `extra(problem)` gives more buttons, `before` and `after` the others. */
export function ModelOffer({ id, model, mayChange, words, removable = false, heading = "h2", extra = () => ({}) }) {
  const root = useRef();
  const problem = useRef();
  const { before, after } = extra(problem);
  const underWay = pullUnderWay(model);
  const ended = endOf(model);
  return html`<article class="model" id=${id} ref=${root}>
    <div class="model-words">
      <${heading} class="model-title">${words.title}<//>
      <p class="model-about">${words.about}</p>
      <p class="hint">
        <span class="model-size">${model.state === "installed" ? "" : `${sizeText(model)} · `}</span>
        <a class="model-licence" target="_blank" href=${model.licence.url}>${t("licence", { licence: model.licence.id })}</a>
      </p>
      ${model.source && html`<p class="model-source hint">${sourceText(model.source)}</p>`}
      ${underWay && html`<${Progress} aria-hidden="true" share=${shareOf(underWay)} />`}
      <p class="model-progress hint">${underWay && progressText(words.name, underWay)}</p>
      <p class="model-state" role="status" data-state=${ended ?? model.state}>${stateText(words.name, model)}</p>
      <div class="model-reason hint"><${Reason} ...${reasonOf(model)} /></div>
      <div class="problem" role="alert" ref=${problem}></div>
    </div>
    <${Actions} ...${{ model, mayChange, name: words.name, removable, root, problem, before, after }} />
  </article>`;
}

function Actions({ model, mayChange, name, removable, root, problem, before, after }) {
  const [accepted, setAccepted] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  const act = useAction(root, problem);
  const offered = isOffered(model);
  const asks = mayChange && offered && model.licence.restricted;
  return html`
    ${asks && html`<div class="model-consent">
      <p class="model-permits">${model.licence.permits[pageLanguage()]}</p>
      <label>
        <input type="checkbox" autocomplete="off" checked=${accepted} onChange=${() => setAccepted(!accepted)} />
        ${" "}<span>${t(ACCEPTANCES[model.licence.id] ?? "accept_licence", { licence: model.licence.id })}</span>
      </label>
    </div>`}
    ${!mayChange && offered && html`<p class="model-refused hint">${t("error_local_only")}</p>`}
    <div class="model-actions">
      ${before}
      ${mayChange && offered && html`<button type="button" data-action="pull" class="primary"
        disabled=${model.licence.restricted && !accepted} onClick=${() => act("pull", () => pull(model.id, accepted))}>
        ${t(endOf(model) ? "try_again" : "install", { model: name })}</button>`}
      ${mayChange && pullUnderWay(model) && html`<button type="button" data-action="cancel"
        aria-label=${t("cancel_install", { model: name })} onClick=${() => act("cancel", () => cancel(model.id))}>
        ${t("cancel")}</button>`}
      ${mayChange && removable && model.state === "installed" && html`<button type="button" data-action="remove"
        aria-label=${t("remove_model", { model: name })} onClick=${() => setRemoving(true)}>${t("remove")}</button>`}
      ${after}
    </div>
    ${isRemoving && html`<${ConfirmDialog} question=${t("remove_model_question", { model: name })}
      detail=${t("remove_model_frees", { size: formatBytes(model.bytes) })} action=${t("remove")}
      onConfirm=${() => act("remove", () => remove(model.id))} onClose=${() => setRemoving(false)} />`}
  `;
}

/** Returns why the last installation failed, or else what is wrong with the model, as `Reason` takes it. */
function reasonOf(model) {
  const { message, code } = (endOf(model) && model.pull) || {};
  return message ? { message, code } : { message: model.problem };
}

function shareOf({ bytes_done: done, bytes_total: total }) {
  return total ? done / total : null;
}

function sizeText({ bytes }) {
  return t("to_download", { size: formatBytes(bytes) });
}
