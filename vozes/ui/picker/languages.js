// Languages as voices have them: what belongs together, and what each is called. The browser takes long for a name, and
// hundreds are shown, so each is asked for once. Knows no element of the page.

import { languageName } from "../formatting.js";
import { pageLanguage } from "../i18n.js";

// Tags of which engines have different ones for the same language.
const SAME = { cmn: "zh" };

const known = new Map(); // names, by what makes them and its arguments

/** Returns the language of a tag without its region: `pt` of `pt-br`. */
export function baseOf(tag) {
  const base = tag.toLowerCase().split("-")[0];
  return SAME[base] ?? base;
}

/** Returns what a language is called in the language of the page, `Português (Brasil)` for `pt-br`; else the tag. */
export function pageName(tag) {
  return once(`page ${pageLanguage()} ${tag}`, () => languageName(tag) ?? tag);
}

/** Returns what a language calls itself, `Português` for `pt`; else the tag. */
export function ownName(tag) {
  return once(`own ${tag}`, () => {
    try {
      const name = new Intl.DisplayNames([tag], { type: "language", fallback: "none" }).of(tag) ?? tag;
      return name[0].toLocaleUpperCase(tag) + name.slice(1);
    } catch {
      return tag; // Engines have tags that Intl refuses.
    }
  });
}

/** Returns the name of a tag's region in the language of the page, `Reino Unido` for `en-gb`; undefined without one. */
export function regionName(tag) {
  const region = tag.split("-")[1]?.toUpperCase();
  if (!/^[A-Z]{2}$/.test(region ?? "")) return undefined;
  return once(`region ${pageLanguage()} ${region}`, () => {
    return new Intl.DisplayNames([pageLanguage()], { type: "region", fallback: "none" }).of(region);
  });
}

function once(key, make) {
  if (!known.has(key)) known.set(key, make());
  return known.get(key);
}
