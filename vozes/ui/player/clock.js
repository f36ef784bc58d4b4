// Times of the player: as a clock shows them, and as a screen reader says them.

import { pageLanguage } from "../i18n.js";

/** Returns `0:09`, `25:00` or `1:02:03`. */
export function clockTime(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** Returns a length as a clock shows it; that of less than a second is not nothing. */
export function lengthTime(seconds) {
  return clockTime(seconds > 0 ? Math.max(1, seconds) : 0);
}

/** Returns `9 seconds` or `25 minutes, 3 seconds` in the language of the page. */
export function spokenTime(seconds) {
  const parts = [["minute", Math.floor(seconds / 60)], ["second", seconds % 60]];
  const said = parts.filter(([unit, count], place) => count > 0 || (place === 1 && seconds < 60));
  const written = ([unit, count]) => count.toLocaleString(pageLanguage(), { style: "unit", unit, unitDisplay: "long" });
  return said.map(written).join(", ");
}
