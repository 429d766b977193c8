"""Makes `.venv` hold exactly what a lock names, and starts programs in it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from dev_system import SetupFailed, provide_system_packages

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
RUNTIME_LOCK = ROOT / "packaging" / "requirements.lock"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.lock"

# Of what Python reads from its surroundings only this does no harm to a program of ours: a
# forgotten PYTHONPATH brings in strange modules, PYTHONOPTIMIZE removes every assert.
HARMLESS = {
    "PYTHONDEVMODE", "PYTHONDONTWRITEBYTECODE", "PYTHONFAULTHANDLER", "PYTHONHASHSEED",
    "PYTHONIOENCODING", "PYTHONPYCACHEPREFIX", "PYTHONTRACEMALLOC", "PYTHONUNBUFFERED",
    "PYTHONUTF8",
}  # fmt: skip
FAR_BEHIND_THE_TEXT = 1 << 30
MISLEADING = {"VIRTUAL_ENV", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "PIP_TARGET", "PIP_USER"}


def clean_environment() -> dict[str, str]:
    """Return this process's environment without what would lead a Python of ours astray."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in MISLEADING and (not name.startswith("PYTHON") or name in HARMLESS)
    }
    return kept | {"PYTHONPATH": str(ROOT)}  # so that `app` is found from any folder


def run(arguments: Sequence[str]) -> int:
    """Start Suki in the caller's folder; where the system can, this process becomes Suki."""
    prepare(RUNTIME_LOCK)
    # -P: a folder named `app` where the caller happens to stand is not ours.
    return become([str(PYTHON), "-P", "-m", "app", *arguments])


def become(command: list[str]) -> int:
    """Hand signals and exit code over to the command; returns on Windows only."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execve(command[0], command, clean_environment())  # noqa: S606 - no shell is the point
    child = subprocess.Popen(command, env=clean_environment())
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:  # the child got it too, and decides
            continue


def prepare(lock: Path) -> None:
    """Make `.venv` hold what the lock names, or raise SetupFailed. Costs nothing when it does."""
    if _holds(lock):
        return
    provide_system_packages()
    with _alone():
        if _holds(lock):  # another start was making it
            return
        half_made = not any(_stamp(each).exists() for each in (RUNTIME_LOCK, DEV_LOCK))
        if half_made or not _holds_this_python():
            _make()
        _install(lock)


def write_locks(arguments: Sequence[str]) -> int:
    """Resolve anew for every Python and system we promise; the texts carry no addresses."""
    uv = shutil.which("uv")
    if uv is None:
        raise SetupFailed("Locking needs uv: python3 -m pip install uv, or see its own pages.")
    options = ["--universal", "--python-version", "3.11", "--generate-hashes"]
    quiet = ["--no-header", "--no-annotate", "--quiet"]
    command = [uv, "pip", "compile", "pyproject.toml", *options, *quiet, *arguments]
    _must([*command, "--extra", "dev", "-o", str(DEV_LOCK)], "The dev lock could not be made.")
    same = ["--constraint", str(DEV_LOCK)]
    _must([*command, *same, "-o", str(RUNTIME_LOCK)], "The runtime lock could not be made.")
    return 0


def _stamp(lock: Path) -> Path:
    return VENV / f"{lock.name}.installed"


def _stamp_text(lock: Path) -> str:
    return f"# {sys.version_info[:2]} {ROOT}\n{lock.read_text(encoding='utf-8')}"


def _holds(lock: Path) -> bool:
    """Whether the last thing that happened to `.venv` was a complete installation of the lock.

    The dev lock contains the runtime lock, and each leaves its stamp only when whole.
    """
    needed = (RUNTIME_LOCK,) if lock == RUNTIME_LOCK else (RUNTIME_LOCK, DEV_LOCK)
    try:
        stamped = all(
            _stamp(each).read_text(encoding="utf-8") == _stamp_text(each) for each in needed
        )
    except FileNotFoundError:
        return False
    return stamped and PYTHON.exists()  # its link dangles after an upgrade of the system


def _holds_this_python() -> bool:
    first_line = _stamp_text(RUNTIME_LOCK).partition("\n")[0]
    stamps = [_stamp(each) for each in (RUNTIME_LOCK, DEV_LOCK)]
    texts = [stamp.read_text(encoding="utf-8") for stamp in stamps if stamp.exists()]
    return PYTHON.exists() and all(text.partition("\n")[0] == first_line for text in texts)


def _make() -> None:
    _say("Making .venv")
    # The interpreter below any virtual environment: we may have been started by .venv itself.
    base = getattr(sys, "_base_executable", None) or sys.executable
    _must([base, "-m", "venv", "--clear", str(VENV)], "The folder .venv could not be made.")


def _install(lock: Path) -> None:
    for each in (RUNTIME_LOCK, DEV_LOCK):
        _stamp(each).unlink(missing_ok=True)
    _say(f"Installing what packaging/{lock.name} names")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    exactly = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "--no-user"]
    _must(
        [*pip, *exactly, "--requirement", str(lock)],
        "The libraries could not be installed. If this computer was offline, "
        "connect it and start again; nothing needs to be undone.",
    )
    for each in {RUNTIME_LOCK, lock}:
        _stamp(each).write_text(_stamp_text(each), encoding="utf-8")


def _must(command: list[str], refusal: str) -> None:
    """Run it with all its words on stderr, since stdout belongs to Suki; raise SetupFailed."""
    done = subprocess.run(
        command, cwd=ROOT, env=clean_environment(), stdout=sys.stderr.fileno(), check=False
    )
    if done.returncode:
        raise SetupFailed(refusal)


def _say(text: str) -> None:
    print(f"{text} ...", file=sys.stderr, flush=True)


@contextmanager
def _alone() -> Iterator[None]:
    """Two first starts at once would build over each other; the second one waits."""
    held = os.open(RUNTIME_LOCK if sys.platform == "win32" else ROOT, os.O_RDONLY)
    try:
        _wait_for(held)
        yield
    finally:
        os.close(held)


def _wait_for(held: int) -> None:
    """Windows locks no folder, and keeps others from reading what is locked of a file."""
    if sys.platform == "win32":
        import msvcrt

        os.lseek(held, FAR_BEHIND_THE_TEXT, os.SEEK_SET)
        has_it = False
        while not has_it:  # it gives up after ten seconds, and a first start takes a minute
            with suppress(OSError):
                msvcrt.locking(held, msvcrt.LK_LOCK, 1)
                has_it = True
    else:
        import fcntl

        fcntl.flock(held, fcntl.LOCK_EX)
