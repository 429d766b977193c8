"""Of step 2: the text index of a shop with very many customers; a small shop leaves it empty."""

from __future__ import annotations

_IS_KEPT = "EXISTS (SELECT 1 FROM search_state)"
_WAITS = "BEGIN INSERT OR IGNORE INTO customers_to_index (customer_id) VALUES"

STATEMENTS = (
    # One row once there is an index. Whoever bought after `upto` is not where they belong in it,
    # nor is anybody from `next_id` on while it is being made.
    """CREATE TABLE search_state (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    upto TEXT NOT NULL,
    next_id INTEGER
) STRICT""",
    # The rowid says how recently they bought, so that the newest are met first.
    """CREATE VIRTUAL TABLE customer_words USING fts5 (
    words, digits, customer_id UNINDEXED,
    tokenize = 'trigram case_sensitive 1', detail = column)""",
    """CREATE TABLE customer_ranks (
    customer_id INTEGER PRIMARY KEY NOT NULL,
    rank INTEGER NOT NULL
) STRICT""",
    # Who is to be indexed again when nobody waits.
    "CREATE TABLE customers_to_index (customer_id INTEGER PRIMARY KEY NOT NULL) STRICT",
    f"""CREATE TRIGGER customer_is_added AFTER INSERT ON customers WHEN {_IS_KEPT}
{_WAITS} (NEW.id); END""",
    f"""CREATE TRIGGER customer_is_gone AFTER DELETE ON customers WHEN {_IS_KEPT}
{_WAITS} (OLD.id); END""",
    f"""CREATE TRIGGER customer_is_called_anew AFTER UPDATE OF name_folded, phone_key ON customers
WHEN {_IS_KEPT} AND (NEW.name_folded <> OLD.name_folded OR NEW.phone_key <> OLD.phone_key)
{_WAITS} (NEW.id); END""",
    # A sale moves its customer beyond `upto` and writes nothing here; a void may move them back.
    f"""CREATE TRIGGER customer_bought_earlier AFTER UPDATE OF last_purchase_date ON customers
WHEN NEW.last_purchase_date IS NOT OLD.last_purchase_date
    AND coalesce(NEW.last_purchase_date, '') <= (SELECT upto FROM search_state)
{_WAITS} (NEW.id); END""",  # noqa: S608 - constants
)
