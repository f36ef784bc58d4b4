// The words of asking for the key, in Brazilian Portuguese.

export const key = {
  key: "Chave",
  key_title: "Este servidor pede uma chave",
  key_about: "Digite a chave para usar esta página.",
  key_ended:
    "Seu acesso terminou: o prazo acabou, ou a chave foi removida ou trocada. Digite uma chave para continuar.",
  key_where:
    "É a configuração api_key do servidor, ou uma chave que “vozes keys add” mostrou nele; “vozes keys list” " +
    "mostra os nomes. Se outra pessoa cuida do servidor, peça uma a ela.",
  key_show: "Mostrar",
  key_remember: "Continuar conectado neste navegador",
  key_wrong: "Esta chave está errada. Confira e tente de novo.",
  key_named: "Chave: {name}",
  key_read_only:
    "A chave “{name}” só permite consultar: com ela você não pode ouvir textos nem mudar, gravar ou baixar nada.",
  sign_in: "Entrar",
  sign_out: "Sair",
};
