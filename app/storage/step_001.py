"""Step 1: the first tables. Never edited once released; what changes later is a further step."""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE customers (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
    name_key TEXT NOT NULL UNIQUE CHECK (name_key <> ''),
    name_folded TEXT NOT NULL,
    phone TEXT NOT NULL DEFAULT '',
    phone_key TEXT NOT NULL DEFAULT '',
    email TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    notes TEXT NOT NULL DEFAULT '',
    total_purchases INTEGER NOT NULL DEFAULT 0
        CHECK (total_purchases BETWEEN -1000000000000000000 AND 1000000000000000000),
    transaction_count INTEGER NOT NULL DEFAULT 0 CHECK (transaction_count >= 0),
    first_purchase_date TEXT CHECK (first_purchase_date GLOB '????-??-??T??:??:??.???Z'),
    last_purchase_date TEXT CHECK (last_purchase_date GLOB '????-??-??T??:??:??.???Z'),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK ((transaction_count = 0) = (first_purchase_date IS NULL)),
    CHECK ((first_purchase_date IS NULL) = (last_purchase_date IS NULL)),
    CHECK (first_purchase_date IS NULL OR first_purchase_date <= last_purchase_date)
) STRICT""",
    # Every order of the list carries what a search looks at, so that those passed over are
    # never fetched from the table.
    """CREATE INDEX customers_by_total
ON customers (total_purchases DESC, id, name_folded, phone_key)""",
    """CREATE INDEX customers_by_count
ON customers (transaction_count DESC, id, name_folded, phone_key)""",
    """CREATE INDEX customers_by_last
