// The desk: the text with the voice above it and Speak below, and the history beside it.

import { html, useLanguage, useStore } from "../html.js";
import { HistoryPanel } from "../history/panel.js";
import { LanguageHint } from "../picker/hint.js";
import { VoiceOptions } from "../picker/options.js";
import { VoicePicker } from "../picker/picker.js";
import { VoicePill } from "../picker/pill.js";
import { t } from "../i18n.js";
import { Editor } from "./editor.js";
import { Language, Speed } from "./controls.js";
import { draftText } from "./speak.js";
import { SpeakRow } from "./speak-row.js";
import { draft } from "./draft.js";

export function Desk() {
  useLanguage();
  useStore(draft);
  return html`
    <section class="card text-card" aria-label=${t("text")}>
      <div class="text-bar"><${VoicePill} /><${Speed} /><${Language} /></div>
      <${VoiceOptions} />
      <${Editor} />
      <${LanguageHint} text=${draftText()} />
      <${SpeakRow} />
    </section>
    <aside><${HistoryPanel} /></aside>
    <${VoicePicker} />
  `;
}
