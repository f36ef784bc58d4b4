// What the browser keeps for the page as JSON in localStorage. Storage may be forbidden or full: then the page goes on
// without, and whoever writes is told. Knows nothing of what is kept.

/** Returns what is kept under a key, or `fallback` where nothing usable is. */
export function recall(key, fallback = null) {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? fallback;
  } catch {
    return fallback;
  }
}

/** Keeps a value under a key; null takes it away. Returns whether it was kept. */
export function keep(key, value) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}

/** Calls `listener` with the new value whenever another tab changes what is kept under a key. */
export function whenKeptElsewhere(key, listener) {
  window.addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) listener(recall(key));
  });
}
