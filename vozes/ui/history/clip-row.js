// One clip of the history: what was said, by whom and when; play it, download it, and what else can be done with it.

import { html, useLanguage, useSelected, useState } from "../html.js";
import { textForCode, wordsFor } from "../errors.js";
import { formatMoment } from "../formatting.js";
import { t } from "../i18n.js";
import { Icon } from "../icons.js";
import { catalogue } from "../picker/voices.js";
import { lengthTime } from "../player/clock.js";
import { downloadClip, preferredFormat } from "../player/downloads.js";
import { compared, compareWith } from "./compared.js";
import { PlayButton, titleOf, useIsHeard, voiceOf } from "./play-button.js";
import { reuse } from "./reuse.js";
import { remove } from "./store.js";

export function ClipRow({ clip }) {
  useLanguage();
  const isHeard = useIsHeard(clip);
  const isComparing = useSelected(compared, ({ ids }) => ids.length === 1 && ids[0] !== clip.id);
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState(null);
  const voice = useSelected(catalogue, () => voiceOf(clip)); // whose name may come later
  const title = titleOf(clip);
  return html`<li class="clip">
    <${PlayButton} clip=${clip} isHeard=${isHeard} label=${title} />
    <div class="clip-words">
      <p class="clip-title" dir="auto">${title}</p>
      <p class="hint">${factsOf(clip, voice)}</p>
    </div>
    ${isComparing
      ? html`<button type="button" class="small" onClick=${() => compareWith(clip)}>${t("clip_compare_this")}</button>`
      : html`<${Download} clip=${clip} title=${title} onProblem=${setProblem} />
          <button
            type="button"
            class="round quiet"
            aria-expanded=${isOpen}
            aria-label=${t("clip_more", { title })}
            onClick=${() => setOpen(!isOpen)}
          >
            <${Icon} name="more" />
          </button>`}
    ${isOpen && !isComparing && html`<${Actions} clip=${clip} close=${() => setOpen(false)} />`}
    <div role="alert" class="clip-problem">
      ${problem && html`<p class="problem">${textForCode(problem) ?? wordsFor(problem).words}</p>`}
    </div>
  </li>`;
}

/** Returns how long a clip is, whether it is only a part of its text, when it was spoken and by whom. */
function factsOf({ seconds, complete, created }, voice) {
  return [lengthTime(seconds), complete === false && t("clip_partial"), formatMoment(created), voice].filter(Boolean).join(" · ");
}

function Download({ clip, title, onProblem }) {
  const [isMaking, setMaking] = useState(false);
  const download = async () => {
    setMaking(true);
    onProblem(null);
    await downloadClip(clip, preferredFormat().format).catch(onProblem);
    setMaking(false);
  };
  return html`<button
    type="button"
    class="round quiet"
    aria-label=${t("clip_download", { title })}
    disabled=${isMaking}
    onClick=${download}
  >
    <${Icon} name="download" />
  </button>`;
}

function Actions({ clip, close }) {
  const act = (action) => () => {
    close();
    action(clip);
  };
  return html`<div class="clip-actions">
    <button type="button" class="small" onClick=${act(reuse)}>${t("clip_reuse")}</button>
    <button type="button" class="small" onClick=${act(compareWith)}>${t("clip_compare")}</button>
    <button type="button" class="small danger" onClick=${act(({ id }) => remove([id]))}>${t("delete")}</button>
  </div>`;
}
