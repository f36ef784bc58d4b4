// Asks the server again whenever it may say something else: when the page is opened or looked at, when its language
// changes, and when a server that was gone is back.

import { useEffect, useLanguage, useRef, useStore } from "../html.js";
import { attempt } from "../notices.js";
import { catalogue } from "../picker/voices.js";

function unlessGone(error) {
  if (error.status !== 0) throw error;
}

/** `look()` asks; what it raises is shown in the place `problem`, unless the whole page tells of it. */
export function useLooks(look, problem) {
  const language = useLanguage();
  const { problem: gone } = useStore(catalogue);
  const current = useRef();
  current.current = () => attempt(problem.current, () => look().catch(unlessGone));
  const isGone = gone !== null;
  useEffect(() => {
    const again = () => void (document.hidden || isGone || current.current());
    again();
    window.addEventListener("focus", again);
    return () => window.removeEventListener("focus", again);
  }, [isGone, language]);
}
