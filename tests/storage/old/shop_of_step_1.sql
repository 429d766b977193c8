PRAGMA application_id = 1400204137;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE cart_drafts (
    till_id INTEGER PRIMARY KEY NOT NULL,
    sale_key TEXT NOT NULL CHECK (sale_key <> ''),
    content TEXT NOT NULL,
    updated_at TEXT NOT NULL CHECK (updated_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
INSERT INTO "cart_drafts" VALUES(1,'open-cart','{"customer": {"name": "Jos\u00e9 \u00d1\u00e1\u00f1ez", "id": 1}, "lines": [{"name": "Fresh eggs", "quantity": 1000, "unit_price": 24500, "total": 24500, "discount": 0, "sku": "EGG-12", "barcode": "4800016644931", "unit": "tray", "tax_rate_bp": 1200, "tax_code": "V", "unit_cost": null, "product_id": 2}, {"name": "Rice", "quantity": 725, "unit_price": 5235, "total": 3795, "discount": 0, "sku": "RICE", "barcode": "", "unit": "kg", "tax_rate_bp": 0, "tax_code": "E", "unit_cost": null, "product_id": 3}]}','2026-03-03T04:00:00.000Z');
CREATE TABLE customer_aliases (
    name_key TEXT NOT NULL PRIMARY KEY CHECK (name_key <> ''),
    customer_id INTEGER NOT NULL REFERENCES customers (id) ON DELETE CASCADE
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
INSERT INTO "customers" VALUES(1,'José Ñáñez','josé ñáñez',' jose nanez','0917 555 0101','09175550101','j@example.com','Cebu','prefers cash',24500,1,'2026-03-03T04:00:00.000Z','2026-03-03T04:00:00.000Z','2026-03-02T04:00:00.000Z','2026-03-02T04:00:00.000Z');
INSERT INTO "customers" VALUES(2,'Ana Reyes','ana reyes',' ana reyes','','','','','',13649,2,'2025-01-27T04:00:00.000Z','2026-03-02T04:00:00.000Z','2026-03-02T04:00:00.000Z','2026-03-02T04:00:00.000Z');
INSERT INTO "customers" VALUES(3,'Ben Cruz','ben cruz',' ben cruz','','','','','',0,0,NULL,NULL,'2026-03-03T04:00:00.000Z','2026-03-03T04:00:00.000Z');
CREATE TABLE payments (
    sale_id INTEGER NOT NULL REFERENCES sales (id),
    line_no INTEGER NOT NULL CHECK (line_no >= 1),
    method TEXT NOT NULL CHECK (method <> ''),
    amount INTEGER NOT NULL CHECK (amount BETWEEN -100000000000000 AND 100000000000000),
    tendered INTEGER CHECK (tendered BETWEEN amount AND 100000000000000),
    reference TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (sale_id, line_no)
) STRICT, WITHOUT ROWID;
INSERT INTO "payments" VALUES(1,1,'cash',21600,21600,'');
INSERT INTO "payments" VALUES(2,1,'refund',-8950,NULL,'');
INSERT INTO "payments" VALUES(3,1,'gcash',20000,NULL,'1234567890123');
INSERT INTO "payments" VALUES(3,2,'cash',4500,5000,'');
INSERT INTO "payments" VALUES(4,1,'cash',100,100,'');
INSERT INTO "payments" VALUES(5,1,'cash',165,200,'');
INSERT INTO "payments" VALUES(6,1,'cash',999,999,'');
INSERT INTO "payments" VALUES(7,1,'cash',700,700,'');
CREATE TABLE product_barcodes (
    barcode TEXT NOT NULL PRIMARY KEY CHECK (barcode <> ''),
    product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    factor INTEGER NOT NULL DEFAULT 1000 CHECK (factor BETWEEN 1 AND 1000000000),
    position INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
INSERT INTO "product_barcodes" VALUES('0036000291452',1,1000,0);
INSERT INTO "product_barcodes" VALUES('4800016644931',2,1000,0);
INSERT INTO "product_barcodes" VALUES('EGGBOX',2,12000,1);
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
) STRICT;
INSERT INTO "products" VALUES(1,'PINA','Piña juice 1L',' pina juice 1l','Del Sur','Drinks','pc',8950,7000,'Z',11000,3000,1,'2026-03-02T04:00:00.000Z','2026-03-02T04:00:00.000Z');
INSERT INTO "products" VALUES(2,'EGG-12','Fresh eggs',' fresh eggs','','','tray',24500,NULL,'V',NULL,NULL,1,'2026-03-02T04:00:00.000Z','2026-03-02T04:00:00.000Z');
INSERT INTO "products" VALUES(3,'RICE','Rice',' rice','','','kg',5235,NULL,'E',249775,NULL,1,'2026-03-02T04:00:00.000Z','2026-03-02T04:00:00.000Z');
INSERT INTO "products" VALUES(4,'OLD','Old goods',' old goods','','','pc',100,NULL,'V',NULL,NULL,0,'2026-03-02T04:00:00.000Z','2026-03-02T04:00:00.000Z');
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
    unit_cost INTEGER CHECK (unit_cost BETWEEN -100000000000000 AND 100000000000000),
    PRIMARY KEY (sale_id, line_no)
) STRICT, WITHOUT ROWID;
INSERT INTO "sale_items" VALUES(1,1,1,NULL,'PINA','','Piña juice 1L','pc',2000,8950,0,17900,'V',0,7000);
INSERT INTO "sale_items" VALUES(1,2,3,NULL,'RICE','','Rice','kg',725,5235,95,3700,'V',0,NULL);
INSERT INTO "sale_items" VALUES(2,1,1,1,'PINA','','Piña juice 1L','pc',-1000,8950,0,-8950,'V',0,NULL);
INSERT INTO "sale_items" VALUES(3,1,2,NULL,'FRESH EGGS','','Fresh eggs','pc',1000,24500,0,24500,'V',1200,NULL);
INSERT INTO "sale_items" VALUES(4,1,NULL,NULL,'RICE','','Rice','pc',1000,100,0,100,'V',1200,NULL);
INSERT INTO "sale_items" VALUES(5,1,NULL,NULL,'CANDY','','Candy','pc',3000,55,0,165,'V',1200,NULL);
INSERT INTO "sale_items" VALUES(6,1,NULL,NULL,'RICE','','Rice','pc',1000,999,0,999,'V',1200,NULL);
INSERT INTO "sale_items" VALUES(7,1,NULL,NULL,'RICE','','Rice','pc',1000,700,0,700,'V',1200,NULL);
CREATE TABLE sale_series (
    till_id INTEGER PRIMARY KEY NOT NULL,
    last_number INTEGER NOT NULL CHECK (last_number >= 0)
) STRICT;
INSERT INTO "sale_series" VALUES(0,1);
INSERT INTO "sale_series" VALUES(1,6);
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
    void_by TEXT NOT NULL DEFAULT '',
    UNIQUE (till_id, sale_number),
    CHECK (subtotal - discount_amount = total_amount),
    CHECK ((status = 'voided') = (void_date IS NOT NULL)),
    CHECK (original_sale_id IS NULL OR kind = 'return'),
    CHECK (till_id = 0 OR (kind = 'sale' AND total_amount >= 0)
           OR (kind = 'return' AND total_amount <= 0))
) STRICT;
INSERT INTO "sales" VALUES(1,1,'key-a','4b37c23a9d776ab35d07c650158cc83b59af374e5e87a53a4eb06461e6ce8ed5','000001',NULL,'sale',NULL,2,'ana reyes',3,21695,95,0,21600,'cash','Nena','2026-03-02T04:00:00.000Z','2026-03-02','completed','',NULL,'');
INSERT INTO "sales" VALUES(2,1,'key-b','937a29db7d4a38f4dbb235f780ffe3ffa81febd7cf2c4d05599f583f220f8ac2','000002',NULL,'return',1,2,'ana reyes',1,-8950,0,0,-8950,'refund','','2026-03-03T04:00:00.000Z','2026-03-03','completed','',NULL,'');
INSERT INTO "sales" VALUES(3,1,'key-c','fc962ada53fbf92c20bc86f99a3e4ae456ac4cd149db144607b75b9b1213e8b0','000003',NULL,'sale',NULL,1,'José Ñáñez',1,24500,0,2625,24500,'split','','2026-03-03T04:00:00.000Z','2026-03-03','completed','',NULL,'');
INSERT INTO "sales" VALUES(4,1,'key-d','f5da5b3b66ddadb71d60fc8bda773ac2d267d33ddb7564d0276048be2249e514','000004',NULL,'sale',NULL,3,'Ben Cruz',1,100,0,11,100,'cash','','2026-03-03T04:00:00.000Z','2026-03-03','voided','slip','2026-03-03T04:00:00.000Z','Nena');
INSERT INTO "sales" VALUES(5,1,'key-e','629cd28c7dc6b1ff7657ccad2e2cf280386cc5a72ae05148db1e81639752d8b1','000005',NULL,'sale',NULL,NULL,'',3,165,0,18,165,'cash','','2026-03-03T04:00:00.000Z','2026-03-03','completed','',NULL,'');
INSERT INTO "sales" VALUES(6,0,'old:1','f77283146d2c5cfbda3b566b97318714d6aad244bbe208e890161705bcc42338','I000001','INV-7','sale',NULL,2,'Ana Reyes',1,999,0,107,999,'cash','','2025-01-27T04:00:00.000Z','2025-01-27','completed','',NULL,'');
INSERT INTO "sales" VALUES(7,1,'key-f','0249a9242552612e797d491f08e8859b04a5bde467ee3dab21da753178f17228','000006',NULL,'sale',NULL,NULL,'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy',1,700,0,75,700,'cash','','2026-03-03T04:00:00.000Z','2026-03-03','completed','',NULL,'');
CREATE TABLE sales_days (
    business_date TEXT NOT NULL PRIMARY KEY CHECK (business_date GLOB '????-??-??'),
    sale_count INTEGER NOT NULL DEFAULT 0 CHECK (sale_count >= 0),
    return_count INTEGER NOT NULL DEFAULT 0 CHECK (return_count >= 0),
    total_amount INTEGER NOT NULL DEFAULT 0
        CHECK (total_amount BETWEEN -1000000000000000000 AND 1000000000000000000),
    tax_amount INTEGER NOT NULL DEFAULT 0
        CHECK (tax_amount BETWEEN -1000000000000000000 AND 1000000000000000000)
) STRICT, WITHOUT ROWID;
INSERT INTO "sales_days" VALUES('2025-01-27',1,0,999,107);
INSERT INTO "sales_days" VALUES('2026-03-02',1,0,21600,0);
INSERT INTO "sales_days" VALUES('2026-03-03',3,1,16415,2718);
CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY CHECK (key <> ''),
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "settings" VALUES('session.ended_cleanly','true');
INSERT INTO "settings" VALUES('session.is_open','false');
INSERT INTO "settings" VALUES('shop.currency','"\u20b1"');
INSERT INTO "settings" VALUES('shop.shop_name','"Nena''s \u20b1 Store"');
INSERT INTO "settings" VALUES('shop.sounds','true');
INSERT INTO "settings" VALUES('shop.text_scale','115');
INSERT INTO "settings" VALUES('shop.theme','"dark"');
INSERT INTO "settings" VALUES('shop.vat_rate_bp','1200');
CREATE TABLE stock_moves (
    id INTEGER PRIMARY KEY NOT NULL,
    product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    sale_id INTEGER REFERENCES sales (id),
    reason TEXT NOT NULL CHECK (reason IN ('sale', 'return', 'void', 'count', 'import')),
    quantity INTEGER NOT NULL
        CHECK (quantity BETWEEN -1000000000000000 AND 1000000000000000),
    moved_at TEXT NOT NULL CHECK (moved_at GLOB '????-??-??T??:??:??.???Z')
) STRICT;
INSERT INTO "stock_moves" VALUES(1,1,NULL,'import',12000,'2026-03-02T04:00:00.000Z');
INSERT INTO "stock_moves" VALUES(2,3,NULL,'import',250500,'2026-03-02T04:00:00.000Z');
INSERT INTO "stock_moves" VALUES(3,1,1,'sale',-2000,'2026-03-02T04:00:00.000Z');
INSERT INTO "stock_moves" VALUES(4,3,1,'sale',-725,'2026-03-02T04:00:00.000Z');
INSERT INTO "stock_moves" VALUES(5,1,2,'return',1000,'2026-03-03T04:00:00.000Z');
CREATE INDEX customers_by_total
ON customers (total_purchases DESC, id, name_folded, phone_key);
CREATE INDEX customers_by_count
ON customers (transaction_count DESC, id, name_folded, phone_key);
CREATE INDEX customers_by_last
ON customers (last_purchase_date DESC, id, name_folded, phone_key);
CREATE INDEX customers_by_name ON customers (name_folded, id, phone_key);
CREATE INDEX aliases_of_customer ON customer_aliases (customer_id);
CREATE TRIGGER customer_key_is_no_alias BEFORE INSERT ON customers
WHEN EXISTS (SELECT 1 FROM customer_aliases WHERE name_key = NEW.name_key)
BEGIN SELECT RAISE(ABORT, 'the name key is an alias'); END;
CREATE TRIGGER customer_key_becomes_no_alias BEFORE UPDATE OF name_key ON customers
WHEN EXISTS (SELECT 1 FROM customer_aliases WHERE name_key = NEW.name_key)
BEGIN SELECT RAISE(ABORT, 'the name key is an alias'); END;
CREATE TRIGGER alias_is_no_customer_key BEFORE INSERT ON customer_aliases
WHEN EXISTS (SELECT 1 FROM customers WHERE name_key = NEW.name_key)
BEGIN SELECT RAISE(ABORT, 'the alias is a name key'); END;
CREATE TRIGGER alias_becomes_no_customer_key BEFORE UPDATE OF name_key ON customer_aliases
WHEN EXISTS (SELECT 1 FROM customers WHERE name_key = NEW.name_key)
BEGIN SELECT RAISE(ABORT, 'the alias is a name key'); END;
CREATE INDEX barcodes_of_product ON product_barcodes (product_id, position);
CREATE INDEX products_by_name ON products (name_folded, id);
CREATE INDEX sales_of_customer ON sales (customer_id, sale_date, total_amount);
CREATE INDEX sales_of_customer_by_day
ON sales (customer_id, business_date, sale_date, kind, status, total_amount);
CREATE INDEX sales_by_date ON sales (sale_date);
CREATE INDEX sales_by_foreign_number ON sales (foreign_number)
WHERE foreign_number IS NOT NULL;
CREATE INDEX returns_of_sale ON sales (original_sale_id)
WHERE original_sale_id IS NOT NULL;
CREATE INDEX sales_unlinked ON sales (customer_name)
WHERE customer_id IS NULL AND customer_name <> '';
CREATE INDEX moves_of_product ON stock_moves (product_id, id);
CREATE INDEX moves_of_sale ON stock_moves (sale_id) WHERE sale_id IS NOT NULL;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('customers',3);
COMMIT;
