"""How a step must not be taken: three mistakes that are easily made, to prove they are found."""

from __future__ import annotations

from datetime import datetime

from app.storage.migrations import STEPS, Step
from app.storage.writer import Writer


def with_a_script(writer: Writer, step: Step) -> None:
    """`executescript` commits what was begun, then every statement for itself."""
    run = writer._connection
    run.execute("BEGIN IMMEDIATE")
    script = (*step.statements, f"PRAGMA user_version = {step.number}")
    run.executescript(";\n".join(script))


def with_the_version_first(writer: Writer, step: Step) -> None:
    run = writer._connection
    run.execute(f"PRAGMA user_version = {step.number}")
    run.execute("BEGIN IMMEDIATE")
    for statement in step.statements:
        run.execute(statement)
    run.execute("COMMIT")


def with_the_version_after_the_commit(writer: Writer, step: Step) -> None:
    run = writer._connection
    run.execute("BEGIN IMMEDIATE")
    for statement in step.statements:
        run.execute(statement)
    run.execute("COMMIT")
    run.execute(f"PRAGMA user_version = {step.number}")


BUGS = {
    bug.__name__: bug
    for bug in (with_a_script, with_the_version_first, with_the_version_after_the_commit)
}


def migrate(name: str, writer: Writer, _: datetime) -> None:
    """Take the steps that are due, with a mistake."""
    version: int = writer.value("PRAGMA user_version")
    for step in STEPS[version:]:
        BUGS[name](writer, step)
