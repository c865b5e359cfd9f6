import type { MerchantId } from '@huitou/units'

/** One statement with its values. A name makes the server keep its plan on the connection: for hot statements only. */
export interface Sql {
  readonly text: string
  readonly values?: readonly unknown[]
  readonly name?: string
}

/** An open transaction of one merchant. Statements sent without awaiting one another travel in one round trip, in order. */
export interface Tx {
  readonly merchantId: MerchantId
  query<T>(text: string, values?: readonly unknown[], name?: string): Promise<T[]>
  /** How many rows it changed: what a guard is checked by. */
  run(text: string, values?: readonly unknown[], name?: string): Promise<number>
}
