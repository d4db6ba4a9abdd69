"""The shared character encoder. `src/nlp/encoder.rs` computes the same function.

tokens [B, T] -> states [B, T, hidden]: embedding, convolution stem over five characters, pre-norm transformer
layers with rotary positions, final norm. A mask (1 = real token) keeps padding out of the stem and of attention.
"""

from dataclasses import asdict, dataclass

import torch
import torch.nn as nn
import torch.nn.functional as F

PAD, UNK, CLS, SEP, MASK = range(5)


@dataclass
class Config:
    vocab: int
    hidden: int = 256
    layers: int = 3
    heads: int = 4
    feed_forward: int = 1024
    stem_width: int = 5
    rotary_base: float = 10000.0
    norm_epsilon: float = 1e-5

    def to_dict(self):
        return asdict(self)


def rotary_tables(config, length):
    """cos and sin [length, head_size / 2]; the pairs are (i, i + half)."""
    half = config.hidden // config.heads // 2
    frequency = config.rotary_base ** (-torch.arange(half).float() / half)
    angle = torch.arange(length).float()[:, None] * frequency
    return angle.cos(), angle.sin()


def rotate(x, cos, sin):
    first, second = x.chunk(2, -1)
    return torch.cat([first * cos - second * sin, first * sin + second * cos], -1)


class Layer(nn.Module):
    def __init__(self, config):
        super().__init__()
        hidden = config.hidden
        self.heads = config.heads
        self.attention_norm = nn.LayerNorm(hidden, eps=config.norm_epsilon)
        self.query_key_value = nn.Linear(hidden, 3 * hidden)
        self.attention_out = nn.Linear(hidden, hidden)
        self.feed_norm = nn.LayerNorm(hidden, eps=config.norm_epsilon)
        self.feed_in = nn.Linear(hidden, config.feed_forward)
        self.feed_out = nn.Linear(config.feed_forward, hidden)

    def forward(self, x, mask, cos, sin, dropout):
        batch, length, hidden = x.shape
        qkv = self.query_key_value(self.attention_norm(x)).view(batch, length, 3, self.heads, hidden // self.heads)
        query, key, value = qkv.permute(2, 0, 3, 1, 4).unbind(0)
        query, key = rotate(query, cos, sin).to(value.dtype), rotate(key, cos, sin).to(value.dtype)
        attended = F.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        attended = self.attention_out(attended.transpose(1, 2).reshape(batch, length, hidden))
        x = x + F.dropout(attended, dropout, self.training)
        fed = self.feed_out(F.gelu(self.feed_in(self.feed_norm(x)), approximate="tanh"))
        return x + F.dropout(fed, dropout, self.training)


class Encoder(nn.Module):
    def __init__(self, config, dropout=0.0):
        super().__init__()
        self.config = config
        self.dropout = dropout
        self.embedding = nn.Embedding(config.vocab, config.hidden)
        self.embedding_norm = nn.LayerNorm(config.hidden, eps=config.norm_epsilon)
        self.stem = nn.Conv1d(config.hidden, config.hidden, config.stem_width, padding=config.stem_width // 2)
        self.layers = nn.ModuleList(Layer(config) for _ in range(config.layers))
        self.final_norm = nn.LayerNorm(config.hidden, eps=config.norm_epsilon)
        for module in self.modules():
            if isinstance(module, (nn.Linear, nn.Embedding, nn.Conv1d)):
                nn.init.normal_(module.weight, std=0.02)
            if isinstance(module, (nn.Linear, nn.Conv1d)):
                nn.init.zeros_(module.bias)

    def forward(self, ids, mask=None):
        x = self.embedding_norm(self.embedding(ids))
        if mask is not None:
            x = x * mask[:, :, None]
        x = x + F.gelu(self.stem(x.transpose(1, 2)).transpose(1, 2), approximate="tanh")
        x = F.dropout(x, self.dropout, self.training)
        cos, sin = rotary_tables(self.config, ids.shape[1])
        attention_mask = None if mask is None else mask[:, None, None, :].bool()
        for layer in self.layers:
            x = layer(x, attention_mask, cos, sin, self.dropout)
        return self.final_norm(x)
