import type { AnswerOf, routes } from '@huitou/contract'
import type { Instant, MemberId } from '@huitou/units'
import { maskPhone } from '../platform/phone/index.js'
import type { Tx } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'
import type { Outcome } from '../platform/group-commit/index.js'
import type { BooksOfBatch } from '../points/index.js'
import { tierRef } from '../tier/index.js'
import { bookMerge, mergeRefusal, readBoth, type MergeAsk } from './merge-members.js'
import { readPersons, type PersonRow } from './merge.rows.js'

type Preview = AnswerOf<typeof routes.previewMerge>
type Standing = Preview['after']

/** What a merge would come to, by the very decision that does it; nothing is kept. */
export async function previewMerge(tx: Tx, ask: Pick<MergeAsk, 'keptId' | 'goneId'>, now: Instant): Promise<Outcome<Preview>> {
  const persons = await readPersons(tx, [ask.keptId, ask.goneId])
  const refused = mergeRefusal(ask, persons)
  if (refused) return refused
  const books = await readBoth(tx, ask, now)
  const of = (id: MemberId) => persons.find((p) => p.member_id === id)!
  const [kept, gone] = [of(ask.keptId), of(ask.goneId)]
  const before = { kept: sideOf(books, kept), gone: sideOf(books, gone) }
  bookMerge(books, { ...ask, actor: '', reason: '' }, newId())
  return {
    ok: true,
    answer: {
      ...before, doubled: doubledPhones(kept, gone),
      after: standingOf(books, ask.keptId, { orderCount: kept.order_count + gone.order_count, spentMinor: kept.spent_minor + gone.spent_minor, coupons: kept.coupons + gone.coupons, posts: kept.posts + gone.posts }),
    },
  }
}

/** Both have a phone: both lead to the kept one, which shows its own. */
const doubledPhones = (kept: PersonRow, gone: PersonRow): boolean => kept.phone_last4 !== null && gone.phone_last4 !== null

const sideOf = (books: BooksOfBatch, p: PersonRow): Preview['kept'] => ({
  memberId: p.member_id, memberNo: p.member_no, name: p.name, phoneMasked: maskPhone(p.phone_last4), hasWechat: p.wx_openid !== null, accounts: p.accounts,
  ...standingOf(books, p.member_id, { orderCount: p.order_count, spentMinor: p.spent_minor, coupons: p.coupons, posts: p.posts }),
})

function standingOf(books: BooksOfBatch, memberId: MemberId, counts: Pick<Standing, 'orderCount' | 'spentMinor' | 'coupons' | 'posts'>): Standing {
  const [points, growth] = [books.wallet(memberId), books.wallet(memberId, 'growth')]
  const tier = books.tier(memberId)
  return { available: points.available, pending: points.pending, held: points.held, debt: points.debt, growth: growth.available + growth.pending, tier: tier ? tierRef(tier) : null, ...counts }
}
