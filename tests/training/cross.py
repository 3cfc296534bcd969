"""Fine-tunes the small transformer of the adequacy score: the first layers of multilingual-e5-small, on whole pairs.

Of its vocabulary are kept the pieces that the training pairs and other public texts have, and the likeliest others.
"""

import random
import re
import tempfile
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from msgspec import Struct
from numpy.typing import NDArray
from torch import nn

from audit.encoder.pieces import words
from audit.encoder.vocabulary import Vocabulary
from audit.estimation.cross import spelled, together
from tests.training.e5 import BLOCK, E5, HEADS, INNER, WIDTH

LAYERS, EPOCHS, BATCH, PACE, DROPOUT = 4, 3, 16, 5e-5, 0.1
ENGLISH, CHINESE, SINGLE = 8_500, 8_000, 2_500
"""Pieces that are kept of each language; so many Chinese characters alone, though no text here has them."""
LATIN, HAN = re.compile("▁?[A-Za-z']+|▁?[0-9]+"), re.compile("▁?[\u4e00-\u9fff]+")
MARK = re.compile("▁?[ -~‐-⁞、-〿！-～·×—…]?")
MARKS = ["\ue000", "\ue001", "\ue002"]
"""What stands for the marks in the vocabulary, which no text has."""
PIECES_TOGETHER = 50
"""Batches among which pairs of like length are put together."""
Doubles = NDArray[np.float64]
Pair = tuple[str, str]


class Kept(Struct, frozen=True, eq=False):
    """The vocabulary of the model: numbers of the pieces in the old one, the marks first."""

    numbers: list[int]
    pieces: list[str]
    scores: "array[float]"
    vocabulary: Vocabulary


def chosen(e5: E5, pairs: Sequence[Pair]) -> Kept:
    """The pieces to keep: those of the pairs, the more usual first, and the likeliest others."""
    whole = spelled([MARKS[0], *e5.pieces[4:]], array("f", [0.0, *e5.scores[4:].tolist()]))
    seen = [
        Counter(number + 3 for text in texts for number in whole.cut(words(text))) for texts in zip(*pairs, strict=True)
    ]
    kept = {number for number, piece in enumerate(e5.pieces) if number > 3 and MARK.fullmatch(piece)}
    likely = sorted(range(4, len(e5.pieces)), key=lambda number: -e5.scores[number])
    latin = [number for number in likely if LATIN.fullmatch(e5.pieces[number])]
    han = [number for number in likely if HAN.fullmatch(e5.pieces[number])]
    single = [number for number in han if len(e5.pieces[number]) == 1]
    for most, counts, others in ((ENGLISH, seen[0], latin), (CHINESE, seen[1], [*single[:SINGLE], *han])):
        usual = [number for number, count in counts.most_common() if count > 1 and number > 3]
        kept.update([number for number in dict.fromkeys([*usual, *others]) if number not in kept][:most])
    numbers = [3, 0, 2, *sorted(kept)]
    pieces = [*MARKS, *(e5.pieces[number] for number in numbers[3:])]
    scores = array("f", [0.0, 0.0, 0.0, *e5.scores[numbers[3:]].tolist()])
    return Kept(numbers, pieces, scores, spelled(pieces, scores))


