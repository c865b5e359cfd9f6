-- Pictures of posts. The bytes lie here and not in a folder, so that one backup holds them, the rules for tenants hold for
-- them, and a deletion is over when its transaction is. What is kept is our own JPEG of what was sent, in two sizes.

-- CreateTable
CREATE TABLE "picture" (
    "merchant_id" UUID NOT NULL,
    "picture_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "post_id" UUID,
    "place" INTEGER NOT NULL DEFAULT 0,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "large" BYTEA NOT NULL,
    "small" BYTEA NOT NULL,
    "state" TEXT NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "trace_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "picture_pkey" PRIMARY KEY ("merchant_id","picture_id")
);

-- CreateIndex
CREATE INDEX "picture_merchant_id_member_id_created_at_idx" ON "picture"("merchant_id", "member_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "picture_merchant_id_post_id_place_idx" ON "picture"("merchant_id", "post_id", "place");

-- What nobody put into a post is swept after a day.
CREATE INDEX picture_loose ON picture (merchant_id, created_at) WHERE post_id IS NULL;
-- An answer of WeChat names only its own trace.
CREATE INDEX picture_trace ON picture (trace_id) WHERE trace_id IS NOT NULL;

ALTER TABLE picture
  ADD CONSTRAINT picture_state CHECK (state IN ('waiting', 'pass', 'review', 'risky', 'unchecked')),
  ADD CONSTRAINT picture_answered CHECK ((state = 'waiting') = (answered_at IS NULL)),
  ADD CONSTRAINT picture_size CHECK (width BETWEEN 1 AND 4096 AND height BETWEEN 1 AND 4096 AND octet_length("large") BETWEEN 1 AND 4000000 AND octet_length("small") BETWEEN 1 AND 1000000),
  ADD CONSTRAINT picture_place CHECK (place BETWEEN 0 AND 8),
  -- JPEG does not shrink further: no time is spent on trying
  ALTER COLUMN "large" SET STORAGE EXTERNAL,
  ALTER COLUMN "small" SET STORAGE EXTERNAL;

SELECT huitou_protect('picture');

-- The answer to a picture's check comes from WeChat, which knows no shop: its trace leads to one.
CREATE FUNCTION door_merchant_of_trace(trace text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT merchant_id FROM picture WHERE trace_id = trace LIMIT 1
$$;
REVOKE EXECUTE ON FUNCTION door_merchant_of_trace(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION door_merchant_of_trace(text) TO huitou_app;
