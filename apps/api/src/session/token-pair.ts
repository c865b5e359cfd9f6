import { createHmac } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { AnswerOf, routes } from '@huitou/contract'
import { DAY, HOUR, SECOND, type Instant, type MemberId, type StoreId } from '@huitou/units'
import { Clock } from '../platform/clock/index.js'
import { Keys } from '../platform/config/index.js'
import { Database, type Tx } from '../platform/database/index.js'
import { refuse, type MemberCaller, type Refused, type ShiftId, type StaffCaller, type TillId } from '../platform/http/index.js'
import { newId } from '../platform/ids/index.js'
import { AccessTokens } from './access-token.js'
import { hashOf, makeSecret, openSecret } from '../platform/secret/index.js'
import { addFamily, addRefreshToken, endFamily, lockRefreshToken, memberIsHere, staffById, storeOfShift, useRefreshToken, type FamilyRow } from './session.rows.js'

export type Pair = AnswerOf<typeof routes.refreshTokens>

/** A lost reply may be asked for again for so long. */
const GRACE = 30 * SECOND
const LIFE = { member: 60 * DAY, staff: 30 * DAY, shift: 16 * HOUR }

const iso = (at: Instant): string => new Date(at).toISOString()

/** Token pairs: a refresh token is used once, and its successor is derived from it with our key. */
@Injectable()
export class TokenPairs {
  constructor(private readonly access: AccessTokens, private readonly database: Database, private readonly keys: Keys, private readonly clock: Clock) {}

  /** The first pair of a sign-in. @param merchants where the login and password of this sign-in hold */
  async open(tx: Tx, caller: MemberCaller | StaffCaller, merchants: readonly string[] = []): Promise<Pair> {
    const now = this.clock.now()
    const familyId = newId()
    const subjectId = caller.kind === 'member' ? caller.memberId : caller.staffId
    const { tillId, shiftId } = caller.kind === 'staff' ? caller : { tillId: null, shiftId: null }
    await addFamily(tx, { familyId, kind: caller.kind, subjectId, tillId, shiftId, merchants }, now)
    return this.give(tx, { caller, familyId, refreshToken: makeSecret(tx.merchantId), at: now })
  }

  /** A new pair for a refresh token; the same pair again within the grace; the end of the family after it. */
  async refresh(refreshToken: string): Promise<Pair | Refused> {
    const opened = openSecret(refreshToken)
    if (!opened) return refuse('refresh-token-bad')
    return this.database.inMerchant(opened.merchantId, async (tx) => {
      const now = this.clock.now()
      const row = await lockRefreshToken(tx, opened.hash)
      if (!row || row.ended_at || row.expires_at.getTime() <= now) return refuse('refresh-token-bad')
      const usedAt = row.used_at?.getTime() ?? null
      if (usedAt !== null && now - usedAt > GRACE) {
        await endFamily(tx, row.family_id, 'reused', now)
        return refuse('refresh-token-reused')
      }
      const caller = await this.callerOf(tx, row)
      if (!caller) return refuse('refresh-token-bad')
      if (usedAt === null) await useRefreshToken(tx, opened.hash, now)
      return this.give(tx, { caller, familyId: row.family_id, refreshToken: makeSecret(tx.merchantId, this.successor(refreshToken)), at: usedAt ?? now })
    })
  }

  /** Ends the family of a refresh token; a token nobody knows ends nothing and is answered the same. */
  async leave(refreshToken: string): Promise<void> {
    const opened = openSecret(refreshToken)
    if (!opened) return
    await this.database.inMerchant(opened.merchantId, async (tx) => {
      const row = await lockRefreshToken(tx, opened.hash)
      if (row) await endFamily(tx, row.family_id, 'left', this.clock.now())
    })
  }

  private successor(token: string): Buffer {
    return createHmac('sha256', this.keys.of('token')).update('successor\n').update(token).digest()
  }

  private async give(tx: Tx, g: { caller: MemberCaller | StaffCaller; familyId: string; refreshToken: string; at: Instant }): Promise<Pair> {
    const life = g.caller.kind === 'member' ? LIFE.member : g.caller.shiftId ? LIFE.shift : LIFE.staff
    const [minted] = await Promise.all([this.access.mint(g.caller, g.familyId, g.at), addRefreshToken(tx, { hash: hashOf(g.refreshToken), familyId: g.familyId, expiresAt: g.at + life }, g.at)])
    return { accessToken: minted.accessToken, accessExpiresAt: iso(minted.accessExpiresAt), refreshToken: g.refreshToken, refreshExpiresAt: iso(g.at + life) }
  }

  /** Who the family stands for today: a role may have changed, an access may have ended. */
  private async callerOf(tx: Tx, row: FamilyRow): Promise<MemberCaller | StaffCaller | null> {
    if (row.kind === 'member') return (await memberIsHere(tx, row.subject_id)) ? { kind: 'member', merchantId: tx.merchantId, memberId: row.subject_id as MemberId } : null
    const staff = await staffById(tx, row.subject_id)
    if (!staff?.active) return null
    const who = { kind: 'staff', merchantId: tx.merchantId, staffId: staff.staff_id } as const
    if (row.till_id === null || row.shift_id === null) return { ...who, role: staff.role, storeId: staff.store_id as StoreId | null, tillId: null, shiftId: null }
    const storeId = await storeOfShift(tx, row.shift_id)
    return storeId && { ...who, role: 'clerk', storeId, tillId: row.till_id as TillId, shiftId: row.shift_id as ShiftId }
  }
}
