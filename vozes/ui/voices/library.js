// Calls the server's library of voices: a function for each call of its API. Knows nothing of the page.

import { fetchVoices, request } from "../api.js";
import { upload } from "./upload.js";

/** Returns the user's own voices, `most` of them at most, and how many match `search` in all. */
export function fetchOwnVoices(search, most) {
  return fetchVoices({ kind: "custom", ...(search && { search }) }, most);
}

/** Returns the deleted voices that can be restored. */
export async function fetchDeleted() {
  return (await (await request("v1/voices/trash")).json()).voices;
}

/** Makes a voice of a form's fields and files. `onProgress` is called with the share that has been sent. */
export function cloneVoice(form, onProgress, signal) {
  return upload("v1/tts/clone-voice", form, onProgress, signal);
}

export async function importVoices(archive, onProgress) {
  const form = new FormData();
  form.append("file", archive);
  return (await upload("v1/voices/import", form, onProgress)).voices;
}

export async function editVoice(id, changes) {
  return (await request(pathOf(id), { method: "PATCH", json: changes })).json();
}

export async function deleteVoice(id) {
  await request(pathOf(id), { method: "DELETE" });
}

export async function restoreVoice(id) {
  return (await request(`${pathOf(id)}/restore`, { method: "POST" })).json();
}

export async function emptyTrash() {
  await request("v1/voices/trash", { method: "DELETE" });
}

/** Returns the audio of a short sentence in the voice. */
export async function fetchPreview(id, signal) {
  return (await request(`${pathOf(id)}/preview`, { signal })).blob();
}

export function recordingUrl(id) {
  return `${pathOf(id)}/recording`;
}

export function exportUrl(id) {
  return `${pathOf(id)}/export`;
}

function pathOf(id) {
  return `v1/voices/${encodeURIComponent(id)}`;
}
