// Who is being spoken, how many wait, and the last requests with their times. Asks the server for these every few seconds
// while somebody looks; texts are never among them.

import { fetchRequests } from "../api.js";
import { formatNumber, formatTime, languageName } from "../formatting.js";
import { html, useEffect, useState, useStore } from "../html.js";
import { hasText, t } from "../i18n.js";
import { nameOfVoice } from "../picker/names.js";
import { catalogue } from "../picker/voices.js";
import { createStore } from "../store.js";
import { Section } from "./section.js";

const POLL_EVERY_MS = 4000;
const SHOWN = 8;

const recent = createStore({ requests: null });
let timer = 0;

async function poll() {
  clearTimeout(timer);
  if (!document.hidden) {
    const requests = await fetchRequests().catch(() => null); // the page tells of a server that does not answer
    if (requests) recent.set({ requests });
  }
  clearTimeout(timer);
  timer = setTimeout(poll, POLL_EVERY_MS);
}

export function Requests({ info }) {
  const { requests } = useStore(recent);
  useStore(catalogue); // which names the voices
  const [shown, setShown] = useState(SHOWN);
  useEffect(() => {
    document.addEventListener("visibilitychange", poll);
    poll();
  }, []);
  return html`<${Section} name="requests" hint=${t("requests_hint")}>
    <p class="queue" role="status">${requests && queueText(requests, info)}</p>
    ${requests?.length === 0 && html`<p class="hint">${t("no_requests")}</p>`}
    ${requests?.length > 0 && html`<ul class="request-list">
      ${requests.slice(0, shown).map((each) => html`<${Request} key=${keyOf(each)} request=${each} info=${info} />`)}
    </ul>`}
    ${requests?.length > shown && html`<button type="button" onClick=${() => setShown(shown + 20)}>${t("show_more")}</button>`}
  <//>`;
}

/** A request and the passages of a WebSocket have one id; when each was asked for tells them apart. */
function keyOf({ id, asked_at: time }) {
  return `${id} ${time}`;
}

/** Returns for each engine how many it speaks and how many wait; an engine's warm-up is none of these. */
function queueText(requests, { engines_list: ids, engines }) {
  const busy = ids.map((id) => words(engines[id], requests.filter(({ engine }) => engine === id))).filter(Boolean);
  return busy.length > 0 ? busy.join("; ") : t("nobody_speaks");
}

function words({ name, queue: { limit } }, requests) {
  const [running, waiting] = ["speaking", "waiting"].map((wanted) => requests.filter(({ outcome }) => outcome === wanted));
  if (running.length + waiting.length === 0) return "";
  const parts = [t("running", { engine: name, count: running.length })];
  if (waiting.length > 0) parts.push(t("waiting", { count: waiting.length, limit }));
  return parts.join(" · ");
}

function Request({ request, info }) {
  const { asked_at: time, engine, voice, language, characters, outcome, error } = request;
  const who = `${nameOfVoice(voice)} · ${info.engines[engine]?.name ?? engine}`;
  return html`<li class="request" data-outcome=${outcome}>
    <time datetime=${time}>${formatTime(time)}</time>
    <div>
      <p class="request-who">${who}</p>
      <p class="hint">${languageName(language) ?? language} · ${t("characters", { count: characters })}</p>
    </div>
    <p class="hint">${timesText(request)}</p>
    <p class="request-outcome">${t(`outcome_${outcome}`)} ${error && html`<span class="hint" title=${error}>${errorText(error)}</span>`}</p>
  </li>`;
}

/** Returns what the page says where that code is an answer's; else the code. */
function errorText(code) {
  return hasText(`error_${code}`) ? t(`error_${code}`) : code;
}

function timesText({ audio_seconds: audio, synthesis_seconds: synthesis, first_sound_seconds: first }) {
  if (!audio) return "";
  const parts = [t("audio_in", { audio: formatNumber(audio, 1), synthesis: formatNumber(synthesis, 1) })];
  if (synthesis > 0) parts.push(t("times_realtime", { times: formatNumber(audio / synthesis, 1) }));
  if (first !== null) parts.push(t("first_sound", { seconds: formatNumber(first, 1) }));
  return parts.join(" · ");
}
