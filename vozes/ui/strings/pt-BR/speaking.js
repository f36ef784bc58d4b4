// The words of writing and speaking, in Portuguese.

export const speaking = {
  speaking: "Falar",
  speaking_title: "Falar · Vozes",
  voices_page: "Vozes",
  engines_page: "Motores",
  skip: "Ir para o conteúdo",
  text: "Texto",
  text_example: "Escreva ou cole aqui o que você quer ouvir, ou solte um arquivo de texto.",
  sample_text: "Bom dia! Este é o Vozes. Tudo o que você escreve aqui vira fala neste computador, e nada sai dele.",
  speak: "Falar",
  stop: "Parar",
  speed: "Velocidade",
  speed_later: "A nova velocidade vale a partir da próxima vez que você clicar em Falar.",
  language: "Idioma",
  automatic_language: "Idioma: automático",
  language_short: "Idioma",
  edit_text: "Editar",
  characters_one: "{count} caractere",
  characters_other: "{count} caracteres",
  characters_of_one: "{count} de {limit} caracteres",
  characters_of_other: "{count} de {limit} caracteres",
  about_span: "cerca de {span}",
  empty_text: "Escreva um texto primeiro.",
  text_too_long_one: "Há {count} caractere a mais do que cabe (no máximo {limit}). Encurte o texto ou fale-o em partes.",
  text_too_long_other:
    "Há {count} caracteres a mais do que cabe (no máximo {limit}). Encurte o texto ou fale-o em partes.",
  draft_unkept: "Este navegador não consegue guardar o seu texto: ele se perde quando você sair da página.",
  server_gone: "O servidor não responde. Seu texto está a salvo; dá para falar assim que o servidor voltar.",
  text_bring_back: "Trazer de volta",
  text_replaced: "Seu texto anterior foi substituído.",
  text_reused: "Seu texto anterior foi substituído por um do histórico.",
  text_from_file: "Seu texto anterior foi substituído por “{name}”.",

  // Files.
  open_file: "Abrir arquivo",
  one_file: "Um arquivo de cada vez, por favor.",
  file_too_large: "“{name}” é grande demais ({size}): um texto tem no máximo {limit} caracteres.",
  file_unreadable: "Não foi possível ler “{name}”.",
  file_without_text: "“{name}” não contém texto. Dá para abrir texto, Markdown, legendas (SRT, VTT) e SSML.",

  // Texts to try.
  try_texts: "Experimente",
  try_news: "Uma notícia",
  try_news_text:
    "A nova linha de bonde da cidade foi inaugurada nesta segunda-feira, depois de três anos de obras. Ela leva até " +
    "40.000 pessoas por dia do porto à universidade, e as viagens são de graça até o fim do mês. “Eu levava uma hora”, " +
    "contou uma enfermeira a caminho do trabalho. “Hoje foram vinte e dois minutos.”",
  try_story: "O começo de um conto",
  try_story_text:
    "O faroleiro acordou antes do amanhecer, como fazia todos os dias havia trinta e um anos.\n\nPôs a chaleira no fogo, " +
    "subiu os cento e doze degraus e olhou para o mar. Havia um barco onde não devia haver barco nenhum.\n\nEra pequeno, " +
    "pintado de azul, e girava devagar na corrente, vazio, com um remo a menos.",
  try_voicemail: "Recado de secretária",
  try_voicemail_text:
    "Olá! Você ligou para a família Silva. No momento não podemos atender. Deixe seu nome e telefone depois do sinal, " +
    "que retornamos ainda hoje.",

  // Markup.
  markup: "Pausas e mais",
  markup_about: "Escreva estas marcas no texto para mudar como ele é falado:",
  markup_insert: "Inserir no texto",
  word_wrong: "Uma palavra saiu errada?",
  fix_word: "Corrigir a pronúncia",
  markup_ssml: "SSML, para quem conhece",
  markup_ssml_example: '<speak>Um momento<break time="1s"/> pronto.</speak>',
  tag_pause: "Uma pausa, em ms ou s, de no máximo 10 segundos.",
  tag_voice: "Outra voz, pelo nome, daqui em diante, até a próxima marca dessas ou [/voice].",
  tag_lang: "Outro idioma daqui em diante, até a próxima marca dessas ou [/lang].",
  tag_rate: "Outro ritmo daqui em diante, de 0.25 a 4, até a próxima marca dessas ou [/rate].",
  tag_bracket: "Um colchete que não começa nenhuma marca.",
  ssml_speak: "Contém o texto inteiro; o idioma vale para ele.",
  ssml_p: "Um parágrafo.",
  ssml_s: "Uma frase.",
  ssml_break: "Uma pausa: 500ms, 1.5s, ou uma força de x-weak a x-strong.",
  ssml_prosody: "Mais rápido ou devagar (120%, slow), agudo ou grave (+2st, high), alto ou baixo (+6dB, loud).",
  ssml_emphasis: "Dá ênfase a palavras: strong, moderate, reduced ou none.",
  ssml_say_as: "Diz o que um texto é: characters, cardinal, ordinal, digits, date, time, telephone, currency e outros.",
  ssml_sub: "Lê o alias em vez do texto.",
  ssml_phoneme: "Lê o texto com estes sons, em ipa ou x-sampa.",
  ssml_lang: "Outro idioma.",
  ssml_voice: "Outra voz, pelo id ou nome.",
  ssml_mark: "Um lugar cujo tempo é informado.",
};
