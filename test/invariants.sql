-- What must always hold. Every statement returns the rows that break it, so the whole script returns none.
-- Run after every database test, over all merchants. Each room adds its own section; the first column says what broke.

-- act: one id names one act
select 'act id used twice' as broken, merchant_id, act_id::text as ref from act group by merchant_id, act_id having count(*) > 1;

-- order: lines, tenders and discounts add up to the order; what went back is what its refunds say; members' counters follow
select 'order lines do not add up' as broken, o.merchant_id, o.order_id::text as ref from shop_order o join order_line l using (merchant_id, order_id) group by o.merchant_id, o.order_id
  having sum(l.list_minor) <> o.list_minor or sum(l.discount_minor) <> o.discount_minor or sum(l.points_minor) <> o.points_minor or sum(l.points_spent) <> o.points_spent or sum(l.paid_minor) + o.shipping_minor <> o.paid_minor;
select 'order without lines' as broken, o.merchant_id, o.order_id::text as ref from shop_order o where not exists (select from order_line l where l.merchant_id = o.merchant_id and l.order_id = o.order_id);
select 'tenders do not pay the order' as broken, o.merchant_id, o.order_id::text as ref from shop_order o left join tender t using (merchant_id, order_id) group by o.merchant_id, o.order_id
  having coalesce(sum(t.minor), 0) <> o.paid_minor or coalesce(sum(t.refunded_minor), 0) <> o.refunded_minor;
select 'discount shares do not add up' as broken, l.merchant_id, l.order_id || '/' || l.line_no as ref from order_line l left join order_discount d using (merchant_id, order_id, line_no) group by l.merchant_id, l.order_id, l.line_no
  having coalesce(sum(d.minor), 0) <> l.discount_minor;
select 'order refunds do not add up' as broken, o.merchant_id, o.order_id::text as ref from shop_order o left join refund r using (merchant_id, order_id) group by o.merchant_id, o.order_id
  having coalesce(sum(r.minor), 0) <> o.refunded_minor or coalesce(sum(r.points), 0) <> o.refunded_points;
select 'line refunds do not add up' as broken, l.merchant_id, l.order_id || '/' || l.line_no as ref from order_line l
  left join (refund r join refund_line b using (merchant_id, refund_id)) on r.merchant_id = l.merchant_id and r.order_id = l.order_id and b.line_no = l.line_no group by l.merchant_id, l.order_id, l.line_no
  having coalesce(sum(b.quantity), 0) <> l.refunded_quantity or coalesce(sum(b.minor), 0) <> l.refunded_minor or coalesce(sum(b.points), 0) <> l.refunded_points;
select 'member counters do not follow the orders' as broken, m.merchant_id, m.member_id::text as ref from member m left join shop_order o on o.merchant_id = m.merchant_id and o.member_id = m.member_id and o.status <> 'undone' group by m.merchant_id, m.member_id
  having m.order_count <> count(o.order_id) filter (where o.status <> 'refunded') or m.spent_minor <> coalesce(sum(o.paid_minor - o.refunded_minor), 0);

-- visit: a used alias belongs to its visit's member; a settled visit has one order of the same member and one settlement
select 'alias used for another member' as broken, a.merchant_id, a.alias as ref from code_alias a join visit v using (merchant_id, visit_id) where v.member_id is distinct from a.member_id;
select 'visit settled without its order' as broken, v.merchant_id, v.visit_id::text as ref from visit v left join shop_order o using (merchant_id, order_id) where v.settled_at is not null and (o.order_id is null or o.member_id is distinct from v.member_id or o.visit_id is distinct from v.visit_id);
select 'settlement does not say what the order says' as broken, s.merchant_id, s.settlement_id::text as ref from settlement s join shop_order o using (merchant_id, order_id) where s.paid_minor <> o.paid_minor or s.points_spent <> o.points_spent or s.member_id is distinct from o.member_id;

