// The models of the catalogue, all of them: what there is of each, and installing and removing them.

import { html, useStore } from "../html.js";
import { t } from "../i18n.js";
import { catalog } from "../models/catalog.js";
import { ModelOffer } from "../models/offer.js";
import { plainWords } from "../models/words.js";
import { Section } from "./section.js";

export function Models() {
  const { models, mayChange } = useStore(catalog);
  return html`<${Section} name="models" hint=${t("models_hint")}>
    <div class="model-list">
      ${models.map(
        (model) => html`<${ModelOffer} key=${model.id} id=${model.id} model=${model} mayChange=${mayChange}
          words=${plainWords(model)} heading="h3" removable />`,
      )}
    </div>
  <//>`;
}
