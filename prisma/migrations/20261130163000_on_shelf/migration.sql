-- What is on sale is a small part of all a shop ever sold: the shelf on the phone and its categories are read off indexes of
-- that part alone, in the order in which they are shown. By category also for what an offer counts.
CREATE INDEX product_on_shelf ON product (merchant_id, created_at DESC, product_id DESC) WHERE on_sale;
CREATE INDEX product_on_shelf_by_category ON product (merchant_id, category, created_at DESC, product_id DESC) WHERE on_sale;
