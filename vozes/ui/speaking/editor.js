// Where the text is written. While it is spoken, its words are lit there instead, until the user wants to write.

import { isControl } from "../elements.js";
import { html, useEffect, useLanguage, useLayoutEffect, useRef, useSelected, useStore } from "../html.js";
import { t } from "../i18n.js";
import { LitText } from "../player/lit-text.js";
import { player } from "../player/player.js";
import { createStore } from "../store.js";
import { draft, draftText, write } from "./draft.js";

// Whether the user wants to write although the text is being spoken.
const writing = createStore({ isWanted: false });

export function Editor() {
  useLanguage();
  useStore(draft);
  const isLit = useIsLit();
  const { isWanted } = useStore(writing);
  const spoken = useSelected(player, ({ text }) => text);
  const isHeard = useSelected(player, isBeingHeard);
  const utterance = useSelected(player, ({ clip, text }) => clip?.id ?? text);
  const area = useRef();
  useLayoutEffect(() => put(area.current, draftText()));
  useFocusKept(area, isLit);
  useEffect(() => writing.set({ isWanted: false }), [isHeard, utterance]);
  useEffect(() => (isLit ? whenTyping(() => writing.set({ isWanted: true })) : undefined), [isLit]);
  const place = useRef(null); // where the lit text has been scrolled to, so that the editor shows the same
  useLayoutEffect(() => {
    if (isLit) place.current = 0;
    else if (place.current !== null) area.current.scrollTop = place.current;
  }, [isLit]);
  useEffect(() => isWanted && area.current.focus({ preventScroll: true }), [isWanted]);
  return html`<div class="editor">
    <label for="text" class="unseen">${t("text")}</label>
    <textarea
      id="text"
      ref=${area}
      hidden=${isLit}
      autocomplete="off"
      dir="auto"
      placeholder=${t("text_example")}
      aria-describedby="text-count"
      onInput=${({ target }) => write(target.value)}
    />
    ${isLit && html`<${LitText} text=${spoken} onScroll=${(top) => (place.current = top)} />`}
  </div>`;
}

/** Gives the focus back to where the text is written, where the lit text has taken it from there or goes with it. */
function useFocusKept(area, isLit) {
  const wasThere = useRef(false);
  const isThere = document.activeElement?.matches("#text, .lit-text"); // before it is hidden, or gone
  useLayoutEffect(() => {
    if (isLit) wasThere.current = isThere;
    else if ((wasThere.current || isThere) && document.activeElement === document.body) area.current.focus({ preventScroll: true });
  }, [isLit]);
}

/** Puts a text where it is written. Chromium takes seconds for one of many lines where it looks for its direction anew
 * with each line, so that waits until all are there. */
function put(area, text) {
  if (area.value === text) return;
  area.dir = "ltr";
  area.value = text;
  area.dir = "auto";
}

/** The button that leads back to writing while the text is spoken. */
export function EditButton() {
  useLanguage();
  if (!useIsLit()) return null;
  const edit = () => writing.set({ isWanted: true });
  return html`<button type="button" id="edit" onClick=${edit}>${t("edit_text")}</button>`;
}

function useIsLit() {
  const { isWanted } = useStore(writing);
  return useSelected(player, isBeingHeard) && !isWanted;
}

function isBeingHeard({ phase }) {
  return phase === "speaking" || phase === "paused";
}

/** Calls `listener` when a key is pressed that would write, outside of any control. Returns what ends that. */
function whenTyping(listener) {
  const heed = (event) => {
    const writes = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (writes && !isControl(event.target)) listener();
  };
  document.addEventListener("keydown", heed);
  return () => document.removeEventListener("keydown", heed);
}
