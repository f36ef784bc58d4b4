"""What `vozes backup` and `vozes restore` say, in English and in Brazilian Portuguese; the same keys in each."""

from vozes.checkout import VOZES

ENGLISH = {
    "backing_up": "Writing {name}",
    "written": "{output}: {files} files, {voices} voices, {size} MB, as they were at {made}",
    "with_models": "The models are in it too.",
    "without_models": (
        "Left out: the models, which `vozes models pull` fetches again (--models takes them in); what can be made "
        "again: caches, previews, what engines made of voices; logs; vozes.toml, which lies where Vozes is started."
    ).replace("`vozes ", f"`{VOZES} "),
    "secret": "It holds recordings of voices and what signs keys and sign-ins: only you can read it. Keep it so.",
    "left_out": "Left out, as its name cannot be put back everywhere: {name}",
    "is_there": "{output} is there already: give another name, or --force to replace it.",
    "restoring": "Reading {name}",
    "restored": "{home} is as it was at {made}: {files} files, {voices} voices.",
    "models_stay": "The models are not in this backup: those that were there stay.",
    "no_file": "There is no file {file}.",
    "is_folder": "{file} is a folder: give the file that backup wrote.",
}
PORTUGUESE = {
    "backing_up": "Gravando {name}",
    "written": "{output}: {files} arquivos, {voices} vozes, {size} MB, como estavam em {made}",
    "with_models": "Os modelos também estão nele.",
    "without_models": (
        "Fora dele ficam: os modelos, que `vozes models pull` busca de novo (--models os inclui); o que pode ser "
        "refeito: caches, prévias, o que os motores fizeram das vozes; registros; e vozes.toml, que fica onde o Vozes "
        "é iniciado."
    ).replace("`vozes ", f"`{VOZES} "),
    "secret": "Ele contém gravações de vozes e o que assina chaves e acessos: só você pode lê-lo. Guarde-o assim.",
    "left_out": "Ficou de fora, porque o nome não pode ser restaurado em todo lugar: {name}",
    "is_there": "{output} já existe: dê outro nome, ou --force para substituí-lo.",
    "restoring": "Lendo {name}",
    "restored": "{home} está como em {made}: {files} arquivos, {voices} vozes.",
    "models_stay": "Os modelos não estão neste backup: os que já estavam ali ficam.",
    "no_file": "Não há um arquivo {file}.",
    "is_folder": "{file} é uma pasta: dê o arquivo que o backup gravou.",
}
