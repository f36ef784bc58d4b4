// The quality report of a voice's recordings: figures, and the server's advice on how to improve them.

import { textElement } from "../elements.js";
import { formatNumber, formatPercent } from "../formatting.js";
import { t } from "../i18n.js";

/** Returns the findings on all recordings of a voice, each with its advice. */
export function adviceOn(voice) {
  return voice.recordings.flatMap(({ report }) => report?.findings ?? []);
}

export function reportElements(voice) {
  return voice.recordings.map(reportElement);
}

function reportElement({ seconds, report }) {
  const element = document.createElement("div");
  element.className = "report";
  const figures = report ? figuresOf(report) : [["report_seconds", measure(seconds, "s")]];
  element.append(figureList(figures), report ? adviceList(report.findings) : textElement("p", t("not_examined")));
  return element;
}

function figuresOf(report) {
  return [
    ["report_seconds", measure(report.seconds, "s")],
    ["report_level", measure(report.level_dbfs, "LUFS")],
    ["report_noise", measure(report.noise_floor_dbfs, "dBFS")],
    ["report_speech", percent(report.speech)],
    ["report_clipped", percent(report.clipped)],
  ];
}

function figureList(figures) {
  const list = document.createElement("dl");
  for (const [key, value] of figures) {
    const pair = document.createElement("div");
    pair.append(textElement("dt", t(key)), textElement("dd", value));
    list.append(pair);
  }
  return list;
}

function adviceList(findings) {
  if (findings.length === 0) return textElement("p", t("good_recording"));
  const list = document.createElement("ul");
  list.className = "advice";
  list.append(...findings.map((finding) => textElement("li", finding.advice, { className: "note" })));
  return list;
}

function measure(value, unit) {
  return value === null ? "—" : `${formatNumber(value, 1)} ${unit}`;
}

function percent(share) {
  return share === null ? "—" : formatPercent(share, 1);
}
