PRAGMA application_id = 1400204137;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE account_customers (
    customer_id INTEGER PRIMARY KEY NOT NULL REFERENCES customers (id) ON DELETE CASCADE,
    account_id INTEGER NOT NULL REFERENCES customer_accounts (id) ON DELETE CASCADE
) STRICT;
INSERT INTO "account_customers" (customer_id, account_id) VALUES(2,2);
INSERT INTO "account_customers" (customer_id, account_id) VALUES(4,1);
CREATE TABLE account_series (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    last_code INTEGER NOT NULL DEFAULT 0 CHECK (last_code >= 0),
    last_payment INTEGER NOT NULL DEFAULT 0 CHECK (last_payment >= 0)
) STRICT;
INSERT INTO "account_series" (id, last_code, last_payment) VALUES(1,3,3);
CREATE TABLE approvals (
    id INTEGER PRIMARY KEY NOT NULL,
    sale_key TEXT NOT NULL CHECK (sale_key <> ''),
    act TEXT NOT NULL CHECK (act IN ('discount', 'price', 'credit', 'open_account')),
    subject TEXT NOT NULL DEFAULT '',
    up_to INTEGER NOT NULL CHECK (up_to BETWEEN -100000000000000 AND 100000000000000),
    approved_by TEXT NOT NULL CHECK (approved_by <> ''),
    approved_at TEXT NOT NULL CHECK (approved_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
INSERT INTO "approvals" (id, sale_key, act, subject, up_to, approved_by, approved_at) VALUES(1,'step3-cheap','discount','',2000,'Nena','2026-03-11T04:00:00.000Z');
CREATE TABLE ar_payments (
    entry_id INTEGER NOT NULL REFERENCES ar_transactions (id),
    line_no INTEGER NOT NULL CHECK (line_no >= 1),
    method TEXT NOT NULL CHECK (method <> ''),
    amount INTEGER NOT NULL CHECK (amount BETWEEN -100000000000000 AND 100000000000000),
    tendered INTEGER CHECK (tendered BETWEEN amount AND 100000000000000),
    reference TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (entry_id, line_no)
) STRICT, WITHOUT ROWID;
INSERT INTO "ar_payments" (entry_id, line_no, method, amount, tendered, reference) VALUES(2,1,'cash',2000,5000,'');
INSERT INTO "ar_payments" (entry_id, line_no, method, amount, tendered, reference) VALUES(8,1,'gcash',500,NULL,'GC 77');
INSERT INTO "ar_payments" (entry_id, line_no, method, amount, tendered, reference) VALUES(9,1,'cash',900,900,'');
CREATE TABLE ar_transactions (
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
) STRICT;
INSERT INTO "ar_transactions" (id, account_id, entry_key, kind, amount, balance_after, number, sale_id, reverses_id, reason, person, approved_by, made_at, business_date) VALUES(1,1,'sale:step3-a:1','charge',12000,12000,'',13,NULL,'','Nena','','2026-03-02T04:00:00.000Z','2026-03-02');
INSERT INTO "ar_transactions" (id, account_id, entry_key, kind, amount, balance_after, number, sale_id, reverses_id, reason, person, approved_by, made_at, business_date) VALUES(2,1,'paid:step3-rider','payment',-2000,10000,'P000001',14,NULL,'','Nena','','2026-03-02T04:00:00.000Z','2026-03-02');
INSERT INTO "ar_transactions" (id, account_id, entry_key, kind, amount, balance_after, number, sale_id, reverses_id, reason, person, approved_by, made_at, business_date) VALUES(3,1,'sale:step3-b:1','charge',300,10300,'',14,NULL,'','Nena','','2026-03-02T04:00:00.000Z','2026-03-02');
INSERT INTO "ar_transactions" (id, account_id, entry_key, kind, amount, balance_after, number, sale_id, reverses_id, reason, person, approved_by, made_at, business_date) VALUES(4,1,'sale:step3-c:1','charge',800,11100,'',15,NULL,'','Nena','','2026-03-02T04:00:00.000Z','2026-03-02');
INSERT INTO "ar_transactions" (id, account_id, entry_key, kind, amount, balance_after, number, sale_id, reverses_id, reason, person, approved_by, made_at, business_date) VALUES(5,1,'reversal:4','reversal',-800,10300,'',15,4,'','Nena','','2026-03-12T04:00:00.000Z','2026-03-12');
INSERT INTO "ar_transactions" (id, account_id, entry_key, kind, amount, balance_after, number, sale_id, reverses_id, reason, person, approved_by, made_at, business_date) VALUES(6,2,'move:4:4','charge',800,800,'',15,NULL,'','Nena','','2026-03-12T04:00:00.000Z','2026-03-02');
INSERT INTO "ar_transactions" (id, account_id, entry_key, kind, amount, balance_after, number, sale_id, reverses_id, reason, person, approved_by, made_at, business_date) VALUES(7,1,'sale:step3-back:1','correction',-12000,-1700,'',16,NULL,'','Nena','','2026-03-12T04:00:00.000Z','2026-03-12');
INSERT INTO "ar_transactions" (id, account_id, entry_key, kind, amount, balance_after, number, sale_id, reverses_id, reason, person, approved_by, made_at, business_date) VALUES(8,2,'paid:step3-pad','payment',-500,300,'P000002',NULL,NULL,'','Nena','','2026-03-12T04:00:00.000Z','2026-03-12');
INSERT INTO "ar_transactions" (id, account_id, entry_key, kind, amount, balance_after, number, sale_id, reverses_id, reason, person, approved_by, made_at, business_date) VALUES(9,3,'paid:step3-d','deposit',-900,-900,'P000003',NULL,NULL,'','Nena','','2026-03-12T04:00:00.000Z','2026-03-12');
INSERT INTO "ar_transactions" (id, account_id, entry_key, kind, amount, balance_after, number, sale_id, reverses_id, reason, person, approved_by, made_at, business_date) VALUES(10,3,'reversal:9','reversal',900,0,'',NULL,9,'wrong account','Nena','','2026-03-12T04:00:00.000Z','2026-03-12');
INSERT INTO "ar_transactions" (id, account_id, entry_key, kind, amount, balance_after, number, sale_id, reverses_id, reason, person, approved_by, made_at, business_date) VALUES(11,2,'adjust:11','adjustment',-50,250,'',NULL,NULL,'counted twice','Nena','','2026-03-12T04:00:00.000Z','2026-03-12');
INSERT INTO "ar_transactions" (id, account_id, entry_key, kind, amount, balance_after, number, sale_id, reverses_id, reason, person, approved_by, made_at, business_date) VALUES(12,2,'sale:step3-d:1','charge',100,350,'',17,NULL,'','Nena','','2026-03-02T04:00:00.000Z','2026-03-02');
INSERT INTO "ar_transactions" (id, account_id, entry_key, kind, amount, balance_after, number, sale_id, reverses_id, reason, person, approved_by, made_at, business_date) VALUES(13,2,'reversal:12','reversal',-100,250,'',17,12,'rung up twice','Nena','','2026-03-14T04:00:00.000Z','2026-03-14');
CREATE TABLE audit_log (
    id INTEGER PRIMARY KEY NOT NULL,
    at TEXT NOT NULL CHECK (at GLOB '????-??-??T??:??:??.???Z'),
    person TEXT NOT NULL DEFAULT '',
    approved_by TEXT NOT NULL DEFAULT '',
    act TEXT NOT NULL CHECK (act <> ''),
    subject TEXT NOT NULL DEFAULT '',
    old TEXT NOT NULL DEFAULT '',
    new TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO "audit_log" (id, at, person, approved_by, act, subject, old, new) VALUES(1,'2026-03-11T04:00:00.000Z','','','owner begun','Nena','','');
INSERT INTO "audit_log" (id, at, person, approved_by, act, subject, old, new) VALUES(2,'2026-03-11T04:00:00.000Z','Nena','','person added','Joy','','Joy: see_buyer sell take_payments');
INSERT INTO "audit_log" (id, at, person, approved_by, act, subject, old, new) VALUES(3,'2026-03-11T04:00:00.000Z','Nena','','PIN set','Joy','','');
INSERT INTO "audit_log" (id, at, person, approved_by, act, subject, old, new) VALUES(4,'2026-03-11T04:00:00.000Z','Joy','Nena','approved discount','step3-cheap','','2000');
INSERT INTO "audit_log" (id, at, person, approved_by, act, subject, old, new) VALUES(5,'2026-03-11T04:00:00.000Z','Nena','','account opened','AR-0001','','Lim family, limit 500.00');
INSERT INTO "audit_log" (id, at, person, approved_by, act, subject, old, new) VALUES(6,'2026-03-11T04:00:00.000Z','Nena','','account opened','AR-0002','','Ana, limit 90.00');
INSERT INTO "audit_log" (id, at, person, approved_by, act, subject, old, new) VALUES(7,'2026-03-11T04:00:00.000Z','Nena','','account opened','AR-0003','','Canteen, limit 0.00');
INSERT INTO "audit_log" (id, at, person, approved_by, act, subject, old, new) VALUES(8,'2026-03-12T04:00:00.000Z','Nena','','customer of a sale changed','000014','','Ana Reyes');
INSERT INTO "audit_log" (id, at, person, approved_by, act, subject, old, new) VALUES(9,'2026-03-12T04:00:00.000Z','Nena','','entry taken back','P000003','','wrong account');
INSERT INTO "audit_log" (id, at, person, approved_by, act, subject, old, new) VALUES(10,'2026-03-12T04:00:00.000Z','Nena','','account adjusted','AR-0002','3.00','2.50, counted twice');
INSERT INTO "audit_log" (id, at, person, approved_by, act, subject, old, new) VALUES(11,'2026-03-14T04:00:00.000Z','Nena','','promise','AR-0002','','2026-03-14');
INSERT INTO "audit_log" (id, at, person, approved_by, act, subject, old, new) VALUES(12,'2026-03-14T04:00:00.000Z','Nena','','sale voided','000016','','rung up twice');
INSERT INTO "audit_log" (id, at, person, approved_by, act, subject, old, new) VALUES(13,'2026-03-14T04:00:00.000Z','Nena','','stock changed','WATER-S','33','57');
INSERT INTO "audit_log" (id, at, person, approved_by, act, subject, old, new) VALUES(14,'2026-03-14T04:00:00.000Z','Nena','','product changed','WATER-S','Mineral water 350 ml, price 15.00, lowest 13.00, stock 57','Mineral water 350 ml, price 16.00, lowest 13.00, stock 33');
CREATE TABLE cart_drafts (
    till_id INTEGER PRIMARY KEY NOT NULL,
    sale_key TEXT NOT NULL CHECK (sale_key <> ''),
    content TEXT NOT NULL,
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
INSERT INTO "cart_drafts" (till_id, sale_key, content, updated_at) VALUES(1,'open-of-step-2','{"customer": null, "discount": null, "parts": [], "note": "", "lines": [{"name": "Mineral water", "quantity": 1000, "unit_price": 1500, "sku": "WATER-S", "barcode": "4800016641503", "unit": "btl", "tax_rate_bp": 1200, "tax_code": "V", "unit_cost": null, "product_id": 5, "factor": 1000, "discount": null, "listed_price": null, "price_reason": "", "by_money": null}]}','2026-03-06T06:07:00.000Z');
CREATE TABLE customer_accounts (
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
) STRICT;
INSERT INTO "customer_accounts" (id, code, code_key, name, name_folded, contact_person, phone, phone_key, credit_limit, terms_days, balance, oldest_unpaid, promise_date, notes, is_active, opened_at, updated_at) VALUES(1,'AR-0001','ar-0001','Lim family',' lim family dina','Dina','0917 555 0142','09175550142',50000,30,-1700,NULL,NULL,'',1,'2026-03-11T04:00:00.000Z','2026-03-12T04:00:00.000Z');
INSERT INTO "customer_accounts" (id, code, code_key, name, name_folded, contact_person, phone, phone_key, credit_limit, terms_days, balance, oldest_unpaid, promise_date, notes, is_active, opened_at, updated_at) VALUES(2,'AR-0002','ar-0002','Ana',' ana','','','',9000,30,250,'2026-03-02','2026-03-14','',1,'2026-03-11T04:00:00.000Z','2026-03-14T04:00:00.000Z');
INSERT INTO "customer_accounts" (id, code, code_key, name, name_folded, contact_person, phone, phone_key, credit_limit, terms_days, balance, oldest_unpaid, promise_date, notes, is_active, opened_at, updated_at) VALUES(3,'AR-0003','ar-0003','Canteen',' canteen','','','',0,30,0,NULL,NULL,'',1,'2026-03-11T04:00:00.000Z','2026-03-12T04:00:00.000Z');
CREATE TABLE customer_aliases (
    name_key TEXT NOT NULL PRIMARY KEY CHECK (name_key <> ''),
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE TABLE customer_change_sales (
    change_id INTEGER NOT NULL REFERENCES customer_changes (id),
    sale_id INTEGER NOT NULL REFERENCES sales (id),
    from_customer_id INTEGER REFERENCES customers (id) ON DELETE SET NULL,
    had_nobody INTEGER NOT NULL CHECK (had_nobody IN (0, 1)),
    was_asked INTEGER NOT NULL CHECK (was_asked IN (0, 1)),
    PRIMARY KEY (change_id, sale_id),
    CHECK (had_nobody = 0 OR from_customer_id IS NULL)
) STRICT, WITHOUT ROWID;
INSERT INTO "customer_change_sales" (change_id, sale_id, from_customer_id, had_nobody, was_asked) VALUES(1,9,3,0,1);
INSERT INTO "customer_change_sales" (change_id, sale_id, from_customer_id, had_nobody, was_asked) VALUES(1,10,3,0,0);
INSERT INTO "customer_change_sales" (change_id, sale_id, from_customer_id, had_nobody, was_asked) VALUES(2,8,2,0,1);
INSERT INTO "customer_change_sales" (change_id, sale_id, from_customer_id, had_nobody, was_asked) VALUES(3,12,5,0,1);
INSERT INTO "customer_change_sales" (change_id, sale_id, from_customer_id, had_nobody, was_asked) VALUES(4,15,4,0,1);
CREATE TABLE customer_changes (
    id INTEGER PRIMARY KEY NOT NULL,
    to_customer_id INTEGER REFERENCES customers (id) ON DELETE SET NULL,
    to_name TEXT NOT NULL,
    newest_sale_id INTEGER NOT NULL,
    changed_at TEXT NOT NULL CHECK (changed_at GLOB '????-??-??T??:??:??.???Z'),
    changed_by TEXT NOT NULL DEFAULT '',
    undone_at TEXT CHECK (undone_at GLOB '????-??-??T??:??:??.???Z'),
    undone_by TEXT NOT NULL DEFAULT '',
    CHECK (to_name <> '' OR to_customer_id IS NULL)
) STRICT;
INSERT INTO "customer_changes" (id, to_customer_id, to_name, newest_sale_id, changed_at, changed_by, undone_at, undone_by) VALUES(1,4,'Dina Lim',11,'2026-03-06T06:05:00.000Z','Nena',NULL,'');
INSERT INTO "customer_changes" (id, to_customer_id, to_name, newest_sale_id, changed_at, changed_by, undone_at, undone_by) VALUES(2,NULL,'',11,'2026-03-06T06:05:00.000Z','Nena','2026-03-06T06:06:00.000Z','Nena');
INSERT INTO "customer_changes" (id, to_customer_id, to_name, newest_sale_id, changed_at, changed_by, undone_at, undone_by) VALUES(3,NULL,'',12,'2026-03-06T06:07:00.000Z','Nena',NULL,'');
INSERT INTO "customer_changes" (id, to_customer_id, to_name, newest_sale_id, changed_at, changed_by, undone_at, undone_by) VALUES(4,2,'Ana Reyes',15,'2026-03-12T04:00:00.000Z','Nena',NULL,'');
CREATE TABLE customer_eras (
    era INTEGER NOT NULL,
    part INTEGER NOT NULL,
    upto TEXT NOT NULL,
    since TEXT NOT NULL,
    middle TEXT NOT NULL,
    made INTEGER NOT NULL,
    members BLOB NOT NULL,
    PRIMARY KEY (era, part)
) STRICT, WITHOUT ROWID;
CREATE TABLE customer_likeness (
    key TEXT NOT NULL,
    customer_id INTEGER NOT NULL,
    PRIMARY KEY (key, customer_id)
) STRICT, WITHOUT ROWID;
INSERT INTO "customer_likeness" (key, customer_id) VALUES('.so',5);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('/se',5);
INSERT INTO "customer_likeness" (key, customer_id) VALUES(':oe',5);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('ana.re',2);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('ana:es',2);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('ben.kr',3);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('ben/ks',3);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('ben:us',3);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('dina.li',4);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('dina/lm',4);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('dina:im',4);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('jose.na',1);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('jose:es',1);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('krus.be',3);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('krus/bn',3);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('krus:en',3);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('lim.di',4);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('lim/da',4);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('lim:na',4);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('nanes.jo',1);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('nanes/je',1);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('nanes:se',1);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('reies.an',2);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('reies/aa',2);
INSERT INTO "customer_likeness" (key, customer_id) VALUES('reies:na',2);
CREATE TABLE customer_likeness_state (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    last_customer_id INTEGER NOT NULL
) STRICT;
INSERT INTO "customer_likeness_state" (id, last_customer_id) VALUES(1,5);
CREATE TABLE customer_parts (part INTEGER PRIMARY KEY NOT NULL) STRICT;
CREATE TABLE customer_sets (
    part INTEGER NOT NULL,
    word TEXT NOT NULL,
    members BLOB NOT NULL,
    PRIMARY KEY (part, word)
) STRICT, WITHOUT ROWID;
CREATE TABLE customers (
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
) STRICT;
INSERT INTO "customers" (id, name, name_key, name_folded, phone, phone_key, email, address, notes, total_purchases, transaction_count, first_purchase_date, last_purchase_date, created_at, updated_at) VALUES(1,'José Ñáñez','josé ñáñez',' jose nanez','0917 555 0101','09175550101','j@example.com','Cebu','prefers cash',24500,1,'2026-03-03T04:00:00.000Z','2026-03-03T04:00:00.000Z','2026-03-02T04:00:00.000Z','2026-03-02T04:00:00.000Z');
INSERT INTO "customers" (id, name, name_key, name_folded, phone, phone_key, email, address, notes, total_purchases, transaction_count, first_purchase_date, last_purchase_date, created_at, updated_at) VALUES(2,'Ana Reyes','ana reyes',' ana reyes','','','','','',34224,4,'2025-01-27T04:00:00.000Z','2026-03-06T04:00:00.000Z','2026-03-02T04:00:00.000Z','2026-03-02T04:00:00.000Z');
INSERT INTO "customers" (id, name, name_key, name_folded, phone, phone_key, email, address, notes, total_purchases, transaction_count, first_purchase_date, last_purchase_date, created_at, updated_at) VALUES(3,'Ben Cruz','ben cruz',' ben cruz','','','','','',0,0,NULL,NULL,'2026-03-03T04:00:00.000Z','2026-03-03T04:00:00.000Z');
INSERT INTO "customers" (id, name, name_key, name_folded, phone, phone_key, email, address, notes, total_purchases, transaction_count, first_purchase_date, last_purchase_date, created_at, updated_at) VALUES(4,'Dina Lim','dina lim',' dina lim','','','','','',5700,3,'2026-03-02T04:00:00.000Z','2026-03-06T04:00:00.000Z','2026-03-06T06:05:00.000Z','2026-03-06T06:05:00.000Z');
INSERT INTO "customers" (id, name, name_key, name_folded, phone, phone_key, email, address, notes, total_purchases, transaction_count, first_purchase_date, last_purchase_date, created_at, updated_at) VALUES(5,'Zoe','zoe',' zoe','','','','','',0,0,NULL,NULL,'2026-03-06T06:06:00.000Z','2026-03-06T06:06:00.000Z');
CREATE TABLE customers_called_anew (
    id INTEGER PRIMARY KEY NOT NULL,
    customer_id INTEGER NOT NULL
) STRICT;
CREATE TABLE customers_moved_in_time (
    id INTEGER PRIMARY KEY NOT NULL,
    customer_id INTEGER NOT NULL
) STRICT;
CREATE TABLE former_prices (
    id INTEGER PRIMARY KEY NOT NULL,
    product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    factor INTEGER NOT NULL CHECK (factor BETWEEN 1 AND 1000000000),
    price INTEGER NOT NULL CHECK (price BETWEEN 0 AND 100000000000000),
    until TEXT NOT NULL CHECK (until GLOB '????-??-??T??:??:??.???Z')
) STRICT;
INSERT INTO "former_prices" (id, product_id, factor, price, until) VALUES(1,5,1000,1500,'2026-03-14T04:00:00.000Z');
CREATE TABLE parked_carts (
    sale_key TEXT NOT NULL PRIMARY KEY CHECK (sale_key <> ''),
    content TEXT NOT NULL,
    customer_name TEXT NOT NULL DEFAULT '',
    item_count INTEGER NOT NULL CHECK (item_count >= 0),
    total INTEGER NOT NULL CHECK (total BETWEEN -100000000000000 AND 100000000000000),
    note TEXT NOT NULL DEFAULT '',
    parked_at TEXT NOT NULL CHECK (parked_at GLOB '????-??-??T??:??:??.???Z')
) STRICT, WITHOUT ROWID;
INSERT INTO "parked_carts" (sale_key, content, customer_name, item_count, total, note, parked_at) VALUES('parked-of-step-2','{"customer": {"name": "Carla", "id": null, "phone": ""}, "discount": null, "parts": [{"method": "cash", "amount": 100, "tendered": 100, "reference": ""}], "note": "", "lines": [{"name": "Candles", "quantity": 2000, "unit_price": 4200, "sku": "4809999999991", "barcode": "4809999999991", "unit": "pc", "tax_rate_bp": 1200, "tax_code": "V", "unit_cost": null, "product_id": 7, "factor": 1000, "discount": null, "listed_price": null, "price_reason": "", "by_money": null}]}','Carla',2,8400,'back at noon','2026-03-06T06:07:00.000Z');
CREATE TABLE "payment_methods" (
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
) STRICT, WITHOUT ROWID;
INSERT INTO "payment_methods" (code, position, letter, kind, name, needs_reference, pattern, opens_drawer, is_shown) VALUES('account',8,'A','account','',0,'',0,1);
INSERT INTO "payment_methods" (code, position, letter, kind, name, needs_reference, pattern, opens_drawer, is_shown) VALUES('bank',4,'B','bank','',1,'',0,1);
INSERT INTO "payment_methods" (code, position, letter, kind, name, needs_reference, pattern, opens_drawer, is_shown) VALUES('card',2,'D','card','Debit',0,'',0,1);
INSERT INTO "payment_methods" (code, position, letter, kind, name, needs_reference, pattern, opens_drawer, is_shown) VALUES('cash',1,'C','cash','',0,'',1,1);
INSERT INTO "payment_methods" (code, position, letter, kind, name, needs_reference, pattern, opens_drawer, is_shown) VALUES('cheque',5,'Q','cheque','',1,'',1,1);
INSERT INTO "payment_methods" (code, position, letter, kind, name, needs_reference, pattern, opens_drawer, is_shown) VALUES('gcash',3,'G','wallet','',1,'',0,1);
INSERT INTO "payment_methods" (code, position, letter, kind, name, needs_reference, pattern, opens_drawer, is_shown) VALUES('maya',6,'M','wallet','Maya',1,'[0-9]{12}',0,1);
INSERT INTO "payment_methods" (code, position, letter, kind, name, needs_reference, pattern, opens_drawer, is_shown) VALUES('petty',7,'P','cash','Petty cash',0,'',1,1);
CREATE TABLE payments (
    sale_id INTEGER NOT NULL REFERENCES sales (id),
    line_no INTEGER NOT NULL CHECK (line_no >= 1),
    method TEXT NOT NULL CHECK (method <> ''),
    amount INTEGER NOT NULL CHECK (amount BETWEEN -100000000000000 AND 100000000000000),
    tendered INTEGER CHECK (tendered BETWEEN amount AND 100000000000000),
    reference TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (sale_id, line_no)
) STRICT, WITHOUT ROWID;
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(1,1,'cash',21600,21600,'');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(2,1,'refund',-8950,NULL,'');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(3,1,'gcash',20000,NULL,'1234567890123');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(3,2,'cash',4500,5000,'');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(4,1,'cash',100,100,'');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(5,1,'cash',165,200,'');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(6,1,'cash',999,999,'');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(7,1,'cash',700,700,'');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(8,1,'maya',5000,NULL,'123456789012');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(8,2,'petty',14775,14852,'');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(9,1,'cash',10000,12000,'');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(10,1,'cash',-5000,NULL,'');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(11,1,'cash',700,700,'');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(12,1,'cash',300,300,'');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(13,1,'account',12000,NULL,'AR-0001');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(14,1,'account',300,NULL,'AR-0001');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(14,2,'cash',400,400,'');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(15,1,'account',800,NULL,'AR-0001');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(16,1,'account',-12000,NULL,'AR-0001');
INSERT INTO "payments" (sale_id, line_no, method, amount, tendered, reference) VALUES(17,1,'account',100,NULL,'AR-0002');
CREATE TABLE pin_gate (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    failed_tries INTEGER NOT NULL DEFAULT 0 CHECK (failed_tries >= 0),
    recovery_hash TEXT CHECK (recovery_hash GLOB '$argon2id$*')
) STRICT;
INSERT INTO "pin_gate" (id, failed_tries, recovery_hash) VALUES(1,1,'$argon2id$v=19$m=64,t=1,p=1$lp9qMIeDySaT4sGK23yT4Q$ln2513yGyVdeJRoXG8m5uzTm0YYkOaXnZkk10RdUfZo');
CREATE TABLE product_barcodes (
    barcode TEXT NOT NULL PRIMARY KEY CHECK (barcode <> ''),
    product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    factor INTEGER NOT NULL DEFAULT 1000 CHECK (factor BETWEEN 1 AND 1000000000),
    position INTEGER NOT NULL DEFAULT 0
, price INTEGER
    CHECK (price BETWEEN 0 AND 100000000000000), unit TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID;
INSERT INTO "product_barcodes" (barcode, product_id, factor, position, price, unit) VALUES('0036000291452',1,1000,0,NULL,'');
INSERT INTO "product_barcodes" (barcode, product_id, factor, position, price, unit) VALUES('14800016641500',5,12000,1,16500,'case');
INSERT INTO "product_barcodes" (barcode, product_id, factor, position, price, unit) VALUES('4800016641503',5,1000,0,NULL,'');
INSERT INTO "product_barcodes" (barcode, product_id, factor, position, price, unit) VALUES('4800016644931',2,1000,0,NULL,'');
INSERT INTO "product_barcodes" (barcode, product_id, factor, position, price, unit) VALUES('4809999999991',7,1000,0,NULL,'');
INSERT INTO "product_barcodes" (barcode, product_id, factor, position, price, unit) VALUES('EGGBOX',2,12000,1,NULL,'');
CREATE TABLE product_places (
    id INTEGER PRIMARY KEY NOT NULL,
    generation INTEGER NOT NULL,
    block INTEGER NOT NULL,
    products BLOB NOT NULL,
    UNIQUE (generation, block)
) STRICT;
CREATE TABLE product_sets (
    id INTEGER PRIMARY KEY NOT NULL,
    generation INTEGER NOT NULL,
    word TEXT NOT NULL,
    members BLOB NOT NULL,
    UNIQUE (generation, word)
) STRICT;
CREATE TABLE product_shelf (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    generation INTEGER NOT NULL CHECK (generation >= 0)
) STRICT;
CREATE VIRTUAL TABLE product_words USING fts5 (
    name_folded, sku, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3');
INSERT INTO "product_words" (rowid, name_folded, sku) VALUES(1,' pina juice 1l','PINA');
INSERT INTO "product_words" (rowid, name_folded, sku) VALUES(2,' fresh eggs','EGG-12');
INSERT INTO "product_words" (rowid, name_folded, sku) VALUES(3,' rice','RICE');
INSERT INTO "product_words" (rowid, name_folded, sku) VALUES(4,' old goods','OLD');
INSERT INTO "product_words" (rowid, name_folded, sku) VALUES(5,' mineral water 350 ml','WATER-S');
INSERT INTO "product_words" (rowid, name_folded, sku) VALUES(6,' mineral water 1 l','WATER-L');
INSERT INTO "product_words" (rowid, name_folded, sku) VALUES(7,' candles','4809999999991');
CREATE VIRTUAL TABLE product_words_known USING fts5vocab (product_words, row);
CREATE TABLE products (
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
, family TEXT NOT NULL DEFAULT '' COLLATE NOCASE, variant TEXT NOT NULL DEFAULT '', lowest_price INTEGER
    CHECK (lowest_price BETWEEN 0 AND 100000000000000), to_check INTEGER NOT NULL DEFAULT 0
    CHECK (to_check IN (0, 1))) STRICT;
INSERT INTO "products" (id, sku, name, name_folded, brand, category, unit, price, cost, tax_code, stock, min_stock, is_active, created_at, updated_at, family, variant, lowest_price, to_check) VALUES(1,'PINA','Piña juice 1L',' pina juice 1l','Del Sur','Drinks','pc',8950,7000,'Z',11000,3000,1,'2026-03-02T04:00:00.000Z','2026-03-02T04:00:00.000Z','','',NULL,0);
INSERT INTO "products" (id, sku, name, name_folded, brand, category, unit, price, cost, tax_code, stock, min_stock, is_active, created_at, updated_at, family, variant, lowest_price, to_check) VALUES(2,'EGG-12','Fresh eggs',' fresh eggs','','','tray',24500,NULL,'V',NULL,NULL,1,'2026-03-02T04:00:00.000Z','2026-03-02T04:00:00.000Z','','',NULL,0);
INSERT INTO "products" (id, sku, name, name_folded, brand, category, unit, price, cost, tax_code, stock, min_stock, is_active, created_at, updated_at, family, variant, lowest_price, to_check) VALUES(3,'RICE','Rice',' rice','','','kg',5235,NULL,'E',249775,NULL,1,'2026-03-02T04:00:00.000Z','2026-03-02T04:00:00.000Z','','',NULL,0);
INSERT INTO "products" (id, sku, name, name_folded, brand, category, unit, price, cost, tax_code, stock, min_stock, is_active, created_at, updated_at, family, variant, lowest_price, to_check) VALUES(4,'OLD','Old goods',' old goods','','','pc',100,NULL,'V',NULL,NULL,0,'2026-03-02T04:00:00.000Z','2026-03-02T04:00:00.000Z','','',NULL,0);
INSERT INTO "products" (id, sku, name, name_folded, brand, category, unit, price, cost, tax_code, stock, min_stock, is_active, created_at, updated_at, family, variant, lowest_price, to_check) VALUES(5,'WATER-S','Mineral water',' mineral water 350 ml','Spring','Drinks','btl',1600,NULL,'V',33000,NULL,1,'2026-03-06T04:00:00.000Z','2026-03-14T04:00:00.000Z','Mineral water','350 ml',1300,0);
INSERT INTO "products" (id, sku, name, name_folded, brand, category, unit, price, cost, tax_code, stock, min_stock, is_active, created_at, updated_at, family, variant, lowest_price, to_check) VALUES(6,'WATER-L','Mineral water',' mineral water 1 l','','','btl',2500,NULL,'V',20000,NULL,1,'2026-03-06T04:00:00.000Z','2026-03-06T04:00:00.000Z','Mineral water','1 L',NULL,0);
INSERT INTO "products" (id, sku, name, name_folded, brand, category, unit, price, cost, tax_code, stock, min_stock, is_active, created_at, updated_at, family, variant, lowest_price, to_check) VALUES(7,'4809999999991','Candles',' candles','','','pc',4200,NULL,'V',NULL,NULL,1,'2026-03-06T04:00:00.000Z','2026-03-06T04:00:00.000Z','','',NULL,1);
CREATE TABLE products_moved (
    id INTEGER PRIMARY KEY NOT NULL,
    product_id INTEGER NOT NULL
) STRICT;
CREATE TABLE products_to_index (product_id INTEGER PRIMARY KEY NOT NULL) STRICT;
CREATE TABLE quick_keys (
    position INTEGER PRIMARY KEY NOT NULL,
    product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    label TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO "quick_keys" (position, product_id, label) VALUES(1,5,'Water');
INSERT INTO "quick_keys" (position, product_id, label) VALUES(2,7,'');
CREATE TABLE sale_items (
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
    unit_cost INTEGER CHECK (unit_cost BETWEEN -100000000000000 AND 100000000000000), factor INTEGER NOT NULL DEFAULT 1000
    CHECK (factor BETWEEN 1 AND 1000000000), listed_price INTEGER
    CHECK (listed_price BETWEEN -100000000000000 AND 100000000000000), price_reason TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (sale_id, line_no)
) STRICT, WITHOUT ROWID;
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(1,1,1,NULL,'PINA','','Piña juice 1L','pc',2000,8950,0,17900,'V',0,7000,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(1,2,3,NULL,'RICE','','Rice','kg',725,5235,95,3700,'V',0,NULL,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(2,1,1,1,'PINA','','Piña juice 1L','pc',-1000,8950,0,-8950,'V',0,NULL,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(3,1,2,NULL,'FRESH EGGS','','Fresh eggs','pc',1000,24500,0,24500,'V',1200,NULL,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(4,1,NULL,NULL,'RICE','','Rice','pc',1000,100,0,100,'V',1200,NULL,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(5,1,NULL,NULL,'CANDY','','Candy','pc',3000,55,0,165,'V',1200,NULL,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(6,1,NULL,NULL,'RICE','','Rice','pc',1000,999,0,999,'V',1200,NULL,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(7,1,NULL,NULL,'RICE','','Rice','pc',1000,700,0,700,'V',1200,NULL,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(8,1,5,NULL,'WATER-S','14800016641500','Mineral water','case',1000,16500,904,15596,'V',1200,NULL,12000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(8,2,5,NULL,'WATER-S','4800016641503','Mineral water','btl',3000,1400,21,4179,'V',1200,NULL,1000,1500,'dented');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(9,1,NULL,NULL,'RICE','','Rice','pc',2000,5000,0,10000,'V',1200,NULL,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(10,1,NULL,1,'RICE','','Rice','pc',-1000,5000,0,-5000,'V',1200,NULL,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(11,1,NULL,NULL,'RICE','','Rice','pc',1000,700,0,700,'V',1200,NULL,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(12,1,NULL,NULL,'RICE','','Rice','pc',1000,300,0,300,'V',1200,NULL,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(13,1,NULL,NULL,'RICE','','Rice','pc',1000,12000,0,12000,'V',1200,NULL,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(14,1,NULL,NULL,'RICE','','Rice','pc',1000,700,0,700,'V',1200,NULL,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(15,1,NULL,NULL,'RICE','','Rice','pc',1000,800,0,800,'V',1200,NULL,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(16,1,NULL,1,'RICE','','Rice','pc',-1000,12000,0,-12000,'V',1200,NULL,1000,NULL,'');
INSERT INTO "sale_items" (sale_id, line_no, product_id, original_line_no, sku, barcode, name, unit, quantity, unit_price, discount_amount, total_price, tax_code, tax_rate_bp, unit_cost, factor, listed_price, price_reason) VALUES(17,1,NULL,NULL,'RICE','','Rice','pc',1000,100,0,100,'V',1200,NULL,1000,NULL,'');
CREATE TABLE sale_series (
    till_id INTEGER PRIMARY KEY NOT NULL,
    last_number INTEGER NOT NULL CHECK (last_number >= 0)
) STRICT;
INSERT INTO "sale_series" (till_id, last_number) VALUES(0,1);
INSERT INTO "sale_series" (till_id, last_number) VALUES(1,16);
CREATE TABLE sales (
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
    void_by TEXT NOT NULL DEFAULT '', has_nobody INTEGER NOT NULL DEFAULT 0
    CHECK (has_nobody IN (0, 1) AND (has_nobody = 0 OR customer_id IS NULL)),
    UNIQUE (till_id, sale_number),
    CHECK (subtotal - discount_amount = total_amount),
    CHECK ((status = 'voided') = (void_date IS NOT NULL)),
    CHECK (original_sale_id IS NULL OR kind = 'return'),
    CHECK (till_id = 0 OR (kind = 'sale' AND total_amount >= 0)
           OR (kind = 'return' AND total_amount <= 0))
) STRICT;
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(1,1,'key-a','4b37c23a9d776ab35d07c650158cc83b59af374e5e87a53a4eb06461e6ce8ed5','000001',NULL,'sale',NULL,2,'ana reyes',3,21695,95,0,21600,'cash','Nena','2026-03-02T04:00:00.000Z','2026-03-02','completed','',NULL,'',0);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(2,1,'key-b','937a29db7d4a38f4dbb235f780ffe3ffa81febd7cf2c4d05599f583f220f8ac2','000002',NULL,'return',1,2,'ana reyes',1,-8950,0,0,-8950,'refund','','2026-03-03T04:00:00.000Z','2026-03-03','completed','',NULL,'',0);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(3,1,'key-c','fc962ada53fbf92c20bc86f99a3e4ae456ac4cd149db144607b75b9b1213e8b0','000003',NULL,'sale',NULL,1,'José Ñáñez',1,24500,0,2625,24500,'split','','2026-03-03T04:00:00.000Z','2026-03-03','completed','',NULL,'',0);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(4,1,'key-d','f5da5b3b66ddadb71d60fc8bda773ac2d267d33ddb7564d0276048be2249e514','000004',NULL,'sale',NULL,3,'Ben Cruz',1,100,0,11,100,'cash','','2026-03-03T04:00:00.000Z','2026-03-03','voided','slip','2026-03-03T04:00:00.000Z','Nena',0);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(5,1,'key-e','629cd28c7dc6b1ff7657ccad2e2cf280386cc5a72ae05148db1e81639752d8b1','000005',NULL,'sale',NULL,NULL,'',3,165,0,18,165,'cash','','2026-03-03T04:00:00.000Z','2026-03-03','completed','',NULL,'',0);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(6,0,'old:1','f77283146d2c5cfbda3b566b97318714d6aad244bbe208e890161705bcc42338','I000001','INV-7','sale',NULL,2,'Ana Reyes',1,999,0,107,999,'cash','','2025-01-27T04:00:00.000Z','2025-01-27','completed','',NULL,'',0);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(7,1,'key-f','0249a9242552612e797d491f08e8859b04a5bde467ee3dab21da753178f17228','000006',NULL,'sale',NULL,NULL,'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy',1,700,0,75,700,'cash','','2026-03-03T04:00:00.000Z','2026-03-03','completed','',NULL,'',0);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(8,1,'cart-of-step-2','9d257046a5dafe26fb1dc73e269e50eca2e42bc246a7c367c40d79414297893c','000007',NULL,'sale',NULL,2,'Ana Reyes',4,20700,925,2119,19775,'split','Nena','2026-03-06T04:00:00.000Z','2026-03-06','completed','',NULL,'',0);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(9,1,'step2-b','063cc5e09c456d395dda19d271e08e8bbea51dcb40e73d37cf0ca0981f3e4c64','000008',NULL,'sale',NULL,4,'Ben Cruz',2,10000,0,1071,10000,'cash','','2026-03-06T04:00:00.000Z','2026-03-06','completed','',NULL,'',0);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(10,1,'step2-back','385ef26000a50a4e4ab4e82d32cb3da655877e9d50a426ff8dcc24fc8145a93b','000009',NULL,'return',9,4,'Ben Cruz',1,-5000,0,-536,-5000,'cash','','2026-03-06T06:00:00.000Z','2026-03-06','completed','',NULL,'',0);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(11,1,'step2-void','bb9685b0824a015c93143728b7e27d9a79aee94260e295350c3c8fe02c00fbfe','000010',NULL,'sale',NULL,3,'Ben Cruz',1,700,0,75,700,'cash','','2026-03-06T06:00:00.000Z','2026-03-06','voided','rung up twice','2026-03-06T06:05:00.000Z','Nena',0);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(12,1,'step2-z','1226c04d0d115efcb967ec4f205e23896ab4556c7b35ee55c26fc17d7326586b','000011',NULL,'sale',NULL,NULL,'Zoe',1,300,0,32,300,'cash','','2026-03-06T06:06:00.000Z','2026-03-06','completed','',NULL,'',1);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(13,1,'step3-a','57f6b8fdbceede2c05b6c453a67a3dca7546f5fccd8302f13fffa8d811318a69','000012',NULL,'sale',NULL,4,'Dina Lim',1,12000,0,1286,12000,'account','','2026-03-02T04:00:00.000Z','2026-03-02','completed','',NULL,'',0);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(14,1,'step3-b','d6752df120d9a92bb9c5025746e60824161a535e88b69170bf6d1b46568245c2','000013',NULL,'sale',NULL,4,'Dina Lim',1,700,0,75,700,'split','','2026-03-02T04:00:00.000Z','2026-03-02','completed','',NULL,'',0);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(15,1,'step3-c','45504eac7e9e1f005ea33670e5e58e3e36337ec726b29ead01daca341f654a53','000014',NULL,'sale',NULL,2,'Dina Lim',1,800,0,86,800,'account','','2026-03-02T04:00:00.000Z','2026-03-02','completed','',NULL,'',0);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(16,1,'step3-back','ac84d6080f0487d4dcde7ae709118858d51e99e49a545cc145bc6886fd8c752b','000015',NULL,'return',13,4,'Dina Lim',1,-12000,0,-1286,-12000,'account','','2026-03-12T04:00:00.000Z','2026-03-12','completed','',NULL,'',0);
INSERT INTO "sales" (id, till_id, sale_key, fingerprint, sale_number, foreign_number, kind, original_sale_id, customer_id, customer_name, item_count, subtotal, discount_amount, tax_amount, total_amount, payment_method, cashier, sale_date, business_date, status, void_reason, void_date, void_by, has_nobody) VALUES(17,1,'step3-d','5eee63f331a3dd8efe1735bfc5ddffe39612ad98d1f2c1aca13476327ef486d7','000016',NULL,'sale',NULL,2,'Ana Reyes',1,100,0,11,100,'account','','2026-03-02T04:00:00.000Z','2026-03-02','voided','rung up twice','2026-03-14T04:00:00.000Z','Nena',0);
CREATE TABLE sales_days (
    business_date TEXT NOT NULL PRIMARY KEY CHECK (business_date GLOB '????-??-??'),
    sale_count INTEGER NOT NULL DEFAULT 0 CHECK (sale_count >= 0),
    return_count INTEGER NOT NULL DEFAULT 0 CHECK (return_count >= 0),
    total_amount INTEGER NOT NULL DEFAULT 0
        CHECK (total_amount BETWEEN -1000000000000000000 AND 1000000000000000000),
    tax_amount INTEGER NOT NULL DEFAULT 0
        CHECK (tax_amount BETWEEN -1000000000000000000 AND 1000000000000000000)
, cash_amount INTEGER NOT NULL DEFAULT 0
    CHECK (cash_amount BETWEEN -1000000000000000000 AND 1000000000000000000)) STRICT, WITHOUT ROWID;
INSERT INTO "sales_days" (business_date, sale_count, return_count, total_amount, tax_amount, cash_amount) VALUES('2025-01-27',1,0,999,107,0);
INSERT INTO "sales_days" (business_date, sale_count, return_count, total_amount, tax_amount, cash_amount) VALUES('2026-03-02',4,0,35100,1447,24000);
INSERT INTO "sales_days" (business_date, sale_count, return_count, total_amount, tax_amount, cash_amount) VALUES('2026-03-03',3,1,16415,2718,5365);
INSERT INTO "sales_days" (business_date, sale_count, return_count, total_amount, tax_amount, cash_amount) VALUES('2026-03-06',3,1,25075,2686,20075);
INSERT INTO "sales_days" (business_date, sale_count, return_count, total_amount, tax_amount, cash_amount) VALUES('2026-03-12',0,1,-12000,-1286,0);
CREATE TABLE search_state (
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    upto INTEGER NOT NULL,
    reading_to INTEGER NOT NULL
) STRICT;
CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "settings" (key, value) VALUES('identity.needs','"0.1.0"');
INSERT INTO "settings" (key, value) VALUES('identity.shop','"9d668ad1319bcace085f60c3a71a47e6"');
INSERT INTO "settings" (key, value) VALUES('session.ended_cleanly','true');
INSERT INTO "settings" (key, value) VALUES('session.is_open','false');
INSERT INTO "settings" (key, value) VALUES('shop.currency','"\u20b1"');
INSERT INTO "settings" (key, value) VALUES('shop.shop_name','"Nena''s \u20b1 Store"');
INSERT INTO "settings" (key, value) VALUES('shop.sounds','true');
INSERT INTO "settings" (key, value) VALUES('shop.text_scale','115');
INSERT INTO "settings" (key, value) VALUES('shop.theme','"dark"');
INSERT INTO "settings" (key, value) VALUES('shop.vat_rate_bp','1200');
CREATE TABLE "stock_moves" (
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
) STRICT;
INSERT INTO "stock_moves" (id, product_id, sale_id, reason, quantity, note, person, moved_at) VALUES(1,1,NULL,'import',12000,'','','2026-03-02T04:00:00.000Z');
INSERT INTO "stock_moves" (id, product_id, sale_id, reason, quantity, note, person, moved_at) VALUES(2,3,NULL,'import',250500,'','','2026-03-02T04:00:00.000Z');
INSERT INTO "stock_moves" (id, product_id, sale_id, reason, quantity, note, person, moved_at) VALUES(3,1,1,'sale',-2000,'','','2026-03-02T04:00:00.000Z');
INSERT INTO "stock_moves" (id, product_id, sale_id, reason, quantity, note, person, moved_at) VALUES(4,3,1,'sale',-725,'','','2026-03-02T04:00:00.000Z');
INSERT INTO "stock_moves" (id, product_id, sale_id, reason, quantity, note, person, moved_at) VALUES(5,1,2,'return',1000,'','','2026-03-03T04:00:00.000Z');
INSERT INTO "stock_moves" (id, product_id, sale_id, reason, quantity, note, person, moved_at) VALUES(6,5,NULL,'count',48000,'','','2026-03-06T04:00:00.000Z');
INSERT INTO "stock_moves" (id, product_id, sale_id, reason, quantity, note, person, moved_at) VALUES(7,6,NULL,'count',20000,'','','2026-03-06T04:00:00.000Z');
INSERT INTO "stock_moves" (id, product_id, sale_id, reason, quantity, note, person, moved_at) VALUES(8,5,8,'sale',-12000,'','','2026-03-06T04:00:00.000Z');
INSERT INTO "stock_moves" (id, product_id, sale_id, reason, quantity, note, person, moved_at) VALUES(9,5,8,'sale',-3000,'','','2026-03-06T04:00:00.000Z');
INSERT INTO "stock_moves" (id, product_id, sale_id, reason, quantity, note, person, moved_at) VALUES(10,5,NULL,'receive',24000,'delivery 7','Nena','2026-03-14T04:00:00.000Z');
INSERT INTO "stock_moves" (id, product_id, sale_id, reason, quantity, note, person, moved_at) VALUES(11,5,NULL,'count',-24000,'','','2026-03-14T04:00:00.000Z');
CREATE TABLE users (
    id INTEGER PRIMARY KEY NOT NULL,
    name TEXT NOT NULL CHECK (name <> ''),
    name_key TEXT NOT NULL UNIQUE CHECK (name_key <> ''),
    rights TEXT NOT NULL DEFAULT '',
    is_owner INTEGER NOT NULL DEFAULT 0 CHECK (is_owner IN (0, 1)),
    pin_hash TEXT CHECK (pin_hash GLOB '$argon2id$*'),
    is_active INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    created_at TEXT NOT NULL CHECK (created_at GLOB '????-??-??T??:??:??.???Z'),
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
INSERT INTO "users" (id, name, name_key, rights, is_owner, pin_hash, is_active, created_at, updated_at) VALUES(1,'Nena','nena','see_buyer sell take_payments',1,'$argon2id$v=19$m=64,t=1,p=1$oCqAz/pTFGxtqw4oI1vulA$xNxeYZShaKjy4Pia/dmdji+A+vmip0Gf1W9hkQwJBnw',1,'2026-03-11T04:00:00.000Z','2026-03-11T04:00:00.000Z');
INSERT INTO "users" (id, name, name_key, rights, is_owner, pin_hash, is_active, created_at, updated_at) VALUES(2,'Joy','joy','see_buyer sell take_payments',0,'$argon2id$v=19$m=64,t=1,p=1$neL9bL0ng9xtnJW/FBFKYA$OjutQKvqO6LhhJ15Bpcx53WIHuK+h8RAqYv2LRALEAY',1,'2026-03-11T04:00:00.000Z','2026-03-11T04:00:00.000Z');
DELETE FROM sqlite_sequence WHERE name = 'customers';
INSERT INTO sqlite_sequence VALUES('customers',5);
CREATE INDEX accounts_by_available ON customer_accounts (credit_limit - balance, id);
CREATE INDEX accounts_by_balance ON customer_accounts (balance, id);
CREATE INDEX accounts_by_limit ON customer_accounts (credit_limit, id);
CREATE INDEX accounts_by_name ON customer_accounts
    (name_folded, id, code_key, phone_key, is_active);
CREATE INDEX accounts_by_oldest ON customer_accounts (oldest_unpaid, id)
WHERE oldest_unpaid IS NOT NULL;
CREATE INDEX accounts_by_promise ON customer_accounts (promise_date, id)
WHERE promise_date IS NOT NULL;
CREATE INDEX aliases_of_customer ON customer_aliases (customer_id);
CREATE INDEX approvals_of_sale ON approvals (sale_key);
CREATE INDEX ar_payments_by_reference ON ar_payments (reference, method)
WHERE reference <> '';
CREATE INDEX barcodes_of_product ON product_barcodes (product_id, position);
CREATE INDEX changes_from_customer ON customer_change_sales (from_customer_id)
WHERE from_customer_id IS NOT NULL;
CREATE INDEX changes_of_sale ON customer_change_sales (sale_id, change_id);
CREATE INDEX changes_to_customer ON customer_changes (to_customer_id);
CREATE INDEX customers_by_count
ON customers (transaction_count DESC, id, name_folded, phone_key);
CREATE INDEX customers_by_last
ON customers (last_purchase_date DESC, id, name_folded, phone_key);
CREATE INDEX customers_by_name ON customers (name_folded, id, phone_key);
CREATE INDEX customers_by_total
ON customers (total_purchases DESC, id, name_folded, phone_key);
CREATE INDEX customers_of_account ON account_customers (account_id);
CREATE INDEX debts_by_day ON ar_transactions (account_id, business_date, id, amount)
WHERE amount > 0 AND kind <> 'reversal';
CREATE INDEX entries_by_day ON ar_transactions (account_id, business_date, id);
CREATE INDEX entries_of_account ON ar_transactions (account_id, id);
CREATE INDEX entries_of_sale ON ar_transactions (sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX former_prices_of_product ON former_prices (product_id, factor, until);
CREATE INDEX moves_of_product ON stock_moves (product_id, id);
CREATE INDEX moves_of_sale ON stock_moves (sale_id) WHERE sale_id IS NOT NULL;
CREATE INDEX payments_by_day ON ar_transactions (business_date, amount)
WHERE kind IN ('payment', 'deposit');
CREATE INDEX payments_by_reference ON payments (reference, method)
WHERE reference <> '';
CREATE INDEX products_archived ON products (name_folded, id) WHERE is_active = 0;
CREATE INDEX products_by_name ON products (name_folded, id);
CREATE INDEX products_low ON products (name_folded, id)
WHERE is_active = 1 AND stock <= min_stock;
CREATE INDEX products_of_family ON products (family, variant) WHERE family <> '';
CREATE INDEX products_out ON products (name_folded, id)
WHERE is_active = 1 AND stock <= 0;
CREATE INDEX products_to_check ON products (name_folded, id) WHERE to_check = 1;
CREATE INDEX quick_keys_of_product ON quick_keys (product_id);
CREATE INDEX returns_of_sale ON sales (original_sale_id)
WHERE original_sale_id IS NOT NULL;
CREATE UNIQUE INDEX reversal_of_entry ON ar_transactions (reverses_id)
WHERE reverses_id IS NOT NULL;
CREATE INDEX sales_by_date ON sales (sale_date);
CREATE INDEX sales_by_foreign_number ON sales (foreign_number)
WHERE foreign_number IS NOT NULL;
CREATE INDEX sales_of_customer
ON sales (customer_id, sale_date, id, total_amount);
CREATE INDEX sales_of_customer_by_day
ON sales (customer_id, business_date, sale_date, kind, status, total_amount);
CREATE INDEX sales_unlinked ON sales (customer_name)
WHERE customer_id IS NULL AND customer_name <> '' AND has_nobody = 0;
CREATE TRIGGER alias_becomes_no_customer_key BEFORE UPDATE OF name_key ON customer_aliases
WHEN EXISTS (SELECT 1 FROM customers WHERE name_key = NEW.name_key)
BEGIN SELECT RAISE(ABORT, 'the alias is a name key'); END;
CREATE TRIGGER alias_is_no_customer_key BEFORE INSERT ON customer_aliases
WHEN EXISTS (SELECT 1 FROM customers WHERE name_key = NEW.name_key)
BEGIN SELECT RAISE(ABORT, 'the alias is a name key'); END;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
CREATE TRIGGER barcode_changes_hands AFTER UPDATE OF product_id ON product_barcodes
WHEN EXISTS (SELECT 1 FROM product_shelf) AND NEW.product_id <> OLD.product_id
BEGIN INSERT INTO products_moved (product_id) VALUES (NEW.product_id); END;
CREATE TRIGGER barcode_is_added AFTER INSERT ON product_barcodes
WHEN EXISTS (SELECT 1 FROM product_shelf)
BEGIN INSERT INTO products_moved (product_id) VALUES (NEW.product_id); END;
CREATE TRIGGER barcode_is_gone AFTER DELETE ON product_barcodes
WHEN EXISTS (SELECT 1 FROM product_shelf)
BEGIN INSERT INTO products_moved (product_id) VALUES (OLD.product_id); END;
CREATE TRIGGER customer_comes_with_purchases AFTER INSERT ON customers
WHEN NEW.last_purchase_date IS NOT NULL AND EXISTS (SELECT 1 FROM search_state)
BEGIN INSERT INTO customers_moved_in_time (customer_id) VALUES (NEW.id); END;
CREATE TRIGGER customer_is_called_anew AFTER UPDATE OF name_folded, phone_key ON customers
WHEN (NEW.name_folded <> OLD.name_folded OR NEW.phone_key <> OLD.phone_key)
    AND NEW.id <= (SELECT reading_to FROM search_state)
BEGIN INSERT INTO customers_called_anew (customer_id) VALUES (NEW.id); END;
CREATE TRIGGER customer_key_becomes_no_alias BEFORE UPDATE OF name_key ON customers
WHEN EXISTS (SELECT 1 FROM customer_aliases WHERE name_key = NEW.name_key)
BEGIN SELECT RAISE(ABORT, 'the name key is an alias'); END;
CREATE TRIGGER customer_key_is_no_alias BEFORE INSERT ON customers
WHEN EXISTS (SELECT 1 FROM customer_aliases WHERE name_key = NEW.name_key)
BEGIN SELECT RAISE(ABORT, 'the name key is an alias'); END;
CREATE TRIGGER customer_moves_in_time AFTER UPDATE OF last_purchase_date ON customers
WHEN EXISTS (SELECT 1 FROM search_state) AND NEW.last_purchase_date IS NOT OLD.last_purchase_date
    AND (NEW.last_purchase_date IS NULL
        OR NEW.last_purchase_date < (SELECT max(last_purchase_date) FROM customers))
BEGIN INSERT INTO customers_moved_in_time (customer_id) VALUES (NEW.id); END;
CREATE TRIGGER pack_price_is_back AFTER INSERT ON product_barcodes
WHEN NEW.price IS NOT NULL
BEGIN DELETE FROM former_prices WHERE product_id = NEW.product_id AND factor = NEW.factor
    AND price = NEW.price
    AND until = (SELECT updated_at FROM products WHERE id = NEW.product_id); END;
CREATE TRIGGER pack_price_is_gone AFTER DELETE ON product_barcodes WHEN OLD.price IS NOT NULL
BEGIN INSERT INTO former_prices (product_id, factor, price, until)
    SELECT id, OLD.factor, OLD.price, updated_at FROM products WHERE id = OLD.product_id; END;
CREATE TRIGGER price_is_raised AFTER UPDATE OF price ON products WHEN NEW.price > OLD.price
BEGIN INSERT INTO former_prices (product_id, factor, price, until)
    VALUES (OLD.id, 1000, OLD.price, NEW.updated_at); END;
CREATE TRIGGER product_comes_to_the_shelf AFTER INSERT ON products
WHEN EXISTS (SELECT 1 FROM product_shelf)
BEGIN INSERT INTO products_moved (product_id) VALUES (NEW.id); END;
CREATE TRIGGER product_is_added AFTER INSERT ON products BEGIN INSERT OR IGNORE INTO products_to_index (product_id) VALUES (NEW.id); END;
CREATE TRIGGER product_is_called_anew AFTER UPDATE OF name_folded, sku ON products
WHEN NEW.name_folded <> OLD.name_folded OR NEW.sku <> OLD.sku
BEGIN INSERT OR IGNORE INTO products_to_index (product_id) VALUES (NEW.id); END;
CREATE TRIGGER product_is_gone AFTER DELETE ON products BEGIN INSERT OR IGNORE INTO products_to_index (product_id) VALUES (OLD.id); END;
CREATE TRIGGER product_moves_on_the_shelf AFTER UPDATE OF name_folded, sku, is_active ON products
WHEN EXISTS (SELECT 1 FROM product_shelf) AND (NEW.name_folded <> OLD.name_folded OR NEW.sku <> OLD.sku
    OR NEW.is_active <> OLD.is_active)
BEGIN INSERT INTO products_moved (product_id) VALUES (NEW.id); END;
COMMIT;
