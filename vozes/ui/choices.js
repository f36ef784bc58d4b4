// The language and voice selectors: what an engine offers, sorted and named for the reader of the page.
// Filling one again keeps what was chosen, where it is still offered.

import { languageName, pageLanguage, t } from "./i18n.js";

const ALWAYS_SUGGESTED = ["pt-br", "en-us"];
// Tags of eSpeak whose last part only looks like a country: Balearic, Valencian, classic.
const NOT_COUNTRIES = ["ca-ba", "ca-va", "ru-cl"];

export function fillLanguages(select, tags, voices) {
  const named = byName(tags.map((tag) => ({ value: tag, name: nameOf(tag, voices) })));
  const suggested = named.filter(({ value }) => isSuggested(value));
  refill(select, [
    option("auto", t("automatic")),
    group(t("suggested_languages"), suggested),
    group(t("all_languages"), named.filter(({ value }) => !isSuggested(value))),
  ]);
}

/** Offers the voices that speak `language`, or all of them for `auto`. */
export function fillVoices(select, voices, language) {
  const offered = voices.filter((voice) => language === "auto" || voice.languages.includes(language));
  const named = byName(offered.map((voice) => ({ value: voice.id, name: voiceName(voice) })));
  refill(select, [option("", t("automatic")), ...named.map(({ value, name }) => option(value, name))]);
}

/** The browser's name of a language, else that of the one voice that speaks it, else its tag. */
function nameOf(tag, voices) {
  const name = NOT_COUNTRIES.includes(tag) ? undefined : languageName(tag);
  if (name) return name;
  const speakers = voices.filter((voice) => voice.languages.includes(tag));
  return speakers.length === 1 ? speakers[0].name : tag;
}

function isSuggested(tag) {
  const wanted = [...navigator.languages.map((language) => language.toLowerCase()), ...ALWAYS_SUGGESTED];
  return wanted.includes(tag.toLowerCase());
}

function voiceName(voice) {
  return voice.gender ? `${voice.name}, ${t(voice.gender)}` : voice.name;
}

function byName(items) {
  const collator = new Intl.Collator(pageLanguage());
  return items.sort((a, b) => collator.compare(a.name, b.name));
}

function option(value, name) {
  return new Option(name, value);
}

function group(label, items) {
  const element = document.createElement("optgroup");
  element.label = label;
  element.append(...items.map(({ value, name }) => option(value, name)));
  element.hidden = items.length === 0;
  return element;
}

function refill(select, children) {
  const chosen = select.value;
  select.replaceChildren(...children);
  const kept = [...select.options].some(({ value }) => value === chosen);
  select.value = kept ? chosen : select.options[0].value;
}