class Layer(nn.Module):  # type: ignore[misc]  # torch has no types here
    """A layer of BERT (Devlin et al., 2019), written out so that a graph can be made of it for texts of any length."""

    def __init__(self, e5: E5, number: int) -> None:
        super().__init__()
        shapes = dict.fromkeys(("q", "k", "v", "ao"), (WIDTH, WIDTH)) | {"fi": (WIDTH, INNER), "fo": (INNER, WIDTH)}
        parts = {name: nn.Linear(*shape) for name, shape in shapes.items()}
        parts |= {name: nn.LayerNorm(WIDTH, e5.epsilon) for name in ("aln", "oln")}
        for name, part in parts.items():
            weight, bias = (torch.tensor(e5.plain(f"l{number}.{name}.{end}")) for end in ("w", "b"))
            part.load_state_dict({"weight": weight.view(part.weight.shape), "bias": bias})
        self.parts = nn.ModuleDict(parts)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, held: Any, shut: Any) -> Any:
        """What each piece, (pairs, pieces, 384), takes from the others; `shut` is added where there is none."""
        parts = self.parts
        asking = [parts[name] for name in ("q", "k", "v")]
        weight, bias = torch.cat([part.weight for part in asking]), torch.cat([part.bias for part in asking])
        mixed = nn.functional.linear(held, weight, bias).view(*held.shape[:2], 3, HEADS, WIDTH // HEADS)
        query, key, value = (mixed[:, :, number].transpose(1, 2) for number in range(3))
        fit = query @ key.transpose(2, 3) * (WIDTH // HEADS) ** -0.5
        share = torch.softmax(fit if shut is None else fit + shut, dim=-1)
        taken = (self.drop(share) @ value).transpose(1, 2).reshape(held.shape)
        held = parts["aln"](held + self.drop(parts["ao"](taken)))
        inner = nn.functional.gelu(parts["fi"](held), approximate="tanh")
        return parts["oln"](held + self.drop(parts["fo"](inner)))


class Network(nn.Module):  # type: ignore[misc]
    """From the vectors of the pieces of pairs to one number each."""

    def __init__(self, e5: E5) -> None:
        super().__init__()
        tensor = {name: torch.tensor(e5.plain(f"emb.{name}")) for name in ("pos", "type", "ln.w", "ln.b")}
        self.places = nn.Parameter(tensor["pos"].view(-1, WIDTH) + tensor["type"][:WIDTH])
        self.first = nn.LayerNorm(WIDTH, e5.epsilon)
        self.first.load_state_dict({"weight": tensor["ln.w"], "bias": tensor["ln.b"]})
        self.layers = nn.ModuleList(Layer(e5, number) for number in range(LAYERS))
        self.drop = nn.Dropout(DROPOUT)
        self.head = nn.Sequential(self.drop, nn.Linear(WIDTH, WIDTH), nn.Tanh(), self.drop, nn.Linear(WIDTH, 1))

    def forward(self, rows: Any, there: Any = None) -> Any:
        """Numbers of pairs from (pairs, pieces, 384); `there` is 0 for what fills up a row."""
        held = self.drop(self.first(rows + self.places[: rows.shape[1]]))
        shut = None if there is None else (there[:, None, None, :] - 1) * 1e4
        for layer in self.layers:
            held = layer(held, shut)
        if there is None:
            return self.head(held.mean(dim=1))[:, 0]
        weight = there[:, :, None]
        return self.head((held * weight).sum(dim=1) / weight.sum(dim=1))[:, 0]


def trained(e5: E5, kept: Kept, pairs: Sequence[Pair], human: Doubles, seed: int = 1) -> Network:
    """Fine-tune on what people gave these pairs."""
    torch.manual_seed(seed)
    random.seed(seed)
    network, vectors = Network(e5), _vectors(e5, kept)
    read = [(together(kept.vocabulary, *pair), score) for pair, score in zip(pairs, human, strict=True)]
    numbers, scores = zip(*[(one, score) for one, score in read if one is not None], strict=True)
    head = [*network.head.parameters()]
    rest = [one for name, one in network.named_parameters() if not name.startswith("head.")]
    paces = [PACE, 6 * PACE]
    optimiser = torch.optim.AdamW([{"params": rest}, {"params": head}], lr=PACE)
    steps, step = EPOCHS * -(-len(numbers) // BATCH), 0
    network.train()
    for _ in range(EPOCHS):
        for batch in _batches(numbers):
            step += 1
            share = min(step / (0.1 * steps), (steps - step) / (0.9 * steps))
            for group, pace in zip(optimiser.param_groups, paces, strict=True):
                group["lr"] = pace * share
            with torch.autocast("cpu", torch.bfloat16):
                found = network(*_filled([numbers[one] for one in batch], vectors))
            loss = nn.functional.mse_loss(
                found.float(), torch.tensor([scores[one] for one in batch], dtype=torch.float32)
            )
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
    network.eval()
    return network


def answers(e5: E5, kept: Kept, network: Network, pairs: Sequence[Pair]) -> Iterator[float | None]:
    """Yield what the network says of pairs; None for those that are too long for it."""
    vectors = _vectors(e5, kept)
    with torch.no_grad():
        for pair in pairs:
            numbers = together(kept.vocabulary, *pair)
            yield None if numbers is None else network(vectors[numbers][None]).item()


def _vectors(e5: E5, kept: Kept) -> Any:
    return torch.tensor(e5.plain("emb.word").reshape(-1, WIDTH)[kept.numbers])


def _batches(numbers: Sequence[list[int]]) -> Iterator[list[int]]:
    order = random.sample(range(len(numbers)), len(numbers))
    batches = []
    for start in range(0, len(order), BATCH * PIECES_TOGETHER):
        near = sorted(order[start : start + BATCH * PIECES_TOGETHER], key=lambda one: len(numbers[one]))
        batches += [near[first : first + BATCH] for first in range(0, len(near), BATCH)]
    random.shuffle(batches)
    yield from batches


def _filled(numbers: Sequence[list[int]], vectors: Any) -> tuple[Any, Any]:
    longest = max(map(len, numbers))
    ids = torch.tensor([one + [0] * (longest - len(one)) for one in numbers])
    there = torch.tensor([[1.0] * len(one) + [0.0] * (longest - len(one)) for one in numbers])
    return vectors[ids], there


def written(e5: E5, kept: Kept, network: Network, path: Path) -> None:
    """Write what `audit.estimation.cross` reads: the layers as a graph whose weights are numbers of 8 bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder:
        full, small = Path(folder, "full.onnx"), Path(folder, "small.onnx")
        pair = (torch.zeros(1, 70, WIDTH),)
        torch.onnx.export(network, pair, full, input_names=["rows"], dynamic_axes={"rows": {1: "pieces"}}, dynamo=False)
        quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        graph = np.frombuffer(small.read_bytes(), np.uint8)
    packed, scale = e5.quantised("emb.word")
    np.savez_compressed(
        path,
        pieces=np.frombuffer("\n".join(kept.pieces).encode(), np.uint8),
        scores=np.array(kept.scores, dtype=np.float32),
        packed=packed.reshape(-1, WIDTH // BLOCK, BLOCK // 2)[kept.numbers],
        scale=scale.reshape(-1, WIDTH // BLOCK)[kept.numbers],
        graph=graph,
    )
