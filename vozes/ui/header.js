// The header and footer of all pages: the links between them, the choice of language, the version.

import { showAccount } from "./key/account.js";
import { pageLanguage, setPageLanguage, translate, whenLanguageChanges } from "./i18n.js";

const HEADER = `
  <a class="skip button" href="#main" data-text="skip"></a>
  <img src="ui/favicon.svg" alt="" width="32" height="32">
  <h1>Vozes</h1>
  <nav data-label="pages">
    <a href="./" data-text="speaking"></a>
    <a href="voices" data-text="voices_page"></a>
    <a href="engines" data-text="engines_page"></a>
  </nav>
  <div class="page-language shortened">
    <label for="page-language" class="unseen" data-text="page_language"></label>
    <span class="short" aria-hidden="true"></span>
    <select id="page-language" autocomplete="off">
      <option value="pt-BR" lang="pt-BR">Português</option>
      <option value="en" lang="en">English</option>
    </select>
  </div>`;
const FOOTER = `
  <span id="version"></span>
  <span id="account" class="account"></span>
  <a href="docs" data-text="api_docs"></a>`;

export function showVersion(version) {
  document.getElementById("version").textContent = `Vozes ${version}`;
}

function fill(element, content) {
  element.innerHTML = content;
  translate(element);
}

const header = document.querySelector("header");
// Where the skip link leads; Swagger UI has a `main` of its own.
Object.assign(document.querySelector("main") ?? document.getElementById("main"), { id: "main", tabIndex: -1 });
fill(header, HEADER);
fill(document.querySelector("footer"), FOOTER);
showAccount(document.getElementById("account"), header);
for (const link of header.querySelectorAll("nav a")) if (link.pathname === location.pathname) link.ariaCurrent = "page";
const choice = document.getElementById("page-language");
choice.addEventListener("change", () => setPageLanguage(choice.value));
whenLanguageChanges(() => {
  choice.value = pageLanguage();
  header.querySelector(".short").textContent = pageLanguage().slice(0, 2).toUpperCase();
});
