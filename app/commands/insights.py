"""`suki insights`: the best customers, and who is slipping away."""

from __future__ import annotations

import argparse
import json

from app.commands.as_json import insights_object, written
from app.commands.session import Session
from app.commands.text_table import counted, grouped, table
from app.domain.errors import ShopError
from app.domain.insights import Insights, Regular

LISTED = 20


def run(options: argparse.Namespace, session: Session) -> int:
    if options.feed:
        return _feed(options, session)
    found = _read(options, session)
    if options.json:
        session.answer(written(insights_object(found)))
    elif not found.sales:
        session.tell("No customer has bought anything yet.")
    else:
        if found.is_too_early:
            session.tell("Too early to tell: there are few sales with a name.")
        session.answer(_as_text(found))
    return 0


def _feed(options: argparse.Namespace, session: Session) -> int:
    """Answer the till, which reads one line of JSON."""
    try:
        said = insights_object(_read(options, session))
    except ShopError as error:
        said = {"problem": error.message, "advice": error.advice}
    session.answer(json.dumps(said))
    return 0


def _read(options: argparse.Namespace, session: Session) -> Insights:
    limit = LISTED if options.limit is None else options.limit
    with session.reading() as store:
        return store.customers.insights(limit, by=session.by)


def _as_text(found: Insights) -> str:
    groups = table(
        ("GROUP", "CUSTOMERS", "SPENT"),
        [
            (each.value, f"{count:,}", grouped(found.spent[each]))
            for each, count in found.counts.items()
        ],
        right=" rr",
    )
    return "\n\n".join(
        (groups, f"BEST\n{_people(found.best)}", f"SLIPPING AWAY\n{_people(found.slipping)}")
    )


def _people(people: tuple[Regular, ...]) -> str:
    if not people:
        return "Nobody."
    return table(
        ("ID", "NAME", "SALES", "SPENT", "USUALLY", "AWAY", "PHONE"),
        [
            (
                str(each.customer_id),
                each.name,
                f"{each.purchases:,}",
                grouped(each.spent),
                f"every {counted(each.usual_days, 'day')}",
                counted(each.away_days, "day"),
                each.phone,
            )
            for each in people
        ],
        right="r rr",
    )
