// The desk, which is the text with the voice above it and Speak below; and what is beside it: the history and texts to try.

import { html, useLanguage, useStore } from "../html.js";
import { HistoryPanel } from "../history/panel.js";
import { LanguageHint } from "../picker/hint.js";
import { VoiceOptions } from "../picker/options.js";
import { VoicePicker } from "../picker/picker.js";
import { VoicePill } from "../picker/pill.js";
import { Language, Speed } from "./controls.js";
import { draft, draftText } from "./draft.js";
import { Editor } from "./editor.js";
import { MarkupHelp } from "./markup-help.js";
import { Notes } from "./notes.js";
import { SpeakRow } from "./speak-row.js";
import { TryTexts } from "./try-texts.js";

export function Desk() {
  useLanguage();
  useStore(draft);
  return html`
    <div class="card text-card">
      <div class="text-bar">
        <${VoicePill} />
        <${Speed} />
        <${Language} />
      </div>
      <${VoiceOptions} />
      <${Editor} />
      <${LanguageHint} text=${draftText()} />
      <${Notes} />
      <${MarkupHelp} />
      <${SpeakRow} />
    </div>
    <${VoicePicker} />
  `;
}

export function Side() {
  return html`<${HistoryPanel} /><${TryTexts} />`;
}
