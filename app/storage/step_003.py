"""Step 3: people and what they may do, accounts receivable, cash of the day, moves by hand."""

from __future__ import annotations

from app.storage import step_003_products, step_003_search

STATEMENTS = (
    # People. `rights` are the names of the rights, one after the other with a blank between;
    # a PIN lies here only as an argon2id hash.
    """CREATE TABLE users (
    id INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL UNIQUE CHECK (name_key <> ''),
    rights TEXT NOT NULL DEFAULT '',
    is_owner INTEGER NOT NULL DEFAULT 0 CHECK (is_owner IN (0, 1)),
    pin_hash TEXT CHECK (pin_hash GLOB '$argon2id$*'),
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT""",
    # One gate for every PIN and the recovery code: a try is counted before it is looked at.
    # How long to wait follows from the count alone, so no clock can shorten it.
    """CREATE TABLE pin_gate (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    failed_tries INTEGER NOT NULL DEFAULT 0 CHECK (failed_tries >= 0),
    recovery_hash TEXT CHECK (recovery_hash GLOB '$argon2id$*')
) STRICT""",
    "INSERT INTO pin_gate (id) VALUES (1)",
    # What somebody allowed with a PIN for one sale, beyond what the cashier may do.
    # `up_to` is what was allowed: basis points off, a price or a balance in centavos.
    """CREATE TABLE approvals (
    id INTEGER PRIMARY KEY NOT NULL,
    sale_key TEXT NOT NULL CHECK (sale_key <> ''),
    act TEXT NOT NULL CHECK (act IN ('discount', 'price', 'credit', 'open_account')),
    subject TEXT NOT NULL DEFAULT '',
    up_to INTEGER NOT NULL CHECK (up_to BETWEEN -100000000000000 AND 100000000000000),
    approved_by TEXT NOT NULL CHECK (approved_by <> ''),
    approved_at TEXT NOT NULL CHECK (approved_at GLOB '????-??-??T??:??:??.???Z')
) STRICT""",
    "CREATE INDEX approvals_of_sale ON approvals (sale_key)",
    # Who did what, and whose PIN allowed it; rows are only ever added.
    """CREATE TABLE audit_log (
    id INTEGER PRIMARY KEY NOT NULL,
    at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.???Z'),
    person TEXT NOT NULL DEFAULT '',
    approved_by TEXT NOT NULL DEFAULT '',
    act TEXT NOT NULL CHECK (act <> ''),
    subject TEXT NOT NULL DEFAULT '',
    old TEXT NOT NULL DEFAULT '',
    new TEXT NOT NULL DEFAULT ''
) STRICT""",
    """CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END""",
    """CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END""",
    # Accounts receivable: opened by hand, each beside the customers and without needing one.
    # The balance is what is owed (below zero: credit) and equals the sum of the entries;
    # `oldest_unpaid` is the business day of the oldest charge not paid off, oldest first.
    """CREATE TABLE customer_accounts (
    id INTEGER PRIMARY KEY NOT NULL,
    code TEXT NOT NULL CHECK (code <> ''),
    code_key TEXT NOT NULL UNIQUE CHECK (code_key <> ''),
    name TEXT NOT NULL CHECK (name <> ''),
    name_folded TEXT NOT NULL,
    contact_person TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    phone_key TEXT NOT NULL DEFAULT '',
    credit_limit INTEGER NOT NULL DEFAULT 0
        CHECK (credit_limit BETWEEN 0 AND 100000000000000),
    terms_days INTEGER NOT NULL DEFAULT 30 CHECK (terms_days BETWEEN 0 AND 3650),
    balance INTEGER NOT NULL DEFAULT 0
        CHECK (balance BETWEEN -100000000000000 AND 100000000000000),
    oldest_unpaid TEXT CHECK (oldest_unpaid GLOB '????-??-??'),
    promise_date TEXT CHECK (promise_date GLOB '????-??-??'),
    notes TEXT NOT NULL DEFAULT '',
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    opened_at TEXT NOT NULL CHECK (opened_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z'),
    CHECK (oldest_unpaid IS NULL OR balance > 0)
) STRICT""",
    # With all that is searched, so that a search reads this index alone.
    """CREATE INDEX accounts_by_name ON customer_accounts
    (name_folded, id, code_key, phone_key, is_active)""",
    "CREATE INDEX accounts_by_balance ON customer_accounts (balance, id)",
    """CREATE INDEX accounts_by_oldest ON customer_accounts (oldest_unpaid, id)
WHERE oldest_unpaid IS NOT NULL""",
    "CREATE INDEX accounts_by_limit ON customer_accounts (credit_limit, id)",
    "CREATE INDEX accounts_by_available ON customer_accounts (credit_limit - balance, id)",
    """CREATE INDEX accounts_by_promise ON customer_accounts (promise_date, id)
WHERE promise_date IS NOT NULL""",
    # Several customers may buy on one account; a customer buys on one.
    """CREATE TABLE account_customers (
    customer_id INTEGER PRIMARY KEY NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES customer_accounts (id) ON DELETE CASCADE
) STRICT""",
    "CREATE INDEX customers_of_account ON account_customers (account_id)",
    # The ledger: above zero is owed more, below zero less. Entries are only added; what was
    # wrong is reversed by another entry that names it.
    """CREATE TABLE ar_transactions (
    id INTEGER PRIMARY KEY NOT NULL,
    account_id INTEGER NOT NULL REFERENCES customer_accounts (id),
    entry_key TEXT NOT NULL UNIQUE CHECK (entry_key <> ''),
    kind TEXT NOT NULL CHECK (kind IN
        ('opening', 'charge', 'payment', 'deposit', 'adjustment', 'reversal', 'correction')),
    amount INTEGER NOT NULL CHECK (amount BETWEEN -100000000000000 AND 100000000000000),
    balance_after INTEGER NOT NULL
        CHECK (balance_after BETWEEN -100000000000000 AND 100000000000000),
    number TEXT NOT NULL DEFAULT '',
    sale_id INTEGER REFERENCES sales (id),
    reverses_id INTEGER REFERENCES ar_transactions (id),
    reason TEXT NOT NULL DEFAULT '',
    person TEXT NOT NULL DEFAULT '',
    approved_by TEXT NOT NULL DEFAULT '',
    made_at TEXT NOT NULL CHECK (made_at GLOB '????-??-??T??:??:??.???Z'),
    business_date TEXT NOT NULL CHECK (business_date GLOB '????-??-??'),
    CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL)),
    CHECK (kind NOT IN ('payment', 'deposit') OR amount <= 0),
    CHECK (kind <> 'charge' OR amount >= 0)
) STRICT""",
    "CREATE INDEX entries_of_account ON ar_transactions (account_id, id)",
    "CREATE INDEX entries_by_day ON ar_transactions (account_id, business_date, id)",
    """CREATE INDEX debts_by_day ON ar_transactions (account_id, business_date, id, amount)
WHERE amount > 0 AND kind <> 'reversal'""",
    "CREATE INDEX entries_of_sale ON ar_transactions (sale_id) WHERE sale_id IS NOT NULL",
    """CREATE UNIQUE INDEX reversal_of_entry ON ar_transactions (reverses_id)
WHERE reverses_id IS NOT NULL""",
    """CREATE INDEX payments_by_day ON ar_transactions (business_date, amount)
WHERE kind IN ('payment', 'deposit')""",
    # How an account payment was paid: the parts add up to what the entry takes off.
    """CREATE TABLE ar_payments (
    entry_id INTEGER NOT NULL REFERENCES ar_transactions (id),
    line_no INTEGER NOT NULL CHECK (line_no >= 1),
    method TEXT NOT NULL CHECK (method <> ''),
    amount INTEGER NOT NULL CHECK (amount BETWEEN -100000000000000 AND 100000000000000),
    tendered INTEGER CHECK (tendered BETWEEN amount AND 100000000000000),
    reference TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (entry_id, line_no)
) STRICT, WITHOUT ROWID""",
    """CREATE INDEX ar_payments_by_reference ON ar_payments (reference, method)
WHERE reference <> ''""",
    """CREATE TABLE account_series (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    last_code INTEGER NOT NULL DEFAULT 0 CHECK (last_code >= 0),
    last_payment INTEGER NOT NULL DEFAULT 0 CHECK (last_payment >= 0)
) STRICT""",
    "INSERT INTO account_series (id) VALUES (1)",
    # On account is a way to pay.
    """CREATE TABLE payment_methods_of_step_3 (
    code TEXT NOT NULL PRIMARY KEY CHECK (code <> ''),
    position INTEGER NOT NULL,
    letter TEXT NOT NULL CHECK (length(letter) <= 1),
    kind TEXT NOT NULL
        CHECK (kind IN ('cash', 'card', 'wallet', 'bank', 'cheque', 'account')),
    name TEXT NOT NULL DEFAULT '',
    needs_reference INTEGER NOT NULL DEFAULT 0 CHECK (needs_reference IN (0, 1)),
    pattern TEXT NOT NULL DEFAULT '',
    opens_drawer INTEGER NOT NULL DEFAULT 0 CHECK (opens_drawer IN (0, 1)),
    is_shown INTEGER NOT NULL DEFAULT 1 CHECK (is_shown IN (0, 1))
) STRICT, WITHOUT ROWID""",
    """INSERT INTO payment_methods_of_step_3
    (code, position, letter, kind, name, needs_reference, pattern, opens_drawer, is_shown)
SELECT code, position, letter, kind, name, needs_reference, pattern, opens_drawer, is_shown
FROM payment_methods""",
    "DROP TABLE payment_methods",
    "ALTER TABLE payment_methods_of_step_3 RENAME TO payment_methods",
    # The letter A is free unless the shop gave it away; then the new way has none. No way a
    # shop made itself has a code with a hyphen.
    """INSERT INTO payment_methods (code, position, letter, kind)
SELECT iif(sum(code = 'account') > 0, 'on-account', 'account'), 1 + max(position),
    iif(sum(upper(letter) = 'A') > 0, '', 'A'), 'account'
FROM payment_methods""",
    # What came into the drawer on a business day: cash of sales less returns, and of account
    # payments. A void takes it off the day of its sale, as it does with the other figures.
    """ALTER TABLE sales_days ADD COLUMN cash_amount INTEGER NOT NULL DEFAULT 0
    CHECK (cash_amount BETWEEN -1000000000000000000 AND 1000000000000000000)""",
    """UPDATE sales_days SET cash_amount = came_in.amount FROM (
    SELECT sales.business_date AS day, sum(payments.amount) AS amount
    FROM sales JOIN payments ON payments.sale_id = sales.id
    WHERE sales.status = 'completed' AND sales.till_id <> 0 AND payments.method IN (
        SELECT code FROM payment_methods WHERE kind = 'cash')
    GROUP BY sales.business_date) AS came_in
WHERE business_date = came_in.day""",
    # Goods received and put right by hand, each with who and why.
    """CREATE TABLE stock_moves_of_step_3 (
    id INTEGER PRIMARY KEY NOT NULL,
    product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    sale_id INTEGER REFERENCES sales (id),
    reason TEXT NOT NULL CHECK (reason IN
        ('sale', 'return', 'void', 'count', 'import', 'receive', 'adjust')),
    quantity INTEGER NOT NULL
        CHECK (quantity BETWEEN -1000000000000000 AND 1000000000000000),
    note TEXT NOT NULL DEFAULT '',
    person TEXT NOT NULL DEFAULT '',
    moved_at TEXT NOT NULL CHECK (moved_at GLOB '????-??-??T??:??:??.???Z')
) STRICT""",
    """INSERT INTO stock_moves_of_step_3 (id, product_id, sale_id, reason, quantity, moved_at)
SELECT id, product_id, sale_id, reason, quantity, moved_at FROM stock_moves ORDER BY id""",
    "DROP TABLE stock_moves",
    "ALTER TABLE stock_moves_of_step_3 RENAME TO stock_moves",
    "CREATE INDEX moves_of_product ON stock_moves (product_id, id)",
    "CREATE INDEX moves_of_sale ON stock_moves (sale_id) WHERE sale_id IS NOT NULL",
    # What a product or a pack of it cost until when, for goods that are in a cart or a parked
    # sale while their price is raised. Saving a pack as it was leaves no row.
    """CREATE TABLE former_prices (
    id INTEGER PRIMARY KEY NOT NULL,
    product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    factor INTEGER NOT NULL CHECK (factor BETWEEN 1 AND 1000000000),
    price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 100000000000000),
    until TEXT NOT NULL CHECK (until GLOB '????-??-??T??:??:??.???Z')
) STRICT""",
    "CREATE INDEX former_prices_of_product ON former_prices (product_id, factor, until)",
    """CREATE TRIGGER price_is_raised AFTER UPDATE OF price ON products WHEN NEW.price > OLD.price
BEGIN INSERT INTO former_prices (product_id, factor, price, until)
    VALUES (OLD.id, 1000, OLD.price, NEW.updated_at); END""",
    """CREATE TRIGGER pack_price_is_gone AFTER DELETE ON product_barcodes WHEN OLD.price IS NOT NULL
BEGIN INSERT INTO former_prices (product_id, factor, price, until)
    SELECT id, OLD.factor, OLD.price, updated_at FROM products WHERE id = OLD.product_id; END""",
    """CREATE TRIGGER pack_price_is_back AFTER INSERT ON product_barcodes
WHEN NEW.price IS NOT NULL
BEGIN DELETE FROM former_prices WHERE product_id = NEW.product_id AND factor = NEW.factor
    AND price = NEW.price
    AND until = (SELECT updated_at FROM products WHERE id = NEW.product_id); END""",
    # With the id before what is only carried along a page of history is walked, not sorted.
    "DROP INDEX sales_of_customer",
    """CREATE INDEX sales_of_customer
ON sales (customer_id, sale_date, id, total_amount)""",
    *step_003_search.STATEMENTS,
    *step_003_products.STATEMENTS,
)
