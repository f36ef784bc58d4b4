// The words of writing and speaking, in English.

export const speaking = {
  speaking: "Speak",
  voices_page: "Voices",
  engines_page: "Engines",
  skip: "To the content",
  sample_text: "Good morning! This is Vozes. All that you write here becomes speech on this computer, and nothing leaves it.",
  automatic_language: "Language: automatic",
  edit_text: "Edit",
};
