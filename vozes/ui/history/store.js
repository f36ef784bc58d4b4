// The history: what was spoken, kept by this browser alone.

import { createStore } from "../store.js";
import { player } from "../player/player.js";

export const history = createStore({ clips: [] });

export function remove(id) {
  history.set({ clips: history.get().clips.filter((clip) => clip.id !== id) });
}

player.onClip((clip) => history.set({ clips: [clip, ...history.get().clips] }));
