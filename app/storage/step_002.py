"""Step 2: line work, packs, ways to pay, carts put aside, and changes of a sale's customer."""

from __future__ import annotations

STATEMENTS = (
    # How many stock units one unit of the line is: a box of 12 is 12000.
    """ALTER TABLE sale_items ADD COLUMN factor INTEGER NOT NULL DEFAULT 1000
    CHECK (factor BETWEEN 1 AND 1000000000)""",
    """ALTER TABLE sale_items ADD COLUMN listed_price INTEGER
    CHECK (listed_price BETWEEN -100000000000000 AND 100000000000000)""",
    "ALTER TABLE sale_items ADD COLUMN price_reason TEXT NOT NULL DEFAULT ''",
    # Given to nobody on purpose: such a sale keeps its typed name and is not linked again.
    """ALTER TABLE sales ADD COLUMN has_nobody INTEGER NOT NULL DEFAULT 0
    CHECK (has_nobody IN (0, 1) AND (has_nobody = 0 OR customer_id IS NULL))""",
    "DROP INDEX sales_unlinked",
    """CREATE INDEX sales_unlinked ON sales (customer_name)
WHERE customer_id IS NULL AND customer_name <> '' AND has_nobody = 0""",
    """CREATE INDEX payments_by_reference ON payments (reference, method)
WHERE reference <> ''""",
    "ALTER TABLE products ADD COLUMN family TEXT NOT NULL DEFAULT '' COLLATE NOCASE",
    "ALTER TABLE products ADD COLUMN variant TEXT NOT NULL DEFAULT ''",
    """ALTER TABLE products ADD COLUMN lowest_price INTEGER
    CHECK (lowest_price BETWEEN 0 AND 100000000000000)""",
    """ALTER TABLE products ADD COLUMN to_check INTEGER NOT NULL DEFAULT 0
    CHECK (to_check IN (0, 1))""",
    "CREATE INDEX products_of_family ON products (family, variant) WHERE family <> ''",
    # What the small lists of the shelf show, so that counting them reads no shelf.
    "CREATE INDEX products_to_check ON products (name_folded, id) WHERE to_check = 1",
    "CREATE INDEX products_archived ON products (name_folded, id) WHERE is_active = 0",
    """CREATE INDEX products_low ON products (name_folded, id)
WHERE is_active = 1 AND stock <= min_stock""",
    """CREATE INDEX products_out ON products (name_folded, id)
WHERE is_active = 1 AND stock <= 0""",
    # A pack with a price of its own is a unit of its own; without one it counts pieces.
    """ALTER TABLE product_barcodes ADD COLUMN price INTEGER
    CHECK (price BETWEEN 0 AND 100000000000000)""",
    "ALTER TABLE product_barcodes ADD COLUMN unit TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE payment_methods (
    code TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
    position INTEGER NOT NULL,
    letter TEXT NOT NULL CHECK (length(letter) <= 1),
    kind TEXT NOT NULL CHECK (kind IN ('cash', 'card', 'wallet', 'bank', 'cheque')),
    name TEXT NOT NULL DEFAULT '',
    needs_reference INTEGER NOT NULL DEFAULT 0 CHECK (needs_reference IN (0, 1)),
    pattern TEXT NOT NULL DEFAULT '',
    opens_drawer INTEGER NOT NULL DEFAULT 0 CHECK (opens_drawer IN (0, 1)),
    is_shown INTEGER NOT NULL DEFAULT 1 CHECK (is_shown IN (0, 1))
) STRICT, WITHOUT ROWID""",
    # A test holds these against the ways to pay a new shop begins with.
    """INSERT INTO payment_methods
    (code, position, letter, kind, needs_reference, opens_drawer) VALUES
    ('cash', 1, 'C', 'cash', 0, 1),
    ('card', 2, 'D', 'card', 0, 0),
    ('gcash', 3, 'G', 'wallet', 1, 0),
    ('bank', 4, 'B', 'bank', 1, 0),
    ('cheque', 5, 'Q', 'cheque', 1, 1)""",
    """CREATE TABLE parked_carts (
    sale_key TEXT NOT NULL PRIMARY KEY CHECK (sale_key <> ''),
    content TEXT NOT NULL,
    customer_name TEXT NOT NULL DEFAULT '',
    item_count INTEGER NOT NULL CHECK (item_count >= 0),
    total INTEGER NOT NULL CHECK (total BETWEEN -100000000000000 AND 100000000000000),
    note TEXT NOT NULL DEFAULT '',
    parked_at TEXT NOT NULL CHECK (parked_at GLOB '????-??-??T??:??:??.???Z')
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE quick_keys (
    position INTEGER PRIMARY KEY NOT NULL,
    product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    label TEXT NOT NULL DEFAULT ''
) STRICT""",
    "CREATE INDEX quick_keys_of_product ON quick_keys (product_id)",
    # `to_name` is how the customer was called then, empty for nobody; sales with an id beyond
    # `newest_sale_id` were rung up since.
    """CREATE TABLE customer_changes (
    id INTEGER PRIMARY KEY NOT NULL,
    to_customer_id INTEGER REFERENCES customers (id) ON DELETE SET NULL,
    to_name TEXT NOT NULL,
    newest_sale_id INTEGER NOT NULL,
    changed_at TEXT NOT NULL CHECK (changed_at GLOB '????-??-??T??:??:??.???Z'),
    changed_by TEXT NOT NULL DEFAULT '',
    undone_at TEXT CHECK (undone_at GLOB '????-??-??T??:??:??.???Z'),
    undone_by TEXT NOT NULL DEFAULT '',
    CHECK (to_name <> '' OR to_customer_id IS NULL)
) STRICT""",
    "CREATE INDEX changes_to_customer ON customer_changes (to_customer_id)",
    # Returns that went along with their sale are rows too, with `was_asked` 0.
    """CREATE TABLE customer_change_sales (
    change_id INTEGER NOT NULL REFERENCES customer_changes (id),
    sale_id INTEGER NOT NULL REFERENCES sales (id),
    from_customer_id INTEGER REFERENCES customers (id) ON DELETE SET NULL,
    had_nobody INTEGER NOT NULL CHECK (had_nobody IN (0, 1)),
    was_asked INTEGER NOT NULL CHECK (was_asked IN (0, 1)),
    PRIMARY KEY (change_id, sale_id),
    CHECK (had_nobody = 0 OR from_customer_id IS NULL)
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX changes_of_sale ON customer_change_sales (sale_id, change_id)",
    """CREATE INDEX changes_from_customer ON customer_change_sales (from_customer_id)
WHERE from_customer_id IS NOT NULL""",
    # By what names are found that look alike. Written while nobody waits, never with a sale:
    # customers beyond `last_customer_id` are not in it yet.
    """CREATE TABLE customer_likeness (
    key TEXT NOT NULL,
    customer_id INTEGER NOT NULL,
    PRIMARY KEY (key, customer_id)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE customer_likeness_state (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    last_customer_id INTEGER NOT NULL
) STRICT""",
    "INSERT INTO customer_likeness_state (id, last_customer_id) VALUES (1, 0)",
)
