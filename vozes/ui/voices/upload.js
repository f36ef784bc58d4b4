// Sends a form to the server and tells how far that is, which `fetch` cannot.

import { ApiError, refusal } from "../api.js";
import { pageLanguage } from "../i18n.js";

/** The answer's JSON. `onProgress` hears the share that has been sent, 0 to 1. Raises ApiError, and what `signal` was
 * aborted with. */
export async function upload(path, form, onProgress, signal) {
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
    throw refusal(sending.status, sending.responseText, sending.getResponseHeader("X-Request-Id"));
  }
  return JSON.parse(sending.responseText);
}
