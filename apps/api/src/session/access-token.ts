import { createSecretKey, type KeyObject } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { MINUTE, type Instant, type MemberId, type MerchantId, type StaffId, type StoreId } from '@huitou/units'
import { jwtVerify, SignJWT } from 'jose'
import { Clock } from '../platform/clock/index.js'
import { Keys } from '../platform/config/index.js'
import type { MemberCaller, Role, ShiftId, StaffCaller, TillId } from '../platform/http/index.js'

const ISSUER = 'huitou'
const AUDIENCE = 'huitou-api'
const ALGORITHM = 'HS256'
const LIFE = 15 * MINUTE
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

export interface Minted {
  readonly accessToken: string
  readonly accessExpiresAt: Instant
}
export interface Known {
  readonly caller: MemberCaller | StaffCaller
  readonly familyId: string
  readonly issuedAt: Instant
  readonly expiresAt: Instant
}

/** Short-lived tokens: one algorithm, one issuer, one audience, one key of 32 bytes. */
@Injectable()
export class AccessTokens {
  private key: KeyObject | undefined
  private readonly known = new Map<string, Known>()
  constructor(private readonly keys: Keys, private readonly clock: Clock) {}

  /** The same caller, family and instant give the very same token. */
  async mint(caller: MemberCaller | StaffCaller, familyId: string, at: Instant): Promise<Minted> {
    const second = Math.floor(at / 1000)
    const claims = caller.kind === 'member'
      ? { k: 'm', m: caller.merchantId, f: familyId }
      : { k: 's', m: caller.merchantId, f: familyId, r: caller.role, st: caller.storeId, ti: caller.tillId, sh: caller.shiftId }
    const accessToken = await new SignJWT(claims).setProtectedHeader({ alg: ALGORITHM, typ: 'JWT' }).setIssuer(ISSUER).setAudience(AUDIENCE)
      .setSubject(caller.kind === 'member' ? caller.memberId : caller.staffId).setIssuedAt(second).setExpirationTime(second + LIFE / 1000).sign(this.secret())
    return { accessToken, accessExpiresAt: (second + LIFE / 1000) * 1000 }
  }

  /** null for anything not made here, for us, with our key, and still good. */
  async read(token: string): Promise<Known | null> {
    const now = this.clock.now()
    const before = this.known.get(token)
    if (before) return before.expiresAt > now ? before : null
    try {
      const { payload } = await jwtVerify(token, this.secret(), { algorithms: [ALGORITHM], issuer: ISSUER, audience: AUDIENCE, typ: 'JWT', currentDate: new Date(now), requiredClaims: ['sub', 'exp', 'iat', 'k', 'm', 'f'] })
      const caller = callerOf(payload as Claims)
      if (!caller) return null
      const fresh: Known = { caller, familyId: String(payload['f']), issuedAt: payload.iat! * 1000, expiresAt: payload.exp! * 1000 }
      if (this.known.size >= 20_000) this.known.clear()
      this.known.set(token, fresh)
      return fresh
    } catch {
      return null
    }
  }

  private secret(): KeyObject {
    return (this.key ??= createSecretKey(this.keys.of('token')))
  }
}

interface Claims { sub?: string; k?: unknown; m?: unknown; r?: unknown; st?: unknown; ti?: unknown; sh?: unknown }

function callerOf({ sub, k, m, r, st, ti, sh }: Claims): MemberCaller | StaffCaller | null {
  if (!sub || !UUID.test(sub) || typeof m !== 'string' || !UUID.test(m)) return null
  if (k === 'm') return { kind: 'member', merchantId: m as MerchantId, memberId: sub as MemberId }
  if (k !== 's' || (r !== 'owner' && r !== 'manager' && r !== 'clerk')) return null
  return { kind: 'staff', merchantId: m as MerchantId, staffId: sub as StaffId, role: r as Role, storeId: (st ?? null) as StoreId | null, tillId: (ti ?? null) as TillId | null, shiftId: (sh ?? null) as ShiftId | null }
}
