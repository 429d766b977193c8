"""Of step 3: sets of customers by beginnings of words; a shop that is not large leaves them empty.

They say nothing of purchases, so that no sale writes them.
"""

from __future__ import annotations

STATEMENTS = (
    # What was asked before; it is made anew in minutes while nobody waits.
    "DROP TRIGGER customer_is_added",
    "DROP TRIGGER customer_is_gone",
    "DROP TRIGGER customer_is_called_anew",
    "DROP TRIGGER customer_bought_earlier",
    "DROP TABLE customer_words",
    "DROP TABLE customer_ranks",
    "DROP TABLE customers_to_index",
    "DROP TABLE search_state",
    # One row once there are sets: customers up to `upto` are in them, those up to `reading_to`
    # are just being read.
    """CREATE TABLE search_state (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    upto INTEGER NOT NULL,
    reading_to INTEGER NOT NULL
) STRICT""",
    # A part is 65,536 customers, by id.
    "CREATE TABLE customer_parts (part INTEGER PRIMARY KEY NOT NULL) STRICT",
    """CREATE TABLE customer_sets (
    part INTEGER NOT NULL,
    word TEXT NOT NULL,
    members BLOB NOT NULL,
    PRIMARY KEY (part, word)
) STRICT, WITHOUT ROWID""",
    # Who is not called as their sets say; these are looked at one by one.
    """CREATE TABLE customers_called_anew (
    id INTEGER PRIMARY KEY NOT NULL,
    customer_id INTEGER NOT NULL
) STRICT""",
    """CREATE TRIGGER customer_is_called_anew AFTER UPDATE OF name_folded, phone_key ON customers
WHEN (NEW.name_folded <> OLD.name_folded OR NEW.phone_key <> OLD.phone_key)
    AND NEW.id <= (SELECT reading_to FROM search_state)
BEGIN INSERT INTO customers_called_anew (customer_id) VALUES (NEW.id); END""",
    # The newest buyers, and larger eras: all who had bought after `since` by the moment `upto`,
    # everybody where `since` is nothing; half of them after `middle`. One made anew has another
    # number in `made`.
    """CREATE TABLE customer_eras (
    era INTEGER NOT NULL,
    part INTEGER NOT NULL,
    upto TEXT NOT NULL,
    since TEXT NOT NULL,
    middle TEXT NOT NULL,
    made INTEGER NOT NULL,
    members BLOB NOT NULL,
    PRIMARY KEY (era, part)
) STRICT, WITHOUT ROWID""",
    # Whose last purchase is not as an era says, nor the newest of the shop: a sale is, and
    # writes nothing.
    """CREATE TABLE customers_moved_in_time (
    id INTEGER PRIMARY KEY NOT NULL,
    customer_id INTEGER NOT NULL
) STRICT""",
    """CREATE TRIGGER customer_moves_in_time AFTER UPDATE OF last_purchase_date ON customers
WHEN EXISTS (SELECT 1 FROM search_state) AND NEW.last_purchase_date IS NOT OLD.last_purchase_date
    AND (NEW.last_purchase_date IS NULL
        OR NEW.last_purchase_date < (SELECT max(last_purchase_date) FROM customers))
BEGIN INSERT INTO customers_moved_in_time (customer_id) VALUES (NEW.id); END""",
    """CREATE TRIGGER customer_comes_with_purchases AFTER INSERT ON customers
WHEN NEW.last_purchase_date IS NOT NULL AND EXISTS (SELECT 1 FROM search_state)
BEGIN INSERT INTO customers_moved_in_time (customer_id) VALUES (NEW.id); END""",
)
