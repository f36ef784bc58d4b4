// The button that plays a clip of the history and pauses it, and the words by which a clip is known.

import { html, useSelected } from "../html.js";
import { t } from "../i18n.js";
import { Icon } from "../icons.js";
import { nameOfVoice } from "../picker/names.js";
import { player } from "../player/player.js";

const LONGEST_TITLE = 80; // characters

/** `start` is what plays a clip that is not on. */
export function PlayButton({ clip, isHeard, label, start = () => player.play(clip) }) {
  const name = t(isHeard ? "clip_pause" : "clip_play", { title: label });
  const press = () => (player.get().clip?.id === clip.id && canGoOn() ? player.toggle() : start());
  return html`<button type="button" class="round" aria-label=${name} onClick=${press}>
    <${Icon} name=${isHeard ? "pause" : "play"} />
  </button>`;
}

/** Tells whether a clip is being played at this moment. */
export function useIsHeard(clip) {
  return useSelected(player, ({ phase, clip: played }) => phase === "speaking" && played?.id === clip.id);
}

/** Returns the name of the voice, or of the mixture, that spoke a clip. */
export function voiceOf({ voice, voiceName }) {
  return voiceName === voice ? nameOfVoice(voice) : voiceName;
}

export function titleOf({ text }) {
  const line = text.slice(0, 400).replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim();
  return line.length > LONGEST_TITLE ? `${line.slice(0, LONGEST_TITLE)}…` : line;
}

function canGoOn() {
  return ["speaking", "paused"].includes(player.get().phase);
}
