import { createHmac } from 'node:crypto'
import type { MerchantId } from '@huitou/units'
import type { Keys } from '../config/index.js'
import { seal, unseal } from '../secret/index.js'

export interface SealedPhone {
  /** keyed, per merchant: finds a number without telling it, and does not link two shops */
  readonly hash: Buffer
  readonly cipher: Buffer
  readonly last4: string
}

/** "138 0000 6628" -> "+8613800006628"; a number without a country that is not a Chinese mobile stays as its digits. */
export function phoneOf(text: string): string | null {
  const bare = text.replace(/[\s\-().]/g, '').replace(/^00/, '+')
  if (!/^\+?\d{6,15}$/.test(bare)) return null
  if (/^1[3-9]\d{9}$/.test(bare)) return `+86${bare}`
  return /^86(1[3-9]\d{9})$/.test(bare) ? `+${bare}` : bare
}

/** "138****6628" */
export const maskPhone = (last4: string | null): string | null => (last4 === null ? null : `*******${last4}`)

/** Phones are stored encrypted and found by a keyed hash and the last four digits. */
export class PhoneVault {
  constructor(private readonly keys: Keys) {}

  hashOf(merchantId: MerchantId, phone: string): Buffer {
    return createHmac('sha256', this.keys.of('phone-hash')).update(merchantId).update('\n').update(phone).digest()
  }

  /** @param phone as phoneOf gives it */
  seal(merchantId: MerchantId, phone: string): SealedPhone {
    return { hash: this.hashOf(merchantId, phone), cipher: seal(this.keys.of('phone'), merchantId, phone), last4: phone.slice(-4) }
  }

  open(merchantId: MerchantId, cipher: Buffer): string {
    return unseal(this.keys.of('phone'), merchantId, cipher)
  }
}
