// Mixtures of two voices, as they are written: `ana:0.7+rui:0.3`. Knows no element of the page.

import { findEngine } from "./voices.js";

/** Returns the ids in a voice, with weights whose sum is 1: one of a voice that is no mixture. */
export function partsOf(voice) {
  const parts = voice.split("+").map((part) => {
    const [id, weight] = part.split(":");
    return { id: id.trim(), weight: weight === undefined ? 1 : Number(weight) };
  });
  const total = parts.reduce((sum, { weight }) => sum + weight, 0);
  return parts.map(({ id, weight }) => ({ id, weight: weight / total }));
}

/** Returns the mixture that has `share` (0 to 1) of the second voice; the heavier one comes first. */
export function writeMixture(first, second, share) {
  const parts = [
    { id: first, weight: 1 - share },
    { id: second, weight: share },
  ].sort((a, b) => b.weight - a.weight);
  return parts.map(({ id, weight }) => `${id}:${Number(weight.toFixed(2))}`).join("+");
}

/** Returns the engine that can mix a voice with others; undefined where none does. */
export function mixingEngine(voice) {
  if (!voice?.available) return undefined;
  return voice.engines.find((id) => {
    const engine = findEngine(id);
    return engine?.capabilities.mixing && engine.state !== "not_installed";
  });
}

/** Tells whether two voices can be mixed: one engine mixes both, and they are of one model, or both one's own. */
export function canMix(one, other) {
  if (!one || !other || one.id === other.id || !mixingEngine(one) || !mixingEngine(other)) return false;
  const shared = one.engines.some((id) => other.engines.includes(id) && findEngine(id)?.capabilities.mixing);
  return shared && one.model === other.model;
}
