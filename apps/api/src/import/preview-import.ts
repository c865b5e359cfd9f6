import type { Currency, Zone } from '@huitou/units'
import type { ImportRun, ImportTerms } from './import-record.js'
import { lookAtFile } from './order-file.js'
import { rowReader } from './read-row.js'

export interface PreviewRow {
  readonly line: number
  readonly cells: string[]
  readonly read: Record<string, unknown> | null
  readonly faults: { code: string; facts: Record<string, unknown> }[]
}

/** The first 20 rows as they would be read. */
export async function previewRows(run: ImportRun, path: string, terms: ImportTerms, shop: { currency: Currency; zone: Zone }): Promise<PreviewRow[]> {
  const seen = await lookAtFile(path)
  const [header, ...rows] = seen?.head ?? []
  if (!header || !run.shape) return []
  const dateFormat = terms.mapping.dateFormat === 'auto' ? run.shape.guess.dateFormat : terms.mapping.dateFormat
  const read = rowReader(header, { mapping: terms.mapping, dateFormat, zone: terms.mapping.zone ?? shop.zone, currency: shop.currency })
  return rows.slice(0, 20).map((cells, i) => {
    const said = read(cells)
    return {
      line: i + 2, cells,
      read: said.ok ? { ...said.row, placedAt: new Date(said.row.placedAt).toISOString(), currency: shop.currency } : null,
      faults: said.ok ? [] : said.faults.map((f) => ({ code: f.code, facts: { column: f.column, value: f.value } })),
    }
  })
}
