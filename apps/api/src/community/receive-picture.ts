import { Busboy } from '@fastify/busboy'
import type { FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { PICTURE } from './shrink-picture.js'

export type Received = { readonly ok: true; readonly bytes: Buffer } | { readonly ok: false; readonly code: 'picture-too-large' | 'picture-missing' }

/** The one file of a form as it comes in, no more of it than a picture may be. Its name and declared type are not read. */
export function receivePicture(request: FastifyRequest): Promise<Received> {
  const form = request.body
  const type = request.headers['content-type'] ?? ''
  if (!(form instanceof Readable) || !type.startsWith('multipart/form-data')) return Promise.resolve({ ok: false, code: 'picture-missing' })
  return new Promise((resolve, reject) => {
    let told = false
    const tell = (answer: Received): void => {
      if (told) return
      told = true
      resolve(answer)
      // what else is on its way is let go by unread, so that the answer is heard
      form.unpipe()
      form.resume()
    }
    let reader: InstanceType<typeof Busboy>
    try {
      reader = new Busboy({ headers: { 'content-type': type }, limits: { files: 1, fileSize: PICTURE.mostBytes, fields: 4, fieldSize: 1000, parts: 6, headerPairs: 40 } })
    } catch {
      return tell({ ok: false, code: 'picture-missing' }) // a form without a boundary
    }
    reader.on('file', (field, file) => {
      const pieces: Buffer[] = []
      file.on('data', (piece: Buffer) => { pieces.push(piece) })
      file.on('limit', () => { tell({ ok: false, code: 'picture-too-large' }) })
      file.on('error', () => { tell({ ok: false, code: 'picture-missing' }) })
      file.on('end', () => { if (!file.truncated) tell(field === 'picture' && pieces.length > 0 ? { ok: true, bytes: Buffer.concat(pieces) } : { ok: false, code: 'picture-missing' }) })
    })
    reader.on('error', () => { tell({ ok: false, code: 'picture-missing' }) })
    reader.on('finish', () => { tell({ ok: false, code: 'picture-missing' }) })
    form.on('error', (fault) => { if (!told) reject(fault) })
    form.on('aborted', () => { tell({ ok: false, code: 'picture-missing' }) })
    form.pipe(reader)
  })
}
