// The words of the history, in Portuguese.

export const history = {
  history: "Histórico",
  history_here: "(fica neste navegador)",
  history_empty: "O que você falar aparece aqui.",
};
