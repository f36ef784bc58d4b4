// The waveform of what is spoken: what was heard, what is ready and what is still to come, in three tones. It is a slider:
// a click, a drag or a key goes to another place, as far as it has come; Space pauses. Draws on a canvas, and only what the player tells.

import { html, useEffect, useLanguage, useRef, useState, useStore } from "../html.js";
import { t } from "../i18n.js";
import { clockTime, spokenTime } from "./clock.js";
import { player } from "./player.js";
import { PEAKS_PER_SECOND } from "./sound.js";

const BAR_PX = 3;
const GAP_PX = 3;
const LEAST_PX = 3; // the height of silence, and of what is still to come
const STEPS = { ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -30, PageUp: 30, Home: -Infinity, End: Infinity };
const QUIET = 60; // A sound that is quieter does not fill the height.

export function Waveform() {
  useLanguage();
  const { phase, position, ready, expected } = useStore(player);
  const canvas = useRef(null);
  const [aim, setAim] = useState(null); // where a finger or a mouse is, in seconds
  const isUsable = ready > 0;
  useEffect(() => keepDrawn(canvas.current), []);

  const secondsAt = ({ clientX }) => {
    const { left, width } = canvas.current.getBoundingClientRect();
    return Math.max(0, Math.min(((clientX - left) / width) * expected, expected));
  };
  const follow = (event) => setAim(secondsAt(event));
  const goTo = (seconds) => (seconds > ready ? player.tellUnmade() : player.seek(seconds));
  const onKeyDown = (event) => {
    if (!(event.key in STEPS) || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    player.seek(Math.min(player.position() + STEPS[event.key], ready));
  };
  const onPointerDown = (event) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    follow(event);
  };
  const onPointerUp = (event) => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) goTo(secondsAt(event));
    setAim(null);
  };
  const at = Math.floor(position);
  return html`<div
    class="waveform"
    id="waveform"
    role="slider"
    tabindex=${isUsable ? 0 : -1}
    aria-label=${t("player_position")}
    aria-disabled=${!isUsable}
    aria-valuemin="0"
    aria-valuemax=${Math.round(ready)}
    aria-valuenow=${at}
    aria-valuetext=${isUsable ? t("player_position_of", { at: spokenTime(at), of: spokenTime(Math.round(expected)) }) : null}
    data-phase=${phase}
    data-unmade=${aim > ready}
    onKeyDown=${onKeyDown}
    onPointerDown=${isUsable && onPointerDown}
    onPointerMove=${isUsable && follow}
    onPointerUp=${onPointerUp}
    onPointerCancel=${() => setAim(null)}
    onPointerLeave=${(event) => !event.currentTarget.hasPointerCapture(event.pointerId) && setAim(null)}
  >
    <canvas ref=${canvas} aria-hidden="true"></canvas>
    ${aim !== null &&
    isUsable &&
    aim <= ready &&
    html`<span class="waveform-aim" style=${{ left: `${(100 * aim) / expected}%` }} aria-hidden="true">
      <span>${clockTime(aim)}</span>
    </span>`}
  </div>`;
}

/** Draws the canvas now, and again whenever that changes what it shows. Returns what ends that. */
function keepDrawn(canvas) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let colours = null;
  let frame = 0;
  const draw = () => {
    frame = 0;
    colours ??= coloursOf(canvas);
    drawWaveform(canvas, player.peaks(), { ...player.get(), position: player.position() }, colours);
    if (player.get().phase === "speaking") wake();
  };
  const wake = () => (frame ||= requestAnimationFrame(draw));
  const recolour = () => {
    colours = null;
    wake();
  };
  const resizing = new ResizeObserver(wake);
  const forget = player.subscribe(wake);
  resizing.observe(canvas);
  dark.addEventListener("change", recolour);
  return () => {
    cancelAnimationFrame(frame);
    resizing.disconnect();
    dark.removeEventListener("change", recolour);
    forget();
  };
}

function coloursOf(canvas) {
  const style = getComputedStyle(canvas);
  return Object.fromEntries(["heard", "ready", "coming"].map((name) => [name, style.getPropertyValue(`--wave-${name}`).trim()]));
}

function drawWaveform(canvas, peaks, { position, ready, expected, phase }, colours) {
  const scale = devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  const [wide, high] = [Math.round(width * scale), Math.round(height * scale)];
  if (canvas.width !== wide) canvas.width = wide;
  if (canvas.height !== high) canvas.height = high;
  const context = canvas.getContext("2d");
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  const count = Math.max(1, Math.floor((width + GAP_PX) / (BAR_PX + GAP_PX)));
  const each = (expected || 1) / count; // seconds
  const stretch = (width - BAR_PX) / Math.max(1, count - 1);
  const levels = levelsOf(peaks, count, each);
  const full = Math.max(QUIET, ...levels);
  const bars = { heard: new Path2D(), ready: new Path2D(), coming: new Path2D() };
  for (let bar = 0; bar < count; bar++) {
    const middle = (bar + 0.5) * each;
    const isReady = middle <= ready;
    const tone = !isReady ? "coming" : middle <= position || phase === "ended" ? "heard" : "ready";
    const tall = isReady ? Math.max(LEAST_PX, height * (levels[bar] / full)) : LEAST_PX;
    bars[tone].roundRect(bar * stretch, (height - tall) / 2, BAR_PX, tall, BAR_PX / 2);
  }
  for (const [tone, path] of Object.entries(bars)) {
    context.fillStyle = colours[tone];
    context.fill(path);
  }
}

let known = { key: "", levels: [] }; // of what was drawn last: while a whole sound plays, they stay

function levelsOf(peaks, count, each) {
  const key = [peaks.length, peaks.at(-1), count, each].join();
  if (known.key !== key) {
    known = { key, levels: Array.from({ length: count }, (_, bar) => level(peaks, bar * each, (bar + 1) * each)) };
  }
  return known.levels;
}

/** Returns how loud a stretch of time is: between its loudest moment and its mean, or speech would look all the same. */
function level(peaks, from, to) {
  const first = Math.floor(from * PEAKS_PER_SECOND);
  const last = Math.min(peaks.length, Math.max(Math.ceil(to * PEAKS_PER_SECOND), first + 1));
  if (first >= last) return 0;
  let most = 0;
  let sum = 0;
  for (let place = first; place < last; place++) {
    if (peaks[place] > most) most = peaks[place];
    sum += peaks[place];
  }
  return (most + 2 * (sum / (last - first))) / 3;
}
