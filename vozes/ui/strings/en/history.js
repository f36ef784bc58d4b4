// The words of the history, in English.

export const history = {
  history: "History",
  history_here: "(stays in this browser)",
  history_empty: "What you have spoken will be listed here.",
  history_is_off: "What is spoken now is not kept.",
  history_keep: "Keep what is spoken",
  history_size_one: "{count} clip, {size}",
  history_size_other: "{count} clips, {size}",
  history_more: "Show more",
  history_delete_all: "Delete all",
  history_delete_question_one: "Delete {count} clip for good?",
  history_delete_question_other: "Delete all {count} clips for good?",
  history_full:
    "This browser has no more room for the history. New clips are there until you leave the page: download what you " +
    "want to keep, or delete older ones.",
  history_forbidden: "This browser keeps nothing for this page. What is spoken is there until you leave it.",
  clip_partial: "partial",
  clip_play: "Play: {title}",
  clip_pause: "Pause: {title}",
  clip_download: "Download: {title}",
  clip_more: "More: {title}",
  clip_reuse: "Use the text again",
  clip_compare: "Compare",
  clip_compare_this: "Compare with this",
  clip_compare_with: "Choose another clip below.",
  clip_comparison: "Compare",
};
