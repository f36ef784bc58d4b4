// The words of writing and speaking, in Portuguese.

export const speaking = {
  speaking: "Falar",
  voices_page: "Vozes",
  engines_page: "Motores",
  skip: "Ir para o conteúdo",
  sample_text: "Bom dia! Este é o Vozes. Tudo o que você escreve aqui vira fala neste computador, e nada sai dele.",
  automatic_language: "Idioma: automático",
  edit_text: "Editar",
};
