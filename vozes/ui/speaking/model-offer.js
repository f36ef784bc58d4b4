// One model of the catalogue: what it is, how its installation stands, and the buttons for that. Updated in place, so
// that focus and a tick stay. It asks the server for nothing itself.

import { fromTemplate, showProgress } from "../elements.js";
import { formatBytes, formatBytesOf, formatDate, formatDuration } from "../formatting.js";
import { pageLanguage, t } from "../i18n.js";
import { attempt } from "../notices.js";

const STAGES = ["torch", "packages", "download", "convert", "check"];

export class ModelOffer {
  /** `pull(accepted)` begins the installation and `cancel()` ends it: what they raise is shown here. `wordsFor(model)`
   * gives the words of a model: its `title`, what it is `about`, and the `name` by which sentences call it. */
  constructor({ pull, cancel, wordsFor }) {
    this.element = fromTemplate("model-offer");
    this.wordsFor = wordsFor;
    this.tick = this.find(".model-consent input");
    this.tick.addEventListener("change", () => this.#renderActions());
    this.#onClick("pull", () => pull(this.tick.checked));
    this.#onClick("cancel", cancel);
  }

  find(selector) {
    return this.element.querySelector(selector);
  }

  /** Shows what the server says of the model. Unless the user `mayChange` it, a sentence stands in for the buttons. */
  update(model, mayChange) {
    const { title, about, name } = this.wordsFor(model);
    Object.assign(this, { model, mayChange, name });
    this.find(".model-title").textContent = title;
    this.find(".model-about").textContent = about;
    const size = t("to_download", { size: formatBytes(model.bytes) });
    this.find(".model-size").textContent = model.state === "installed" ? "" : `${size} · `;
    this.#renderLicence();
    this.#renderProgress();
    this.#renderState();
    this.#renderActions();
  }

  #onClick(name, action) {
    const button = this.find(`[data-action=${name}]`);
    let isAsking = false; // The other button may work already: the server answers once what was cancelled has ended.
    button.addEventListener("click", async () => {
      if (isAsking) return;
      isAsking = true;
      await attempt(this.find(".problem"), action);
      isAsking = false;
      const wentNowhere = [button, document.body].includes(document.activeElement);
      if (button.hidden && wentNowhere) this.find("[data-action]:not([hidden])")?.focus();
    });
  }

  #renderLicence() {
    const { licence } = this.model;
    const link = this.find(".model-licence");
    link.textContent = t("licence", { licence: licence.id });
    link.href = licence.url;
    this.find(".model-permits").textContent = licence.permits[pageLanguage()];
    this.find(".model-consent label span").textContent = t("accept_licence", { licence: licence.id });
    this.find(".model-consent").hidden = !(this.mayChange && licence.restricted && isOffered(this.model));
  }

  #renderProgress() {
    const pull = pullUnderWay(this.model);
    const bar = this.find("progress");
    bar.hidden = !pull;
    showProgress(bar, pull?.bytes_total ? pull.bytes_done / pull.bytes_total : undefined);
    this.find(".model-progress").textContent = pull ? progressText(this.name, pull) : "";
  }

  /** Tells how it stands; screen readers hear when that changes, and not of every byte. */
  #renderState() {
    const { state, source, problem } = this.model;
    const ended = endOf(this.model);
    const pull = pullUnderWay(this.model);
    const text = pull ? stageText(this.name, pull) : t(ended ? `pull_${ended}` : `model_${state}`, { model: this.name });
    const place = this.find(".model-state");
    if (place.textContent !== text) place.textContent = text;
    place.dataset.state = ended ?? state;
    this.find(".model-reason").textContent = (ended && this.model.pull.message) ?? problem ?? "";
    this.find(".model-source").textContent = source ? sourceText(source) : "";
  }

  #renderActions() {
    const [pull, cancel] = ["pull", "cancel"].map((name) => this.find(`[data-action=${name}]`));
    pull.textContent = t(endOf(this.model) ? "try_again" : "install", { model: this.name });
    pull.hidden = !this.mayChange || !isOffered(this.model);
    pull.disabled = this.model.licence.restricted && !this.tick.checked;
    cancel.hidden = !this.mayChange || !pullUnderWay(this.model);
    cancel.ariaLabel = t("cancel_install", { model: this.name });
    this.find(".model-refused").hidden = this.mayChange || !isOffered(this.model);
  }
}

/** Tells whether a model can be installed now: it is not there, or not whole. */
function isOffered({ state }) {
  return state === "absent" || state === "damaged";
}

function pullUnderWay({ state, pull }) {
  return state === "pulling" ? (pull ?? {}) : null;
}

/** Returns how the last try to install a model ended, where it did not succeed: `failed` or `cancelled`. */
function endOf(model) {
  const end = model.pull?.state;
  return isOffered(model) && (end === "failed" || end === "cancelled") ? end : undefined;
}

function progressText(name, pull) {
  const { bytes_done: done, bytes_total: total, seconds_left: seconds } = pull;
  const isCounted = typeof done === "number" && total;
  const parts = [stageText(name, pull) + (isCounted ? ` ${t("bytes_of", formatBytesOf(done, total))}` : "")];
  if (typeof seconds === "number") parts.push(t("time_left", formatDuration(seconds)));
  parts.push(t("meanwhile"));
  return parts.join(" · ");
}

function stageText(name, { stage }) {
  return t(STAGES.includes(stage) ? `pull_${stage}` : "pull_begins", { model: name });
}

/** Returns where a model came from and when, and whether it is the release in 8 bits. */
function sourceText({ kind, eight_bit: eightBit, installed_at: time }) {
  const words = [t(`source_${kind}`, { date: formatDate(time) })];
  if (eightBit) words.push(t("eight_bit"));
  return words.join(" · ");
}
