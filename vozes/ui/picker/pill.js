// The pill that names the voice that speaks, and opens the tiles of all.

import { html, useLanguage, useStore } from "../html.js";
import { t } from "../i18n.js";
import { Avatar } from "./avatar.js";
import { choice } from "./choice.js";
import { partsOf } from "./mixture.js";
import { factsOf, factsOfMixture, nameOfVoice, shortName, speakerName, spokenLanguages } from "./names.js";
import { openPicker, picker } from "./opening.js";
import { speaker } from "./speaker.js";
import { catalogue, findVoice } from "./voices.js";

export function VoicePill() {
  useLanguage();
  useStore(catalogue);
  const { voice } = useStore(choice);
  const told = useStore(speaker);
  const { isOpen } = useStore(picker);
  const { names, title, facts, icon } = voice ? ofVoice(voice) : ofAutomatic(told);
  return html`<button type="button" id="voice" class="pill voice-pill" aria-haspopup="dialog" aria-expanded=${isOpen} onClick=${openPicker}>
    <${Avatar} names=${names} icon=${icon} />
    <span class="unseen">${t("voice")}: </span>
    <span class="pill-words" key=${title}><b dir="auto">${title}</b>${facts && html` <small><span aria-hidden="true">· </span>${facts}</small>`}</span>
    <span class="caret" aria-hidden="true"></span>
  </button>`;
}

function ofVoice(id) {
  const parts = partsOf(id);
  const voice = findVoice(id);
  const names = parts.map((part) => nameOfVoice(part.id));
  const facts = parts.length > 1 ? factsOfMixture(id) : voice ? [voice.kind === "custom" && t("picker_own"), factsOf(voice)].filter(Boolean).join(" · ") : "";
  return { names, title: nameOfVoice(id), facts };
}

function ofAutomatic({ voice }) {
  const found = voice && findVoice(voice);
  if (!found) return { names: ["auto"], icon: "✦", title: t("automatic"), facts: t("picker_automatic") };
  const facts = [t("picker_chosen_for_you"), spokenLanguages(found)].join(" · ");
  return { names: [shortName(found)], title: speakerName(found), facts };
}
