import { readCode } from '@huitou/contract'
import type { Instant, MemberId, StaffId, StoreId } from '@huitou/units'
import type { ActKind, Outcome } from '../platform/group-commit/index.js'
import type { TillId } from '../platform/http/index.js'
import { judgeCode, type AliasFacts, type CodeVerdict } from './member-code.js'
import { VISIT_MS, visitDesk } from './visit-desk.js'
import type { AliasRow } from './visit.rows.js'

export interface ScanCode {
  readonly digits: string
  readonly tillId: TillId
  readonly storeId: StoreId
  readonly staffId: StaffId
  /** whose alias it is, read before: it never changes */
  readonly holder: MemberId | null
}
export interface OpenVisit { readonly tillId: TillId; readonly storeId: StoreId; readonly staffId: StaffId; readonly memberId: MemberId | null }
export interface Opened { readonly visitId: string }

/** A scan uses the code up and opens a visit. Secrets come from the server's key, so the act is made with it. */
export const scanCode = (secretOf: (deviceId: string) => string): ActKind<ScanCode, Opened> => ({
  name: 'scan-code',
  members: (r) => (r.holder ? [r.holder] : []),
  needs: (r) => [visitDesk.need({ tillId: r.tillId, ...aliasOf(r.digits) })],
  decide(r, batch, { now, actId }) {
    const desk = batch.of(visitDesk)
    const until = desk.lockedUntil(r.tillId, now)
    if (until !== null) return { ok: false, refusal: { code: 'till-locked', facts: { until: iso(until), seconds: Math.ceil((until - now) / 1000) } } }
    const code = readCode(r.digits)
    const row = code ? desk.alias(code.alias) : undefined
    const verdict: CodeVerdict = code ? judgeCode({ code, alias: row ? factsOf(row) : null, secret: secretOf(row?.device_id ?? 'nobody'), at: now }) : { ok: false, code: 'code-unknown' }
    if (!verdict.ok) return refusalOf(verdict, row, r.tillId)
    const visitId = actId
    desk.use({ alias: code!.alias, tillId: r.tillId, visitId, at: now })
    desk.open({ visitId, tillId: r.tillId, storeId: r.storeId, staffId: r.staffId, memberId: verdict.memberId, byCode: true, openedAt: now, expiresAt: now + VISIT_MS, settledAt: null, orderId: null, askedPoints: null, agreedPoints: null, claimIds: [] })
    return { ok: true, answer: { visitId }, nudges: [{ topic: 'visit', audience: `member:${verdict.memberId}`, ref: visitId }] }
  },
})

/** A visit without a code: nobody known, or somebody found by phone, who then nods on it before points are spent. */
export const openVisit: ActKind<OpenVisit, Opened> = {
  name: 'open-visit',
  members: (r) => (r.memberId ? [r.memberId] : []),
  needs: () => [visitDesk.need({})],
  decide(r, batch, { now, actId }) {
    batch.of(visitDesk).open({ visitId: actId, tillId: r.tillId, storeId: r.storeId, staffId: r.staffId, memberId: r.memberId, byCode: false, openedAt: now, expiresAt: now + VISIT_MS, settledAt: null, orderId: null, askedPoints: null, agreedPoints: null, claimIds: [] })
    return { ok: true, answer: { visitId: actId }, nudges: r.memberId ? [{ topic: 'visit', audience: `member:${r.memberId}`, ref: actId }] : [] }
  },
}

export const aliasOf = (digits: string): { alias?: string } => {
  const code = readCode(digits)
  return code ? { alias: code.alias } : {}
}

export const factsOf = (row: AliasRow): AliasFacts => ({
  memberId: row.member_id, deviceId: row.device_id, revoked: row.revoked,
  used: row.used_at ? { at: row.used_at.getTime(), tillId: row.used_till_id ?? '', visitId: row.visit_id ?? '' } : null,
})

function refusalOf(verdict: Extract<CodeVerdict, { ok: false }>, row: AliasRow | undefined, tillId: string): Outcome<never> {
  if (verdict.code === 'code-unknown') return { ok: false, refusal: { code: 'code-unknown', facts: {} } }
  if (verdict.code === 'code-expired') return { ok: false, refusal: { code: 'code-expired', facts: { ageSeconds: verdict.ageSeconds } } }
  return {
    ok: false,
    refusal: {
      code: 'code-used',
      facts: { usedAt: iso(verdict.used.at), here: verdict.used.tillId === tillId, storeName: row?.store_name ?? null, visitId: verdict.used.visitId || null, orderId: row?.order_id ?? null, settled: row?.settled ?? false, paidMinor: row?.paid_minor ?? null },
    },
  }
}

const iso = (at: Instant): string => new Date(at).toISOString()
