// The words of writing and speaking, in English.

export const speaking = {
  speaking: "Speak",
  speaking_title: "Speak · Vozes",
  voices_page: "Voices",
  engines_page: "Engines",
  skip: "Skip to the content",
  text: "Text",
  text_example: "Write or paste what you want to hear, or drop a text file here.",
  sample_text: "Good morning! This is Vozes. All that you write here becomes speech on this computer, and nothing leaves it.",
  speak: "Speak",
  stop: "Stop",
  speed: "Speed",
  speed_later: "The new speed holds from the next time you press Speak.",
  language: "Language",
  automatic_language: "Language: automatic",
  language_short: "Lang.",
  edit_text: "Edit",
  characters_one: "{count} character",
  characters_other: "{count} characters",
  characters_of_one: "{count} of {limit} characters",
  characters_of_other: "{count} of {limit} characters",
  about_span: "about {span}",
  empty_text: "Write a text first.",
  text_too_long_one: "This is {count} character more than fits (at most {limit}). Shorten the text, or speak it in parts.",
  text_too_long_other:
    "These are {count} characters more than fit (at most {limit}). Shorten the text, or speak it in parts.",
  draft_unkept: "This browser cannot keep your text: it is lost when you leave the page.",
  server_gone: "The server does not answer. Your text is safe; you can speak as soon as the server is back.",
  text_bring_back: "Bring it back",
  text_replaced: "Your earlier text was replaced.",
  text_reused: "Your earlier text was replaced by one of the history.",
  text_from_file: "Your earlier text was replaced by “{name}”.",

  // Files.
  open_file: "Open a file",
  one_file: "One file at a time, please.",
  file_too_large: "“{name}” is too large ({size}): a text has at most {limit} characters.",
  file_unreadable: "“{name}” cannot be read.",
  file_without_text: "“{name}” holds no text. Text, Markdown, subtitles (SRT, VTT) and SSML can be opened.",

  // Texts to try.
  try_texts: "Try one",
  try_news: "A news item",
  try_news_text:
    "The city's new tram line opened this Monday after three years of work. It carries up to 40,000 people a day between " +
    "the harbour and the university, and rides are free until the end of the month. “I used to need an hour,” said one " +
    "nurse on her way to work. “Today it took me twenty-two minutes.”",
  try_story: "A story's beginning",
  try_story_text:
    "The lighthouse keeper woke before dawn, as he had done every day for thirty-one years.\n\nHe put the kettle on, " +
    "climbed the hundred and twelve steps and looked out to sea. There was a boat where no boat should be.\n\nIt was " +
    "small, painted blue, and it turned slowly in the current, empty, with one oar missing.",
  try_voicemail: "A voicemail greeting",
  try_voicemail_text:
    "Hello! You have reached the Silva family. We cannot come to the phone right now. Please leave your name and number " +
    "after the tone, and we will call you back today.",

  // Markup.
  markup: "Pauses and more",
  markup_about: "Write these in the text to change how it is spoken:",
  markup_insert: "Insert into the text",
  word_wrong: "A word comes out wrong?",
  fix_word: "Say how it is said",
  markup_ssml: "SSML, for those who know it",
  markup_ssml_example: '<speak>One moment<break time="1s"/> done.</speak>',
  tag_pause: "A pause, in ms or s, of at most 10 seconds.",
  tag_voice: "Another voice, by its name, from here on, until the next such tag or [/voice].",
  tag_lang: "Another language from here on, until the next such tag or [/lang].",
  tag_rate: "Another pace from here on, 0.25 to 4, until the next such tag or [/rate].",
  tag_bracket: "A bracket that begins no tag.",
  ssml_speak: "Holds all of the text; its language holds for it.",
  ssml_p: "A paragraph.",
  ssml_s: "A sentence.",
  ssml_break: "A pause: 500ms, 1.5s, or a strength from x-weak to x-strong.",
  ssml_prosody: "Faster or slower (120%, slow), higher or lower (+2st, high), louder or softer (+6dB, loud).",
  ssml_emphasis: "Stresses words: strong, moderate, reduced or none.",
  ssml_say_as: "Says what a text is: characters, cardinal, ordinal, digits, date, time, telephone, currency and others.",
  ssml_sub: "Reads the alias instead of the text.",
  ssml_phoneme: "Reads the text as these sounds, in ipa or x-sampa.",
  ssml_lang: "Another language.",
  ssml_voice: "Another voice, by its id or name.",
  ssml_mark: "A place whose time is told.",
};
