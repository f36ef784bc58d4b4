// The page that speaks: puts its parts together.

import { html, render } from "../html.js";
import { showVersion } from "../header.js";
import { refreshCatalogue, catalogue } from "../picker/voices.js";
import { PlayerBar } from "../player/bar.js";
import { player } from "../player/player.js";
import { Desk } from "./desk.js";
import { startModels } from "./models.js";
import { speakDraft } from "./speak.js";

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) speakDraft();
  if (event.key === "Escape" && !event.defaultPrevented) player.stop();
});
catalogue.subscribe(({ info }) => info && showVersion(info.version));
render(html`<${Desk} />`, document.getElementById("desk"));
render(html`<${PlayerBar} />`, document.getElementById("player"));
startModels(refreshCatalogue);
