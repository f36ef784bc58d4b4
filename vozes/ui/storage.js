// What the browser keeps for the page as JSON: in localStorage, and what each tab has of its own in sessionStorage too.
// Storage may be forbidden or full: then the page goes on without, and whoever writes is told. Knows nothing of what is
// kept.

/** Returns what is kept under a key, or `fallback` where nothing usable is. */
export function recall(key, fallback = null) {
  return read("localStorage", key) ?? fallback;
}

/** Keeps a value under a key; null takes it away. Returns whether it was kept. */
export function keep(key, value) {
  return write("localStorage", key, value);
}

/** Returns what this tab has kept under a key, in a new tab what any tab has kept last; null where nothing usable is. */
export function recallOfTab(key) {
  return read("sessionStorage", key) ?? recall(key);
}

/** Keeps a value for this tab and for new ones: other tabs keep theirs. Returns whether it outlives the tab. */
export function keepOfTab(key, value) {
  write("sessionStorage", key, value);
  return keep(key, value);
}

/** Calls `listener` with the new value whenever another tab changes what is kept under a key. */
export function whenKeptElsewhere(key, listener) {
  window.addEventListener("storage", (event) => {
    if (event.key === key || event.key === null) listener(recall(key));
  });
}

function read(storage, key) {
  try {
    return JSON.parse(window[storage].getItem(key));
  } catch {
    return null;
  }
}

function write(storage, key, value) {
  try {
    if (value === null) window[storage].removeItem(key);
    else window[storage].setItem(key, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
