// The words of one model of the catalogue: what it is, how its installation stands, where it came from.

import { formatBytesOf, formatDate, formatDuration } from "../formatting.js";
import { hasText, t } from "../i18n.js";

const STAGES = ["torch", "packages", "download", "convert", "check"];

/** Returns the words of a model: its `title`, what it is `about`, and the `name` by which sentences call it. */
export function plainWords({ id, name, languages }) {
  const about = hasText(`about_${id}`) ? t(`about_${id}`) : t("languages", { count: languages.length });
  return { title: name, about, name };
}

/** Tells whether a model can be installed now: it is not there, or not whole. */
export function isOffered({ state }) {
  return state === "absent" || state === "damaged";
}

/** Returns the installation that is under way, or null. */
export function pullUnderWay({ state, pull }) {
  return state === "pulling" ? (pull ?? {}) : null;
}

/** Returns how the last try to install a model ended, where it did not succeed: `failed` or `cancelled`. */
export function endOf(model) {
  const end = model.pull?.state;
  return isOffered(model) && (end === "failed" || end === "cancelled") ? end : undefined;
}

/** Returns the state in a sentence, which changes with the stage and not with every byte. */
export function stateText(name, model) {
  const ended = endOf(model);
  const pull = pullUnderWay(model);
  if (pull) return stageText(name, pull);
  return t(ended ? `pull_${ended}` : `model_${model.state}`, { model: name });
}

export function progressText(name, pull) {
  const { bytes_done: done, bytes_total: total, seconds_left: seconds } = pull;
  const isCounted = typeof done === "number" && total;
  const parts = [stageText(name, pull) + (isCounted ? ` ${t("bytes_of", formatBytesOf(done, total))}` : "")];
  if (typeof seconds === "number") parts.push(t("time_left", formatDuration(seconds)));
  parts.push(t("meanwhile"));
  return parts.join(" · ");
}

/** Returns where a model came from and when, and whether it is the release in 8 bits. */
export function sourceText({ kind, eight_bit: eightBit, installed_at: time }) {
  const words = [t(`source_${kind}`, { date: formatDate(time) })];
  if (eightBit) words.push(t("eight_bit"));
  return words.join(" · ");
}

function stageText(name, { stage }) {
  return t(STAGES.includes(stage) ? `pull_${stage}` : "pull_begins", { model: name });
}
