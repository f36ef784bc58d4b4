// A value that parts of a page share: who reads it is told of every change. Knows no page.

/** Returns a store of an object. `set` takes the properties that change, `subscribe` calls a listener with the object
 * now and after every change, and returns what ends that. */
export function createStore(initial) {
  let state = initial;
  const listeners = new Set();
  return {
    get: () => state,
    set(changes) {
      state = { ...state, ...changes };
      for (const listener of [...listeners]) listener(state);
    },
    subscribe(listener) {
      listeners.add(listener);
      listener(state);
      return () => listeners.delete(listener);
    },
  };
}
