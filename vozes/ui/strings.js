// Every text of the pages, in each of their languages, with the same keys.
// `{name}` is filled in; keys that end in `_one` and `_other` are forms of one text, chosen by a count.

import { en } from "./strings/en.js";
import { ptBR } from "./strings/pt-BR.js";

export const strings = { en, "pt-BR": ptBR };
