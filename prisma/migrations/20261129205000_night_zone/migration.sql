-- A night keeps the zone it was run by. Where a shop moves to another zone between two nights, a local day of the old zone
-- and the next one of the new overlap or leave hours between them: the next night begins where this one ended.
ALTER TABLE "night" ADD COLUMN "zone" TEXT;
