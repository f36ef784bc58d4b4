// A form that opens in place of a button press: Enter or its own button saves, Escape or Cancel closes it unchanged.

import { clearProblem, showProblem } from "../notices.js";

/** `fill` puts the values into the form, `save` sends them and raises what is then shown in the form, `instead` is
 * hidden while the form is open. Focus returns to `opener`. */
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
    clearProblem(problem);
    try {
      await save(form.elements);
      close();
    } catch (error) {
      showProblem(problem, error);
      form.elements[0].focus();
    }
  });
}
