"""The help texts of the settings in Brazilian Portuguese; the English ones stand beside the settings themselves.

It knows only their names. The API shows it to whoever reads Portuguese.
"""

PORTUGUESE = {
    "host": "Endereço em que o servidor escuta; fora do loopback exige `api_key` ou `no_auth`.",
    "port": "Porta em que o servidor escuta; 0 pega uma livre.",
    "home": "Pasta de tudo o que é escrito; num checkout com `.venv` própria, a `.vozes` dele.",
    "shared_home": (
        "Deixa outros servidores que também a ligam usar a mesma pasta `home`, atrás de um balanceador de carga: "
        "dividem as chaves e seus limites, o motor escolhido, as vozes e o que se muda na página (docs/scale.md). Não "
        "no Windows."
    ),
    "api_key": (
        "Chave que toda chamada menos `/health` precisa trazer, como token Bearer ou como senha; as chaves de "
        "`vozes keys` também servem."
    ),
    "open_lists": (
        "Responde sem chave a quem pede as listas de vozes e modelos, como fazem alguns programas; o que você escreveu "
        "sobre as suas vozes está nelas."
    ),
    "log_format": (
        "Linhas do registro: texto para pessoas, ou JSON para o que coleta registros, com o id do pedido e nenhuma "
        "palavra de quem usa."
    ),
    "open_metrics": ("Responde sem chave a quem pede `/metrics`: números para o Prometheus, sem palavras de ninguém."),
    "no_auth": "Permite escutar fora do loopback sem chave. Qualquer um na rede pode então usar o servidor.",
    "wrong_keys_per_minute": (
        "Chaves erradas que um endereço pode mandar por minuto; depois ele espera, mesmo com a chave certa. Páginas de "
        "outros sites podem fazer um navegador mandar metade delas."
    ),
    "trusted_proxies": (
        "Endereços ou redes dos proxies cujos `X-Forwarded-For`, `-Proto`, `-Host`, `-Port` e `-Prefix` valem, por "
        "exemplo `127.0.0.1`. Os de ninguém mais valem."
    ),
    "root_path": (
        "Caminho sob o qual um proxy mostra o servidor, como `/vozes`, quer o proxy o repasse, quer o retire."
    ),
    "allowed_hosts": (
        "Nomes de host, além dos do loopback, pelos quais se chega ao servidor; `*.example.org` permite subdomínios."
    ),
    "cors_origins": (
        "Origens de outras páginas que podem chamar a API, por exemplo `https://app.example.org`; ou programas pelo "
        "nome: `sillytavern`, `open-webui`, `obsidian`, `browser-extensions`."
    ),
    "wyoming": (
        "Porta, ou endereço e porta como `0.0.0.0:10200`, em que também são atendidos o Home Assistant e outros que "
        "falam Wyoming. Só a porta fica no loopback; esse protocolo não tem chave."
    ),
    "wyoming_discovery": "Anuncia `wyoming` na rede por mDNS, para que o Home Assistant o encontre sozinho.",
    "cluster": (
        "Cluster Ray em cujos nós rodam os motores: `auto` é o de que esta máquina é um nó, ou um endereço como "
        "`10.0.0.5:6379`. Exige o extra `cluster` (docs/scale.md)."
    ),
    "cluster_replicas": (
        "Nós do cluster em que um motor é carregado: no máximo, como em `xtts_v2=4`, ou no mínimo e no máximo, como "
        "em `xtts_v2=2-4`. Um motor não citado é carregado em um, e em tantos quantos houver quando for preciso; no "
        "arquivo é uma tabela."
    ),
    "default_engine": (
        "Motor, ou modelo, que fala até outro ser escolhido; `/ready` espera por ele. `auto`: o Kokoro nos idiomas "
        "dele depois de instalado, o eSpeak em todos os outros e até lá."
    ),
    "default_voices": (
        "Voz que fala um idioma quando o pedido não diz nenhuma; pode ser uma sua. Um idioma não citado mantém a voz "
        "dele; no arquivo é uma tabela, `[default_voices]`."
    ),
    "openai_voices": (
        "Vozes, também as suas, para os nomes da OpenAI (`alloy`, `nova` e assim por diante) em `/v1/audio/speech`. Um "
        "nome que não está aqui recebe uma voz do tipo dele no idioma do texto; no arquivo é uma tabela."
    ),
    "elevenlabs_voices": (
        "Vozes, também as suas, para os ids de vozes da ElevenLabs, clonadas inclusive, em `/v1/text-to-speech`. O id "
        "de uma voz de fábrica que não está aqui recebe uma voz do tipo dela; no arquivo é uma tabela."
    ),
    "preferred_languages": "Idiomas entre os quais escolher quando um texto é curto demais para saber o dele.",
    "device": "Em que os motores neurais calculam; `auto` usa uma GPU quando há.",
    "precision": "Números com que os motores neurais calculam; `auto` usa o que convém ao dispositivo.",
    "threads": "Threads do processador que um motor neural pode usar; 0 usa tantas quantos são os núcleos.",
    "kernels": (
        "Nível dos kernels próprios dos motores neurais no processador, para medir ou contornar um deles; `auto` usa o "
        "melhor que foi compilado e que o processador executa, `none` deixa tudo com o torch."
    ),
    "batch_memory_mb": "Memória em MB que um motor neural pode usar para tudo o que fala ao mesmo tempo.",
    "engine_memory_mb": (
        "Memória em MB que o processo de um motor pode tomar para si, no Linux; 0 não limita. O que o driver de uma "
        "GPU mapeia e os pesos lidos no lugar contam pouco ou nada."
    ),
    "speech_retries": "Quantas vezes uma frase que saiu errada é falada de novo com outra semente.",
    "xtts_checkpoint": (
        "Pasta de um checkpoint do XTTS v2 (model.pth, config.json, vocab.json, speakers_xtts.pth); sem ela os lugares "
        "conhecidos são procurados."
    ),
    "styletts2_checkpoints": (
        "Pasta de um modelo da família StyleTTS 2 (pesos e config.yml, ou config.json e voices/*.pt), ou de vários em "
        "pastas próprias; sem ela os lugares conhecidos são procurados."
    ),
    "max_text_characters": "Maior texto de um pedido, em caracteres.",
    "max_body_bytes": "Maior corpo de um pedido, em bytes; os arquivos dentro dele não contam.",
    "max_recording_bytes": "Maior gravação de que uma voz é clonada, em bytes.",
    "max_recording_seconds": "Gravação mais longa de que uma voz é clonada, em segundos.",
    "intake_seconds": "Tempo que o exame de uma gravação pode levar; um mais longo é abandonado.",
    "keep_originals": "Guarda as gravações também como foram enviadas, ao lado do que o servidor faz delas.",
    "trash_days": "Dias em que uma voz excluída pode ser recuperada; 0 exclui na hora.",
    "library_wait_seconds": "Tempo que uma mudança na biblioteca de vozes espera por outra; depois a resposta é 503.",
    "queue_limit": "Pedidos que podem esperar por um motor; um a mais recebe 429.",
    "first_sound_seconds": "Tempo que um pedido pode levar até o primeiro som, com a espera e o carregamento.",
    "stall_seconds": (
        "Tempo que um pedido pode ficar sem avançar depois do primeiro som; um que avança nunca é cortado."
    ),
    "spool_budget_mb": (
        "O que todos os pedidos juntos podem ocupar, em MB: corpos que chegam, respostas que esperam ser lidas, "
        "exportações; e não mais que metade do disco livre. Um endereço pode ocupar tudo o que estiver livre."
    ),
    "max_connections": (
        "Conexões ao mesmo tempo, até o limite de arquivos abertos do sistema, que é elevado onde é permitido. Além "
        "disso cede a que há mais tempo espera um pedido, ou aquela cujo corpo chega mais devagar; onde todas estão "
        "sendo respondidas, a resposta é 503."
    ),
    "header_seconds": (
        "Tempo que um cliente tem para mandar o cabeçalho de um pedido, desde a conexão ou a última resposta."
    ),
    "upload_idle_seconds": "Tempo que um corpo pode parar de chegar, se o que vem antes e depois compensa.",
    "upload_bytes_per_second": (
        "Menor ritmo de um corpo, em bytes por segundo ao longo de `upload_idle_seconds`; um mais lento é recusado."
    ),
    "reader_idle_seconds": "Tempo que um cliente pode ficar sem ler nada da resposta; quem lê devagar é atendido.",
    "websocket_idle_seconds": "Tempo que um WebSocket pode ficar aberto sem que nada seja enviado ou falado nele.",
    "idle_unload_seconds": "Descarrega um motor que não foi usado por esse tempo; 0 nunca descarrega.",
    "load_timeout_seconds": "Tempo que um motor pode levar para carregar.",
    "heartbeat_seconds": "De quanto em quanto tempo o processo de um motor é consultado por um sinal de vida.",
    "heartbeat_timeout_seconds": (
        "O processo de um motor que não dá sinal de vida por esse tempo é encerrado e iniciado de novo."
    ),
    "shutdown_seconds": "Tempo que os pedidos em andamento têm para terminar quando o servidor para.",
}
"""By the name of each setting, what it does."""
