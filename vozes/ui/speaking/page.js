// The page that speaks: puts its parts together, and knows the keys that work everywhere on it.

import { showVersion } from "../header.js";
import { html, render } from "../html.js";
import { catalogue } from "../picker/voices.js";
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
});
catalogue.subscribe(({ info }) => info && showVersion(info.version));
render(html`<${PlayerBar} />`, document.getElementById("player"));
watchFiles();
draw();
