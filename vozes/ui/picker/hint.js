// Tells where the chosen voice does not speak the language of the text, and offers one that does.

import { html, useEffect, useLanguage, useState, useStore } from "../html.js";
import { t } from "../i18n.js";
import { choice, chooseVoice } from "./choice.js";
import { baseOf, pageName } from "./languages.js";
import { partsOf } from "./mixture.js";
import { inSentence, nameOfVoice, shortName } from "./names.js";
import { askForSpeaker, speaker } from "./speaker.js";
import { catalogue, findVoice } from "./voices.js";

const ENOUGH_LETTERS = 12; // to tell a language by

export function LanguageHint({ text }) {
  useLanguage();
  useStore(catalogue);
  const { voice, language } = useStore(choice);
  const told = useStore(speaker);
  const [left, setLeft] = useState(null); // the voice and language for which the user wants no hint
  useEffect(() => askForSpeaker(text, language), [text, language]);
  const wanted = wantedLanguage(text, language, told);
  const spoken = voice && findVoice(partsOf(voice)[0].id);
  const leaving = `${voice} ${wanted && baseOf(wanted)}`;
  const speaks = !wanted || !spoken || spoken.languages.some((tag) => baseOf(tag) === baseOf(wanted));
  return html`<div class="language-hint" role="status">
    ${!speaks &&
    left !== leaving &&
    html`<${Hint} voice=${voice} wanted=${wanted} isNamed=${language !== "auto"} told=${told} onLeave=${() => setLeft(leaving)} />`}
  </div>`;
}

function Hint({ voice, wanted, isNamed, told, onLeave }) {
  const other = told.voice && findVoice(told.voice);
  const isBetter = other && baseOf(told.language) === baseOf(wanted);
  const values = { language: inSentence(pageName(baseOf(wanted))), name: nameOfVoice(voice) };
  return html`<div class="note">
    <p>${t(isNamed ? "picker_hint_named" : "picker_hint", values)}</p>
    <div class="hint-actions">
      ${isBetter &&
      html`<button type="button" class="small" onClick=${() => chooseVoice(other.id)}>
        ${t("picker_switch_to", { name: shortName(other) })}
      </button>`}
      <button type="button" class="small" onClick=${() => chooseVoice(null)}>${t("picker_choose_automatically")}</button>
      ${isNamed
        ? html`<button type="button" class="small quiet" onClick=${() => choice.set({ language: "auto" })}>${t("picker_any_language")}</button>`
        : html`<button type="button" class="small quiet" onClick=${onLeave}>${t("picker_leave_it")}</button>`}
    </div>
  </div>`;
}

/** Returns the language that is asked for, else that of the text; null where nothing tells it. */
function wantedLanguage(text, language, { textLanguage, text: asked }) {
  if (language !== "auto") return language;
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters >= ENOUGH_LETTERS && text.trim().startsWith(asked) ? textLanguage : null;
}
