// The text that is spoken, with the sentence and the word that are heard now; a click goes on from there. Follows the
// sentence when that leaves the window, unless the reader has just moved the page.

import { html, useEffect, useLanguage, useMemo, useRef, useStore } from "../html.js";
import { t } from "../i18n.js";
import { player } from "./player.js";
import { placeAt, placesOf } from "./timing.js";

const PATIENCE_MS = 4000; // after the reader has moved the page

export function LitText({ text }) {
  useLanguage();
  const { position, sentenceSpans, words, word } = useStore(player);
  const places = useMemo(() => placesOf(text), [text]);
  const root = useRef(null);
  const lit = useRef(null);
  const unit = (span) => [places.toUnit(span.textStart), places.toUnit(span.textEnd)];
  const [wordStart, wordEnd] = word >= 0 && words[word] ? unit(words[word]) : [0, 0];
  const heard = sentenceSpans[placeAt(sentenceSpans, position)];
  const [start, end] = word >= 0 ? around(heard ? unit(heard) : [wordStart, wordEnd], wordStart, wordEnd) : [0, 0];
  useEffect(() => keepInSight(lit.current), [start]);

  const goThere = (event) => {
    const place = offsetAt(root.current, event);
    if (place !== null && getSelection().isCollapsed) player.seekToText(places.toPoint(place));
  };
  return html`<div class="lit-text" dir="auto" ref=${root} onClick=${goThere} title=${t("player_click_text")}>
    <span class="lit-heard">${text.slice(0, start)}</span
    ><span class="lit-sentence" ref=${lit}>${text.slice(start, wordStart)}<span class="lit-word">${text.slice(wordStart, wordEnd)}</span
    >${text.slice(wordEnd, end)}</span
    ><span>${text.slice(end)}</span>
  </div>`;
}

/** Returns a span that has the word in it, whatever the sentence is. */
function around([start, end], wordStart, wordEnd) {
  return [Math.min(start, wordStart), Math.max(end, wordEnd)];
}

/** Returns the place in the text of an element that a click is at, or null. */
function offsetAt(root, { clientX, clientY }) {
  const position = document.caretPositionFromPoint?.(clientX, clientY);
  const range = position ? null : document.caretRangeFromPoint?.(clientX, clientY);
  const [node, offset] = position ? [position.offsetNode, position.offset] : [range?.startContainer, range?.startOffset];
  if (!node || !root.contains(node)) return null;
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(node, offset);
  return before.toString().length;
}

let movedAt = -Infinity;
for (const event of ["wheel", "touchmove", "keydown"]) addEventListener(event, () => (movedAt = performance.now()), { passive: true });

function keepInSight(element) {
  if (!element || performance.now() - movedAt < PATIENCE_MS) return;
  const { top, bottom } = element.getBoundingClientRect();
  const covered = document.querySelector(".player-bar")?.offsetHeight ?? 0;
  const frame = element.closest(".lit-text").getBoundingClientRect(); // which scrolls where the text is long
  if (top >= Math.max(0, frame.top) && bottom <= Math.min(innerHeight - covered, frame.bottom)) return;
  const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" });
}
