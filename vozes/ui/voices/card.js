// One voice in the list: what is known about it, and everything that can be done with it.

import { fromTemplate, textElement } from "../elements.js";
import { formatDate, formatNumber } from "../formatting.js";
import { t } from "../i18n.js";
import { attempt } from "../notices.js";
import { fillLanguages, nameOf } from "../selectors.js";
import { openInPlace } from "./inline-form.js";
import { deleteVoice, editVoice, exportUrl, fetchPreview, recordingUrl } from "./library.js";
import { playWith, stopListening } from "../playback.js";
import { reportElements, verdictOn } from "./report.js";
import { say } from "./toast.js";

export class VoiceCard {
  /** `languages` returns the tags that a recording may be in; `onDeleted` is called once the voice is deleted. */
  constructor(voice, { languages, onDeleted }) {
    this.element = fromTemplate("voice-card");
    this.languages = languages;
    this.#nameActions(voice.id);
    this.#addPreview(voice.id);
    this.#addForms(voice.id);
    this.action("delete").addEventListener("click", () => this.#delete(onDeleted));
    this.update(voice);
  }

  /** Shows what is known now, in the language of the page. Forms that are open keep what is being typed. */
  update(voice) {
    this.voice = voice;
    this.#find(".voice-name").textContent = voice.name;
    this.#find(".voice-facts").textContent = factsOf(voice);
    this.#find(".voice-description").textContent = voice.description;
    this.#find(".tags").replaceChildren(...voice.tags.map((tag) => textElement("li", tag, { dir: "auto" })));
    this.#find(".reports").replaceChildren(...reportElements(voice));
    this.#find(".voice-quality > summary").textContent = verdictOn(voice);
    this.action("speak").hidden = !voice.available;
    this.action("preview").setAttribute("aria-disabled", !voice.available);
    this.#find(".voice-missing").hidden = voice.available;
  }

  /** Highlights the voice as just added, with its report open and in focus. */
  present() {
    this.#find(".voice-quality").open = true;
    this.element.classList.add("new");
    this.element.scrollIntoView({ block: "nearest" });
    this.focus();
  }

  focus() {
    this.#find(".voice-name").focus();
  }

  action(name) {
    return this.#find(`[data-action=${name}]`);
  }

  /** Names each action by its own text and the voice's name, and points the links at the voice. */
  #nameActions(id) {
    const name = this.#find(".voice-name");
    name.id = `${id}-name`;
    for (const action of this.element.querySelectorAll(".voice-head button, .voice-actions > *")) {
      action.id = `${id}-${action.dataset.action}`;
      action.setAttribute("aria-labelledby", `${action.id} ${name.id}`);
    }
    this.action("speak").href = `./?voice=${encodeURIComponent(id)}`;
    this.action("recording").href = recordingUrl(id);
    this.action("export").href = exportUrl(id);
  }

  #addPreview(id) {
    const button = this.action("preview");
    button.addEventListener("click", (event) => {
      if (this.voice.available) return;
      event.stopImmediatePropagation(); // Nothing can be played: what is missing is told instead.
      say("voice_lacks_engine");
      this.#find(".voice-missing a").focus();
    });
    playWith(button, {
      idle: "preview",
      unplayable: "unplayable_preview",
      load: (signal) => fetchPreview(id, signal),
      problem: this.#find(".voice-problem"),
    });
  }

  #addForms(id) {
    openInPlace(this.#find(".voice-rename"), {
      opener: this.action("rename"),
      instead: this.#find(".voice-head"),
      fill: (fields) => {
        fields.name.value = this.voice.name;
      },
      save: async (fields) => {
        this.update(await editVoice(id, { name: fields.name.value }));
        say("renamed", { name: this.voice.name });
      },
    });
    openInPlace(this.#find(".voice-edit"), {
      opener: this.action("edit"),
      fill: (fields) => fillDetails(fields, this.voice, this.languages()),
      save: async (fields) => {
        this.update(await editVoice(id, detailsIn(fields)));
        say("edited", { name: this.voice.name });
      },
    });
  }

  async #delete(onDeleted) {
    stopListening();
    if (await attempt(this.#find(".voice-problem"), () => deleteVoice(this.voice.id))) onDeleted(this.voice);
  }

  #find(selector) {
    return this.element.querySelector(selector);
  }
}

function factsOf({ language, recordings, created, available }) {
  const seconds = recordings.reduce((sum, recording) => sum + recording.seconds, 0);
  const length = t("seconds", { seconds: formatNumber(seconds, 1) });
  const added = t("added_on", { date: formatDate(created) });
  const facts = [language && nameOf(language), length, added, !available && t("picker_lacks_engine")];
  return facts.filter(Boolean).join(" · ");
}

function fillDetails(fields, voice, languages) {
  const tags = voice.language && !languages.includes(voice.language) ? [...languages, voice.language] : languages;
  fillLanguages(fields.language, tags, [], { value: "", name: t("not_said") });
  fields.language.value = voice.language ?? "";
  fields.tags.value = voice.tags.join(", ");
  fields.description.value = voice.description;
  fields.transcript.value = voice.transcript;
}

function detailsIn(fields) {
  const tags = fields.tags.value.split(",").map((tag) => tag.trim());
  return {
    language: fields.language.value || null,
    tags: tags.filter(Boolean),
    description: fields.description.value,
    transcript: fields.transcript.value,
  };
}
