-- What must always hold. Every statement returns the rows that break it, so the whole script returns none.
-- Run after every database test, over all merchants. Each room adds its own section; the first column says what broke.

-- act: one id names one act
select 'act id used twice' as broken, merchant_id, act_id::text as ref from act group by merchant_id, act_id having count(*) > 1;
