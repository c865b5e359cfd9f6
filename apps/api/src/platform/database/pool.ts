import pg from 'pg'

const INT8 = 20
const DATE = 1082

/** int8 becomes a number (and a fault beyond the safe integers), a day stays the text "YYYY-MM-DD"; instants are Date both ways. */
function parserOf(oid: number, format?: 'text' | 'binary'): (text: string) => unknown {
  if (oid === INT8 && format !== 'binary') return wholeOf
  if (oid === DATE && format !== 'binary') return (text) => text
  return pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown
}

function wholeOf(text: string): number {
  const whole = Number(text)
  if (!Number.isSafeInteger(whole)) throw new Error(`int8 ${text} leaves the safe integers`)
  return whole
}

export interface PoolOptions {
  readonly connectionString: string
  readonly max?: number
  readonly statementTimeoutMs?: number
  readonly lockTimeoutMs?: number
  /** taken on at connecting, so that row-level security holds whoever the address names; none for the owner's own work */
  readonly role?: string | null
}

/** Connections that send their statements without waiting for the answer of the one before (pipelining). */
export function makePool(o: PoolOptions): pg.Pool {
  const config = {
    connectionString: o.connectionString,
    max: o.max ?? 12,
    statement_timeout: o.statementTimeoutMs ?? 15_000,
    lock_timeout: o.lockTimeoutMs ?? 8_000,
    idle_in_transaction_session_timeout: 60_000,
    connectionTimeoutMillis: 8_000,
    application_name: 'huitou-api',
    keepAlive: true,
    ...(o.role === null ? {} : { options: `-c role=${o.role ?? 'huitou_app'}` }),
    types: { getTypeParser: parserOf },
    pipeline: true,
  }
  const pool = new pg.Pool(config as pg.PoolConfig)
  // An idle connection that the server drops is replaced by the next request; without a listener it would end the process.
  pool.on('error', () => {})
  // A connection that breaks in use rejects its queries; the event says the same thing a second time.
  pool.on('connect', (client) => { client.on('error', () => {}) })
  return pool
}
