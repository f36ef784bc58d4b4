// Fills the selectors of languages, sorted and named in the language of the page. A selector that is
// filled again keeps what was chosen, where it is still offered.

import { languageName } from "./formatting.js";
import { pageLanguage, t } from "./i18n.js";

const ALWAYS_SUGGESTED = ["pt-br", "en-us"];

/** Offers languages, after `first`, which stands for none of them. `voices` give names to tags that only they speak. */
export function fillLanguages(select, tags, voices, first) {
  const languages = byName(tags.map((tag) => ({ value: tag, name: nameOf(tag, voices) })));
  refill(select, [
    option(first),
    group(t("suggested_languages"), languages.filter(({ value }) => isSuggested(value))),
    group(t("all_languages"), languages.filter(({ value }) => !isSuggested(value))),
  ]);
}

/** Returns what people call a language, else the name of the only voice that speaks it, else the tag. */
export function nameOf(tag, voices = []) {
  const name = languageName(tag);
  if (name) return name;
  const speakers = voices.filter((voice) => voice.languages.includes(tag));
  return speakers.length === 1 ? speakers[0].name : tag;
}

/** Tells whether a language is one of the browser's, or one of those that always lead. */
export function isSuggested(tag) {
  const wanted = [...navigator.languages.map((language) => language.toLowerCase()), ...ALWAYS_SUGGESTED];
  return wanted.includes(tag.toLowerCase());
}

function byName(items) {
  const collator = new Intl.Collator(pageLanguage());
  return items.sort((a, b) => collator.compare(a.name, b.name));
}

function option({ value, name }) {
  return new Option(name, value);
}

function group(label, items) {
  const element = document.createElement("optgroup");
  element.label = label;
  element.append(...items.map(option));
  element.hidden = items.length === 0;
  return element;
}

/** Gives a selector other children. One that has the same already is not touched: it may be open, and would close. */
function refill(select, children) {
  const old = [...select.children];
  if (old.length === children.length && old.every((child, index) => child.isEqualNode(children[index]))) return;
  const chosen = select.value;
  select.replaceChildren(...children);
  const kept = [...select.options].some(({ value }) => value === chosen);
  select.value = kept ? chosen : select.options[0].value;
}
