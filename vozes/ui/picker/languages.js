// Languages as voices have them: what belongs together, and what each calls itself. Knows no element of the page.

// Tags of which engines have different ones for the same language.
const SAME = { cmn: "zh" };

/** Returns the language of a tag without its region: `pt` of `pt-br`. */
export function baseOf(tag) {
  const base = tag.toLowerCase().split("-")[0];
  return SAME[base] ?? base;
}

/** Returns what a language calls itself, `Português` for `pt`; else the tag. */
export function ownName(tag) {
  try {
    const name = new Intl.DisplayNames([tag], { type: "language", fallback: "none" }).of(tag) ?? tag;
    return name[0].toLocaleUpperCase(tag) + name.slice(1);
  } catch {
    return tag; // Engines have tags that Intl refuses.
  }
}

/** Returns the name of a tag's region in a language, `Reino Unido` for `en-gb` in `pt-BR`; undefined without one. */
export function regionName(tag, language) {
  const region = tag.split("-")[1]?.toUpperCase();
  if (!/^[A-Z]{2}$/.test(region ?? "")) return undefined;
  return new Intl.DisplayNames([language], { type: "region", fallback: "none" }).of(region);
}
