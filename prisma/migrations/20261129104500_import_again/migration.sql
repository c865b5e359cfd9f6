-- An import can be taken back whole, also what it did to orders that were there before: a line says which import added
-- it. A cancellation that found nothing waits for its sale, whichever file tells it first, so it is kept by the
-- channel's own name of its customer until there is a member, and by its place in its file.
ALTER TABLE order_line ADD COLUMN import_id UUID;
CREATE INDEX order_line_import ON order_line (merchant_id, import_id) WHERE import_id IS NOT NULL;

ALTER TABLE import_cancellation
  ALTER COLUMN member_id DROP NOT NULL,
  ADD COLUMN customer TEXT NOT NULL DEFAULT '',
  ADD COLUMN row_no INTEGER NOT NULL DEFAULT 0;
CREATE INDEX import_cancellation_waiting ON import_cancellation (merchant_id, channel, customer) WHERE matched < quantity;
