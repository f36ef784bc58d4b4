"""A model of the catalogue that is small: Kokoro's names, and some bytes for each file."""

import hashlib
from dataclasses import replace

from vozes.models.catalog import CatalogFile, CatalogModel, HubSource, Source, catalog_model

FILES = {
    "kokoro-v1_0.pth": bytes(range(256)) * 16384,
    "config.json": b'{"vocab": {}}',
    "voices/af_heart.pt": b"heart" * 1000,
    "voices/pf_dora.pt": b"dora" * 1000,
}
HUB = HubSource("hexgrad/Kokoro-82M", "main", sum(map(len, FILES.values())))


def tiny(*sources: Source, model: str = "kokoro", files: dict[str, bytes] = FILES, known: bool = True) -> CatalogModel:
    """Kokoro, or another model by name; `known`: the catalogue has sizes and hashes."""
    listed = tuple(
        CatalogFile(path, path, *((len(content), hashlib.sha256(content).hexdigest()) if known else (None, None)))
        for path, content in files.items()
    )
    return replace(catalog_model(model), files=listed, sources=sources or (HUB,))
