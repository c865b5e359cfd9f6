import { Injectable, type OnApplicationShutdown } from '@nestjs/common'
import type { MerchantId } from '@huitou/units'
import type pg from 'pg'
import type { Sql, Tx } from './sql.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The door to PostgreSQL: each transaction serves one merchant and sets it for row-level security. */
@Injectable()
export class Database implements OnApplicationShutdown {
  constructor(private readonly pool: pg.Pool) {}

  /**
   * One transaction of one merchant. BEGIN and the merchant setting leave together with the first statement of `work`.
   * `report`: reads only, all statements see the same instant (REPEATABLE READ), for sums that are compared with one another, and may take their time.
   * A throw rolls all back. COMMIT that fails is reported as CommitLost: the caller must look before it retries.
   */
  async inMerchant<T>(merchantId: MerchantId, work: (tx: Tx) => Promise<T>, opt: { readOnly?: boolean; report?: boolean } = {}): Promise<T> {
    const client = await this.pool.connect()
    let broken: Error | undefined
    let kept = false
    try {
      const begun = client.query(opening(merchantId, opt.readOnly ?? false, opt.report ?? false))
      begun.catch(() => {})
      let result: T
      try {
        result = await work(openTx(client, merchantId))
        await begun
      } catch (fault) {
        await client.query('rollback').catch((lost: Error) => { broken = lost })
        throw fault
      }
      if (opt.readOnly || opt.report) {
        // Nothing hangs on this answer: the connection goes back when it has come.
        kept = true
        client.query('commit').then(() => client.release(), (lost: Error) => client.release(lost))
        return result
      }
      try {
        await client.query('commit')
      } catch (fault) {
        // The server said no to COMMIT itself (a deferred constraint): that is a plain failure, nothing stands.
        if (!isLost(fault)) throw fault
        broken = fault as Error
        throw new CommitLost(broken)
      }
      return result
    } finally {
      if (!kept) client.release(broken)
    }
  }

  /** A single statement that reads, in one round trip. */
  async read<T>(merchantId: MerchantId, sql: Sql): Promise<T[]> {
    const client = await this.pool.connect()
    let broken: Error | undefined
    try {
      const begun = client.query(opening(merchantId, true))
      const read = client.query({ text: sql.text, values: sql.values as unknown[], name: sql.name })
      const ended = client.query('commit')
      const [opened, rows, closed] = await Promise.allSettled([begun, read, ended])
      if (opened.status === 'rejected') broken = opened.reason as Error
      else if (closed.status === 'rejected') broken = closed.reason as Error
      if (rows.status === 'rejected') throw rows.reason
      return rows.value.rows as T[]
    } finally {
      client.release(broken)
    }
  }

  /** A function of the database that looks across merchants. Only doors.ts calls this. */
  async across<T>(text: string, values: readonly unknown[] = []): Promise<T[]> {
    return (await this.pool.query(text, values as unknown[])).rows as T[]
  }

  /** Whether the server answers. */
  async ping(): Promise<void> {
    await this.pool.query('select 1')
  }

  /** After the server has answered its last request. */
  async onApplicationShutdown(): Promise<void> {
    await this.pool.end()
  }
}

/** The answer to COMMIT did not arrive: what was written may stand or not. */
export class CommitLost extends Error {
  override name = 'CommitLost'
  constructor(override readonly cause: Error) {
    super(`the answer to COMMIT was lost: ${cause.message}`)
  }
}

const isLost = (fault: unknown): boolean => !/^(?!08|57P)[0-9A-Z]{5}$/.test((fault as { code?: string }).code ?? '')

function opening(merchantId: MerchantId, readOnly: boolean, report = false): string {
  if (!UUID.test(merchantId)) throw new Error('a merchant id is a uuid')
  return `begin${report ? ' isolation level repeatable read' : ''}${readOnly || report ? ' read only' : ''};${report ? " set local statement_timeout = '15min';" : ''} select set_config('app.merchant_id', '${merchantId}', true)`
}

function openTx(client: pg.PoolClient, merchantId: MerchantId): Tx {
  return {
    merchantId,
    query: async <T>(text: string, values?: readonly unknown[], name?: string) => (await client.query({ text, values: values as unknown[], name })).rows as T[],
    run: async (text: string, values?: readonly unknown[], name?: string) => (await client.query({ text, values: values as unknown[], name })).rowCount ?? 0,
  }
}
