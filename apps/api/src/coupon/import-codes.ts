import { StringDecoder } from 'node:string_decoder'
import type { Readable } from 'node:stream'

export const LARGEST_FILE = 64_000_000
const CODE = /^[^\s\u0000-\u001f]{3,64}$/
const HEADER = new Set(['code', 'codes', '券码', '码', 'coupon', 'coupon code'])

/** The first cell of a line, out of its quotes; the quote in front that exports put before what looks like a formula is not part of it. */
export function firstCell(line: string): string {
  const cell = line.startsWith('"') ? (/^"((?:[^"]|"")*)"/.exec(line)?.[1] ?? line).replace(/""/g, '"') : (line.split(/[,;\t]/, 1)[0] ?? '')
  const text = cell.trim()
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text
}

export type Piece = { readonly codes: string[]; readonly refused: number }

/** Codes of a file as they come, some thousands at a time, each once. Throws FileTooLarge. */
export async function* codesOf(body: Readable, atOnce: number): AsyncGenerator<Piece> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  let bytes = 0
  let first = true
  let piece: { codes: Set<string>; refused: number } = { codes: new Set(), refused: 0 }
  const take = (line: string): void => {
    const cell = firstCell(first ? line.replace(/^\ufeff/, '') : line)
    const header = first && HEADER.has(cell.toLowerCase())
    first = false
    if (cell === '' || header) return
    if (!CODE.test(cell) || piece.codes.has(cell)) piece.refused += 1
    else piece.codes.add(cell)
  }
  for await (const chunk of body) {
    bytes += (chunk as Buffer).length
    if (bytes > LARGEST_FILE) throw new FileTooLarge()
    const lines = (rest + decoder.write(chunk as Buffer)).split(/\r\n|\n|\r/)
    rest = lines.pop() ?? ''
    if (rest.length > 10_000) rest = rest.slice(0, 10_000)
    for (const line of lines) take(line)
    if (piece.codes.size >= atOnce) {
      yield { codes: [...piece.codes], refused: piece.refused }
      piece = { codes: new Set(), refused: 0 }
    }
  }
  take(rest + decoder.end())
  if (piece.codes.size + piece.refused > 0) yield { codes: [...piece.codes], refused: piece.refused }
}

export class FileTooLarge extends Error {
  override name = 'FileTooLarge'
}
