// The row below the text: Speak, and how much there is to speak.

import { html, useLanguage, useStore } from "../html.js";
import { t } from "../i18n.js";
import { wordsFor } from "../errors.js";
import { draft } from "./draft.js";
import { draftText, obstacle, speakDraft } from "./speak.js";

export function SpeakRow() {
  useLanguage();
  useStore(draft);
  const { problem } = useStore(obstacle);
  const speak = () => {
    if (!speakDraft()) document.getElementById("text").focus();
  };
  return html`<div class="speak-row">
    <button type="button" id="speak" class="primary" onClick=${speak}>${t("speak")}</button>
    <p class="hint" id="text-count">${t("characters", { count: [...draftText()].length })}</p>
    <div role="alert">${problem && html`<p class="problem">${wordsFor(problem).words}</p>`}</div>
  </div>`;
}
