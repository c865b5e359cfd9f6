import type { MemberId } from '@huitou/units'
import type { CareTerms } from '../care/index.js'
import { usableSql } from '../coupon/index.js'
import { plain, type Tx } from '../platform/database/index.js'

export interface HomeExtraRow {
  member_id: MemberId
  coupon_count: number
  unread: number
  settlement: { orderId: string; at: string; seen: boolean } | null
  gift_keys: string[] | null
  has_post: boolean
}

export interface HomeShopRow {
  topic: { topicId: string; title: string; posts: number; faces: string[] | null } | null
  birthday_care: Partial<CareTerms> | null
}

/** The small facts of members' first screens, each by its own index, in one statement. */
export const homeExtras = (tx: Tx, o: { memberIds: readonly MemberId[]; now: Date; giftKeys: readonly string[] }): Promise<HomeExtraRow[]> =>
  tx.query<HomeExtraRow>(
    `select a.id as member_id,
      (select count(*)::int from coupon_claim k where k.merchant_id = $1 and k.member_id = a.id and ${usableSql('$3')}) as coupon_count,
      (select count(*)::int from inbox_message i where i.merchant_id = $1 and i.member_id = a.id and i.read_at is null) as unread,
      (select jsonb_build_object('orderId', s.order_id, 'at', s.at, 'seen', s.seen_at is not null) from settlement s where s.merchant_id = $1 and s.member_id = a.id order by s.at desc limit 1) as settlement,
      (select array_agg(g.gift_key) from care_gift g where g.merchant_id = $1 and g.member_id = a.id and g.gift_key = any($4::text[])) as gift_keys,
      exists (select from post p where p.merchant_id = $1 and p.member_id = a.id and p.state = 'shown') as has_post
     from unnest($2::uuid[]) a(id)`,
    [tx.merchantId, plain(o.memberIds), o.now, o.giftKeys], 'home-extras')

/** What all homes of a shop show alike: the topic of the day, the birthday gift. */
export const homeOfShop = async (tx: Tx): Promise<HomeShopRow> =>
  (await tx.query<HomeShopRow>(
    `select
      (select jsonb_build_object('topicId', t.topic_id, 'title', t.title,
          'posts', (select count(*) from post p where p.merchant_id = $1 and p.topic_id = t.topic_id and p.state = 'shown'),
          'faces', (select jsonb_agg(f.name) from (select distinct on (p.member_id) m.name, p.shown_at from post p join member m using (merchant_id, member_id) where p.merchant_id = $1 and p.topic_id = t.topic_id and p.state = 'shown' and m.name <> '' order by p.member_id, p.shown_at desc limit 3) f))
        from topic t where t.merchant_id = $1 and t.closed_at is null order by t.pinned desc, t.created_at desc limit 1) as topic,
      (select c.terms from care c where c.merchant_id = $1 and c.kind = 'birthday') as birthday_care`,
    [tx.merchantId], 'home-of-shop'))[0]!
