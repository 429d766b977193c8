"""Of step 2: the words of products, so that a rare one is found in a shelf of any length."""

from __future__ import annotations

_WAITS = "BEGIN INSERT OR IGNORE INTO products_to_index (product_id) VALUES"

STATEMENTS = (
    # Stock and price are no words, so that no sale writes here.
    """CREATE VIRTUAL TABLE product_words USING fts5 (
    name_folded, sku, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3')""",
    # Whose words are not as they stand in the index; these are looked at one by one.
    "CREATE TABLE products_to_index (product_id INTEGER PRIMARY KEY NOT NULL) STRICT",
    f"CREATE TRIGGER product_is_added AFTER INSERT ON products {_WAITS} (NEW.id); END",
    f"CREATE TRIGGER product_is_gone AFTER DELETE ON products {_WAITS} (OLD.id); END",
    f"""CREATE TRIGGER product_is_called_anew AFTER UPDATE OF name_folded, sku ON products
WHEN NEW.name_folded <> OLD.name_folded OR NEW.sku <> OLD.sku
{_WAITS} (NEW.id); END""",
    "INSERT INTO product_words (rowid, name_folded, sku) SELECT id, name_folded, sku FROM products",
)
