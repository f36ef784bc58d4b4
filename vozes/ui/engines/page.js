// The page of the engines: puts its parts together, and tells of a server that does not answer.

import { showVersion } from "../header.js";
import { html, render, useEffect, useLanguage, useStore } from "../html.js";
import { t } from "../i18n.js";
import { catalogue } from "../picker/voices.js";
import { wordsFor } from "../errors.js";
import { Engines } from "./engines.js";
import { LexiconSection } from "./lexicon.js";
import { Models } from "./models.js";
import { Requests } from "./requests.js";
import { SettingsSection } from "./settings.js";

const SECTIONS = ["engines_page", "models", "requests", "lexicon", "settings"];

function Page() {
  useLanguage();
  const { info, models, problem } = useStore(catalogue);
  const isDrawn = info !== null && models.length > 0;
  useEffect(() => {
    if (isDrawn && location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }, [isDrawn]);
  return html`
    <nav class="sections" aria-label=${t("sections")}>
      ${SECTIONS.map((key) => html`<a key=${key} href=${`#${key}`}>${t(key)}</a>`)}
    </nav>
    <div role="alert">${problem && html`<${ServerProblem} problem=${problem} />`}</div>
    ${info && html`<${Engines} info=${info} />`}
    <${Models} />
    ${info && html`<${Requests} info=${info} />`}
    <${LexiconSection} />
    <${SettingsSection} />
  `;
}

function ServerProblem({ problem }) {
  const { words, language } = wordsFor(problem);
  return html`<p class="problem" lang=${language}>${words}</p>`;
}

catalogue.subscribe(({ info }) => info && showVersion(info.version));
render(html`<${Page} />`, document.getElementById("engines"));
