// Starts Swagger UI on this server's OpenAPI document. No validator: it would send the document to another host.

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

function urlOf(blob) {
  if (!audioUrls.has(blob)) audioUrls.set(blob, URL.createObjectURL(blob));
  return audioUrls.get(blob);
}

const dark = matchMedia("(prefers-color-scheme: dark)").matches;
document.documentElement.classList.toggle("dark-mode", dark);

globalThis.SwaggerUIBundle({
  dom_id: "#swagger-ui",
  url: "/openapi.json",
  validatorUrl: null,
  deepLinking: true,
  plugins: [PlayAnswers],
});
