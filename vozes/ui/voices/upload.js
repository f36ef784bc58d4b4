// Sends a form to the server and reports the progress, which `fetch` cannot.

import { ApiError, refusal } from "../http.js";
import { pageLanguage } from "../i18n.js";
import { withKey } from "../key/dialog.js";

/** Returns the answer's JSON. `onProgress` is called with the share that has been sent, 0 to 1. Raises ApiError, or the
 * reason of `signal` where that is aborted. */
export function upload(path, form, onProgress, signal) {
  return withKey(() => sendForm(path, form, onProgress, signal));
}

async function sendForm(path, form, onProgress, signal) {
  const sending = new XMLHttpRequest();
  sending.open("POST", path);
  sending.setRequestHeader("Accept-Language", pageLanguage());
  sending.upload.addEventListener("progress", ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
  signal?.addEventListener("abort", () => sending.abort());
  const ended = new Promise((resolve) => sending.addEventListener("loadend", resolve));
  sending.send(form);
  await ended;
  signal?.throwIfAborted();
  if (sending.status === 0) throw new ApiError("", 0);
  if (sending.status >= 300) {
    throw refusal(sending.status, sending.responseText, (name) => sending.getResponseHeader(name));
  }
  return JSON.parse(sending.responseText);
}
