// What a button does that can fail, in a component: what goes wrong is shown in a place, and focus is not lost.

import { useRef } from "./html.js";
import { attempt } from "./notices.js";

/** Returns `act(name, action)`, which does what can fail once at a time for each name, shows in the place `problem` what
 * it raises, and returns whether it succeeded. Where the button that was pressed is gone then, the first other one below
 * `root` with `data-action` gets its focus. */
export function useAction(root, problem) {
  const busy = useRef(new Set());
  return async (name, action) => {
    if (busy.current.has(name)) return false;
    busy.current.add(name);
    const succeeded = await attempt(problem.current, action);
    busy.current.delete(name);
    await drawn();
    if (document.activeElement === document.body) root.current?.querySelector("[data-action]:not(:disabled)")?.focus();
    return succeeded;
  };
}

function drawn() {
  return new Promise((resolve) => setTimeout(resolve));
}
