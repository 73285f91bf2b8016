"""spaCy architectures of the network: how characters are embedded, how a segment is judged.

Registered under ``notice.*`` when this module is imported; importing it imports spaCy.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import (
    Dropout,
    HashEmbed,
    Linear,
    Logistic,
    Maxout,
    Model,
    chain,
    concatenate,
    list2ragged,
    ragged2list,
    residual,
    with_array,
)

from pipeline.model.passages import BAR

_MIX = np.uint64(0x9E3779B97F4A7C15)
_OWN = 3  # how many bars stand before the segment


@registry.architectures("notice.CharacterEmbed.v1")  # type: ignore[untyped-decorator]
def character_embed(width: int, rows: list[int]) -> Model[list[Doc], list[Any]]:
    """Embed each character by itself, with the one before it, and by the part it stands in.

    ``rows``: sizes of the hash tables of characters, pairs, triples; parts have their own.
    """
    sizes = [*rows, 64]
    tables: list[Model[Any, Any]] = [
        HashEmbed(width, size, column=column, seed=column + 8, dropout=0.0)
        for column, size in enumerate(sizes)
    ]
    mix = Maxout(width, width * len(sizes), nP=3, dropout=0.0, normalize=True)
    reader: Model[Any, Any] = Model("character_features", _read, attrs={"grams": len(rows)})
    return chain(
        reader,
        list2ragged(),
        with_array(concatenate(*tables)),
        with_array(mix),
        ragged2list(),
    )


def _read(
    model: Model[Any, Any], docs: list[Doc], is_train: bool
) -> tuple[list[Any], Callable[..., list[Any]]]:
    grams = model.attrs["grams"]
    return [model.ops.asarray2i(_features(doc, grams), dtype="uint64") for doc in docs], (
        lambda _: []
    )


def _features(doc: Doc, grams: int) -> Any:
    characters = doc.to_array(["ORTH"]).reshape(-1).astype(np.uint64)
    columns = [characters]
    gram = characters
    for length in range(1, grams):
        before = np.zeros_like(characters)
        before[length:] = characters[:-length]
        gram = gram * _MIX + (before ^ (before >> np.uint64(29)))
        columns.append(gram)
    columns.append(parts(doc, characters).astype(np.uint64) + np.uint64(1))
    return np.stack(columns, axis=1)


def parts(doc: Doc, characters: NDArray[np.uint64]) -> NDArray[np.intp]:
    """Number of bars before each character: ``_OWN`` inside the segment."""
    bars = characters == np.uint64(doc.vocab.strings[BAR])
    before: NDArray[np.intp] = np.cumsum(bars) - bars
    return before


@registry.architectures("notice.DilatedEncoder.v1")  # type: ignore[untyped-decorator]
def dilated_encoder(width: int, steps: list[int], maxout_pieces: int) -> Model[Any, Any]:
    """Let every character see those around it: ``steps`` away on both sides, one layer a step.

    With 1, 2, 4, 8 it sees fifteen characters to each side for the price of four layers that look
    one to each side: 城镇新增就业 is part of a target because of 900万人 further on.
    """
    layers: list[Model[Any, Any]] = [
        residual(
            chain(
                _around(step),
                Maxout(width, 3 * width, nP=maxout_pieces, dropout=0.0, normalize=True),
            )
        )
        for step in steps
    ]
    encoder: Model[Any, Any] = chain(*layers)
    encoder.set_dim("nO", width)
    return with_array(encoder, pad=sum(steps))


def _around(step: int) -> Model[Any, Any]:
    return Model("dilated_window", _look_around, attrs={"step": step})


def _look_around(
    model: Model[Any, Any], rows: Any, is_train: bool
) -> tuple[Any, Callable[[Any], Any]]:
    step, width = model.attrs["step"], rows.shape[1]
    seen = model.ops.alloc2f(len(rows), 3 * width)
    seen[:, width : 2 * width] = rows
    seen[step:, :width] = rows[:-step]
    seen[:-step, 2 * width :] = rows[step:]

    def back(d_seen: Any) -> Any:
        d_rows = d_seen[:, width : 2 * width].copy()
        d_rows[:-step] += d_seen[step:, :width]
        d_rows[step:] += d_seen[:-step, 2 * width :]
        return d_rows

    return seen, back


@registry.architectures("notice.SegmentTextCat.v1")  # type: ignore[untyped-decorator]
def segment_textcat(
    tok2vec: Model[list[Doc], list[Any]], hidden: int, nO: int | None = None
) -> Model[list[Doc], Any]:
    """Judge the segment inside a passage: mean and greatest of its characters, mean of the rest."""
    width = tok2vec.maybe_get_dim("nO")
    pool: Model[Any, Any] = Model(
        "pool_segment", _pool, layers=[tok2vec], init=_init_pool, refs={"tok2vec": tok2vec}
    )
    output = Linear(nO=nO, nI=hidden)
    model: Model[list[Doc], Any] = chain(
        pool,
        Maxout(hidden, 3 * width if width else None, nP=3, normalize=True, dropout=0.0),
        Dropout(0.0),
        output,
        Logistic(),
    )
    model.set_ref("tok2vec", tok2vec)
    model.set_ref("output_layer", output)
    model.attrs["multi_label"] = True
    return model


def _init_pool(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:
    model.layers[0].initialize(X=X)


def _pool(
    model: Model[Any, Any], docs: list[Doc], is_train: bool
) -> tuple[Any, Callable[[Any], Any]]:
    vectors, backprop = model.layers[0](docs, is_train)
    owns = [
        parts(doc, doc.to_array(["ORTH"]).reshape(-1).astype(np.uint64)) == _OWN for doc in docs
    ]
    width = vectors[0].shape[1]
    pooled = model.ops.alloc2f(len(docs), 3 * width)
    greatest = []
    for row, (vector, own) in enumerate(zip(vectors, owns, strict=True)):
        inside, rest = vector[own], vector[~own]
        which = inside.argmax(axis=0) if len(inside) else None
        greatest.append(which)
        if which is not None:
            pooled[row, :width] = inside.mean(axis=0)
            pooled[row, width : 2 * width] = inside[which, np.arange(width)]
        if len(rest):
            pooled[row, 2 * width :] = rest.mean(axis=0)

    def back(d_pooled: Any) -> Any:
        gradients = []
        for row, (vector, own, which) in enumerate(zip(vectors, owns, greatest, strict=True)):
            gradient: Any = model.ops.alloc2f(*vector.shape)
            inside = int(own.sum())
            if which is not None:
                gradient[own] = d_pooled[row, :width] / inside
                places = np.flatnonzero(own)[which]
                gradient[places, np.arange(width)] += d_pooled[row, width : 2 * width]
            if inside < len(own):
                gradient[~own] = d_pooled[row, 2 * width :] / (len(own) - inside)
            gradients.append(gradient)
        return backprop(gradients)

    return pooled, back
