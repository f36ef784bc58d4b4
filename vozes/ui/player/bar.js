// The bar at the bottom: what the player does, in words and as a waveform, and the buttons for it.

import { Fragment, html, useEffect, useLanguage, useRef, useState, useStore } from "../html.js";
import { formatPercent } from "../formatting.js";
import { t } from "../i18n.js";
import { mayPass } from "../errors.js";
import { clearProblem, showProblem } from "../notices.js";
import { wordsForWarning } from "../warnings.js";
import { clockTime, lengthTime } from "./clock.js";
import { DownloadMenu } from "./download-menu.js";
import { PauseSign, PlaySign, StopSign } from "./icons.js";
import { player } from "./player.js";
import { Waveform } from "./waveform.js";

const BUSY = ["loading", "preparing", "speaking", "paused"];
const SILENT = ["idle", "loading", "preparing"];

export function PlayerBar() {
  useLanguage();
  const state = useStore(player);
  const { phase, clip, error, warnings } = state;
  const [problem, setProblem] = useState(null); // of a download
  useEffect(() => setProblem(null), [clip?.id, phase === "preparing"]);
  const isSpeaking = phase === "speaking";
  const canPlay = isSpeaking || (!SILENT.includes(phase) && state.ready > 0);
  const notices = useRef();
  useEffect(() => keepRoom(notices.current), []);
  return html`<section class="player-bar" aria-label=${t("player_name")} data-phase=${phase}>
    <div class="player-notices" ref=${notices}>
      ${warnings.length > 0 && html`<p class="note" id="warning" role="status">${warnings.map(shownWarning)}</p>`}
      <${Problem} id="error" error=${error} retry=${mayPass(error) && (() => player.retry())} />
      <${Problem} id="download-error" error=${problem} />
    </div>
    <div class="player-row">
      <button
        type="button"
        id="play"
        class="primary play"
        aria-label=${t(isSpeaking ? "player_pause" : "player_play")}
        aria-disabled=${!canPlay}
        onClick=${() => canPlay && player.toggle()}
      >
        <${isSpeaking ? PauseSign : PlaySign} />
      </button>
      <div class="player-middle">
        <${Waveform} />
        <p class="player-line"><${Line} state=${state} /></p>
      </div>
      <div class="player-buttons">
        <button type="button" id="stop" class="stop" disabled=${!BUSY.includes(phase)} onClick=${() => player.stop()}>
          <${StopSign} /><span>${t("stop")}</span>
        </button>
        <${DownloadMenu} clip=${clip} onProblem=${setProblem} />
      </div>
    </div>
    <p role="status" id="status" class="unseen">${phaseText(state)}</p>
  </section>`;
}

function shownWarning(warning, place) {
  const { words, language } = wordsForWarning(warning);
  return html`${place > 0 && " "}<span lang=${language}>${words}</span>`;
}

/** Tells the page how much higher the bar is by what it has to tell, so that it covers nothing. */
function keepRoom(notices) {
  const measure = () => document.body.style.setProperty("--notices", `${notices.nextElementSibling.offsetTop}px`);
  const resizing = new ResizeObserver(measure);
  resizing.observe(notices);
  return () => resizing.disconnect();
}

/** What is written under the waveform: the time, and what goes on. */
function Line({ state }) {
  const { phase, position, ready, expected, clip } = state;
  if (phase === "idle") return t("player_idle");
  const isGuess = !clip && phase !== "failed";
  const whole = (isGuess ? "≈ " : "") + lengthTime(expected);
  const parts = [ready > 0 && `${clockTime(position)} / ${whole}`, words(state)];
  return html`<${Fragment}>${parts
    .filter(Boolean)
    .map((part, place) => html`<span class=${place === 0 && ready > 0 ? "player-time" : ""}>${part}</span>`)}<//>`;
}

function words({ phase, percent, sentence, sentences, isWaiting, isUnmade, clip }) {
  if (isUnmade && !clip) return t("player_unmade");
  if (phase === "loading" && percent !== undefined) return t("player_loading_percent", { percent: formatPercent(percent) });
  if (phase === "speaking" && isWaiting) return t("player_waiting");
  if (phase === "speaking" && sentence && sentences) return t("player_sentence", { sentence, sentences });
  return phaseText({ phase, clip });
}

/** Returns what the player does, or how it ended: also whether something was spoken until then. */
function phaseText({ phase, clip }) {
  return t(`player_${phase}${["stopped", "failed"].includes(phase) && !clip ? "_early" : ""}`);
}

/** What went wrong, in the page's words or the server's, and what to do about it. */
function Problem({ id, error, retry }) {
  const place = useRef(null);
  useEffect(() => {
    if (error) showProblem(place.current, error);
    else clearProblem(place.current);
  }, [error]);
  return html`<div id=${id} class="player-problem" hidden=${!error}>
    <div class="problem" role="alert" ref=${place}></div>
    ${retry && html`<button type="button" class="small" onClick=${retry}>${t("player_retry")}</button>`}
  </div>`;
}
