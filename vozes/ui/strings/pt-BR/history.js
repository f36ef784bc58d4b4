// The words of the history, in Portuguese.

export const history = {
  history: "Histórico",
  history_here: "(fica neste navegador)",
  history_empty: "O que você falar aparece aqui.",
  history_is_off: "O que for falado agora não fica guardado.",
  history_keep: "Guardar o que é falado",
  history_size_one: "{count} áudio, {size}",
  history_size_other: "{count} áudios, {size}",
  history_more: "Mostrar mais",
  history_delete_all: "Apagar tudo",
  history_delete_question_one: "Apagar {count} áudio de vez?",
  history_delete_question_other: "Apagar os {count} áudios de vez?",
  history_full:
    "Este navegador não tem mais espaço para o histórico. Os áudios novos ficam até você sair da página: baixe o que " +
    "quiser guardar ou apague os mais antigos.",
  history_forbidden: "Este navegador não guarda nada para esta página. O que for falado fica até você sair dela.",
  clip_partial: "parcial",
  clip_play: "Ouvir: {title}",
  clip_pause: "Pausar: {title}",
  clip_download: "Baixar: {title}",
  clip_more: "Mais: {title}",
  clip_reuse: "Usar o texto de novo",
  clip_compare: "Comparar",
  clip_compare_this: "Comparar com este",
  clip_compare_with: "Escolha outro áudio abaixo.",
  clip_comparison: "Comparação",
};
