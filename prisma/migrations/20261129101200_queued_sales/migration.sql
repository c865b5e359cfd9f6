-- The owner's list of sales made without a network: refused ones left no sale, only the act that says no.
CREATE INDEX act_refused_sales ON act (merchant_id, at DESC, act_id DESC) WHERE kind = 'book-queued-sale' AND outcome = 'refused';