-- community: counts are what they count; what was never shown is liked by nobody but its author
select 'post counts do not add up' as broken, p.merchant_id, p.post_id::text as ref from post p
  where p.like_count <> (select count(*) from post_like l where l.merchant_id = p.merchant_id and l.post_id = p.post_id)
     or p.comment_count <> (select count(*) from comment c where c.merchant_id = p.merchant_id and c.post_id = p.post_id and c.state = 'shown');
select 'picture in a post of another member, or in a place twice' as broken, k.merchant_id, k.picture_id::text as ref from picture k left join post p using (merchant_id, post_id)
  where k.post_id is not null and (p.member_id is distinct from k.member_id or exists (select from picture o where o.merchant_id = k.merchant_id and o.post_id = k.post_id and o.place = k.place and o.picture_id <> k.picture_id));
select 'post shown by rule with a picture that did not pass' as broken, p.merchant_id, p.post_id::text as ref from post p join picture k using (merchant_id, post_id) where p.state = 'shown' and p.decided_by = 'rule' and k.state <> 'pass';
select 'post rewarded before it was shown' as broken, a.merchant_id, a.post_id::text as ref from post_award a join post p using (merchant_id, post_id) where p.shown_at is null or p.member_id <> a.member_id;

-- review: a rewarded one stands in a log, once (a merge leaves the log where it was); one that is shown was let through
select 'rewarded review is not in a log' as broken, r.merchant_id, r.review_id::text as ref from review r left join fact f on f.merchant_id = r.merchant_id and f.fact_id = 'review:' || r.review_id
  where r.points > 0 group by r.merchant_id, r.review_id having count(f.fact_id) <> 1;
select 'review shown without its day' as broken, r.merchant_id, r.review_id::text as ref from review r where r.state = 'shown' and r.shown_at is null;

-- coupon: what was given out is what the stock says, within its total and each member's limit; a redeemed one names an order that used it
select 'coupon stock is not its claims' as broken, s.merchant_id, s.coupon_id::text as ref from coupon_stock s left join coupon_claim c on c.merchant_id = s.merchant_id and c.coupon_id = s.coupon_id group by s.merchant_id, s.coupon_id, s.claimed, s.total, s.spent_minor, s.budget_minor, s.budget_hard
  having s.claimed <> count(c.claim_id) filter (where c.source not in ('friend', 'friend-points')) or s.claimed > s.total or s.spent_minor <> coalesce(sum(c.discount_minor) filter (where c.state = 'redeemed'), 0) or (s.budget_hard and s.spent_minor > s.budget_minor);
select 'pack used out of order' as broken, c.merchant_id, c.claim_id::text as ref from coupon_claim c join coupon_claim b on b.merchant_id = c.merchant_id and b.pack_id = c.pack_id and b.pack_no < c.pack_no where c.state = 'redeemed' and (b.state = 'locked' or (b.state in ('issued', 'returned') and b.valid_until > c.redeemed_at));
select 'code leads to a claim of another coupon or kind' as broken, k.merchant_id, k.code as ref from coupon_code k join coupon_code_batch b using (merchant_id, batch_id) left join coupon_claim c on c.merchant_id = k.merchant_id and c.claim_id = k.claim_id
  where k.claim_id is not null and (b.kind = 'shared' or c.coupon_id is distinct from b.coupon_id or c.source <> 'code');
select 'claim by a code that does not lead to it' as broken, c.merchant_id, c.claim_id::text as ref from coupon_claim c left join coupon_code k on k.merchant_id = c.merchant_id and k.claim_id = c.claim_id where c.source = 'code' and coalesce(c.pack_no, 1) = 1 and (k.code is null or k.code <> c.source_key);
select 'code batch is not its codes' as broken, b.merchant_id, b.batch_id::text as ref from coupon_code_batch b left join coupon_code k using (merchant_id, batch_id) group by b.merchant_id, b.batch_id, b.made having b.made <> count(k.code);
select 'code without its batch' as broken, k.merchant_id, k.code as ref from coupon_code k left join coupon_code_batch b using (merchant_id, batch_id) where b.batch_id is null;
select 'coupon without its stock or version' as broken, c.merchant_id, c.coupon_id::text as ref from coupon c left join coupon_stock s using (merchant_id, coupon_id) left join coupon_version v on v.merchant_id = c.merchant_id and v.coupon_id = c.coupon_id and v.version = c.version
  where s.coupon_id is null or v.coupon_id is null;