ON customers (last_purchase_date DESC, id, name_folded, phone_key)""",
    "CREATE INDEX customers_by_name ON customers (name_folded, id, phone_key)",
    """CREATE TABLE customer_aliases (
    name_key TEXT NOT NULL PRIMARY KEY CHECK (name_key <> ''),
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX aliases_of_customer ON customer_aliases (customer_id)",
    # A key stands in one of the two tables, never in both.
    """CREATE TRIGGER customer_key_is_no_alias BEFORE INSERT ON customers
WHEN EXISTS (SELECT 1 FROM customer_aliases WHERE name_key = NEW.name_key)
BEGIN SELECT RAISE(ABORT, 'the name key is an alias'); END""",
    """CREATE TRIGGER customer_key_becomes_no_alias BEFORE UPDATE OF name_key ON customers
WHEN EXISTS (SELECT 1 FROM customer_aliases WHERE name_key = NEW.name_key)
BEGIN SELECT RAISE(ABORT, 'the name key is an alias'); END""",
    """CREATE TRIGGER alias_is_no_customer_key BEFORE INSERT ON customer_aliases
WHEN EXISTS (SELECT 1 FROM customers WHERE name_key = NEW.name_key)
BEGIN SELECT RAISE(ABORT, 'the alias is a name key'); END""",
    """CREATE TRIGGER alias_becomes_no_customer_key BEFORE UPDATE OF name_key ON customer_aliases
WHEN EXISTS (SELECT 1 FROM customers WHERE name_key = NEW.name_key)
BEGIN SELECT RAISE(ABORT, 'the alias is a name key'); END""",
    """CREATE TABLE products (
    id INTEGER PRIMARY KEY NOT NULL,
    sku TEXT NOT NULL UNIQUE CHECK (sku <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    name_folded TEXT NOT NULL,
    brand TEXT NOT NULL DEFAULT '',
    category TEXT NOT NULL DEFAULT '',
    unit TEXT NOT NULL DEFAULT 'pc' CHECK (unit <> ''),
    price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 100000000000000),
    cost INTEGER CHECK (cost BETWEEN 0 AND 100000000000000),
    tax_code TEXT NOT NULL DEFAULT 'V' CHECK (tax_code IN ('V', 'E', 'Z')),
    stock INTEGER CHECK (stock BETWEEN -1000000000000000 AND 1000000000000000),
    min_stock INTEGER CHECK (min_stock BETWEEN -1000000000000000 AND 1000000000000000),
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT""",
    # The main barcode of a product is the one with the lowest position whose factor is 1000.
    """CREATE TABLE product_barcodes (
    barcode TEXT NOT NULL PRIMARY KEY CHECK (barcode <> ''),
    product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    factor INTEGER NOT NULL DEFAULT 1000 CHECK (factor BETWEEN 1 AND 1000000000),
    position INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID""",
    "CREATE INDEX barcodes_of_product ON product_barcodes (product_id, position)",
    "CREATE INDEX products_by_name ON products (name_folded, id)",
    """CREATE TABLE sales (
    id INTEGER PRIMARY KEY NOT NULL,
    till_id INTEGER NOT NULL CHECK (till_id >= 0),
    sale_key TEXT NOT NULL UNIQUE CHECK (sale_key <> ''),
    fingerprint TEXT NOT NULL CHECK (fingerprint <> ''),
    sale_number TEXT NOT NULL CHECK (sale_number <> ''),
    foreign_number TEXT CHECK (foreign_number <> ''),
    kind TEXT NOT NULL CHECK (kind IN ('sale', 'return')),
    original_sale_id INTEGER REFERENCES sales (id),
    customer_id INTEGER REFERENCES customers (id) ON DELETE SET NULL,
    customer_name TEXT NOT NULL DEFAULT '',
    item_count INTEGER NOT NULL CHECK (item_count >= 0),
    subtotal INTEGER NOT NULL
        CHECK (subtotal BETWEEN -100000000000000 AND 100000000000000),
    discount_amount INTEGER NOT NULL
        CHECK (discount_amount BETWEEN -100000000000000 AND 100000000000000),
    tax_amount INTEGER NOT NULL
        CHECK (tax_amount BETWEEN -100000000000000 AND 100000000000000),
    total_amount INTEGER NOT NULL
        CHECK (total_amount BETWEEN -100000000000000 AND 100000000000000),
    payment_method TEXT NOT NULL CHECK (payment_method <> ''),
    cashier TEXT NOT NULL DEFAULT '',
    sale_date TEXT NOT NULL CHECK (sale_date GLOB '????-??-??T??:??:??.???Z'),
    business_date TEXT NOT NULL CHECK (business_date GLOB '????-??-??'),
    status TEXT NOT NULL DEFAULT 'completed' CHECK (status IN ('completed', 'voided')),
    void_reason TEXT NOT NULL DEFAULT '',
    void_date TEXT CHECK (void_date GLOB '????-??-??T??:??:??.???Z'),
    void_by TEXT NOT NULL DEFAULT '',
    UNIQUE (till_id, sale_number),
    CHECK (subtotal - discount_amount = total_amount),
    CHECK ((status = 'voided') = (void_date IS NOT NULL)),
    CHECK (original_sale_id IS NULL OR kind = 'return'),
    CHECK (till_id = 0 OR (kind = 'sale' AND total_amount >= 0)
           OR (kind = 'return' AND total_amount <= 0))
) STRICT""",
    "CREATE INDEX sales_of_customer ON sales (customer_id, sale_date, total_amount)",
    # Periods and months of one customer are read from this index alone.
    """CREATE INDEX sales_of_customer_by_day
ON sales (customer_id, business_date, sale_date, kind, status, total_amount)""",
    "CREATE INDEX sales_by_date ON sales (sale_date)",
    """CREATE INDEX sales_by_foreign_number ON sales (foreign_number)
WHERE foreign_number IS NOT NULL""",
    """CREATE INDEX returns_of_sale ON sales (original_sale_id)
WHERE original_sale_id IS NOT NULL""",
    # A sale has a name and no customer only when its customer step failed.
    """CREATE INDEX sales_unlinked ON sales (customer_name)
WHERE customer_id IS NULL AND customer_name <> ''""",
    # Numbers without gaps: the last one given, kept by the same transaction as the sale.
    """CREATE TABLE sale_series (
    till_id INTEGER PRIMARY KEY NOT NULL,
    last_number INTEGER NOT NULL CHECK (last_number >= 0)
) STRICT""",
    "INSERT INTO sale_series (till_id, last_number) VALUES (0, 0), (1, 0)",
    """CREATE TABLE sale_items (
    sale_id INTEGER NOT NULL REFERENCES sales (id),
    line_no INTEGER NOT NULL CHECK (line_no >= 1),
    product_id INTEGER REFERENCES products (id) ON DELETE SET NULL,
    original_line_no INTEGER CHECK (original_line_no >= 1),
    sku TEXT NOT NULL,
    barcode TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    quantity INTEGER NOT NULL CHECK (quantity BETWEEN -1000000000 AND 1000000000),
    unit_price INTEGER NOT NULL
        CHECK (unit_price BETWEEN -100000000000000 AND 100000000000000),
    discount_amount INTEGER NOT NULL
        CHECK (discount_amount BETWEEN -100000000000000 AND 100000000000000),
    total_price INTEGER NOT NULL
        CHECK (total_price BETWEEN -100000000000000 AND 100000000000000),
    tax_code TEXT NOT NULL,
    tax_rate_bp INTEGER NOT NULL CHECK (tax_rate_bp BETWEEN 0 AND 10000),
    unit_cost INTEGER CHECK (unit_cost BETWEEN -100000000000000 AND 100000000000000),
    PRIMARY KEY (sale_id, line_no)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE payments (
    sale_id INTEGER NOT NULL REFERENCES sales (id),
    line_no INTEGER NOT NULL CHECK (line_no >= 1),
    method TEXT NOT NULL CHECK (method <> ''),
    amount INTEGER NOT NULL CHECK (amount BETWEEN -100000000000000 AND 100000000000000),
    tendered INTEGER CHECK (tendered BETWEEN amount AND 100000000000000),
    reference TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (sale_id, line_no)
) STRICT, WITHOUT ROWID""",
    # The moves of a product add up to its stock; a product that is not counted has the sum 0.
    """CREATE TABLE stock_moves (
    id INTEGER PRIMARY KEY NOT NULL,
    product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    sale_id INTEGER REFERENCES sales (id),
    reason TEXT NOT NULL CHECK (reason IN ('sale', 'return', 'void', 'count', 'import')),
    quantity INTEGER NOT NULL
        CHECK (quantity BETWEEN -1000000000000000 AND 1000000000000000),
    moved_at TEXT NOT NULL CHECK (moved_at GLOB '????-??-??T??:??:??.???Z')
) STRICT""",
    "CREATE INDEX moves_of_product ON stock_moves (product_id, id)",
    "CREATE INDEX moves_of_sale ON stock_moves (sale_id) WHERE sale_id IS NOT NULL",
    # Over sales and returns that are not voided, wherever they come from.
    """CREATE TABLE sales_days (
    business_date TEXT NOT NULL PRIMARY KEY CHECK (business_date GLOB '????-??-??'),
    sale_count INTEGER NOT NULL DEFAULT 0 CHECK (sale_count >= 0),
    return_count INTEGER NOT NULL DEFAULT 0 CHECK (return_count >= 0),
    total_amount INTEGER NOT NULL DEFAULT 0
        CHECK (total_amount BETWEEN -1000000000000000000 AND 1000000000000000000),
    tax_amount INTEGER NOT NULL DEFAULT 0
        CHECK (tax_amount BETWEEN -1000000000000000000 AND 1000000000000000000)
) STRICT, WITHOUT ROWID""",
    """CREATE TABLE cart_drafts (
    till_id INTEGER PRIMARY KEY NOT NULL,
    sale_key TEXT NOT NULL CHECK (sale_key <> ''),
    content TEXT NOT NULL,
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT""",
    """CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID""",
)
