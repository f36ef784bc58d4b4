// The history at the side, or below on narrow screens: what was spoken, the newest first, and what is kept of it. Long
// lists are drawn a part at a time.

import { html, useEffect, useLanguage, useRef, useState, useStore } from "../html.js";
import { wordsFor } from "../errors.js";
import { formatBytes } from "../formatting.js";
import { t } from "../i18n.js";
import { ClipRow } from "./clip-row.js";
import { Comparison } from "./comparison.js";
import { history, remove, turn } from "./store.js";

const AT_A_TIME = 30;

export function HistoryPanel() {
  useLanguage();
  const { clips, isOn, problem } = useStore(history);
  const [shown, setShown] = useState(AT_A_TIME);
  const empty = isOn ? "history_empty" : "history_is_off";
  return html`<section id="history" class="card history" aria-labelledby="history-title">
    <h2 id="history-title" tabindex="-1">${t("history")} <span class="hint">${t("history_here")}</span></h2>
    <div role="status">${problem && html`<p class="note">${wordsFor(problem).words}</p>`}</div>
    <${Comparison} />
    ${clips.length === 0 && html`<p class="hint history-empty">${t(empty)}</p>`}
    <ul role="list" class="clips">
      ${clips.slice(0, shown).map(rowOf)}
    </ul>
    ${shown < clips.length && html`<${More} onSeen=${() => setShown(shown + AT_A_TIME)} />`}
    <div class="history-foot">
      <label class="tick">
        <input type="checkbox" checked=${isOn} onChange=${({ target }) => turn(target.checked)} autocomplete="off" />
        <span>${t("history_keep")}</span>
      </label>
      ${clips.length > 0 && html`<${DeleteAll} clips=${clips} />`}
    </div>
  </section>`;
}

const rows = new WeakMap();

/** Returns the row of a clip: the same one each time, so that it is drawn again only when something in it changes. */
function rowOf(clip) {
  if (!rows.has(clip)) rows.set(clip, html`<${ClipRow} key=${clip.id} clip=${clip} />`);
  return rows.get(clip);
}

/** The end of the part that is drawn: once it is seen, more is drawn. */
function More({ onSeen }) {
  const end = useRef();
  useEffect(() => {
    const watch = new IntersectionObserver(([entry]) => entry.isIntersecting && onSeen(), { rootMargin: "400px" });
    watch.observe(end.current);
    return () => watch.disconnect();
  });
  return html`<button type="button" id="more-clips" class="quiet" ref=${end} onClick=${onSeen}>${t("history_more")}</button>`;
}

function DeleteAll({ clips }) {
  const [isSure, setSure] = useState(false);
  const size = formatBytes(clips.reduce((bytes, { audio }) => bytes + audio.size, 0));
  const count = clips.length;
  if (!isSure) {
    return html`<span class="hint">${t("history_size", { count, size })}</span>
      <button type="button" class="small quiet" onClick=${() => setSure(true)}>${t("history_delete_all")}</button>`;
  }
  const deleteAll = () => {
    remove(clips.map(({ id }) => id));
    document.getElementById("history-title").focus();
  };
  return html`<span class="hint" role="alert">${t("history_delete_question", { count })}</span>
    <button type="button" class="small danger" onClick=${deleteAll}>${t("history_delete_all")}</button>
    <button type="button" class="small quiet" onClick=${() => setSure(false)}>${t("cancel")}</button>`;
}
