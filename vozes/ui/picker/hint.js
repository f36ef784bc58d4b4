// Tells where the chosen voice does not speak the language of the text.

export function LanguageHint() {
  return null;
}
