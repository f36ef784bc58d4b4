// The help on pauses, other voices and SSML inside of a text: what there is comes from the server, with words of the
// page's own where it has some. It also leads to where one says how a word is said.

import { request } from "../api.js";
import { html, useEffect, useLanguage, useState, useStore } from "../html.js";
import { hasText, t } from "../i18n.js";
import { Icon } from "../icons.js";
import { choice } from "../picker/choice.js";
import { speaker } from "../picker/speaker.js";
import { createStore } from "../store.js";
import { draftText, write } from "./draft.js";
import { useVoiceMark } from "./voice-mark.js";

const help = createStore({ isOpen: false, table: null });

/** The button that opens and closes the help. */
export function MarkupButton() {
  useLanguage();
  const { isOpen } = useStore(help);
  return html`<button
    type="button"
    id="markup-button"
    class="small quiet"
    aria-expanded=${isOpen}
    aria-controls="markup-help"
    onClick=${() => help.set({ isOpen: !isOpen })}
  >
    <${Icon} name="help" /><span>${t("markup")}</span>
  </button>`;
}

export function MarkupHelp() {
  useLanguage();
  const { isOpen, table } = useStore(help);
  const [isMissing, setMissing] = useState(false);
  useEffect(() => {
    if (!isOpen || table) return;
    setMissing(false);
    request("v1/markup")
      .then((answer) => answer.json())
      .then((found) => help.set({ table: found }))
      .catch(() => setMissing(true));
  }, [isOpen]);
  return html`<div id="markup-help" class="markup-help" hidden=${!isOpen}>
    <p>${t("markup_about")}</p>
    ${isMissing && html`<p role="alert">${t("server_unreachable")}</p>`}
    ${table && html`<${Table} tags=${table.tags} elements=${table.ssml} />`}
  </div>`;
}

function Table({ tags, elements }) {
  const voiceMark = useVoiceMark();
  const marks = tags.map((each) => ({ ...each, mark: nameOf(each.tag) === "voice" ? voiceMark : each.tag }));
  return html`<dl>
      ${marks.filter(({ mark }) => mark).map(
        ({ tag, mark, does }) => html`<dt key=${tag}>
            <button type="button" class="small" onClick=${() => insert(mark)} title=${t("markup_insert")}><code>${mark}</code></button>
          </dt>
          <dd ...${words(`tag_${nameOf(tag)}`, does)} />`,
      )}
    </dl>
    <p class="fix-word">${t("word_wrong")} <a href=${wordAddress("")} onClick=${lead}>${t("fix_word")}</a></p>
    <details>
      <summary>${t("markup_ssml")}</summary>
      <p><code>${t("markup_ssml_example")}</code></p>
      <dl>
        ${elements.map(
          ({ element, attributes, does }) => html`<dt key=${element}><code>${`<${[element, ...attributes].join(" ")}>`}</code></dt>
            <dd ...${words(`ssml_${element.replace("-", "_")}`, does)} />`,
        )}
      </dl>
    </details>`;
}

/** Returns the properties of an element that says what something does: the page's words, else the server's English. */
function words(key, does) {
  return hasText(key) ? { children: t(key) } : { children: does, lang: "en" };
}

function nameOf(tag) {
  return tag.match(/[a-z]+/)?.[0] ?? "bracket";
}

/** Leads to the form for how a word is said, with what is selected in the text. */
function lead({ currentTarget }) {
  currentTarget.href = wordAddress(selectedText());
}

/** Returns the address of the form, with a word and the language of the text where that is known. */
function wordAddress(word) {
  const { language } = choice.get();
  const spoken = language === "auto" ? speaker.get().textLanguage : language;
  return `engines?${new URLSearchParams({ word, ...(spoken && { language: spoken }) })}#lexicon`;
}

function selectedText() {
  const { hidden, value, selectionStart, selectionEnd } = document.getElementById("text");
  return hidden ? String(getSelection()) : value.slice(selectionStart, selectionEnd);
}

/** Puts a tag where the cursor is. */
function insert(tag) {
  const area = document.getElementById("text");
  const text = draftText();
  const at = area.hidden ? text.length : area.selectionStart;
  write(text.slice(0, at) + tag + text.slice(area.hidden ? at : area.selectionEnd));
  requestAnimationFrame(() => {
    area.focus();
    area.setSelectionRange(at + tag.length, at + tag.length);
  });
}
