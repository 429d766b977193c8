"""Set-up: complete or made again, never half."""

import os
import shutil

import pytest

from tests.packaging.conftest import Checkout

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-ins are shell scripts")
OFFLINE = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_CONFIG_FILE": os.devnull}
SUKI = "import sys\nprint('suki', sys.prefix)\n"


@pytest.fixture
def empty(checkout: Checkout) -> Checkout:
    """No `.venv` yet, and a Suki that says where it runs."""
    (checkout.root / "app").mkdir()
    (checkout.root / "app" / "__main__.py").write_text(SUKI)
    return checkout


def start(checkout: Checkout) -> str:
    outcome = checkout.dev("run", env=os.environ | OFFLINE)
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout == f"suki {checkout.venv}\n"  # the words of the set-up are elsewhere
    return outcome.stderr


def test_the_first_start_makes_everything_and_a_broken_one_is_mended(empty: Checkout) -> None:
    assert "Making .venv" in start(empty)
    assert start(empty) == ""

    # Interrupted while installing: the folder is there, the stamp is not.
    for stamp in empty.venv.glob("*.installed"):
        stamp.unlink()
    (empty.venv / "half").touch()
    assert "Making .venv" in start(empty)
    assert not (empty.venv / "half").exists()

    # The system's Python went away with an upgrade, and the link leads nowhere.
    (empty.venv / "bin" / "python").unlink()
    (empty.venv / "bin" / "python").symlink_to("/usr/bin/python3.0")
    assert "Making .venv" in start(empty)
    assert start(empty) == ""


def test_a_new_lock_is_installed_into_the_same_folder(checkout: Checkout) -> None:
    checkout.stand_in()
    (checkout.root / "packaging" / "requirements.lock").write_text("# another nothing\n")
    installing = checkout.dev("run").stderr
    assert "argument=--require-hashes\n" in installing
    assert "Making" not in installing
    assert checkout.dev("run").stderr == ""


def test_what_cannot_be_had_leaves_no_stamp_and_one_sentence(checkout: Checkout) -> None:
    lock = checkout.root / "packaging" / "requirements.lock"
    lock.write_text(f"peewee==4.5.3 \\\n    --hash=sha256:{'0' * 64}\n")
    outcome = checkout.dev("run", env=os.environ | OFFLINE)
    assert outcome.returncode == 1
    assert "If this computer was offline, connect it and start again" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert list(checkout.venv.glob("*.installed")) == []


def test_the_larger_lock_serves_both_and_the_smaller_one_only_itself(checkout: Checkout) -> None:
    checkout.stand_in()
    dev_stamp = checkout.venv / "requirements-dev.lock.installed"
    assert checkout.dev("run").returncode == 0

    dev_stamp.write_text(dev_stamp.read_text() + "# of another branch\n")
    assert "Installing" not in checkout.dev("run").stderr
    mended = checkout.dev("test")
    assert "Installing what packaging/requirements-dev.lock names" in mended.stderr
    assert "Installing" not in checkout.dev("run").stderr


def test_a_checkout_that_moved_is_set_up_again(checkout: Checkout) -> None:
    checkout.stand_in()
    moved = Checkout(checkout.root.with_name("new place"))
    shutil.move(checkout.root, moved.root)
    assert "Making .venv" in moved.dev("run").stderr


def test_locking_without_uv_says_what_is_needed(checkout: Checkout) -> None:
    outcome = checkout.dev("lock", env={"PATH": "/nowhere"})
    assert outcome.returncode == 1
    assert "Locking needs uv" in outcome.stderr
