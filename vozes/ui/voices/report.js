// The quality report of a voice's recordings: figures, and the server's advice on what would make them better.

import { pageLanguage, t } from "../i18n.js";

/** Everything that could be better, over all recordings. */
export function adviceOn(voice) {
  return voice.recordings.flatMap(({ report }) => report?.findings ?? []);
}

export function reportElements(voice) {
  return voice.recordings.map(reportElement);
}

function reportElement({ seconds, report }) {
  const element = document.createElement("div");
  element.className = "report";
  const figures = report ? figuresOf(report) : [["report_seconds", unit(seconds, "s")]];
  element.append(definitions(figures), report ? advice(report.findings) : paragraph("not_examined"));
  return element;
}

function figuresOf(report) {
  return [
    ["report_seconds", unit(report.seconds, "s")],
    ["report_level", unit(report.level_dbfs, "LUFS")],
    ["report_noise", unit(report.noise_floor_dbfs, "dBFS")],
    ["report_speech", percent(report.speech)],
    ["report_clipped", percent(report.clipped)],
  ];
}

function definitions(figures) {
  const list = document.createElement("dl");
  for (const [key, value] of figures) {
    const pair = document.createElement("div");
    pair.append(textElement("dt", t(key)), textElement("dd", value));
    list.append(pair);
  }
  return list;
}

function advice(findings) {
  if (findings.length === 0) return paragraph("good_recording");
  const list = document.createElement("ul");
  list.className = "advice";
  list.append(...findings.map((finding) => textElement("li", finding.advice)));
  return list;
}

function paragraph(key) {
  return textElement("p", t(key));
}

function textElement(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function unit(value, name) {
  return value === null ? "—" : `${value.toLocaleString(pageLanguage(), { maximumFractionDigits: 1 })} ${name}`;
}

function percent(share) {
  return share === null ? "—" : share.toLocaleString(pageLanguage(), { style: "percent", maximumFractionDigits: 1 });
}
