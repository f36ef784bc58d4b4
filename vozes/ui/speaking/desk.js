// The desk, which is the text with the voice above it and Speak below; and what is beside it: the history and texts to try.

import { html, useEffect, useLanguage, useState, useStore } from "../html.js";
import { HistoryPanel } from "../history/panel.js";
import { LanguageHint } from "../picker/hint.js";
import { closePicker, picker } from "../picker/opening.js";
import { VoiceOptions } from "../picker/options.js";
import { VoicePill } from "../picker/pill.js";
import { Language, Speed } from "./controls.js";
import { draft, draftText } from "./draft.js";
import { Editor } from "./editor.js";
import { MarkupHelp } from "./markup-help.js";
import { Notes } from "./notes.js";
import { SpeakRow } from "./speak-row.js";
import { TryTexts } from "./try-texts.js";

const LATER_MS = 500;

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
    <${LateVoicePicker} />
  `;
}

/** The dialog with all voices. It is fetched when it is opened, or once there has been time for all that is needed first. */
function LateVoicePicker() {
  const { isOpen } = useStore(picker);
  const [VoicePicker, setVoicePicker] = useState(null);
  useEffect(() => {
    if (VoicePicker) return;
    const fetchIt = () => import("../picker/picker.js").then((module) => setVoicePicker(() => module.VoicePicker), closePicker);
    const waiting = setTimeout(fetchIt, isOpen ? 0 : LATER_MS);
    return () => clearTimeout(waiting);
  }, [isOpen, VoicePicker]);
  return VoicePicker && html`<${VoicePicker} />`;
}

export function Side() {
  return html`<${HistoryPanel} /><${TryTexts} />`;
}
