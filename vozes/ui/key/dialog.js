// Asks for the key, in a dialog over whatever page is open, and signs the browser in with it. All that asks meanwhile
// waits for the same dialog. Who closes it is not asked again before using the page anew.

import { wordsFor } from "../errors.js";
import { setText, t, translate, whenLanguageChanges } from "../i18n.js";
import { signIn } from "./session.js";

const STYLE = "ui/key.css";
const MARKUP = `
  <form class="key-form" novalidate>
    <h2 id="key-title" data-text="key_title"></h2>
    <p id="key-about"></p>
    <p class="hint" data-text="key_where"></p>
    <div class="field">
      <label for="key-input" data-text="key"></label>
      <div class="key-row">
        <input id="key-input" type="password" autocomplete="current-password" autocapitalize="none" spellcheck="false"
          aria-describedby="key-about key-problem">
        <button id="key-show" type="button" aria-pressed="false" data-text="key_show"></button>
      </div>
    </div>
    <label class="key-remember">
      <input id="key-remember" type="checkbox" autocomplete="off"> <span data-text="key_remember"></span>
    </label>
    <p id="key-problem" class="problem" role="alert"></p>
    <div class="actions">
      <button id="key-enter" type="submit" class="primary" data-text="sign_in"></button>
      <button id="key-cancel" type="button" data-text="cancel"></button>
    </div>
  </form>`;

let dialog = null;
let asking = null; // the promise of the dialog that is open
let declined = false;
let problem = null; // the error that is shown
let waiting = 0; // the timer after which another key may be tried

/** Does what calls the server. Where that demands a key, the user is asked for it, and the call is made again. */
export async function withKey(call) {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (error.code !== "invalid_api_key" || !(await askForKey(error))) throw error;
    }
  }
}

/** Asks for a key because of a refusal. Returns whether the browser is signed in then. */
async function askForKey(error) {
  if (declined) return false;
  asking ??= open(error).finally(() => {
    asking = null;
  });
  return asking;
}

async function open(error) {
  dialog ??= await build();
  setText(part("about"), error?.param === "session" ? "key_ended" : "key_about");
  part("input").value = "";
  show(null);
  dialog.showModal();
  part("input").focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(close()), { once: true });
  });
}

/** Returns whether the dialog was closed by a right key. */
function close() {
  reveal(false);
  const isSignedIn = dialog.returnValue === "signed in";
  if (!isSignedIn) {
    declined = true;
    const again = () => {
      declined = false;
    };
    for (const event of ["pointerdown", "keydown"]) document.addEventListener(event, again, { once: true });
  }
  return isSignedIn;
}

async function build() {
  await loadStyle();
  const element = document.createElement("dialog");
  element.id = "key-dialog";
  element.setAttribute("aria-labelledby", "key-title");
  element.innerHTML = MARKUP;
  document.body.append(element);
  translate(element);
  element.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    enter();
  });
  element.querySelector("#key-show").addEventListener("click", () => reveal(part("input").type === "password"));
  element.querySelector("#key-cancel").addEventListener("click", () => element.close(""));
  element.addEventListener("cancel", () => {
    element.returnValue = "";
  });
  whenLanguageChanges(() => show(problem));
  return element;
}

async function enter() {
  const key = part("input").value.trim();
  if (waiting || key === "") {
    part("input").focus();
    return;
  }
  part("enter").disabled = true;
  try {
    await signIn(key, part("remember").checked);
    dialog.close("signed in");
  } catch (error) {
    show(error);
    part("input").select();
  } finally {
    part("enter").disabled = waiting !== 0;
  }
}

/** Shows what is wrong with a key; until the server takes another one, none can be sent. */
function show(error) {
  const isNew = error !== problem;
  problem = error;
  const place = part("problem");
  if (place) place.textContent = error ? textOf(error) : "";
  part("input")?.setAttribute("aria-invalid", String(error?.code === "invalid_api_key"));
  if (isNew && error?.code === "too_many_wrong_keys") {
    waiting = setTimeout(() => {
      waiting = 0;
      part("enter").disabled = false;
      show(null);
    }, (error.retryAfter ?? 1) * 1000);
  }
}

function textOf(error) {
  return error.code === "invalid_api_key" ? t("key_wrong") : wordsFor(error).words;
}

function reveal(visible) {
  part("input").type = visible ? "text" : "password";
  part("show").setAttribute("aria-pressed", String(visible));
}

function part(name) {
  return document.getElementById(`key-${name}`);
}

async function loadStyle() {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: STYLE });
  await new Promise((resolve) => {
    for (const event of ["load", "error"]) link.addEventListener(event, resolve);
    document.head.append(link);
  });
}
