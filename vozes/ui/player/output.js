// Lets a sound be heard while it still grows, by Web Audio: pieces of it are planned some seconds ahead, one behind the
// other, so that a page in the background, whose timers are slow, plays on. An AudioWorklet would do as well, but not on
// pages without TLS, as on a server in one's own network. Knows nothing of texts or of the server.

const AHEAD_SECONDS = 4; // that are planned
const PIECE_SECONDS = 1;
const LEAD_SECONDS = 0.02; // until the first sample, so that it is not too late when it is planned
const FADE_SECONDS = 0.012; // where it begins or ends within the sound, so that nothing clicks
const ENOUGH_SECONDS = 1; // to go on with, where it has run dry
const TICK_MS = 100;
const PATIENCE_MS = 1000; // for a context to run; a browser that wants a press of a button first lets it wait
const USUAL_RATE = 24_000;

/** `onEnd` is called when a whole sound was heard, `onBlocked` when the browser lets nothing be heard, and `onTick`
 * while it plays, some times each second. */
export function createOutput({ onEnd, onBlocked, onTick }) {
  let context = null;
  let sound = null;
  let group = null; // what plays now: {gain, nodes}
  let timer = 0;
  let held = 0; // The position while nothing plays, in seconds.
  let zero = 0; // The time of the context at which the sound's beginning was heard, or would have been.
  let planned = 0; // How many samples are planned.
  let isDry = false;
  let usualRate = USUAL_RATE;

  /** Makes what can be heard, where a press of a button allows it; the rate is a guess until `open` knows it. */
  function unlock() {
    context ??= newContext(usualRate);
    context.resume();
  }

  /** Takes the sound that is to be heard. Where the browser has it, its very rate is used: nothing is resampled here. */
  async function open(newSound) {
    close();
    sound = newSound;
    usualRate = sound.sampleRate;
    held = 0;
    unlock();
    if (context.sampleRate === sound.sampleRate) return;
    const better = newContext(sound.sampleRate);
    await Promise.race([better.resume(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS / 4))]);
    const worse = better.state === "running" ? context : better;
    context = worse === better ? context : better;
    worse.close();
  }

  function newContext(sampleRate) {
    let made;
    try {
      made = new AudioContext({ sampleRate, latencyHint: "interactive" });
    } catch {
      made = new AudioContext(); // which resamples
    }
    made.addEventListener("statechange", () => {
      if (made === context && group && made.state === "interrupted") onBlocked(); // by a call, on a telephone
    });
    return made;
  }

  function play(from = held) {
    pause(from);
    const gain = context.createGain();
    gain.connect(context.destination);
    group = { gain, nodes: new Set() };
    planned = Math.round(from * sound.sampleRate);
    begin();
    if (from > 0) {
      gain.gain.setValueAtTime(0, context.currentTime);
      gain.gain.linearRampToValueAtTime(1, context.currentTime + LEAD_SECONDS + FADE_SECONDS);
    }
    const mine = group;
    const running = context.resume();
    const blocked = setTimeout(() => mine === group && context.state !== "running" && onBlocked(), PATIENCE_MS);
    running.then(() => clearTimeout(blocked), () => {});
    timer = setInterval(plan, TICK_MS);
    plan();
  }

  /** Has what is planned next be heard from now on. */
  function begin() {
    zero = context.currentTime + LEAD_SECONDS - planned / sound.sampleRate;
    isDry = false;
  }

  /** Plans what has come, as far ahead as is needed. */
  function plan() {
    if (!group) return;
    const rate = sound.sampleRate;
    const now = context.currentTime;
    if (zero + planned / rate <= now + 0.001) {
      if (planned >= sound.length && sound.isWhole) return end();
      isDry = true;
    }
    if (isDry && planned < sound.length && (sound.isWhole || sound.length - planned >= ENOUGH_SECONDS * rate)) begin();
    while (!isDry && planned < sound.length && zero + planned / rate < now + AHEAD_SECONDS) planPiece(rate);
    onTick();
  }

  function planPiece(rate) {
    const length = Math.min(sound.length - planned, PIECE_SECONDS * rate);
    const buffer = context.createBuffer(1, length, rate);
    sound.read(planned, buffer.getChannelData(0));
    const node = context.createBufferSource();
    const mine = group;
    node.buffer = buffer;
    node.connect(mine.gain);
    node.onended = () => {
      mine.nodes.delete(node);
      if (mine === group) plan(); // in the background this comes sooner than the timer
    };
    mine.nodes.add(node);
    node.start(Math.max(0, zero + planned / rate));
    planned += length;
  }

  /** Stops, and stays at a position. */
  function pause(at = position()) {
    held = at;
    if (!group) return;
    const { gain, nodes } = group;
    group = null;
    isDry = false;
    clearInterval(timer);
    const now = context.currentTime;
    gain.gain.cancelScheduledValues(now);
    gain.gain.setValueAtTime(gain.gain.value, now);
    gain.gain.linearRampToValueAtTime(0, now + FADE_SECONDS);
    for (const node of nodes) {
      node.onended = null;
      node.stop(now + 2 * FADE_SECONDS);
    }
    setTimeout(rest, 1000 * 4 * FADE_SECONDS);
  }

  /** Lets the machine rest while nothing is to be heard. */
  function rest() {
    if (!group) context.suspend();
  }

  function end() {
    pause(sound.seconds);
    onEnd();
  }

  function close() {
    if (sound) pause(0);
    sound = null;
    held = 0;
  }

  /** Returns what is heard now, in seconds of the sound: what is planned leaves the loudspeaker a little later. */
  function position() {
    if (!group) return held;
    const heard = context.currentTime - (context.outputLatency || 0) - zero;
    return Math.max(held, Math.min(heard, planned / sound.sampleRate));
  }

  return {
    unlock,
    open,
    play,
    plan,
    pause,
    close,
    position,
    get isPlaying() {
      return group !== null;
    },
    get isDry() {
      return isDry;
    },
    get context() {
      return context;
    },
  };
}
