"""What `vozes migrate voices` says, in English and in Brazilian Portuguese; the same keys in each."""

from vozes.checkout import VOZES

ENGLISH = {
    "no_folder": "There is no folder {folder}.",
    "unreadable": "{folder} cannot be read: {reason}.",
    "unknown": (
        "{folder} is no folder of voices that is known here. Name that of xtts-api-server (with speakers/*.wav), "
        "AllTalk (with voices/*.wav) or Kokoro-FastAPI (with api/src/voices/v1_0/*.pt), or the one with the voices."
    ),
    "consent": (
        "migrate voices takes --consent: with it you declare that the people whose voices these are agree to their "
        "voices being cloned."
    ),
    "folder": "{folder} is a folder of {program}.",
    "listening": "Listening to {name}",
    "checking": "Looking at {name}",
    "added": "{name}: added, {id}",
    "added_some": "{name}: added, {id}, with {taken} of its {count} recordings",
    "unusable": "  without {file}: {reason}",
    "added_pack": "{name}: added to Kokoro",
    "name_taken": "{name}: is there already, so it was left out",
    "published": "Part of Kokoro, which has them already: {names}",
    "mixture": "{name}: left out, as Vozes mixes by itself: give {mix} as the voice",
    "latents": (
        "{name}: left out, as {file} has no recording, only what XTTS computed of one. With the recording: "
        f"`{VOZES} voices add`"
    ),
    "failed": "{name}: left out. {reason}",
    "sum": "{added} added, {there} there already, {left} left out. Nothing in {folder} was changed.",
}
PORTUGUESE = {
    "no_folder": "Não há pasta {folder}.",
    "unreadable": "{folder} não pode ser lida: {reason}.",
    "unknown": (
        "{folder} não é uma pasta de vozes conhecida aqui. Dê a do xtts-api-server (com speakers/*.wav), do AllTalk "
        "(com voices/*.wav) ou do Kokoro-FastAPI (com api/src/voices/v1_0/*.pt), ou a que tem as vozes."
    ),
    "consent": (
        "migrate voices pede --consent: com ela você declara que as pessoas de quem são estas vozes concordam em que "
        "elas sejam clonadas."
    ),
    "folder": "{folder} é uma pasta do {program}.",
    "listening": "Ouvindo {name}",
    "checking": "Examinando {name}",
    "added": "{name}: adicionada, {id}",
    "added_some": "{name}: adicionada, {id}, com {taken} das {count} gravações",
    "unusable": "  sem {file}. Motivo, em inglês: {reason}",
    "added_pack": "{name}: adicionada ao Kokoro",
    "name_taken": "{name}: já existe, e por isso ficou de fora",
    "published": "Fazem parte do Kokoro, que já as tem: {names}",
    "mixture": "{name}: ficou de fora, pois o Vozes mistura por si: dê {mix} como voz",
    "latents": (
        "{name}: ficou de fora, pois {file} não tem gravação, só o que o XTTS calculou de uma. Com a gravação: "
        f"`{VOZES} voices add`"
    ),
    "failed": "{name}: ficou de fora. Motivo, em inglês: {reason}",
    "sum": "{added} adicionadas, {there} já existiam, {left} ficaram de fora. Nada em {folder} foi mudado.",
}
