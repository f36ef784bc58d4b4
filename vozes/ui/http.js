// Sends requests: answers come back as they are, refusals become `ApiError`. Knows nothing of keys, nor of the page but
// its language.

import { pageLanguage } from "./i18n.js";

/** A refusal, with the server's message, its `code`, the field that it is about (`param`), and the seconds to wait
 * (`retryAfter`) and how much is allowed of what was too much (`limit`) where the server says so. Where no server answered, the message is empty and `status` is 0. */
export class ApiError extends Error {
  constructor(message, status, { requestId, code, param, retryAfter, limit } = {}) {
    super(message);
    this.status = status;
    this.requestId = requestId;
    this.code = code;
    this.param = param;
    this.retryAfter = retryAfter;
    this.limit = limit;
  }
}

/** Sends a request and returns the response, in the language of the page where the server knows it. `json` is sent as
 * the body; the other options are those of `fetch`. Raises ApiError. */
export async function send(path, { json, headers, ...options } = {}) {
  const all = {
    "Accept-Language": pageLanguage(),
    ...(json && { "Content-Type": "application/json" }),
    ...headers,
  };
  const answer = await fetch(path, { body: json && JSON.stringify(json), ...options, headers: all }).catch(() => {
    throw new ApiError("", 0);
  });
  if (!answer.ok) throw refusal(answer.status, await answer.text().catch(() => ""), (name) => answer.headers.get(name));
  return answer;
}

/** Returns the error for a refused request; `header` returns a header of the answer. Its message is empty where
 * something other than Vozes answered, such as a proxy. */
export function refusal(status, body, header) {
  const error = errorOf(body);
  const seconds = Number.parseInt(header("Retry-After"), 10);
  return new ApiError(error.message ?? "", status, {
    requestId: error.request_id ?? header("X-Request-Id"),
    code: error.code,
    param: error.param,
    retryAfter: Number.isNaN(seconds) ? undefined : seconds,
    limit: error.limit,
  });
}

function errorOf(body) {
  try {
    return JSON.parse(body).error ?? {};
  } catch {
    return {};
  }
}
