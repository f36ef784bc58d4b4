// Asks before what cannot be undone.

import { html, useEffect, useId, useRef } from "./html.js";
import { t } from "./i18n.js";

/** A dialog over the page: a question, what it means in detail, and a button that does it. `onClose` is called in any
 * case, `onConfirm` before it where the user agrees. */
export function ConfirmDialog({ question, detail, action, onConfirm, onClose }) {
  const dialog = useRef();
  const id = useId();
  useEffect(() => dialog.current.showModal(), []);
  const confirm = () => {
    dialog.current.close();
    onConfirm();
  };
  return html`<dialog class="confirm" ref=${dialog} aria-labelledby=${`${id}q`} aria-describedby=${`${id}d`}
    onClose=${onClose}>
    <h2 id=${`${id}q`}>${question}</h2>
    <p id=${`${id}d`}>${detail}</p>
    <div class="actions">
      <button type="button" class="danger" onClick=${confirm}>${action}</button>
      <button type="button" onClick=${() => dialog.current.close()}>${t("keep")}</button>
    </div>
  </dialog>`;
}
