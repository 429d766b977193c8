"""Of step 3: sets of products by common beginnings, in the order of names; a small shelf has none.

They say nothing of prices and stock, so that no sale writes them.
"""

from __future__ import annotations

_ARE_KEPT = "EXISTS (SELECT 1 FROM product_shelf)"

STATEMENTS = (
    # One row once sets are kept. The sets of `generation` are whole; 0 where none are yet.
    """CREATE TABLE product_shelf (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    generation INTEGER NOT NULL CHECK (generation >= 0)
) STRICT""",
    # Who has a word, SKU or barcode with this beginning: places in the order of names.
    """CREATE TABLE product_sets (
    id INTEGER PRIMARY KEY NOT NULL,
    generation INTEGER NOT NULL,
    word TEXT NOT NULL,
    members BLOB NOT NULL,
    UNIQUE (generation, word)
) STRICT""",
    # Which product stands in each place, some hundred places a row.
    """CREATE TABLE product_places (
    id INTEGER PRIMARY KEY NOT NULL,
    generation INTEGER NOT NULL,
    block INTEGER NOT NULL,
    products BLOB NOT NULL,
    UNIQUE (generation, block)
) STRICT""",
    # Who is not where the sets say, or in none; these are looked at one by one.
    """CREATE TABLE products_moved (
    id INTEGER PRIMARY KEY NOT NULL,
    product_id INTEGER NOT NULL
) STRICT""",
    *(
        f"""CREATE TRIGGER {name} AFTER {event}
WHEN {_ARE_KEPT}{condition}
BEGIN INSERT INTO products_moved (product_id) VALUES ({row}); END"""  # noqa: S608 - constants
        for name, event, condition, row in (
            ("product_comes_to_the_shelf", "INSERT ON products", "", "NEW.id"),
            (
                "product_moves_on_the_shelf",
                "UPDATE OF name_folded, sku, is_active ON products",
                """ AND (NEW.name_folded <> OLD.name_folded OR NEW.sku <> OLD.sku
    OR NEW.is_active <> OLD.is_active)""",
                "NEW.id",
            ),
            ("barcode_is_added", "INSERT ON product_barcodes", "", "NEW.product_id"),
            ("barcode_is_gone", "DELETE ON product_barcodes", "", "OLD.product_id"),
            (
                "barcode_changes_hands",
                "UPDATE OF product_id ON product_barcodes",
                " AND NEW.product_id <> OLD.product_id",
                "NEW.product_id",
            ),
        )
    ),
    # The words of the shelf and how many products have each.
    "CREATE VIRTUAL TABLE product_words_known USING fts5vocab (product_words, row)",
)