select 'claim of an unknown version' as broken, c.merchant_id, c.claim_id::text as ref from coupon_claim c left join coupon_version v using (merchant_id, coupon_id, version) where v.version is null;
select 'coupon claimed above the member limit' as broken, c.merchant_id, c.coupon_id || '/' || c.member_id as ref from coupon_claim c join coupon p using (merchant_id, coupon_id) join coupon_version v on v.merchant_id = p.merchant_id and v.coupon_id = p.coupon_id and v.version = p.version
  where c.source in ('claim', 'code', 'shared', 'points') and not exists (select from merge_move v where v.merchant_id = c.merchant_id and v.kind = 'coupon_claim' and v.ref = c.claim_id::text) group by c.merchant_id, c.coupon_id, c.member_id having count(*) > max((select max((w.terms->>'perMember')::int * coalesce((w.terms->>'packSize')::int, 1)) from coupon_version w where w.merchant_id = c.merchant_id and w.coupon_id = c.coupon_id));
select 'coupon redeemed by no order of its member' as broken, c.merchant_id, c.claim_id::text as ref from coupon_claim c left join shop_order o using (merchant_id, order_id) where c.state = 'redeemed' and (o.order_id is null or o.member_id is distinct from c.member_id);
-- sent to a friend: what is under way is held by its gift, what was taken is one claim here ended and one there begun
select 'coupon under way without its gift' as broken, c.merchant_id, c.claim_id::text as ref from coupon_claim c left join coupon_gift g on g.merchant_id = c.merchant_id and 'gift:' || g.gift_id = c.locked_by where c.locked_by like 'gift:%' and (g.gift_id is null or g.claim_id <> c.claim_id or g.state <> 'waiting' or g.until_at <> c.locked_until);
select 'gift of a coupon that is not under way' as broken, g.merchant_id, g.gift_id::text as ref from coupon_gift g left join coupon_claim c using (merchant_id, claim_id) where g.state = 'waiting' and g.until_at > now() and c.locked_by is distinct from 'gift:' || g.gift_id;
select 'coupon given otherwise than taken' as broken, coalesce(c.merchant_id, g.merchant_id), coalesce(c.claim_id, g.claim_id)::text as ref from (select * from coupon_claim where state = 'given') c full join (select * from coupon_gift where state = 'taken') g on g.merchant_id = c.merchant_id and g.claim_id = c.claim_id where c.claim_id is null or g.gift_id is null;
select 'coupon from a friend without its gift' as broken, coalesce(n.merchant_id, g.merchant_id), coalesce(n.claim_id, g.given_claim_id)::text as ref from (select * from coupon_claim where source in ('friend', 'friend-points')) n full join (select * from coupon_gift where state = 'taken') g on g.merchant_id = n.merchant_id and g.given_claim_id = n.claim_id
  left join coupon_claim c on c.merchant_id = g.merchant_id and c.claim_id = g.claim_id where n.claim_id is null or g.gift_id is null or n.source_key <> g.gift_id::text or (n.coupon_id, n.version) <> (c.coupon_id, c.version);
select 'promotion without its version' as broken, p.merchant_id, p.promotion_id::text as ref from promotion p left join promotion_version v using (merchant_id, promotion_id, version) where v.version is null;

-- points: balance = sum of lots = sum of postings; a spend = the lots it drew; nothing negative but debt
select 'wallet is not its lots' as broken, w.merchant_id, w.member_id || '/' || w.wallet as ref from wallet w left join lot l using (merchant_id, member_id, wallet) group by w.merchant_id, w.member_id, w.wallet, w.available, w.pending, w.held
  having coalesce(sum(l.left_points), 0) <> w.available + w.pending + w.held or coalesce(sum(l.held), 0) <> w.held or coalesce(sum(l.left_points) filter (where l.state = 'pending'), 0) <> w.pending;
