import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

/** AES-256-GCM: version, nonce, tag, text. `about` is bound in, so that a sealed text cannot be moved to another owner. */
export function seal(key: Buffer, about: string, text: string): Buffer {
  const nonce = randomBytes(12)
  const aes = createCipheriv('aes-256-gcm', key, nonce)
  aes.setAAD(Buffer.from(about))
  const body = Buffer.concat([aes.update(text, 'utf8'), aes.final()])
  return Buffer.concat([Buffer.from([1]), nonce, aes.getAuthTag(), body])
}

/** Throws when key or `about` are not those of the sealing, or a bit was changed. */
export function unseal(key: Buffer, about: string, sealed: Buffer): string {
  const aes = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13), { authTagLength: 16 })
  aes.setAAD(Buffer.from(about))
  aes.setAuthTag(sealed.subarray(13, 29))
  return Buffer.concat([aes.update(sealed.subarray(29)), aes.final()]).toString('utf8')
}
