// Tells how far an engine's loading is while a request waits for it. Knows nothing of what is asked.

import { fetchInfo } from "../api.js";

const FIRST_MS = 300;
const EACH_MS = 600;

/** Calls `listener` with how far the engine is that loads now, from 0 to 1 or undefined where it does not say, and with
 * null where none loads. Returns what ends that. */
export function watchLoading(listener) {
  let timer = setTimeout(look, FIRST_MS);
  let isWanted = true;

  async function look() {
    const info = await fetchInfo().catch(() => null); // the request itself tells of a server that does not answer
    if (!isWanted) return;
    const engine = Object.values(info?.engines ?? {}).find(({ state }) => state === "loading");
    listener(engine ? { share: engine.progress?.fraction ?? undefined } : null);
    timer = setTimeout(look, EACH_MS);
  }

  return () => {
    isWanted = false;
    clearTimeout(timer);
  };
}