select 'wallet is not its postings' as broken, w.merchant_id, w.member_id || '/' || w.wallet as ref from wallet w
  left join lateral (select sum(case when account = 'available' then n end) available, sum(case when account = 'pending' then n end) pending, sum(case when account = 'held' then n end) held, sum(case when account = 'transit' then n end) transit, sum(case when account = 'debt' then n end) debt, sum(n) total
    from (select p.to_account account, p.points n from posting p where p.merchant_id = w.merchant_id and p.member_id = w.member_id and p.wallet = w.wallet union all select p.from_account, -p.points from posting p where p.merchant_id = w.merchant_id and p.member_id = w.member_id and p.wallet = w.wallet) moves) s on true
  where coalesce(s.available, 0) <> w.available or coalesce(s.pending, 0) <> w.pending or coalesce(s.held, 0) <> w.held or coalesce(s.transit, 0) <> w.in_transit or -coalesce(s.debt, 0) <> w.debt or coalesce(s.total, 0) <> 0;
select 'lot is not its postings' as broken, l.merchant_id, l.member_id || '/' || l.wallet || '/' || l.source as ref from lot l left join posting p on p.merchant_id = l.merchant_id and p.member_id = l.member_id and p.wallet = l.wallet and p.lot = l.source group by l.merchant_id, l.member_id, l.wallet, l.source, l.left_points
  having l.left_points <> coalesce(sum(case when p.to_account in ('available', 'pending', 'held') then p.points else 0 end - case when p.from_account in ('available', 'pending', 'held') then p.points else 0 end), 0);
select 'points on the way are not the gifts' as broken, w.merchant_id, w.member_id || '/' || w.wallet as ref from wallet w left join hold h on h.merchant_id = w.merchant_id and h.member_id = w.member_id and h.wallet = w.wallet and h.state = 'sent' group by w.merchant_id, w.member_id, w.wallet, w.in_transit
  having w.in_transit <> coalesce(sum(h.owed - h.owed_back + (select sum((d->>'points')::bigint - (d->>'back')::bigint) from jsonb_array_elements(h.draws) d)), 0);
select 'gifts do not sum to zero' as broken, merchant_id, wallet as ref from posting where 'passed' in (from_account, to_account) group by merchant_id, wallet having sum(case when to_account = 'passed' then points else -points end) <> 0;
select 'gift without its hold' as broken, g.merchant_id, g.gift_id::text as ref from point_gift g left join hold h on h.merchant_id = g.merchant_id and h.member_id = g.from_member and h.hold_id = g.gift_id::text
  where h.hold_id is null or (g.state = 'accepted') <> (h.state = 'given') or (g.state = 'declined' and h.state <> 'returned');
