"""The one answer of `test`."""

import os
from collections.abc import Mapping

import pytest

from tests.packaging.conftest import Checkout

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
STEPS = ["format", "lint", "types", "arrows", "tests"]


@pytest.fixture
def ready(checkout: Checkout) -> Checkout:
    checkout.stand_in()
    return checkout


def summary(output: str) -> dict[str, str]:
    lines = output.partition("== summary\n")[2].splitlines()
    return {words[0]: words[1] for words in map(str.split, lines) if len(words) == 4}


def test_all_steps_passing_is_exit_code_zero(ready: Checkout) -> None:
    outcome = ready.dev("test")
    assert outcome.returncode == 0
    assert summary(outcome.stdout) == dict.fromkeys(STEPS, "passed")
    assert outcome.stdout.endswith("Everything passed.\n")


@pytest.mark.parametrize(
    ("word", "step"),
    [
        ("format", "format"),
        ("check", "lint"),
        ("mypy", "types"),
        ("--no-logo", "arrows"),
        ("pytest", "tests"),
    ],
)
def test_one_failing_step_fails_the_whole_and_stops_no_other(
    ready: Checkout, word: str, step: str
) -> None:
    ready.fail_at(word)
    outcome = ready.dev("test")
    assert outcome.returncode == 1
    assert summary(outcome.stdout) == dict.fromkeys(STEPS, "passed") | {step: "FAILED"}
    assert outcome.stdout.endswith(f"Failed: {step}.\n")


def test_further_arguments_go_to_pytest_alone(ready: Checkout) -> None:
    steps = ready.dev("test", "-k", "two words").stdout.split("\n== ")
    having = [step.partition("\n")[0] for step in steps if "argument=two words\n" in step]
    assert having == ["tests"]


def test_nobodys_desktop_or_shop_reaches_the_tests(ready: Checkout) -> None:
    desktop: Mapping[str, str] = {
        "QT_QPA_PLATFORM": "wayland",
        "QT_SCALE_FACTOR": "2",
        "SUKI_DATA": "/a/real/shop",
        "LC_NUMERIC": "de_DE.UTF-8",
    }
    seen = ready.dev("test", env=os.environ | desktop).stdout.splitlines()
    assert "QT_QPA_PLATFORM=offscreen" in seen
    assert "LC_ALL=C.UTF-8" in seen
    assert not [line for line in seen if line.startswith(("QT_SCALE", "SUKI_", "LC_NUMERIC"))]


def test_format_repairs_everything_unless_told_where(ready: Checkout) -> None:
    assert ready.dev("format").stdout.count("argument=.\n") == 2
    assert ready.dev("format", "app").stdout.count("argument=app\n") == 2


def test_bench_measures_with_nothing_running_beside(ready: Checkout) -> None:
    seen = ready.dev("bench").stdout
    assert "argument=bench\nargument=-n\nargument=0\n" in seen
