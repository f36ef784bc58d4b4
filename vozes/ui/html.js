// What components are made with: preact, its hooks, and templates in place of JSX. Knows no page.

import htm from "./vendor/htm/htm.js";
import { h } from "./vendor/preact/preact.js";
import { useEffect, useState } from "./vendor/preact/hooks.js";
import { pageLanguage, whenLanguageChanges } from "./i18n.js";

export { Fragment, createRef, render } from "./vendor/preact/preact.js";
export {
  useCallback,
  useEffect,
  useErrorBoundary,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "./vendor/preact/hooks.js";

export const html = htm.bind(h);

/** Returns the language of the page, and draws the component again when it changes. */
export function useLanguage() {
  const [language, setLanguage] = useState(pageLanguage());
  useEffect(() => whenLanguageChanges(() => setLanguage(pageLanguage())), []);
  return language;
}

/** Returns what a store holds, and draws the component again when that changes. */
export function useStore(store) {
  const [state, setState] = useState(store.get());
  useEffect(() => store.subscribe(setState), [store]);
  return state;
}

/** Returns what `select` takes of what a store holds, and draws the component again only when that changes. */
export function useSelected(store, select) {
  const [value, setValue] = useState(() => select(store.get()));
  useEffect(() => store.subscribe((state) => setValue(() => select(state))), [store]);
  return value;
}
