// Brings text files to the desk: dropped anywhere on the page, pasted, or chosen.

import { PageError } from "../errors.js";
import { html, useLanguage, useRef } from "../html.js";
import { t } from "../i18n.js";
import { Icon } from "../icons.js";
import { replace } from "./draft.js";
import { limit } from "./length.js";
import { tell } from "./speak.js";
import { ACCEPTED, readTextFile } from "./text-file.js";

const BEFORE_THE_LIMIT_IS_KNOWN = 1e6; // characters

/** The button that chooses a file. */
export function OpenFile() {
  useLanguage();
  const input = useRef();
  const take = ({ target }) => {
    bring([...target.files]);
    target.value = ""; // so that the same file can be chosen again
  };
  return html`<button type="button" id="open-file" class="small quiet" onClick=${() => input.current.click()}>
      <${Icon} name="file" /><span>${t("open_file")}</span>
    </button>
    <input ref=${input} id="text-file" type="file" accept=${ACCEPTED} onChange=${take} hidden aria-label=${t("open_file")} />`;
}

/** Takes files that are dropped on the page or pasted into it. */
export function watchFiles() {
  const show = (isOver) => document.body.classList.toggle("dropping", isOver);
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    show(true);
  });
  document.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && show(false));
  document.addEventListener("drop", (event) => {
    show(false);
    takeFrom(event, event.dataTransfer);
  });
  document.addEventListener("paste", (event) => takeFrom(event, event.clipboardData));
}

function takeFrom(event, { files }) {
  if (files.length === 0) return;
  event.preventDefault();
  bring([...files]);
}

async function bring([file, ...others]) {
  try {
    if (others.length > 0) throw new PageError("one_file");
    const most = Number.isFinite(limit()) ? limit() : BEFORE_THE_LIMIT_IS_KNOWN;
    replace(await readTextFile(file, most), "text_from_file", { name: file.name });
    document.getElementById("text").focus();
  } catch (error) {
    tell(error);
  }
}
