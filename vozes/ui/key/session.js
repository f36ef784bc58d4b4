// The session of this browser: begun with a key, and ended. The session itself no script can read.

import { send } from "../http.js";

const PATH = "v1/session";
const listeners = new Set();

/** Signs in. Raises ApiError where the key is wrong, or too many were. */
export async function signIn(key, remember) {
  const headers = { Authorization: `Bearer ${asHeader(key)}` };
  await send(PATH, { method: "POST", json: { remember }, headers });
  for (const listener of [...listeners]) listener();
}

export async function signOut() {
  await send(PATH, { method: "DELETE" });
}

/** Calls `listener` whenever somebody has signed in. */
export function whenSignedIn(listener) {
  listeners.add(listener);
}

/** Returns a text as it goes into a header: its bytes in UTF-8, a character for each. */
function asHeader(text) {
  return String.fromCharCode(...new TextEncoder().encode(text));
}
