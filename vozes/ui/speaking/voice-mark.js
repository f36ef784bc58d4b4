// The mark that has another voice speak from there on, with a voice that can: one beside that which speaks now. Knows no
// element of the page.

import { useLanguage, useStore } from "../html.js";
import { choice, chosenEngine } from "../picker/choice.js";
import { baseOf } from "../picker/languages.js";
import { partsOf } from "../picker/mixture.js";
import { shortName } from "../picker/names.js";
import { speaker } from "../picker/speaker.js";
import { catalogue, findVoice, isNatural } from "../picker/voices.js";

const MEANS_SOMETHING = /[[\]+:\r\n]/; // in a mark, or in a mixture

/** Returns `[voice:NAME]`, drawn again where another voice would be in it; null where no other voice can speak. */
export function useVoiceMark() {
  useLanguage();
  useStore(catalogue);
  useStore(choice);
  useStore(speaker);
  const voice = otherVoice();
  return voice ? `[voice:${markedName(voice)}]` : null;
}

/** Returns a voice that speaks beside the chosen one: of its language if there is one, and of those one of the best. */
function otherVoice() {
  const { info, voices } = catalogue.get();
  const { voice: told, language: toldLanguage } = speaker.get();
  const { voice: chosen, language: named } = choice.get();
  const speaking = partsOf(chosen ?? told ?? "").map(({ id }) => id);
  const language = named === "auto" ? (toldLanguage ?? findVoice(speaking[0])?.languages[0]) : named;
  const engine = chosenEngine() ?? (info && info.selected_engine !== "auto" ? info.current_engine : null);
  const able = voices.filter(({ id, available, engines }) => available && !speaking.includes(id) && (!engine || engines.includes(engine)));
  const isOfLanguage = ({ languages }) => Boolean(language) && languages.some((tag) => baseOf(tag) === baseOf(language));
  const merit = (voice) => 4 * isOfLanguage(voice) + 2 * isNatural(voice) + Number(voice.recommended);
  return able.reduce((best, voice) => (best && merit(best) >= merit(voice) ? best : voice), null);
}

/** Returns what the server takes for a voice: the name that is shown, else its id. */
function markedName(voice) {
  const name = shortName(voice);
  const alike = catalogue.get().voices.filter((each) => each.available && isCalled(each, name));
  return isNatural(voice) && alike.length === 1 && !MEANS_SOMETHING.test(name) ? name : voice.id;
}

function isCalled(voice, name) {
  return [voice.id, shortName(voice)].some((each) => each.toLowerCase() === name.toLowerCase());
}
