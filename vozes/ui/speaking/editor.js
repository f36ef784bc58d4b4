// Where the text is written; while it is spoken, the words are lit there instead.

import { html, useLanguage, useStore } from "../html.js";
import { t } from "../i18n.js";
import { LitText } from "../player/lit-text.js";
import { player } from "../player/player.js";
import { draft, write } from "./draft.js";
import { draftText } from "./speak.js";

export function Editor() {
  useLanguage();
  useStore(draft);
  const { phase, text } = useStore(player);
  const isSpoken = ["speaking", "paused"].includes(phase);
  return html`<div class="editor">
    <label for="text" class="unseen">${t("text")}</label>
    <textarea
      id="text"
      hidden=${isSpoken}
      placeholder=${t("text_example")}
      value=${draftText()}
      onInput=${({ target }) => write(target.value)}
    />
    ${isSpoken &&
    html`<${LitText} text=${text} />
      <button type="button" onClick=${() => player.stop()}>${t("edit_text")}</button>`}
  </div>`;
}
