// Starts Swagger UI on this server's OpenAPI document, once that may be read. No validator: it would send the document to
// another host.

import { fetchInfo, request } from "./api.js";
import { showVersion } from "./header.js";
import { attempt } from "./notices.js";

const audioUrls = new WeakMap(); // the blob of an answer: its object URL

/** Swagger UI plays an audio answer by asking its URL again with GET; this plays the answer itself. */
function PlayAnswers() {
  return {
    wrapComponents: {
      responseBody:
        (ResponseBody, { React }) =>
        (props) => {
          const played = props.content instanceof Blob ? { url: urlOf(props.content) } : {};
          return React.createElement(ResponseBody, { ...props, ...played });
        },
    },
  };
}

/** The server may be under a path of a proxy's: calls go to where this page is, whatever the description says. */
function CallHere() {
  const here = new URL(".", document.baseURI).pathname.replace(/\/$/, "");
  const placed = (description) => ({ ...description, ...(here && { servers: [{ url: here }] }) });
  const updateJsonSpec = (update) => (description) => update(placed(description));
  return { statePlugins: { spec: { wrapActions: { updateJsonSpec } } } };
}

function urlOf(blob) {
  if (!audioUrls.has(blob)) audioUrls.set(blob, URL.createObjectURL(blob));
  return audioUrls.get(blob);
}

const dark = matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.classList.toggle("dark-mode", dark);

await attempt(document.getElementById("problem"), async () => {
  await request("v1/session"); // asks for the key where there has to be one: Swagger UI would not
  globalThis.SwaggerUIBundle({
    dom_id: "#swagger-ui",
    url: new URL("openapi.json", document.baseURI).href,
    validatorUrl: null,
    deepLinking: true,
    plugins: [PlayAnswers, CallHere],
  });
  showVersion((await fetchInfo()).version);
});
