// The page that speaks: puts its parts together, and knows the keys that work everywhere on it.

import { showVersion } from "../header.js";
import { startKeeping } from "../history/keeping.js";
import { html, render } from "../html.js";
import { catalogue, refreshCatalogue } from "../picker/voices.js";
import { ApiError } from "../http.js";
import { isControl } from "../elements.js";
import { PlayerBar } from "../player/bar.js";
import { player } from "../player/player.js";
import { Desk, Side } from "./desk.js";
import { watchFiles } from "./files.js";
import { startModels } from "./models.js";
import { speakOrWrite } from "./speak-row.js";

const PATIENCE_MS = 1500;

/** Draws the page once the server has told what stands on it, so that nothing moves afterwards; if need be without. */
async function draw() {
  startModels();
  await Promise.race([firstAnswer(), new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  render(html`<${Desk} />`, document.getElementById("desk"));
  render(html`<${Side} />`, document.getElementById("side"));
  document.body.classList.remove("coming");
}

/** Tells whether Space pauses there, or goes on: on the waveform, and outside of all that has a use of its own for it. */
function pausesBySpace(element) {
  const isHeard = ["speaking", "paused"].includes(player.get().phase);
  return isHeard && (element.id === "waveform" || !isControl(element));
}

/** Looks whether the server is gone when the player misses it; then the desk tells of that, until it is back, and the
 * player not as well. */
function watchServer() {
  let missed = null;
  player.subscribe(({ error }) => {
    if (error === missed) return;
    missed = error;
    if (isUnanswered(error)) refreshCatalogue();
  });
  catalogue.subscribe(({ problem }) => isUnanswered(problem) && isUnanswered(player.get().error) && player.forgetError());
}

function isUnanswered(error) {
  return error instanceof ApiError && error.status === 0;
}

/** Resolves once the server has told which voices and models there are, or has not. */
function firstAnswer() {
  return new Promise((resolve) => {
    catalogue.subscribe(({ info, problem }) => (info || problem) && resolve());
  });
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) speakOrWrite();
  if (event.key === "Escape") player.stop();
  if (event.key === " " && pausesBySpace(event.target)) {
    event.preventDefault(); // which would scroll
    if (!event.repeat) player.toggle();
  }
});
catalogue.subscribe(({ info }) => info && showVersion(info.version));
render(html`<${PlayerBar} />`, document.getElementById("player"));
startKeeping();
watchFiles();
watchServer();
draw();
