// The icons of the pages, drawn in the colour of the text around them. They have no names: what they mean is said by the
// buttons that hold them.

import { html } from "./html.js";

const PATHS = {
  play: "M8 5.2v13.6a.8.8 0 0 0 1.2.7l11-6.8a.8.8 0 0 0 0-1.4l-11-6.8A.8.8 0 0 0 8 5.2z",
  pause: "M7 4.5h3.2v15H7zM13.8 4.5H17v15h-3.2z",
  stop: "M6 6h12v12H6z",
  download: "M11 4h2v8.2l3-3L17.4 10.6 12 16l-5.4-5.4L8 9.2l3 3zM5 18h14v2H5z",
  more: "M5 10.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6zm7 0a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6zm7 0a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6z",
  file: "M6 3h8.4L19 7.6V21H6zm2 2v14h9V9h-4V5z",
  help: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18zm0 2a7 7 0 1 0 0 14 7 7 0 0 0 0-14zm-1 10.5h2v2h-2zm1-8.7c2 0 3.4 1.2 3.4 2.9 0 2.3-2.3 2.4-2.3 4.1h-2.2c0-2.7 2.3-2.7 2.3-4.1 0-.6-.5-1-1.2-1-.8 0-1.3.5-1.3 1.3H8.5c0-1.9 1.5-3.2 3.5-3.2z",
  history: "M12 3a9 9 0 1 1-8.6 6.4l1.9.6A7 7 0 1 0 8 6.3L10.5 8.8H4V2.3l2.5 2.5A9 9 0 0 1 12 3zm-1 4.5h2v4.2l2.8 2.8-1.4 1.4-3.4-3.4z",
  close: "M6.4 5 12 10.6 17.6 5 19 6.4 13.4 12l5.6 5.6-1.4 1.4-5.6-5.6L6.4 19 5 17.6l5.6-5.6L5 6.4z",
};

export function Icon({ name }) {
  return html`<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
    <path d=${PATHS[name]} fill="currentColor" />
  </svg>`;
}
