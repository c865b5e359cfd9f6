import type { Instant, MemberId } from '@huitou/units'
import type { Sql, Tx } from '../platform/database/index.js'

export type PictureState = 'waiting' | 'pass' | 'review' | 'risky' | 'unchecked'

/** A picture as the acts see it: everything but its bytes. */
export interface PictureOfPost {
  readonly pictureId: string
  readonly memberId: MemberId
  postId: string | null
  place: number
  state: PictureState
  label: string
}
interface LockedRow { picture_id: string; member_id: MemberId; post_id: string | null; place: number; state: PictureState; label: string }

/** As a page shows it, made by the database beside its post. */
export interface PictureRow { readonly id: string; readonly width: number; readonly height: number; readonly state: PictureState; readonly label: string; readonly at: string }
/** The pictures of a post in their order, to stand in a select; `post` is the expression that names the post. */
export const picturesOf = (post: string): string =>
  `coalesce((select json_agg(json_build_object('id', k.picture_id, 'width', k.width, 'height', k.height, 'state', k.state, 'label', k.label, 'at', k.created_at) order by k.place) from picture k where k.merchant_id = $1 and k.post_id = ${post}), '[]')`

export interface NewPicture { readonly pictureId: string; readonly memberId: MemberId; readonly width: number; readonly height: number; readonly large: Buffer; readonly small: Buffer }

export const insertPicture = (tx: Tx, p: NewPicture, now: Instant): Promise<number> =>
  tx.run("insert into picture (merchant_id, picture_id, member_id, width, height, large, small, state, created_at) values ($1, $2, $3, $4, $5, $6, $7, 'waiting', $8)", [tx.merchantId, p.pictureId, p.memberId, p.width, p.height, p.large, p.small, new Date(now)])

/** How many pictures a member sent since an instant. */
export const picturesSince = async (tx: Tx, memberId: MemberId, since: Instant): Promise<number> =>
  (await tx.query<{ n: number }>('select count(*)::int as n from picture where merchant_id = $1 and member_id = $2 and created_at > $3', [tx.merchantId, memberId, new Date(since)]))[0]!.n

/** The trace under which WeChat will answer. */
export const writeTrace = (tx: Tx, pictureId: string, trace: string): Promise<number> =>
  tx.run("update picture set trace_id = $3 where merchant_id = $1 and picture_id = $2 and state = 'waiting'", [tx.merchantId, pictureId, trace])

export const pictureOfTrace = (merchantId: string, trace: string): Sql => ({ text: "select picture_id, member_id from picture where merchant_id = $1 and trace_id = $2", values: [merchantId, trace] })

/** One size of a picture, and whether everybody may see it. */
export const pictureBytes = (merchantId: string, pictureId: string, size: 'large' | 'small'): Sql => ({
  text: `select k.${size} as bytes, coalesce(p.state = 'shown', false) as shown from picture k left join post p on p.merchant_id = k.merchant_id and p.post_id = k.post_id where k.merchant_id = $1 and k.picture_id = $2`,
  values: [merchantId, pictureId],
})

/** Pictures by their ids and by their posts, locked. */
export const lockPictures = async (tx: Tx, ids: readonly string[], posts: readonly string[]): Promise<PictureOfPost[]> =>
  (await tx.query<LockedRow>('select picture_id, member_id, post_id, place, state, label from picture where merchant_id = $1 and (picture_id = any($2::uuid[]) or post_id = any($3::uuid[])) order by picture_id for update', [tx.merchantId, ids, posts]))
    .map((row) => ({ pictureId: row.picture_id, memberId: row.member_id, postId: row.post_id, place: row.place, state: row.state, label: row.label }))

/** Puts pictures into the posts they were sent for; each is guarded by belonging to none. Answers how many. */
export const attachPictures = (tx: Tx, some: readonly { pictureId: string; postId: string; place: number }[]): Promise<number> =>
  tx.run('update picture k set post_id = a.post, place = a.place from unnest($2::uuid[], $3::uuid[], $4::int[]) as a(id, post, place) where k.merchant_id = $1 and k.picture_id = a.id and k.post_id is null', [tx.merchantId, some.map((a) => a.pictureId), some.map((a) => a.postId), some.map((a) => a.place)])

/** Writes what the check said; each is guarded by having been waited for. Answers how many. */
export const answerPictures = (tx: Tx, some: readonly { pictureId: string; state: PictureState; label: string }[], now: Instant): Promise<number> =>
  tx.run("update picture k set state = a.state, label = a.label, answered_at = $5 from unnest($2::uuid[], $3::text[], $4::text[]) as a(id, state, label) where k.merchant_id = $1 and k.picture_id = a.id and k.state = 'waiting'", [tx.merchantId, some.map((a) => a.pictureId), some.map((a) => a.state), some.map((a) => a.label), new Date(now)])

/** Deletes what nobody put into a post for a day, and the pictures of posts that were taken away: some at a time, they are large. Answers how many. */
export const sweepPictures = (tx: Tx, looseBefore: Instant, most: number): Promise<number> =>
  tx.run(
    `delete from picture where merchant_id = $1 and picture_id in (
       (select l.picture_id from picture l where l.merchant_id = $1 and l.post_id is null and l.created_at < $2 limit $3)
       union all (select k.picture_id from post p join picture k on k.merchant_id = $1 and k.post_id = p.post_id where p.merchant_id = $1 and p.state = 'removed' limit $3))`,
    [tx.merchantId, new Date(looseBefore), most])
