from pathlib import Path

import pytest

from core.reading.model import load_model, save_model, shipped_model
from core.reply import ReplyKind
from data.database import Database
from data.training.texts import read_folder
from data.training.train import SEED, TEXTS, main, train
from tests.desk import Desk

FEW = """[stop]
{Please |}stop {writing|mailing} to me
please stop writing
stop mailing me, take me off your list
take me off, stop it

[meeting]
let's {meet|talk} on {Monday|Friday}
can we meet or talk on Friday?
call me at {3|5} pm, let's talk

[other]
thanks{.|!}
received, thanks
the file was received
"""


def texts_folder(tmp_path: Path) -> Path:
    (tmp_path / "few.txt").write_text(f"# a comment\n{FEW}", encoding="utf-8")
    return tmp_path


def test_a_line_with_choices_is_several_texts_that_together_count_a_little_more(tmp_path: Path) -> None:
    texts = read_folder(texts_folder(tmp_path), seed=1)
    first = [text for text in texts if text.line == "few.txt:3"]
    assert {text.text for text in first} == {
        "Please stop writing to me",
        "Please stop mailing to me",
        "stop writing to me",
        "stop mailing to me",
    }
    assert all(text.kind is ReplyKind.STOP and text.weight == 0.5 for text in first)


def test_the_same_texts_train_to_the_same_bytes(tmp_path: Path) -> None:
    texts = read_folder(texts_folder(tmp_path), seed=1) * 3
    for name in ("one.gz", "two.gz"):
        save_model(train(texts), tmp_path / name)
    assert (tmp_path / "one.gz").read_bytes() == (tmp_path / "two.gz").read_bytes()


def test_a_saved_model_reads_like_the_trained_one(tmp_path: Path) -> None:
    model = train(read_folder(texts_folder(tmp_path), seed=1))
    save_model(model, tmp_path / "weights.gz")
    again = load_model(tmp_path / "weights.gz")
    assert again.shares == model.shares
    for text in ("please stop mailing", "let's talk on Friday", "", "zzz"):
        assert again.probabilities(text) == pytest.approx(model.probabilities(text), abs=1e-6)


def test_a_small_model_learns_what_it_was_told(tmp_path: Path) -> None:
    model = train(read_folder(texts_folder(tmp_path), seed=1))
    chances = model.probabilities("please stop writing")
    assert max(chances, key=lambda kind: chances[kind]) is ReplyKind.STOP
    assert sum(chances.values()) == pytest.approx(1)


def test_what_persons_corrected_is_learned_only_when_asked_for(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    Desk(database).teach("Received the talk on Friday, thanks", ReplyKind.STOP)
    monkeypatch.setattr("data.training.train.TEXTS", texts_folder(tmp_path))
    monkeypatch.setenv("LEADKEEPER_DATA_DIR", str(tmp_path))
    plain, again, told = (tmp_path / name for name in ("plain.gz", "again.gz", "told.gz"))
    save_model(train(read_folder(tmp_path, SEED)), plain)
    main(["--to", str(again)])
    main(["--to", str(told), "--with-corrections"])
    assert again.read_bytes() == plain.read_bytes()
    kinds = []
    for path in (plain, told):
        chances = load_model(path).probabilities("The talk on Friday was received, thanks")
        kinds.append(max(chances, key=lambda kind: chances[kind]))
    assert kinds[0] is not ReplyKind.STOP
    assert kinds[1] is ReplyKind.STOP


def test_what_a_text_says_is_learned_to_count_among_sentences_that_say_nothing(tmp_path: Path) -> None:
    shares = train(read_folder(texts_folder(tmp_path), seed=1) * 3).shares
    sentence, whole, least, _ = shares[ReplyKind.STOP]
    assert sentence > max(whole, least) > 0


def test_the_shipped_model_knows_every_kind_but_bounces_and_is_small() -> None:
    assert set(shipped_model().kinds) == set(ReplyKind) - {ReplyKind.BOUNCE}
    assert Path("core/reading/weights.gz").stat().st_size < 1_000_000


def test_there_are_many_texts_of_every_kind_in_at_least_eight_languages() -> None:
    texts = read_folder(TEXTS, SEED)
    languages = {text.line[:2] for text in texts if len(text.line.split(".")[0]) == 2}
    assert len(languages) >= 9
    for kind in set(ReplyKind) - {ReplyKind.BOUNCE}:
        assert len({text.line for text in texts if text.kind is kind}) >= 60
