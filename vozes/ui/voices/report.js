// The quality report of a voice's recordings in plain words: what is good and what is not, what to do about it, and the
// figures for those who want them.

import { textElement } from "../elements.js";
import { formatNumber, formatPercent } from "../formatting.js";
import { t } from "../i18n.js";

// What is looked at, each with the findings that speak against it.
const CHECKS = [
  ["length", ["too_short"]],
  ["loudness", ["quiet", "clipped"]],
  ["noise", ["noisy"]],
  ["speech", ["little_speech"]],
  ["file", ["damaged"]],
];

/** Returns the findings on all recordings of a voice, each with its advice. */
export function adviceOn(voice) {
  return voice.recordings.flatMap(({ report }) => report?.findings ?? []);
}

/** Returns how good a voice's recordings are, in a few words. */
export function verdictOn(voice) {
  const count = adviceOn(voice).length;
  if (count > 0) return `${t("quality")} · ${t("advice_count", { count })}`;
  return voice.recordings.every(({ report }) => report) ? t("quality_good") : t("quality");
}

export function reportElements(voice) {
  const isOne = voice.recordings.length === 1;
  return voice.recordings.map((recording, index) => reportElement(recording, isOne ? null : index + 1));
}

/** `number`: of the recording, where there are several. */
function reportElement({ seconds, report }, number) {
  const element = document.createElement("div");
  element.className = "report";
  if (number) element.append(textElement("h4", t("recording_name", { number })));
  if (report) element.append(checkList(report), ...adviceList(report.findings), figures(report));
  else element.append(textElement("p", t("not_examined")), figureList([["report_seconds", measure(seconds, "s")]]));
  return element;
}

function checkList({ seconds, findings }) {
  const list = document.createElement("ul");
  list.className = "checks";
  for (const [name, faults] of CHECKS) {
    const fault = findings.find(({ code }) => faults.includes(code));
    if (!fault && name === "file") continue; // That a file is whole goes without saying.
    const text = t(`check_${fault?.code ?? name}`, { seconds: formatNumber(seconds, 0) });
    const item = textElement("li", text);
    item.dataset.good = !fault;
    list.append(item);
  }
  return list;
}

function adviceList(findings) {
  if (findings.length === 0) return [];
  const list = document.createElement("ul");
  list.className = "advice";
  list.append(...findings.map((finding) => textElement("li", finding.advice, { className: "note" })));
  return [textElement("p", t("what_to_do"), { className: "label" }), list];
}

function figures(report) {
  const folded = document.createElement("details");
  folded.append(
    textElement("summary", t("report_figures")),
    figureList([
      ["report_seconds", measure(report.seconds, "s")],
      ["report_level", measure(report.level_dbfs, "LUFS")],
      ["report_noise", measure(report.noise_floor_dbfs, "dBFS")],
      ["report_speech", percent(report.speech)],
      ["report_clipped", percent(report.clipped)],
    ]),
  );
  return folded;
}

function figureList(pairs) {
  const list = document.createElement("dl");
  for (const [key, value] of pairs) {
    const pair = document.createElement("div");
    pair.append(textElement("dt", t(key)), textElement("dd", value));
    list.append(pair);
  }
  return list;
}

function measure(value, unit) {
  return value === null ? "—" : `${formatNumber(value, 1)} ${unit}`;
}

function percent(share) {
  return share === null ? "—" : formatPercent(share, 1);
}
