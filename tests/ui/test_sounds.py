"""Sounds: started and forgotten, quiet when told to, silent where nothing can play."""

import array
import shutil
import sys
import wave
from pathlib import Path

import pytest

from app.domain.resources import resource
from app.ui import sounds
from app.ui.sounds import NAMES, Sounds, find_player


@pytest.fixture
def played() -> list[tuple[str, int]]:
    return []


@pytest.fixture
def loud(played: list[tuple[str, int]]) -> Sounds:
    return Sounds(player=lambda file, volume: played.append((file.name, volume)))


@pytest.mark.parametrize("name", NAMES)
def test_each_sound_is_a_file_of_its_own(
    loud: Sounds, played: list[tuple[str, int]], name: str
) -> None:
    assert resource("sounds", f"{name}.wav").is_file()
    loud.play(name)
    assert played == [(f"{name}.wav", 100)]


def test_sounds_can_be_turned_off_and_down(loud: Sounds, played: list[tuple[str, int]]) -> None:
    loud.set_enabled(False)
    loud.play("added")
    loud.set_enabled(True)
    loud.set_volume(0)
    loud.play("added")
    assert played == []
    loud.set_volume(250)
    loud.play("added")
    assert played == [("added.wav", 100)]


def test_a_computer_without_a_player_stays_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda program: None)
    Sounds().play("refused")
    assert find_player() is sounds._stay_silent


@pytest.mark.skipif(sys.platform == "win32", reason="the players of other systems")
@pytest.mark.parametrize(
    ("program", "argument"), [("pw-play", "0.50"), ("paplay", "32768"), ("aplay", "-q")]
)
def test_the_first_player_found_gets_file_and_volume(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: object, program: str, argument: str
) -> None:
    heard = tmp_path / "heard"
    script = tmp_path / program
    script.write_text(f'#!/bin/sh\necho "$@" > {heard}.part && mv {heard}.part {heard}\n')
    script.chmod(0o755)
    monkeypatch.setattr(sys, "platform", "linux")
    found = {program: str(script)}
    monkeypatch.setattr(shutil, "which", found.get)
    Sounds(volume=50).play("added")
    qtbot.waitUntil(heard.exists)  # type: ignore[attr-defined]
    assert argument in heard.read_text()
    assert "added" in heard.read_text()


def loudest(file: Path) -> int:
    with wave.open(str(file), "rb") as sound:
        return max(abs(sample) for sample in array.array("h", sound.readframes(sound.getnframes())))


@pytest.mark.parametrize("name", NAMES)
def test_a_sound_is_short_and_stays_within_what_a_speaker_can(name: str) -> None:
    with wave.open(str(resource("sounds", f"{name}.wav")), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        assert 0.03 <= sound.getnframes() / sound.getframerate() <= 0.5
        samples = array.array("h", sound.readframes(sound.getnframes()))
    assert 8_000 < max(abs(sample) for sample in samples) < 32_767
    assert samples[0] == samples[-1] == 0  # no click at either end


def test_a_player_that_knows_no_volume_gets_a_quieter_file_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[Path] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sounds, "_play_on_windows", lambda file, _volume: played.append(file))
    till = Sounds(volume=50)
    for _ in range(2):
        till.play("complete")
    till.set_volume(100)
    till.play("complete")
    half, again, full = played
    assert half == again
    assert full == resource("sounds", "complete.wav")
    assert loudest(half) == pytest.approx(loudest(full) / 2, abs=1)
    with wave.open(str(half), "rb") as soft, wave.open(str(full), "rb") as loud:
        assert soft.getparams() == loud.getparams()


def test_a_disk_without_room_for_a_quieter_file_leaves_the_till_silent(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_words: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    played: list[Path] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sounds, "_play_on_windows", lambda file, _volume: played.append(file))
    monkeypatch.setattr("app.ui.quieter.tempfile.mkdtemp", refuse)
    Sounds(volume=50).play("added")
    assert played == []


class SilentComputer:
    """The module `winsound` of a Windows that has no device to play with."""

    SND_FILENAME, SND_ASYNC, SND_NODEFAULT = 0x20000, 1, 2

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def PlaySound(self, sound: str, how: int) -> None:  # noqa: N802 - as Windows spells it
        self.asked.append((Path(sound).name, how))
        raise RuntimeError("Failed to play sound")


def test_windows_without_a_sound_device_is_silent_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    computer = SilentComputer()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "winsound", computer)
    sounds._ask_windows(resource("sounds", "refused.wav"))
    assert computer.asked == [("refused.wav", 0x20003)]
