// Whether the tiles of voices are open. Knows no element of the page.

import { createStore } from "../store.js";

export const picker = createStore({ isOpen: false });

export function openPicker() {
  picker.set({ isOpen: true });
}

export function closePicker() {
  picker.set({ isOpen: false });
}
