import { Injectable } from '@nestjs/common'
import { MINUTE, type MerchantId } from '@huitou/units'
import { Secret, TOTP } from 'otpauth'
import { Clock } from '../platform/clock/index.js'
import { Keys } from '../platform/config/index.js'
import { QuickStore } from '../platform/redis/index.js'
import { seal, unseal } from '../platform/secret/index.js'

/** One-time codes of an authenticator app (RFC 6238): SHA-1, six digits, 30 s, one step either side, each once. */
@Injectable()
export class TotpCodes {
  constructor(private readonly keys: Keys, private readonly clock: Clock, private readonly store: QuickStore) {}

  /** A new secret: to show once, and to keep sealed. */
  make(merchantId: MerchantId, label: string, issuer: string): { secret: string; uri: string; sealed: string } {
    const totp = new TOTP({ issuer, label, secret: new Secret({ size: 20 }) })
    return { secret: totp.secret.base32, uri: totp.toString(), sealed: seal(this.keys.of('totp'), merchantId, totp.secret.base32).toString('base64') }
  }

  async accepts(merchantId: MerchantId, staffId: string, sealed: string, token: string): Promise<boolean> {
    const totp = new TOTP({ secret: Secret.fromBase32(unseal(this.keys.of('totp'), merchantId, Buffer.from(sealed, 'base64'))) })
    const timestamp = this.clock.now()
    const delta = totp.validate({ token, timestamp, window: 1 })
    if (delta === null) return false
    const step = Math.floor(timestamp / 30_000) + delta
    return (await this.store.count(`totp:${staffId}:${step}`, 2 * MINUTE)).count === 1
  }
}
