import type { Instant } from '@huitou/units'

// The driver's own way with arrays looks at every element again and again and formats dates by hand: half the time of a
// batch went there. These make PostgreSQL's array literal in one pass. Pass them where a statement says $n::type[].

const literal = (parts: readonly string[]): string => `{${parts.join(',')}}`

/** uuid[], int[], bigint[], bool[]: what needs no quotes. */
export const plain = (of: readonly (string | number | boolean | null)[]): string => literal(of.map((x) => (x === null ? 'NULL' : String(x))))

const quoted = (text: string): string => `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`

/** text[], date[] */
export const texts = (of: readonly (string | null)[]): string => literal(of.map((x) => (x === null ? 'NULL' : quoted(x))))

/**
 * Values for `jsonb_array_elements($n::jsonb)` in ROWS FROM, beside unnest of the others: one JSON document costs neither
 * quoting here nor a cast per element there, as jsonb[] does.
 */
export const jsons = (of: readonly unknown[]): string => JSON.stringify(of)

/** bytea[] */
export const byteas = (of: readonly Buffer[]): string => literal(of.map((x) => `"\\\\x${x.toString('hex')}"`))

/** timestamptz[] */
export function instants(of: readonly (Instant | null)[]): string {
  let [last, text] = [Number.NaN, '']
  return literal(of.map((at) => {
    if (at === null) return 'NULL'
    if (at !== last) [last, text] = [at, new Date(at).toISOString()]
    return text
  }))
}
