// Sending a picture as a phone does: one file in a form.
import { randomBytes } from 'node:crypto'
import type { World } from './world.js'

export interface SentPicture { readonly pictureId: string; readonly url: string; readonly smallUrl: string; readonly width: number; readonly height: number }

/** The request of an upload; `name` and `type` are what the sender says of the file, which nobody believes. */
export function formOf(token: string, bytes: Buffer, o: { field?: string; name?: string; type?: string } = {}) {
  const boundary = `----huitou${randomBytes(8).toString('hex')}`
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${o.field ?? 'picture'}"; filename="${o.name ?? 'a.jpg'}"\r\ncontent-type: ${o.type ?? 'image/jpeg'}\r\n\r\n`
  return { method: 'POST' as const, url: '/api/me/pictures', headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]) }
}

export async function sendPicture(world: World, token: string, bytes: Buffer): Promise<SentPicture> {
  const reply = await world.app.inject(formOf(token, bytes))
  if (reply.statusCode !== 201) throw new Error(`${reply.statusCode} ${reply.body}`)
  return reply.json()
}
