// The server's answers as values, its refusals as `ApiError`. Knows nothing of the page.

/** `message` is the server's own; it is empty, and `status` 0, where no server answered. */
export class ApiError extends Error {
  constructor(message, status, requestId) {
    super(message);
    this.status = status;
    this.requestId = requestId;
  }
}

export async function fetchInfo() {
  return (await request("/v1/monitor/info")).json();
}

export async function fetchVoices(engine) {
  const answer = await request(`/v1/voices?engine=${encodeURIComponent(engine)}`);
  return (await answer.json()).voices;
}

/** Speech for a request: its audio, how long it is and took to make, in seconds (NaN where not told), and what the
 * server warns of, in its own words. */
export async function synthesize(body, signal) {
  const answer = await request("/v1/tts/synth", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    signal,
  });
  return {
    audio: await answer.blob(),
    audioSeconds: seconds(answer, "X-Audio-Seconds"),
    synthesisSeconds: seconds(answer, "X-Synthesis-Seconds"),
    warning: decodeURIComponent(answer.headers.get("X-Warning") ?? ""),
  };
}

async function request(path, options) {
  const answer = await fetch(path, options).catch(() => {
    throw new ApiError("", 0);
  });
  if (!answer.ok) throw await refusal(answer);
  return answer;
}

/** The error of an answer; its message is empty when it came from something other than Vozes, such as a proxy. */
async function refusal(answer) {
  const body = await answer.json().catch(() => null);
  const requestId = body?.error?.request_id ?? answer.headers.get("X-Request-Id");
  return new ApiError(body?.error?.message ?? "", answer.status, requestId);
}

function seconds(answer, header) {
  return Number.parseFloat(answer.headers.get(header));
}
