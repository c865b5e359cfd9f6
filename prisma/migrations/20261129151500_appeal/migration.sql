-- An author may ask once, in their own words, that a rejected post is looked at again: it goes back to the owner's queue
-- with what was said then, and the second decision is the last.
ALTER TABLE post ADD COLUMN appeal TEXT NOT NULL DEFAULT '', ADD COLUMN appealed_at TIMESTAMPTZ(3);
ALTER TABLE post ADD CONSTRAINT post_appeal CHECK (appeal = '' OR appealed_at IS NOT NULL);
