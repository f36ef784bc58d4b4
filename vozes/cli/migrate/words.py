"""What `vozes migrate openai` says, in English and in Brazilian Portuguese; the same keys in each."""

from vozes.checkout import VOZES

ENGLISH = {
    "asking": "Asking {base_url} {by}.",
    "by_package": "by the package openai {version}",
    "by_same_requests": "by the same requests as the package openai, which is not installed",
    "models": "key and models",
    "models_key": "the key is accepted; {names}",
    "models_no_key": "no key is needed; {names}",
    "speech": "speech",
    "heard": "“{sentence}”, {seconds} s",
    "enter": "What to enter where:",
    "your_key": "YOUR-KEY",
    "any_key": "none",
    "reachable": (
        "Programs on other machines and in containers need an address at which they reach this one, not 127.0.0.1; "
        "docs/openai.md says more."
    ),
    "nobody": (
        f"nobody answers at {{base_url}} ({{reason}}). Start the server by `{VOZES} serve`, or look whether host and "
        "port are right"
    ),
    "unknown_name": "there is no host of this name ({reason}). Look at the address {base_url} again",
    "too_slow": "{base_url} did not answer in time ({reason}). Look whether a firewall is in between, and try again",
    "broken": "the answer broke off ({reason}). Where the server takes TLS only, the address begins with {other}",
    "not_tls": "the server speaks no TLS at {base_url} ({reason}). Without a proxy that does, enter {other}",
    "untrusted": (
        "the server's certificate is not trusted ({reason}). Give it one that is, or name the authority in "
        "SSL_CERT_FILE, in the program too"
    ),
    "is_tls": "the server takes TLS only there. Enter {other}",
    "wrong_key": (
        "the server does not know this key. Give one by --key: the server's is in its VOZES_API_KEY or vozes.toml, and "
        f"`{VOZES} keys add NAME` makes others"
    ),
    "key_not_ascii": "OpenAI's client sends no key with accents or the like. Give the server another one",
    "missing_key": (
        "the server demands a key. Give one by --key: the server's is in its VOZES_API_KEY or vozes.toml, and "
        f"`{VOZES} keys add NAME` makes others"
    ),
    "origin_not_allowed": "pages of this origin are refused. The server says: {message}",
    "host_not_allowed": "the server does not know this host name. It says: {message}",
    "too_many_wrong_keys": "too many wrong keys came from this address. Wait a minute, then try again",
    "read_only_key": "this key may only read. Give one by --key that was added without --read-only",
    "rate_limited": "too many requests came with this key in a minute. Wait a little, then try again",
    "daily_limit": "this key has no characters left for this sentence today. Give another, or try tomorrow (UTC)",
    "queue_full": "the server is too busy. Wait a little, then try again",
    "not_ready": "the server is still starting. Wait a little, then try again",
    "engine_failed": f"the engine failed. `{VOZES} doctor` checks it on the server's machine. It says: {{message}}",
    "model_not_installed": f"a model is missing on the server. `{VOZES} doctor` says there what to install",
    "redirect": "the server leads elsewhere ({place}). Enter that address, with /v1 at its end",
    "wrong_path": "there is no API at {base_url}, but at {right}. Enter that one",
    "no_api": (
        "there is no API at {base_url} (status {status}). The address of Vozes ends with /v1, such as "
        "http://127.0.0.1:8000/v1"
    ),
    "refused": "the server answered with status {status}: {message}",
    "no_sound": f"what came is no WAV file ({{reason}}). Look whether Vozes answers there: `{VOZES} smoke --url …`",
    "silent": f"what came is silent. `{VOZES} doctor` checks the engines on the server's machine",
}
BY_CODE = frozenset(
    {
        "origin_not_allowed", "host_not_allowed", "too_many_wrong_keys", "read_only_key", "rate_limited", "daily_limit",
        "queue_full", "not_ready", "engine_failed", "model_not_installed",
    }
)  # fmt: skip
"""The codes of the server's errors that have words here: what it says itself is in English."""
PORTUGUESE = {
    "asking": "Perguntando a {base_url} {by}.",
    "by_package": "com o pacote openai {version}",
    "by_same_requests": "com as mesmas requisições do pacote openai, que não está instalado",
    "models": "chave e modelos",
    "models_key": "a chave foi aceita; {names}",
    "models_no_key": "não é preciso chave; {names}",
    "speech": "fala",
    "heard": "“{sentence}”, {seconds} s",
    "enter": "O que pôr em cada programa:",
    "your_key": "SUA-CHAVE",
    "any_key": "none",
    "reachable": (
        "Programas em outras máquinas e em contêineres precisam de um endereço em que alcancem esta, não 127.0.0.1; "
        "docs/openai.md diz mais."
    ),
    "nobody": (
        f"ninguém responde em {{base_url}} ({{reason}}). Inicie o servidor com `{VOZES} serve`, ou veja se o nome e a "
        "porta estão certos"
    ),
    "unknown_name": "não há máquina com este nome ({reason}). Confira o endereço {base_url}",
    "too_slow": "{base_url} não respondeu a tempo ({reason}). Veja se há um firewall no caminho, e tente de novo",
    "broken": "a resposta parou no meio ({reason}). Se o servidor só aceita TLS, o endereço começa com {other}",
    "not_tls": "o servidor não fala TLS em {base_url} ({reason}). Sem um proxy que o faça, ponha {other}",
    "untrusted": (
        "o certificado do servidor não é confiável ({reason}). Dê a ele um que seja, ou ponha a autoridade na variável "
        "SSL_CERT_FILE, também no programa"
    ),
    "is_tls": "ali o servidor só aceita TLS. Ponha {other}",
    "wrong_key": (
        "o servidor não conhece esta chave. Dê uma com --key: a do servidor está em VOZES_API_KEY ou vozes.toml dele, "
        f"e `{VOZES} keys add NOME` cria outras"
    ),
    "key_not_ascii": "o cliente da OpenAI não envia chaves com acentos e afins. Dê outra ao servidor",
    "missing_key": (
        "o servidor pede uma chave. Dê uma com --key: a do servidor está em VOZES_API_KEY ou vozes.toml dele, e "
        f"`{VOZES} keys add NOME` cria outras"
    ),
    "origin_not_allowed": (
        "páginas desta origem são recusadas. Acrescente o endereço a cors_origins do servidor e reinicie-o. Ele diz, "
        "em inglês: {message}"
    ),
    "host_not_allowed": (
        "o servidor não conhece este nome de máquina. Acrescente-o a allowed_hosts do servidor e reinicie-o. Ele diz, "
        "em inglês: {message}"
    ),
    "too_many_wrong_keys": "vieram chaves erradas demais deste endereço. Espere um minuto e tente de novo",
    "read_only_key": "esta chave só permite ler. Dê com --key uma criada sem --read-only",
    "rate_limited": "esta chave já fez requisições demais neste minuto. Espere um pouco e tente de novo",
    "daily_limit": "esta chave não tem caracteres para esta frase hoje. Use outra com --key, ou tente amanhã (UTC)",
    "queue_full": "o servidor está ocupado demais. Espere um pouco e tente de novo",
    "not_ready": "o servidor ainda está iniciando. Espere um pouco e tente de novo",
    "engine_failed": (
        f"o motor falhou. `{VOZES} doctor` o examina na máquina do servidor. O erro, em inglês: {{message}}"
    ),
    "model_not_installed": f"falta um modelo no servidor. `{VOZES} doctor` diz lá o que instalar",
    "redirect": "o servidor leva a outro lugar ({place}). Ponha esse endereço, com /v1 no fim",
    "wrong_path": "não há API em {base_url}, e sim em {right}. Ponha este endereço",
    "no_api": (
        "não há API em {base_url} (status {status}). O endereço do Vozes termina com /v1, como http://127.0.0.1:8000/v1"
    ),
    "refused": "o servidor respondeu com o status {status}: {message}",
    "no_sound": f"o que veio não é um arquivo WAV ({{reason}}). Veja se é o Vozes: `{VOZES} smoke --url …`",
    "silent": f"o que veio é silêncio. `{VOZES} doctor` verifica os motores na máquina do servidor",
}
