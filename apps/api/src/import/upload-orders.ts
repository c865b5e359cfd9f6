import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { guessColumns, type FileGuess } from './guess-columns.js'
import { lookAtFile, type FileShape } from './order-file.js'

/** A year of a busy shop packed or not; beyond it the disk of a small server is at stake. */
export const LARGEST_BYTES = 2_000_000_000

export type Upload =
  | { readonly ok: true; readonly bytes: number; readonly sha256: Buffer; readonly shape: { readonly file: FileShape; readonly guess: FileGuess } }
  | { readonly ok: false; readonly code: 'file-empty' | 'file-not-text' | 'file-too-large' }

/** Takes the file in as it comes, in constant memory, and looks at its head. What cannot be read is not kept. */
export async function takeUpload(body: Readable, path: string, largest = LARGEST_BYTES): Promise<Upload> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const hash = createHash('sha256')
  let bytes = 0
  const counted = new Transform({
    transform(piece: Buffer, _encoding, done) {
      bytes += piece.length
      if (bytes > largest) return done(new TooLarge())
      hash.update(piece)
      done(null, piece)
    },
  })
  try {
    await pipeline(body, counted, createWriteStream(path, { mode: 0o600 }))
    if (bytes === 0) return await refused('file-empty')
    const seen = await lookAtFile(path).catch(() => null)
    if (!seen) return await refused('file-not-text')
    if (seen.head.length < 2 || (seen.head[0]?.length ?? 0) < 2) return await refused(seen.head.length === 0 ? 'file-empty' : 'file-not-text')
    return { ok: true, bytes, sha256: hash.digest(), shape: { file: seen.shape, guess: guessColumns(seen.head, seen.shape.delimiter) } }
  } catch (fault) {
    if (fault instanceof TooLarge) return refused('file-too-large')
    await rm(path, { force: true })
    throw fault
  }

  async function refused(code: 'file-empty' | 'file-not-text' | 'file-too-large'): Promise<Upload> {
    await rm(path, { force: true })
    return { ok: false, code }
  }
}

class TooLarge extends Error {}