select 'gift arrived otherwise than it left' as broken, g.merchant_id, g.gift_id::text as ref from point_gift g where g.state = 'accepted' and g.arrived <> (select coalesce(sum(p.points), 0) from posting p where p.merchant_id = g.merchant_id and p.member_id = g.to_member and p.cause = 'receive' and p.lot like 'g:' || g.gift_id || '/%');
select 'posting without its wallet' as broken, p.merchant_id, p.posting_id::text as ref from posting p left join wallet w using (merchant_id, member_id, wallet) where w.wallet is null;
select 'spend is not what it drew' as broken, h.merchant_id, h.member_id || '/' || h.hold_id as ref from hold h where h.points <> h.owed + coalesce((select sum((d->>'points')::bigint) from jsonb_array_elements(h.draws) d), 0);
select 'held points are not the open holds' as broken, w.merchant_id, w.member_id || '/' || w.wallet as ref from wallet w left join hold h on h.merchant_id = w.merchant_id and h.member_id = w.member_id and h.wallet = w.wallet and h.state = 'open' group by w.merchant_id, w.member_id, w.wallet, w.held having w.held <> coalesce(sum(h.points - h.owed), 0);
select 'fact numbers have a gap' as broken, merchant_id, member_id::text as ref from fact group by merchant_id, member_id having min(seq) <> 1 or max(seq) <> count(*);
select 'posting of no fact' as broken, p.merchant_id, p.posting_id::text as ref from posting p left join fact f on f.merchant_id = p.merchant_id and f.member_id = p.member_id and f.fact_id = p.ref where p.ref <> '' and f.seq is null;
select 'due earlier than the wallet says' as broken, l.merchant_id, l.member_id || '/' || l.wallet as ref from lot l join wallet w using (merchant_id, member_id, wallet) where l.left_points > l.held and (case when l.state = 'pending' then l.active_at when l.expires_at is null and l.detail->'expiry'->>'kind' = 'inactivity' then lot_ends(null, l.active_at, l.detail->'expiry', w.acts) else l.expires_at end) < coalesce(w.due_at, 'infinity');

-- tier: what lists show is what was decided; growth by day is the growth wallet; each gift of care once
select 'shown tier is not the decided one' as broken, m.merchant_id, m.member_id::text as ref from member m join tier_standing s using (merchant_id, member_id) where m.tier_id is distinct from s.state->'hold'->>'tier';
select 'growth by day is not the growth wallet' as broken, w.merchant_id, w.member_id::text as ref from wallet w left join tier_day d using (merchant_id, member_id) where w.wallet = 'growth' group by w.merchant_id, w.member_id, w.available, w.pending having greatest(coalesce(sum(d.growth), 0), 0) <> w.available + w.pending;
select 'two tier or rule sets in force' as broken, merchant_id, 'tier' as ref from tier_set where state = 'published' group by merchant_id having count(*) > 1 union all select 'two tier or rule sets in force', merchant_id, 'rule' from rule_set where state = 'published' and from_at <= now() and retired_at is null group by merchant_id having count(*) > 1;

-- person: a merge takes points from one book and puts as many into the other; the one that is gone has nothing left and leads to a living member
select 'merge made or lost points' as broken, p.merchant_id, p.ref || '/' || p.wallet as ref from posting p where p.cause in ('send', 'receive') and p.ref like 'm:%' group by p.merchant_id, p.ref, p.wallet
  having sum(case when p.to_account = 'adjusted' then p.points else 0 end - case when p.from_account = 'adjusted' then p.points else 0 end) <> 0;
select 'merged member has something left' as broken, m.merchant_id, m.member_id::text as ref from member m join wallet w using (merchant_id, member_id) where m.merged_into is not null and (w.available <> 0 or w.pending <> 0 or w.held <> 0 or w.debt <> 0);
select 'merged member has orders' as broken, m.merchant_id, m.member_id::text as ref from member m join shop_order o using (merchant_id, member_id) where m.merged_into is not null;
select 'merged member leads nowhere' as broken, m.merchant_id, m.member_id::text as ref from member m left join member k on k.merchant_id = m.merchant_id and k.member_id = m.merged_into where m.merged_into is not null and (k.member_id is null or k.merged_into is not null);
-- flash: the stock is its reservations and what was bought and kept, within its total; nobody has more than their share; what was bought is a line of an order of the same member
select 'flash stock is not its reservations' as broken, k.merchant_id, k.flash_id::text as ref from flash_stock k left join flash_hold h using (merchant_id, flash_id) group by k.merchant_id, k.flash_id, k.total, k.taken, k.redeemed
  having k.redeemed <> coalesce(sum(h.sold - h.returned), 0) or k.taken <> coalesce(sum(h.sold - h.returned), 0) + coalesce(sum(h.units) filter (where h.state = 'held'), 0) or k.taken > k.total;
