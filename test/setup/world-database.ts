// A database of its own for a test file, and the check that everything in it still adds up.
import { readFileSync } from 'node:fs'
import pg from 'pg'

export interface FreshDatabase {
  /** as the API connects: neither owner nor superuser, so row-level security holds */
  readonly url: string
  /** the owner's: for migrations, for looking across merchants in a test */
  readonly adminUrl: string
  drop(): Promise<void>
}

let made = 0

/** A copy of the migrated template. Call it in beforeAll and `drop()` it in afterAll. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = process.env['HUITOU_TEST_PG'], template = process.env['HUITOU_TEST_TEMPLATE']
  if (!server || !template) throw new Error('no test database: run the test through the root jest.config.mjs')
  const name = `huitou_test_${process.pid}_${Date.now().toString(36)}_${++made}`
  await asAdmin(server, (client) => client.query(`create database ${name} template ${template}`))
  const adminUrl = there(server, name), url = new URL(adminUrl)
  url.username = 'huitou_test'; url.password = 'huitou_test'
  return { url: url.toString(), adminUrl, drop: () => asAdmin(server, async (client) => { await client.query(`drop database if exists ${name} with (force)`) }) }
}

/** The invariants of the book and its neighbours (test/invariants.sql): every row is something that does not add up. */
export async function brokenInvariants(adminUrl: string): Promise<Record<string, unknown>[]> {
  const script = readFileSync(new URL('../invariants.sql', import.meta.url), 'utf8')
  return asAdmin(adminUrl, async (client) => {
    // After an import of half a million rows the planner still believes in empty tables, and one look takes minutes.
    const { rows: [grown] } = await client.query<{ is: boolean }>('select exists (select from pg_stat_user_tables where n_mod_since_analyze > 5000) as is')
    if (grown?.is) await client.query('analyze')
    const answers = await client.query(script) as unknown as pg.QueryResult | pg.QueryResult[]
    return [answers].flat().flatMap((answer) => answer.rows as Record<string, unknown>[])
  })
}

/** Fails with the rows themselves when something does not add up. Call it after every database test. */
export async function expectBalanced(adminUrl: string): Promise<void> {
  const broken = await brokenInvariants(adminUrl)
  if (broken.length) throw new Error(`The books do not add up:\n${broken.slice(0, 20).map((row) => JSON.stringify(row)).join('\n')}`)
}

const there = (server: string, name: string) => { const url = new URL(server); url.pathname = `/${name}`; return url.toString() }

async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try { return await work(client) } finally { await client.end() }
}
