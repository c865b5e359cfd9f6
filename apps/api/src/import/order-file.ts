import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip, gunzipSync, constants } from 'node:zlib'
import { parse, type Options } from 'csv-parse'
import iconv from 'iconv-lite'

export type Encoding = 'utf-8' | 'utf-16le' | 'gb18030'

/** How the bytes of an order file are to be read. */
export interface FileShape {
  readonly gzip: boolean
  readonly encoding: Encoding
  readonly delimiter: string
}

const HEAD_BYTES = 256 * 1024
const PIECE = 2000
export const DELIMITERS = [',', '\t', ';', '|'] as const

/** Looks at the first bytes: packed or not, which encoding, what stands between the cells. Null: this is no text. */
export async function lookAtFile(path: string): Promise<{ shape: FileShape; head: string[][] } | null> {
  const head = await headOf(path)
  const gzip = head[0] === 0x1f && head[1] === 0x8b
  const bytes = gzip ? unpackedHead(head) : head
  if (bytes === null) return null
  const encoding = encodingOf(bytes)
  if (encoding === null) return null
  const text = decode(bytes, encoding)
  const delimiter = delimiterOf(text)
  return { shape: { gzip, encoding, delimiter }, head: await firstRows(text, delimiter, 51) }
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function unpackedHead(head: Buffer): Buffer | null {
  try {
    return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 8 * HEAD_BYTES }).subarray(0, HEAD_BYTES)
  } catch {
    return null
  }
}

/** UTF-8 where every byte agrees, GB18030 (and so GBK) where not. Zero bytes without a UTF-16 mark are no text. */
export function encodingOf(bytes: Buffer): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes.includes(0)) return null
  if (isUtf8(bytes)) return 'utf-8'
  // A byte that GB18030 never uses, or too many that decode to nothing: no text at all.
  const text = iconv.decode(bytes, 'gb18030')
  const lost = [...text].filter((c) => c === '�').length
  return lost > Math.max(1, text.length / 100) ? null : 'gb18030'
}

/** A character cut off at the end of the piece is no fault of the file. */
function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

const decode = (bytes: Buffer, encoding: Encoding): string => iconv.decode(bytes, encoding).replace(/^﻿/, '')

/** The character that cuts the first lines most alike. */
export function delimiterOf(text: string): string {
  const lines = text.split(/\r?\n/).filter((l) => l !== '').slice(0, 20).map((l) => l.replace(/"[^"]*"/g, ''))
  let best = { delimiter: ',', score: 0 }
  for (const delimiter of DELIMITERS) {
    const counts = lines.map((l) => l.split(delimiter).length - 1)
    const first = counts[0] ?? 0
    const alike = counts.filter((c) => c === first).length / Math.max(1, counts.length)
    if (first > 0 && first * alike > best.score) best = { delimiter, score: first * alike }
  }
  return best.delimiter
}

const optionsOf = (delimiter: string): Options & { readableHighWaterMark: number } => ({ delimiter, readableHighWaterMark: PIECE, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, max_record_size: 1_000_000 })

/** The first rows, header included; a row cut off by the end of the piece is left out. */
function firstRows(text: string, delimiter: string, most: number): Promise<string[][]> {
  const whole = text.length < HEAD_BYTES / 4 ? text : text.slice(0, text.lastIndexOf('\n') + 1)
  return new Promise((resolve, reject) => {
    parse(whole, { ...optionsOf(delimiter), to: most }, (fault, rows: unknown) => (fault ? reject(fault) : resolve(rows as string[][])))
  })
}

/** The rows of the file in pieces, header first, in constant memory. `onBytes` hears how far the file was read. */
export async function* rowsOf(path: string, shape: FileShape, onBytes?: (bytes: number) => void): AsyncGenerator<string[][]> {
  const source = createReadStream(path, { highWaterMark: 1 << 18 })
  if (onBytes) source.on('data', (piece) => onBytes(piece.length))
  const rows = parse(optionsOf(shape.delimiter))
  const steps: NodeJS.ReadWriteStream[] = []
  if (shape.gzip) steps.push(createGunzip())
  if (shape.encoding !== 'utf-8') steps.push(iconv.decodeStream(shape.encoding))
  let [fault, ended]: [Error | null, boolean] = [null, false]
  let wake = () => {}
  rows.on('readable', () => wake())
  pipeline([source, ...steps, rows], (broken) => { fault = broken ?? null; ended = true; wake() })
  try {
    // Row by row an iterator costs more than reading the row: half a million of them go in pieces.
    for (;;) {
      const piece: string[][] = []
      for (let row = rows.read() as string[] | null; row !== null; row = rows.read() as string[] | null) if (piece.push(row) === PIECE) break
      if (piece.length > 0) yield piece
      else if (fault) throw fault
      else if (ended || rows.readableEnded) return
      else await new Promise<void>((resolve) => { wake = resolve })
    }
  } finally {
    source.destroy()
  }
}
