import type { Instant } from '@huitou/units'
import { recordAudit } from '../audit/index.js'
import type { Tx } from '../platform/database/index.js'
import { needOf, type ActKind, type NeedOf, type Outcome, type Participant, type Refusal } from '../platform/group-commit/index.js'
import { newId } from '../platform/ids/index.js'
import { checkCoupon, type CouponTermsOf, type TermsProblem } from '../promotion/index.js'
import { revokeClaims } from './revoke.rows.js'
import { insertCoupon, lockStocks, moveState, readCoupons, type CouponRow, type CouponStateName } from './coupon.rows.js'
import { wireCoupon, type WireCoupon } from './wire-coupon.js'

type Write = (tx: Tx, now: Instant) => Promise<unknown>

/** The coupons an owner works on in one batch, and what is to be written of them. */
class Desk {
  readonly writes: Write[] = []
  constructor(readonly rows: Map<string, CouponRow>) {}
}

class CouponDesk implements Participant<string | null, Desk> {
  readonly name = 'coupon-desk'
  readonly order = 51
  need(couponId: string | null): NeedOf {
    return needOf(this, couponId)
  }
  async lock(tx: Tx, needs: readonly (string | null)[]): Promise<void> {
    await lockStocks(tx, needs.filter((n) => n !== null))
  }
  async read(tx: Tx, needs: readonly (string | null)[], now: Instant): Promise<Desk> {
    const rows = await readCoupons(tx, needs.filter((n) => n !== null), now)
    return new Desk(new Map(rows.map((r) => [r.coupon_id, r])))
  }
  async write(tx: Tx, desk: Desk, now: Instant): Promise<void> {
    for (const write of desk.writes) await write(tx, now)
  }
}

export const couponDesk = new CouponDesk()

export const addCoupon: ActKind<CouponTermsOf, { coupon: WireCoupon; problems: TermsProblem[] }> = {
  name: 'add-coupon',
  members: () => [],
  needs: () => [couponDesk.need(null)],
  decide(terms, batch, { now, actor }) {
    const couponId = newId()
    batch.of(couponDesk).writes.push((tx) => insertCoupon(tx, { couponId, terms, actor }, now), (tx) => recordAudit(tx, { actor, action: 'add-coupon', subject: `coupon:${couponId}`, after: terms }, now))
    const row: CouponRow = { coupon_id: couponId, version: 1, state: 'draft', terms, created_at: new Date(now), published_at: null, claimed: 0, redeemed: 0, expired: 0, unused: 0, spent_minor: 0, discount_minor: 0, sold_minor: 0 }
    return { ok: true, answer: { coupon: wireCoupon(row), problems: checkCoupon(terms) } }
  },
}

function move(name: string, to: CouponStateName, refused: (row: CouponRow) => Refusal | null): ActKind<{ couponId: string }, WireCoupon> {
  return {
    name,
    members: () => [],
    needs: (r) => [couponDesk.need(r.couponId)],
    decide({ couponId }, batch, { now, actor }): Outcome<WireCoupon> {
      const desk = batch.of(couponDesk)
      const row = desk.rows.get(couponId)
      if (!row) return { ok: false, refusal: { code: 'not-found', facts: {} } }
      const no = refused(row)
      if (no) return { ok: false, refusal: no }
      const after: CouponRow = { ...row, state: to, published_at: to === 'published' ? (row.published_at ?? new Date(now)) : row.published_at }
      if (row.state !== to) {
        desk.rows.set(couponId, after)
        desk.writes.push((tx) => moveState(tx, couponId, row.state, to, now), (tx) => recordAudit(tx, { actor, action: name, subject: `coupon:${couponId}`, before: { state: row.state }, after: { state: to, version: row.version } }, now))
      }
      return { ok: true, answer: wireCoupon(after), nudges: [{ topic: 'coupons', audience: 'staff', ref: couponId }] }
    },
  }
}

export const publishCoupon = move('publish-coupon', 'published', (row) => {
  if (row.state === 'ended') return { code: 'coupon-ended', facts: {} }
  const problems = checkCoupon(row.terms)
  return problems.length > 0 ? { code: 'draft-has-problems', facts: { problems } } : null
})

export const pauseCoupon = move('pause-coupon', 'paused', (row) => (row.state === 'published' || row.state === 'paused' ? null : { code: 'coupon-not-published', facts: { status: row.state } }))

/** Ends a coupon and takes back what nobody used. The owner says how many they saw; another number is shown first. */
export const revokeCoupon: ActKind<{ couponId: string; expectUnused: number }, { revoked: number }> = {
  name: 'revoke-coupon',
  members: () => [],
  needs: (r) => [couponDesk.need(r.couponId)],
  decide({ couponId, expectUnused }, batch, { actor }) {
    const desk = batch.of(couponDesk)
    const row = desk.rows.get(couponId)
    if (!row) return { ok: false, refusal: { code: 'not-found', facts: {} } }
    if (row.unused !== expectUnused) return { ok: false, refusal: { code: 'unused-count-changed', facts: { unused: row.unused } } }
    desk.rows.set(couponId, { ...row, state: 'ended', unused: 0 })
    desk.writes.push(async (tx, now) => {
      const revoked = await revokeClaims(tx, { couponId }, now)
      if (row.state !== 'ended') await moveState(tx, couponId, row.state, 'ended', now)
      await recordAudit(tx, { actor, action: 'revoke-coupon', subject: `coupon:${couponId}`, before: { state: row.state, unused: row.unused }, after: { state: 'ended', revoked } }, now)
    })
    return { ok: true, answer: { revoked: row.unused }, nudges: [{ topic: 'coupons', audience: 'staff', ref: couponId }] }
  },
}
