// The text that is spoken, with the sentence and the word that are heard now; a click goes on from there. Follows the
// sentence when that leaves the window, unless the reader has just moved the page. The keyboard reaches it, to scroll.

import { html, useEffect, useLanguage, useMemo, useRef, useStore } from "../html.js";
import { t } from "../i18n.js";
import { player } from "./player.js";
import { placeAt, placesOf } from "./timing.js";

const PATIENCE_MS = 4000; // after the reader has moved the page

/** `onScroll`: called with the place that it has been scrolled to. */
export function LitText({ text, onScroll }) {
  useLanguage();
  const { position, sentenceSpans, words, word, clip } = useStore(player);
  const places = useMemo(() => placesOf(text), [text]);
  const lines = useMemo(() => linesOf(text), [text]);
  const root = useRef(null);
  const unit = (span) => [places.toUnit(span.textStart), places.toUnit(span.textEnd)];
  const [wordStart, wordEnd] = word >= 0 && words[word] ? unit(words[word]) : [0, 0];
  const heard = sentenceSpans[placeAt(sentenceSpans, position)];
  const [start, end] = word >= 0 ? around(heard ? unit(heard) : [wordStart, wordEnd], wordStart, wordEnd) : [0, 0];
  const made = clip ? text.length : places.toUnit(words.at(-1)?.textEnd ?? 0);
  useEffect(() => keepInSight(root.current.querySelector(".lit-sentence")), [start]);

  const goThere = (event) => {
    const place = offsetAt(root.current, event);
    if (place !== null && getSelection().isCollapsed) player.seekToText(places.toPoint(place));
  };
  return html`<div
    class="lit-text"
    dir="auto"
    tabindex="0"
    ref=${root}
    title=${t("player_click_text")}
    onClick=${goThere}
    onScroll=${({ target }) => onScroll(target.scrollTop)}
  >
    ${lines.map((line) => {
      const within = (place) => Math.max(0, Math.min(place - line.start, line.text.length));
      const spans = { start: within(start), wordStart: within(wordStart), wordEnd: within(wordEnd), end: within(end), made: within(made) };
      return html`<${Line} key=${line.start} text=${line.text} ...${spans} />`;
    })}
  </div>`;
}

/** One line of the text, as the writer broke it: a block of its own, so that only lines whose light changes are laid out
 * anew. It is lit from `start` to `end`, and more so from `wordStart` to `wordEnd`; it can be heard as far as `made`. */
function Line({ text, start, wordStart, wordEnd, end, made }) {
  return useMemo(() => {
    const part = (name, content) => content !== "" && html`<span class=${name}>${content}</span>`;
    const lit = [text.slice(start, wordStart), part("lit-word", text.slice(wordStart, wordEnd)), text.slice(wordEnd, end)];
    const rest = text.slice(Math.max(end, made));
    const coming = rest !== "" && html`<span class="lit-coming" title="">${rest}</span>`;
    return html`<div>
      ${part("lit-heard", text.slice(0, start))}${start < end && html`<span class="lit-sentence">${lit}</span>`}${text.slice(end, made)}${coming}
    </div>`;
  }, [text, start, wordStart, wordEnd, end, made]);
}

/** Returns the lines of a text, each with the break at its end and with where it begins. */
function linesOf(text) {
  const lines = [];
  for (const { 0: line, index } of text.matchAll(/[^\n]*\n|[^\n]+$/g)) lines.push({ start: index, text: line });
  return lines;
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