select 'flash sale without its stock' as broken, s.merchant_id, s.flash_id::text as ref from flash_sale s left join flash_stock k using (merchant_id, flash_id) where k.flash_id is null or s.sku <> s.terms->>'sku';
select 'more than a member may have of a flash sale' as broken, h.merchant_id, h.flash_id || '/' || h.member_id as ref from flash_hold h join flash_sale s using (merchant_id, flash_id) where h.state in ('held', 'redeemed')
  and not exists (select from merge_move g where g.merchant_id = h.merchant_id and g.kind = 'flash_hold' and g.ref = h.reservation_id::text) group by h.merchant_id, h.flash_id, h.member_id, s.terms
  having sum(case h.state when 'held' then h.units else h.sold - h.returned end) > (s.terms->>'perMember')::int;
select 'reservation bought without its line' as broken, h.merchant_id, h.reservation_id::text as ref from flash_hold h join flash_sale s using (merchant_id, flash_id) left join shop_order o using (merchant_id, order_id) left join order_line l on l.merchant_id = h.merchant_id and l.order_id = h.order_id and l.line_no = h.line_no
  where h.state = 'redeemed' and (l.line_no is null or l.sku <> s.sku or l.quantity <> h.sold or l.refunded_quantity <> h.returned or o.member_id is distinct from h.member_id);
select 'flash queue is not its places' as broken, k.merchant_id, k.flash_id::text as ref from flash_stock k left join flash_wait w using (merchant_id, flash_id) group by k.merchant_id, k.flash_id, k.queued, k.next_place
  having k.queued <> count(*) filter (where w.state = 'waiting') or k.next_place <= coalesce(max(w.place), 0);
select 'served before one who asked earlier' as broken, w.merchant_id, w.flash_id || '/' || w.place as ref from flash_wait w join flash_wait s using (merchant_id, flash_id) where w.state = 'waiting' and s.state = 'served' and s.place > w.place;
select 'turn without its reservation' as broken, w.merchant_id, w.flash_id || '/' || w.place as ref from flash_wait w left join flash_hold h using (merchant_id, reservation_id) where w.state = 'served' and (h.reservation_id is null or h.flash_id <> w.flash_id);
-- promotion: counts are the uses that counted and did not come back, within the limits of some version; each use names its order
select 'promotion count is not its uses' as broken, c.merchant_id, c.promotion_id::text as ref from promotion_count c left join promotion_use u on u.merchant_id = c.merchant_id and u.promotion_id = c.promotion_id and u.counted and u.returned_at is null
  group by c.merchant_id, c.promotion_id, c.uses, c.minor having count(u.order_id) <> c.uses or coalesce(sum(u.minor), 0) <> c.minor;
select 'promotion used above its limits' as broken, c.merchant_id, c.promotion_id::text as ref from promotion_count c
  join (select merchant_id, promotion_id, case when bool_or(terms->>'budgetMinor' is null) then null else max((terms->>'budgetMinor')::bigint) end as budget, case when bool_or(terms->>'uses' is null) then null else max((terms->>'uses')::int) end as uses from promotion_version group by merchant_id, promotion_id) v using (merchant_id, promotion_id)
  where c.minor > v.budget or c.uses > v.uses;
select 'promotion used by no order' as broken, u.merchant_id, u.order_id || '/' || u.promotion_id as ref from promotion_use u left join shop_order o using (merchant_id, order_id) where o.order_id is null or o.member_id is distinct from u.member_id;
select 'person left and yet known' as broken, m.merchant_id, m.member_id::text as ref from member m where m.member_no like 'left-%' and (m.name <> '' or m.phone_hash is not null or m.phone_cipher is not null or m.phone_last4 is not null or m.wx_openid is not null or m.wx_unionid is not null or m.birthday is not null or m.birth_year is not null
  or exists (select from member_account a where a.merchant_id = m.merchant_id and a.member_id = m.member_id) or exists (select from post p where p.merchant_id = m.merchant_id and p.member_id = m.member_id and p.body <> '') or exists (select from token_family f where f.merchant_id = m.merchant_id and f.subject_id = m.member_id and f.ended_at is null));
