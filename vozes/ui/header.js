// The selector of the page's language, in the header of every page.

import { pageLanguage, setPageLanguage, whenLanguageChanges } from "./i18n.js";

const choice = document.getElementById("page-language");

choice.addEventListener("change", () => setPageLanguage(choice.value));
whenLanguageChanges(() => {
  choice.value = pageLanguage();
});
