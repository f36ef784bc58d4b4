// The server's answers as values, its refusals as `ApiError`. Knows nothing of the page
// but its language.

import { pageLanguage } from "./i18n.js";

const MOST_VOICES_AT_ONCE = 1000;

/** `message` is the server's own; it is empty, and `status` 0, where no server answered. `code` says what kind of
 * refusal it is, and `param` what it is about, where the server told. */
export class ApiError extends Error {
  constructor(message, status, { requestId, code, param } = {}) {
    super(message);
    this.status = status;
    this.requestId = requestId;
    this.code = code;
    this.param = param;
  }
}

export async function fetchInfo() {
  return (await request("/v1/monitor/info")).json();
}

/** The voices that pass the filters, `most` of them at most, and how many pass in all. */
export async function fetchVoices(filters, most = Infinity) {
  const voices = [];
  let page;
  do {
    const limit = Math.min(MOST_VOICES_AT_ONCE, most - voices.length);
    const query = new URLSearchParams({ ...filters, limit, offset: voices.length });
    page = await (await request(`/v1/voices?${query}`)).json();
    voices.push(...page.voices);
  } while (page.voices.length > 0 && voices.length < Math.min(page.total, most));
  return { voices, total: page.total };
}

/** Speech for a request: its audio, how long it is and took to make, in seconds (NaN where not told), and what the
 * server warns of, in its own words. */
export async function synthesize(body, signal) {
  const answer = await request("/v1/tts/synth", { method: "POST", json: body, signal });
  return {
    audio: await answer.blob(),
    audioSeconds: seconds(answer, "X-Audio-Seconds"),
    synthesisSeconds: seconds(answer, "X-Synthesis-Seconds"),
    warning: decodeURIComponent(answer.headers.get("X-Warning") ?? ""),
  };
}

/** Asks the server, which answers in the language of the page where it can. `json` is sent as the body; the other
 * options are those of `fetch`. Raises ApiError. */
export async function request(path, { json, ...options } = {}) {
  const headers = { "Accept-Language": pageLanguage(), ...(json && { "Content-Type": "application/json" }) };
  const answer = await fetch(path, { body: json && JSON.stringify(json), ...options, headers }).catch(() => {
    throw new ApiError("", 0);
  });
  if (!answer.ok) throw refusal(answer.status, await answer.text().catch(() => ""), answer.headers.get("X-Request-Id"));
  return answer;
}

/** The error of an answer; its message is empty when it came from something other than Vozes, such as a proxy. */
export function refusal(status, body, requestId) {
  const error = errorOf(body);
  return new ApiError(error.message ?? "", status, {
    requestId: error.request_id ?? requestId,
    code: error.code,
    param: error.param,
  });
}

function errorOf(body) {
  try {
    return JSON.parse(body).error ?? {};
  } catch {
    return {};
  }
}

function seconds(answer, header) {
  return Number.parseFloat(answer.headers.get(header));
}
