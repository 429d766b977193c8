"""This program, started again beside the till for work that must not hold it up."""

from __future__ import annotations

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

from app.domain.actor import LETTER


def own_process(parent: QObject, letter: str) -> QProcess:
    """Make the process, not started yet, that speaks and complains on streams of its own.

    `letter` says for whom the work is done, empty for nobody; no other program gets to see it.
    """
    process = QProcess(parent)
    process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
    if letter:
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert(LETTER, letter)
        process.setProcessEnvironment(environment)
    return process
