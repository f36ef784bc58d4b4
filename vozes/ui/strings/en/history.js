// The words of the history, in English.

export const history = {
  history: "History",
  history_here: "(stays in this browser)",
  history_empty: "What you have spoken will be listed here.",
};
