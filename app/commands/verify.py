"""`suki verify`: recount everything from the sales."""

from __future__ import annotations

import argparse

from app.commands.as_json import report_object, written
from app.commands.session import Session
from app.commands.text_table import counted, table
from app.domain.verification import VerifyReport

MOST_SHOWN = 50


def run(options: argparse.Namespace, session: Session) -> int:
    """Return 1 when a figure differs from the recount and was not repaired."""
    opened = session.writing() if options.repair else session.reading()
    with opened as store:
        report = store.verify(by=session.by, repair=options.repair)
    session.answer(written(report_object(report)) if options.json else _as_text(report))
    return 1 if report.discrepancies and not report.repaired else 0


def _as_text(report: VerifyReport) -> str:
    counted_over = f"{counted(report.sales, 'sale')}, {counted(report.customers, 'customer')}"
    if report.unlinked:
        counted_over += f", {counted(report.unlinked, 'sale')} not yet linked to a customer"
    if not report.discrepancies:
        return f"Everything adds up: {counted_over}."
    return f"{_wrong_figures(report)}\n\n{_outcome(report)}\nCounted: {counted_over}."


def _wrong_figures(report: VerifyReport) -> str:
    shown = report.discrepancies[:MOST_SHOWN]
    wrong = table(
        ("WHERE", "FIGURE", "STORED", "RECOUNTED"),
        [(each.subject, each.figure, each.stored, each.recounted) for each in shown],
        right="  rr",
    )
    more = len(report.discrepancies) - len(shown)
    return f"{wrong}\n... and {more:,} more; --json has them all." if more else wrong


def _outcome(report: VerifyReport) -> str:
    number = len(report.discrepancies)
    figures = counted(number, "figure")
    if report.repaired:
        return f"{figures} differed and now {'is' if number == 1 else 'are'} as recounted."
    return (
        f"{figures} {'differs' if number == 1 else 'differ'} from the recount. "
        "`suki verify --repair` writes the recounted ones."
    )
