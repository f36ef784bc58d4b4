// A form that a button opens where it stands: Enter or Save sends it, Escape or Cancel closes it unchanged.

import { attempt, clearProblem } from "../notices.js";

/** `fill` puts values into the form and `save` sends them; what `save` raises is shown in the form. `instead` is hidden
 * while the form is open. The focus returns to `opener`. */
export function openInPlace(form, { opener, instead, fill, save }) {
  const problem = form.querySelector(".problem");

  function show(open) {
    form.hidden = !open;
    if (instead) instead.hidden = open;
    if (opener.ariaExpanded !== null) opener.ariaExpanded = open;
  }

  function close() {
    show(false);
    clearProblem(problem);
    opener.focus();
  }

  opener.addEventListener("click", () => {
    if (!form.hidden) {
      close();
      return;
    }
    fill(form.elements);
    show(true);
    form.elements[0].focus();
    form.elements[0].select?.();
  });
  form.querySelector("[data-action=cancel]").addEventListener("click", close);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await attempt(problem, () => save(form.elements))) close();
    else form.elements[0].focus();
  });
}
