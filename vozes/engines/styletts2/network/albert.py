"""PL-BERT (Li et al. 2023, arXiv:2301.08810): what phonemes mean in their sentence, for prosody and style.

An ALBERT (Lan et al. 2020, arXiv:1909.11942): one transformer layer applied again and again, on embeddings narrower
than itself. Attributes are named as published parameters. It knows neither durations nor styles.
"""

from torch import Tensor, nn

from vozes.engines.styletts2.config import AlbertConfig, StyleTts2Config
from vozes.engines.styletts2.network.text_encoder import embedding
from vozes.runtime.layers import Linear, attention

_EPSILON = 1e-12
_TOKEN_TYPES = 2
_LAYER = "albert_layer_groups.0.albert_layers.0"


class Albert(nn.Module):
    """Published under `bert`; without the pooler."""

    def __init__(self, config: StyleTts2Config):
        super().__init__()
        self.embeddings = _Embeddings(config.albert, config.symbols)
        self.encoder = _Encoder(config.albert)

    def forward(self, ids: Tensor) -> Tensor:
        """ids (batch, tokens), at most `positions` → (batch, tokens, width)."""
        x: Tensor = self.encoder(self.embeddings(ids))
        return x


class _Embeddings(nn.Module):
    def __init__(self, albert: AlbertConfig, symbols: int):
        super().__init__()
        self.word_embeddings = embedding(symbols, albert.embedding_width)
        self.position_embeddings = embedding(albert.positions, albert.embedding_width)
        self.token_type_embeddings = embedding(_TOKEN_TYPES, albert.embedding_width)
        self.LayerNorm = nn.LayerNorm(albert.embedding_width, eps=_EPSILON)

    def forward(self, ids: Tensor) -> Tensor:
        """(batch, tokens) → (batch, tokens, embedding width); all tokens are of the first type."""
        positions = self.position_embeddings.weight[: ids.shape[1]]
        x: Tensor = self.LayerNorm(self.word_embeddings(ids) + self.token_type_embeddings.weight[0] + positions)
        return x


class _Encoder(nn.Module):
    def __init__(self, albert: AlbertConfig):
        super().__init__()
        self._layers = albert.layers
        self.embedding_hidden_mapping_in = Linear(albert.embedding_width, albert.width)
        # Published names leave room for groups of several layers, of which PL-BERT has one of one.
        group = nn.ModuleDict({"albert_layers": nn.ModuleList([_Layer(albert)])})
        self.albert_layer_groups = nn.ModuleList([group])

    def forward(self, x: Tensor) -> Tensor:
        layer = self.get_submodule(_LAYER)
        x = self.embedding_hidden_mapping_in(x)
        for _ in range(self._layers):
            x = layer(x)
        return x


class _Layer(nn.Module):
    def __init__(self, albert: AlbertConfig):
        super().__init__()
        self.attention = _Attention(albert)
        self.ffn = Linear(albert.width, albert.inner_width)
        self.ffn_output = Linear(albert.inner_width, albert.width)
        self.full_layer_layer_norm = nn.LayerNorm(albert.width, eps=_EPSILON)

    def forward(self, x: Tensor) -> Tensor:
        attended = self.attention(x)
        inner = self.ffn(attended, gelu=True)
        out: Tensor = self.ffn_output(inner, add=attended, norm=self.full_layer_layer_norm)
        return out


class _Attention(nn.Module):
    def __init__(self, albert: AlbertConfig):
        super().__init__()
        self._heads = albert.heads
        self.query, self.key, self.value, self.dense = (Linear(albert.width, albert.width) for _ in range(4))
        self.LayerNorm = nn.LayerNorm(albert.width, eps=_EPSILON)

    def forward(self, x: Tensor) -> Tensor:
        attended = attention(self.query(x), self.key(x), self.value(x), self._heads)
        out: Tensor = self.dense(attended, add=x, norm=self.LayerNorm)
        return out