-- campaign: coupons that it gave are its issued rows, one for one, and points as it says; nobody waits once it is sent
select 'campaign coupon without its row' as broken, k.merchant_id, k.claim_id::text as ref from coupon_claim k left join campaign_member c using (merchant_id, claim_id) where k.source = 'campaign' and coalesce(k.pack_no, 1) = 1 and c.claim_id is null;
select 'campaign row without its coupon' as broken, c.merchant_id, c.campaign_id || '/' || c.member_id as ref from campaign_member c join campaign p using (merchant_id, campaign_id) left join coupon_claim k on k.merchant_id = c.merchant_id and k.claim_id = c.claim_id
  where c.state = 'issued' and (c.claim_id is null) <> (p.terms->>'couponId' is null) or c.claim_id is not null and (k.claim_id is null or k.source <> 'campaign' or split_part(split_part(k.source_key, '~', 1), '#', 1) <> c.campaign_id::text or k.coupon_id::text <> p.terms->>'couponId');
select 'campaign gave one coupon twice' as broken, merchant_id, claim_id::text as ref from campaign_member where claim_id is not null group by merchant_id, claim_id having count(*) > 1;
select 'campaign gave other points than it says' as broken, c.merchant_id, c.campaign_id::text as ref from campaign_member c join campaign p using (merchant_id, campaign_id) where c.state = 'issued' and c.points <> (p.terms->>'points')::bigint;
select 'sent campaign with somebody waiting' as broken, p.merchant_id, p.campaign_id::text as ref from campaign p where (p.sent_at is not null or p.state = 'stopped') and exists (select from campaign_member k where k.merchant_id = p.merchant_id and k.campaign_id = p.campaign_id and k.state = 'waiting');
-- staff: a counter of a limit on a person is what they gave less what refunds took back; a sale gave what its settlement says; an agreed request moved its points once, by a second person
select 'staff counter is not what they gave' as broken, m.merchant_id, m.staff_id || '/' || m.scope || '/' || m.period as ref from staff_meter m left join staff_given g on g.merchant_id = m.merchant_id and g.staff_id = m.staff_id
  and case m.scope when 'hand-day' then g.kind = 'hand' and g.day::text = m.period when 'till-day' then g.kind = 'sale' and g.day::text = m.period else g.kind = 'sale' and g.shift_id::text = m.period end
  group by m.merchant_id, m.staff_id, m.scope, m.period, m.given having m.given <> coalesce(sum(g.counts - g.back), 0);
select 'given by a person without their counter' as broken, g.merchant_id, g.act_id::text as ref from staff_given g where g.counts > 0
  and not exists (select from staff_meter m where m.merchant_id = g.merchant_id and m.staff_id = g.staff_id and m.scope = case g.kind when 'hand' then 'hand-day' else 'till-day' end and m.period = g.day::text);
select 'sale gave otherwise than its settlement says' as broken, g.merchant_id, g.act_id::text as ref from staff_given g left join settlement s on s.merchant_id = g.merchant_id and s.order_id = g.order_id
  where g.kind = 'sale' and (s.order_id is null or s.member_id is distinct from g.member_id or g.points <> s.points_earned + coalesce((s.detail->>'pendingEarned')::bigint, 0));
select 'request agreed to by whoever asked' as broken, r.merchant_id, r.request_id::text as ref from points_request r where r.state = 'approved' and r.decided_by = r.asked_by;
select 'agreed requests are not the points they moved' as broken, coalesce(r.merchant_id, g.merchant_id), coalesce(r.member_id, g.member_id)::text as ref
  from (select merchant_id, member_id, count(*) n from points_request where state = 'approved' group by 1, 2) r full join (select merchant_id, member_id, count(*) n from staff_given where kind = 'hand' and allowed_by is not null group by 1, 2) g on g.merchant_id = r.merchant_id and g.member_id = r.member_id where coalesce(g.n, 0) > coalesce(r.n, 0);
