// The tiles below the filters, in sections. Of many only the first ones are drawn, and more as one scrolls to them. The
// arrow keys go from tile to tile; letters go to the search.

import { html, useEffect, useLanguage, useLayoutEffect, useMemo, useRef, useState, useStore } from "../html.js";
import { pageLanguage, t } from "../i18n.js";
import { findCloners } from "../models/cloners.js";
import { findModel, Install, modelName } from "./install.js";
import { nextTile, tabStop } from "./moving.js";
import { AutomaticTile, VoiceTile } from "./tile.js";
import { catalogue, findEngine } from "./voices.js";

const DRAWN_AT_FIRST = 30;
const DRAWN_MORE = 9; // at one go, so that nobody notices
const TITLES = { mine: "my_voices", natural: "picker_natural", unable: "picker_unable", robotic: "picker_robotic_title" };
// Of a model that is not installed, until the user wants to see all: voices that can be heard come first.
const SHOWN_OF_ABSENT = { kokoro: 6 };
const FEW = 3;

/** `chosen`: ids; `within`: the language that they are of, if only one; `automatic`: what AutomaticTile takes, or false. */
export function Tiles({ sections, chosen, within, automatic, onChoose, onProblem, onType }) {
  const language = useLanguage();
  const list = useRef();
  const end = useRef();
  const choose = useRef();
  choose.current = onChoose;
  const [drawn, setDrawn] = useState(DRAWN_AT_FIRST);
  const [unfolded, setUnfolded] = useState([]);
  useEffect(() => setDrawn(DRAWN_AT_FIRST), [sections]);
  useEffect(() => whenNear(end.current, () => setDrawn((count) => count + DRAWN_MORE)), [drawn, sections]);
  useLayoutEffect(() => tabStop(list.current));
  const chosenKey = chosen.join(" ");
  const known = useMemo(() => new Map(), [chosenKey, within, language]); // drawn tiles, which are not drawn again
  const tiles = useMemo(() => {
    const draw = (voice) => html`<${VoiceTile}
      key=${voice.id}
      voice=${voice}
      isChosen=${chosen.includes(voice.id)}
      within=${within}
      onChoose=${(pressed) => choose.current(pressed)}
      onProblem=${onProblem}
    />`;
    const tile = (voice) => known.get(voice) ?? known.set(voice, draw(voice)).get(voice);
    let room = drawn;
    return sections.map((section) => {
      if (room <= 0) return null;
      const isFolded = section.kind === "absent" && !unfolded.includes(section.key);
      const most = isFolded ? (SHOWN_OF_ABSENT[section.model] ?? (section.voices.length > FEW ? 0 : FEW)) : Infinity;
      const shown = section.voices.slice(0, Math.min(room, most));
      room -= shown.length;
      const rest = isFolded ? section.voices.length - shown.length : 0;
      return html`<${Section} key=${section.key} section=${section}>
        ${shown.length > 0 && html`<ul class="tiles" role="list">${shown.map(tile)}</ul>`}
        ${rest > 0 &&
        html`<button type="button" class="small quiet" onClick=${() => setUnfolded([...unfolded, section.key])}>
          ${t(shown.length > 0 ? "picker_show_more" : "picker_show", { count: rest })}
        </button>`}
      <//>`;
    });
  }, [sections, drawn, unfolded, chosenKey, language]);
  const keyDown = (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    if (!target.closest(".tile") || ctrlKey || metaKey || altKey) return;
    const isLetter = key.length === 1 && key !== " ";
    const next = nextTile(list.current, target.closest(".tile"), key);
    if (!next && !isLetter) return;
    event.preventDefault();
    if (isLetter) onType(key);
    else next.querySelector(".tile-choose").focus();
  };
  return html`<div class="picker-list" ref=${list} onKeyDown=${keyDown} onFocusIn=${({ target }) => tabStop(list.current, target)}>
    ${automatic &&
    html`<ul class="tiles" role="list"><${AutomaticTile} ...${automatic} isChosen=${chosen[0] === ""} /></ul>`}
    ${tiles}
    <div class="picker-end" ref=${end}></div>
  </div>`;
}

function Section({ section, children }) {
  useStore(catalogue);
  const { title, about } = wordsOf(section);
  return html`<section class="picker-section" data-kind=${section.kind} aria-label=${title}>
    <div class="section-words">
      <h3>${title} <span class="count">${countOf(section)}</span></h3>
      ${about && html`<p class="hint">${about}</p>`}
      ${section.kind === "absent" && html`<${Install} id=${section.model} />`}
      ${section.kind === "unable" && html`<${CloningOffer} />`}
    </div>
    ${children}
  </section>`;
}

/** Returns how many voices a section has: those that can speak, or how many more there would be. */
function countOf({ kind, voices }) {
  return ["absent", "unable"].includes(kind) ? t("picker_to_install", { number: voices.length }) : voices.length;
}

/** What would have to be installed before one's own voices can speak. */
function CloningOffer() {
  const { info, models } = catalogue.get();
  const cloners = findCloners(info?.engines ?? {}, models);
  const names = new Intl.ListFormat(pageLanguage(), { type: "disjunction" }).format(cloners.map(({ name }) => name));
  const offered = cloners.filter(({ id }) => findModel(id));
  return html`<p class="hint">${t("picker_install_cloner", { engines: names })}</p>
    <div class="cloners">
      ${offered.map(({ id }) => html`<${Install} key=${id} id=${id} />`)}
      ${offered.length === 0 && html`<div class="install"><a href="engines">${t("to_engines")}</a></div>`}
    </div>`;
}

function wordsOf({ kind, model, voices }) {
  if (kind !== "absent") {
    const engine = findEngine(voices[0].engine)?.name ?? "";
    const model = kind === "natural" && onlyModelOf(voices);
    const title = [t(TITLES[kind]), model && modelName(model)].filter(Boolean).join(" · ");
    return { title, about: kind === "robotic" ? t("picker_robotic_about", { engine }) : "" };
  }
  const found = findModel(model);
  return { title: t("picker_absent", { model: found ? modelName(found) : (findEngine(model)?.name ?? model) }), about: t("picker_absent_about") };
}

/** Returns the model that all of the voices are of; undefined where they are of several, or of none that is known. */
function onlyModelOf([first, ...others]) {
  return others.every(({ model }) => model === first.model) ? findModel(first.model) : undefined;
}

/** Calls `listener` once an element is about to be scrolled to. Returns what ends that. */
function whenNear(element, listener) {
  const observer = new IntersectionObserver(([{ isIntersecting }]) => isIntersecting && listener(), {
    root: element.closest(".picker-list"),
    rootMargin: "600px",
  });
  observer.observe(element);
  return () => observer.disconnect();
}
