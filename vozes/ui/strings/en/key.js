// The words of asking for the key, in English.

export const key = {
  key: "Key",
  key_title: "This server asks for a key",
  key_about: "Enter the key to use this page.",
  key_ended: "Your sign-in has ended: its time is over, or the key was removed or changed. Enter a key to go on.",
  key_where:
    "It is the setting api_key of the server, or a key that “vozes keys add” printed there; “vozes keys list” " +
    "shows the names. If somebody else runs the server, ask them for one.",
  key_show: "Show",
  key_remember: "Stay signed in on this browser",
  key_wrong: "This key is wrong. Check it and try again.",
  key_named: "Key: {name}",
  key_read_only:
    "The key “{name}” may only look: with it you can neither hear texts nor change, record or download anything.",
  sign_in: "Sign in",
  sign_out: "Sign out",
};
