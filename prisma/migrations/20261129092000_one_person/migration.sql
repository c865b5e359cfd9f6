-- One person is one member: a member found to be the same as another hands everything over and leads there from then on
-- (its phone, WeChat and platform accounts stay its own keys). What went over is kept by row, so that an undo takes back
-- exactly that. Two members who met and both have a history wait here for the owner.
ALTER TABLE member ADD COLUMN merged_into uuid;
ALTER TABLE member ADD CONSTRAINT member_merged CHECK (merged_into IS NULL OR (left_at IS NOT NULL AND merged_into <> member_id));
CREATE INDEX member_by_merged ON member (merchant_id, merged_into) WHERE merged_into IS NOT NULL;
CREATE INDEX member_by_unionid ON member (merchant_id, wx_unionid) WHERE wx_unionid IS NOT NULL;

CREATE TABLE member_merge (
  merchant_id uuid NOT NULL,
  merge_id    uuid NOT NULL,
  kept_id     uuid NOT NULL,
  gone_id     uuid NOT NULL,
  actor       text NOT NULL,
  reason      text NOT NULL DEFAULT '',
  -- fields of the kept member that were empty and came from the other: names only
  filled      text[] NOT NULL DEFAULT '{}',
  at          timestamptz(3) NOT NULL,
  undone_at   timestamptz(3),
  PRIMARY KEY (merchant_id, merge_id)
);
CREATE INDEX member_merge_kept ON member_merge (merchant_id, kept_id, at DESC);
CREATE INDEX member_merge_gone ON member_merge (merchant_id, gone_id, at DESC);

CREATE TABLE merge_move (
  merchant_id uuid NOT NULL,
  merge_id    uuid NOT NULL,
  -- the table, and the row's own key in it
  kind        text NOT NULL,
  ref         text NOT NULL,
  PRIMARY KEY (merchant_id, merge_id, kind, ref)
);

CREATE TABLE member_meeting (
  merchant_id uuid NOT NULL,
  meeting_id  uuid NOT NULL,
  one_id      uuid NOT NULL,
  other_id    uuid NOT NULL,
  -- phone | unionid
  how         text NOT NULL,
  at          timestamptz(3) NOT NULL,
  -- open | merged | dismissed
  state       text NOT NULL DEFAULT 'open',
  decided_at  timestamptz(3),
  decided_by  text,
  PRIMARY KEY (merchant_id, meeting_id),
  CONSTRAINT member_meeting_state CHECK (state IN ('open', 'merged', 'dismissed'))
);
CREATE UNIQUE INDEX member_meeting_once ON member_meeting (merchant_id, one_id, other_id) WHERE state = 'open';

SELECT huitou_protect('member_merge'), huitou_protect('merge_move'), huitou_protect('member_meeting');
