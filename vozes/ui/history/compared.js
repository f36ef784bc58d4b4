// Which clips of the history are compared. Knows no element of the page.

import { createStore } from "../store.js";

export const compared = createStore({ ids: [] }); // of one clip that waits for another, or of two

/** Compares a clip with the one that was chosen before, or waits for another. */
export function compareWith({ id }) {
  const { ids } = compared.get();
  compared.set({ ids: ids.length === 1 && ids[0] !== id ? [ids[0], id] : [id] });
}
