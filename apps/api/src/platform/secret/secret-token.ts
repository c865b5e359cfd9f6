import { hash, randomBytes } from 'node:crypto'
import type { MerchantId } from '@huitou/units'

/**
 * A secret that says which merchant it belongs to, so that finding it needs no look across merchants:
 * 16 bytes of merchant id, 32 of secret, base64url.
 */
export const makeSecret = (merchantId: MerchantId, secret: Buffer = randomBytes(32)): string => Buffer.concat([bytesOf(merchantId), secret]).toString('base64url')

export interface OpenedSecret {
  readonly merchantId: MerchantId
  readonly hash: Buffer
}

/** null when it cannot be one. */
export function openSecret(token: string): OpenedSecret | null {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== 48 || bytes.toString('base64url') !== token) return null
  return { merchantId: uuidOf(bytes.subarray(0, 16)) as MerchantId, hash: hashOf(token) }
}

export const hashOf = (token: string): Buffer => hash('sha256', token, 'buffer')

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex')

function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
