// Shows in the footer whose key this browser has, with what signs it out, and above the page what the key may not do.

import { request } from "../api.js";
import { ApiError } from "../http.js";
import { setText } from "../i18n.js";
import { signOut, whenSignedIn } from "./session.js";

/** Shows it in a place of the footer; the note on what may not be done comes behind `header`. */
export function showAccount(place, header) {
  const name = document.createElement("span");
  const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet" });
  const note = Object.assign(document.createElement("p"), { className: "note", hidden: true });
  setText(button, "sign_out");
  header.after(note);
  place.append(name, button);

  function render({ signed_in: isSignedIn, key }) {
    place.hidden = !isSignedIn && !key?.name;
    button.hidden = !isSignedIn;
    name.hidden = !key?.name;
    if (key?.name) setText(name, "key_named", { name: key.name });
    note.hidden = !key?.read_only;
    if (key?.read_only) setText(note, "key_read_only", { name: key.name });
  }

  async function refresh() {
    try {
      render(await (await request("v1/session")).json());
    } catch (error) {
      if (!(error instanceof ApiError)) throw error; // what the server refuses, the page itself shows
    }
  }

  button.addEventListener("click", async () => {
    await signOut();
    location.reload();
  });
  place.hidden = true;
  whenSignedIn(refresh);
  refresh();
}
