// The options of the chosen engine: a control for each, with the server's own help. Only what was changed is sent.

import { fromTemplate } from "../elements.js";

const panel = document.getElementById("options");
const fields = document.getElementById("option-fields");
let specs = [];
let shown = "";

/** Shows an engine's options. Those that are shown already are not drawn again, so that what was chosen stays. */
export function showOptions(engine) {
  const wanted = JSON.stringify([engine.id, engine.options]);
  if (wanted === shown) return;
  shown = wanted;
  specs = engine.options;
  fields.replaceChildren(...specs.map(field));
  panel.hidden = specs.length === 0;
}

/** Returns the values that are not the engine's defaults, by name. */
export function chosenOptions() {
  const values = specs.map((spec) => [spec.name, valueOf(spec)]);
  return Object.fromEntries(values.filter(([, value], index) => value !== specs[index].default));
}

function field(spec) {
  const element = fromTemplate("option-field");
  const input = control(spec);
  input.id = idOf(spec);
  input.autocomplete = "off";
  const label = element.querySelector("label");
  label.htmlFor = input.id;
  label.textContent = labelOf(spec);
  label.after(input);
  const help = element.querySelector(".hint");
  help.id = `${input.id}-help`;
  help.textContent = spec.help;
  input.setAttribute("aria-describedby", help.id);
  return element;
}

function control(spec) {
  if (spec.type === "choice") {
    const select = document.createElement("select");
    select.append(...spec.choices.map((choice) => new Option(choice || "—", choice, false, choice === spec.default)));
    return select;
  }
  const input = document.createElement("input");
  if (spec.type === "boolean") {
    input.type = "checkbox";
    input.checked = spec.default;
  } else {
    input.type = spec.type === "text" ? "text" : "number";
    input.value = spec.default;
  }
  if (spec.type === "text" && spec.max_length !== null) input.maxLength = spec.max_length;
  if (input.type === "number") {
    input.min = spec.minimum ?? "";
    input.max = spec.maximum ?? "";
    input.step = spec.type === "integer" ? 1 : "any";
  }
  return input;
}

/** Returns what is chosen, or the default where a number is left empty. */
function valueOf(spec) {
  const input = document.getElementById(idOf(spec));
  if (input.type === "checkbox") return input.checked;
  if (input.type !== "number") return input.value;
  return Number.isNaN(input.valueAsNumber) ? spec.default : input.valueAsNumber;
}

function idOf(spec) {
  return `option-${spec.name}`;
}

/** Returns `Diffusion steps` for `diffusion_steps`, with its range and unit where it has them. */
function labelOf({ name, unit, minimum, maximum }) {
  const range = minimum === null ? "" : `${minimum} – ${maximum}`;
  const notes = [range, unit].filter(Boolean).join(" ");
  const words = name.replaceAll("_", " ");
  return words[0].toUpperCase() + words.slice(1) + (notes && ` (${notes})`);
}
