// Recently deleted voices: restored one by one, or removed for good together.

import { fromTemplate } from "../elements.js";
import { formatDate } from "../formatting.js";
import { pageLanguage, setText, t } from "../i18n.js";
import { attempt, clearProblem, showProblem } from "../notices.js";
import { emptyTrash, fetchDeleted, restoreVoice } from "./library.js";
import { say } from "./toast.js";

const section = document.getElementById("trash");
const title = document.getElementById("trash-title");
const list = document.getElementById("deleted-voices");
const question = document.getElementById("trash-question");
const problem = document.getElementById("trash-problem");

let deleted = [];
let shown = "";
let whenRestored = () => {};

/** Calls `onRestored` with each voice that was restored. */
export function watchTrash(onRestored) {
  whenRestored = onRestored;
}

export async function refreshTrash() {
  try {
    deleted = await fetchDeleted();
    clearProblem(problem);
    const wanted = JSON.stringify([pageLanguage(), deleted]);
    if (wanted !== shown) render(); // Otherwise a button would lose the focus.
    shown = wanted;
  } catch (error) {
    showProblem(problem, error);
  }
}

function render() {
  section.hidden = deleted.length === 0;
  setText(title, "recently_deleted", { number: deleted.length });
  list.replaceChildren(...deleted.map(deletedElement));
}

function deletedElement(voice) {
  const element = fromTemplate("deleted-voice");
  const name = element.querySelector(".row-name");
  const restoreButton = element.querySelector("[data-action=restore]");
  name.id = `deleted-${voice.id}-name`;
  name.textContent = voice.name;
  element.querySelector(".deleted-on").textContent = t("deleted_on", { date: formatDate(voice.deleted) });
  restoreButton.id = `deleted-${voice.id}-restore`;
  restoreButton.setAttribute("aria-labelledby", `${restoreButton.id} ${name.id}`);
  restoreButton.addEventListener("click", () =>
    attempt(element.querySelector(".problem"), async () => whenRestored(await restoreVoice(voice.id))),
  );
  return element;
}

async function empty() {
  await emptyTrash();
  say("trash_emptied");
  document.getElementById("my-voices").focus();
  await refreshTrash();
}

document.getElementById("empty-trash").addEventListener("click", () => {
  setText(document.getElementById("trash-question-text"), "empty_trash_question", { count: deleted.length });
  question.returnValue = "";
  question.showModal();
});
question.addEventListener("close", () => {
  if (question.returnValue === "empty") attempt(problem, empty);
});
