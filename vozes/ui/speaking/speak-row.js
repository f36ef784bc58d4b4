// The row below the text: Speak, how much there is to speak, and where more text and help come from.

import { html, useLanguage, useStore } from "../html.js";
import { formatSpan } from "../formatting.js";
import { history } from "../history/store.js";
import { t } from "../i18n.js";
import { Icon } from "../icons.js";
import { choice } from "../picker/choice.js";
import { catalogue } from "../picker/voices.js";
import { draft, draftText } from "./draft.js";
import { EditButton } from "./editor.js";
import { estimateSeconds } from "./estimate.js";
import { OpenFile } from "./files.js";
import { isNearLimit, lengthOf, limit } from "./length.js";
import { MarkupButton } from "./markup-help.js";
import { speakDraft } from "./speak.js";

const KEYS = navigator.platform.startsWith("Mac") ? "⌘ Enter" : "Ctrl + Enter";

/** Speaks, or leads to the text where it cannot be spoken. */
export function speakOrWrite() {
  if (!speakDraft()) document.getElementById("text").focus();
}

export function SpeakRow() {
  useLanguage();
  return html`<div class="speak-row">
    <button
      type="button"
      id="speak"
      class="primary"
      onClick=${speakOrWrite}
      aria-keyshortcuts="Control+Enter Meta+Enter"
    >
      ${t("speak")}
    </button>
    <${EditButton} />
    <${Count} />
    <span class="speak-row-more">
      <${OpenFile} />
      <${MarkupButton} />
      <${ToHistory} />
      <kbd class="hint shortcut">${KEYS}</kbd>
    </span>
  </div>`;
}

/** Leads to the history where it is below. */
function ToHistory() {
  const go = () => {
    const title = document.getElementById("history-title");
    title.scrollIntoView({ block: "start" });
    title.focus({ preventScroll: true });
  };
  return html`<button type="button" id="to-history" class="small quiet" onClick=${go}>
    <${Icon} name="history" /><span>${t("history")}</span>
  </button>`;
}

/** How long the text is and how long it will be heard; from four fifths of the limit on, also the limit. */
function Count() {
  useLanguage();
  useStore(draft);
  useStore(catalogue);
  const chosen = useStore(choice);
  const { clips } = useStore(history);
  const text = draftText();
  const length = lengthOf(text);
  const isBeyond = length > limit();
  const isNear = isNearLimit(length);
  const characters = isNear
    ? t("characters_of", { count: length, limit: limit() })
    : t("characters", { count: length });
  const span = text.trim() && t("about_span", { span: formatSpan(estimateSeconds(text, chosen, clips)) });
  return html`<p id="text-count" class="hint ${isNear ? "near" : ""} ${isBeyond ? "beyond" : ""}">
    ${[characters, span].filter(Boolean).join(" · ")}
  </p>`;
}
