// The engines: the state of each, what it takes, loading and unloading it, and which one speaks where none is chosen.

import { useAction } from "../actions.js";
import { loadEngine, selectEngine, unloadEngine } from "../api.js";
import { formatBytes, formatPercent } from "../formatting.js";
import { html, useRef, useState, useStore } from "../html.js";
import { hasText, t } from "../i18n.js";
import { catalog } from "../models/catalog.js";
import { refreshCatalogue } from "../picker/voices.js";
import { Progress } from "../progress.js";
import { Reason } from "../reason.js";
import { Section } from "./section.js";

const STAGES = ["converting", "loading", "warming_up"]; // of loading, that have a text of their own
const AUTOMATIC = "auto";

export function Engines({ info }) {
  const engines = info.engines_list.map((id) => info.engines[id]);
  const aside = html`<${Selection} info=${info} engines=${engines} />`;
  return html`<${Section} name="engines_page" hint=${t("engines_hint")} aside=${aside}>
    <ul class="engine-list">
      ${engines.map((engine) => html`<${Engine} key=${engine.id} engine=${engine} speaks=${speaks(info, engine)} />`)}
    </ul>
  <//>`;
}

function speaks(info, { id }) {
  return info.current_engine === id;
}

function Selection({ info, engines }) {
  const problem = useRef();
  const root = useRef();
  const act = useAction(root, problem);
  const choose = ({ currentTarget: select }) =>
    act("select", async () => {
      try {
        await selectEngine(select.value);
      } finally {
        await refreshCatalogue();
        select.value = info.selected_engine;
      }
    });
  return html`<div class="field" ref=${root}>
    <label for="selected-engine">${t("selected_engine")}</label>
    <select id="selected-engine" autocomplete="off" value=${info.selected_engine} onChange=${choose}>
      <option value=${AUTOMATIC}>${t("automatic_engine")}</option>
      ${engines.flatMap(namesOf).map(({ value, name }) => html`<option key=${value} value=${value}>${name}</option>`)}
    </select>
    <div class="problem" role="alert" ref=${problem}></div>
  </div>`;
}

/** Returns what can be selected of an engine: it, and those of its models that are installed. */
function namesOf({ id, name, state, models }) {
  if (state === "not_installed") return [];
  const published = catalog.get().models;
  const parts = models.filter((model) => model.name !== id && model.state !== "not_installed");
  return [
    { value: id, name },
    ...parts.map((part) => ({ value: part.name, name: published.find((each) => each.id === part.name)?.name ?? part.name })),
  ];
}

function Engine({ engine, speaks: isCurrent }) {
  useStore(catalog);
  const { id, name, state, reason, reason_code: code, progress } = engine;
  const isLoading = state === "loading";
  return html`<li class="engine card" data-state=${state}>
    <div class="engine-head">
      <h3>${name}</h3>
      <p class="engine-state"><span role="status">${stateText(engine)}</span> ${percent(progress)}</p>
    </div>
    <p>${hasText(`about_engine_${id}`) ? t(`about_engine_${id}`) : engine.description}</p>
    ${isLoading && html`<${Progress} aria-hidden="true" share=${progress?.fraction} />`}
    <ul class="facts hint">${facts(engine, isCurrent).map((fact) => html`<li key=${fact}>${fact}</li>`)}</ul>
    ${reason && html`<div class="note">
      <p>${t(`engine_${state}`, { engine: name })}</p>
      <${Reason} code=${code} message=${reason} />
    </div>`}
    <${LoadButtons} engine=${engine} />
  </li>`;
}

function LoadButtons({ engine: { id, name, state, memory_bytes: memory } }) {
  const root = useRef();
  const problem = useRef();
  const act = useAction(root, problem);
  const [doing, setDoing] = useState(null);
  const [freed, setFreed] = useState(0); // bytes
  const press = (what, call) =>
    act(what, async () => {
      setDoing(what);
      setFreed(0);
      try {
        await Promise.all([call(id), refreshCatalogue()]);
        if (what === "unload") setFreed(memory ?? 0);
      } finally {
        setDoing(null);
        await refreshCatalogue();
      }
    });
  const button = (what, call) => html`<button type="button" data-action=${what} aria-disabled=${doing !== null}
    aria-label=${t(`${what}_engine`, { engine: name })} onClick=${() => doing ?? press(what, call)}>
    ${t(doing === what ? `${what}ing` : what)}</button>`;
  return html`<div class="actions" ref=${root}>
    ${["unloaded", "failed", "loading"].includes(state) && doing !== "unload" && (state === "loading" && !doing ? null : button("load", loadEngine))}
    ${(state === "ready" || doing === "unload") && doing !== "load" && button("unload", unloadEngine)}
    ${state === "not_installed" && html`<a class="button" href="#models">${t("see_models")}</a>`}
    ${state === "unloaded" && freed > 0 && html`<span class="hint">${t("memory_freed", { size: formatBytes(freed) })}</span>`}
    <div class="problem" role="alert" ref=${problem}></div>
  </div>`;
}

/** Returns the state in words, or the stage of loading: screen readers hear when that changes, and not each percent. */
function stateText({ state, progress }) {
  return t(STAGES.includes(progress?.stage) ? `stage_${progress.stage}` : `state_${state}`);
}

function percent(progress) {
  return typeof progress?.fraction === "number" ? formatPercent(progress.fraction) : "";
}

function facts({ languages, voices_count: voices, memory_bytes: memory, device, capabilities }, isCurrent) {
  const words = [t("languages", { count: languages.length }), t("voices_count", { count: voices })];
  if (capabilities.cloning) words.push(t("clones_voices"));
  if (memory) words.push(t("in_memory", { size: formatBytes(memory) }));
  if (device) words.push(device.startsWith("cpu") ? t("on_processor") : t("on_gpu", { device }));
  if (isCurrent) words.push(t("speaks_by_default"));
  return words;
}
