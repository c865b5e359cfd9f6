import pg from 'pg'
import type { Cause } from '@huitou/ledger'
import { freshDatabase, type FreshDatabase } from '../../../../test/setup/world-database.js'
import { kindOf, namedBySql } from './line-kind.js'

let fresh: FreshDatabase, client: pg.Client
beforeAll(async () => { fresh = await freshDatabase(); client = new pg.Client({ connectionString: fresh.adminUrl }); await client.connect() })
afterAll(async () => { await client?.end(); await fresh?.drop() })

const CAUSES: readonly Cause[] = ['earn', 'activate', 'spend', 'hold', 'commit', 'release', 'lapse', 'expire', 'clawback', 'return', 'repay', 'grant', 'deduct', 'waive', 'owe', 'send', 'give', 'come-back', 'receive']

test('what the statement lists as expired is what its lines call so, whatever else a line did', async () => {
  // every pair and triple that holds it, also with causes that name no line
  const lines = CAUSES.flatMap((a) => CAUSES.map((b) => [...new Set<Cause>(['expire', a, b])])).concat(CAUSES.map((c) => [c]))
  const { rows } = await client.query<{ expired: boolean }>(`select ${namedBySql('expire', 'l.causes')} as expired from (select n, array(select jsonb_array_elements_text(x.causes)) as causes from jsonb_array_elements($1::jsonb) with ordinality x(causes, n)) l order by l.n`, [JSON.stringify(lines)])
  expect(rows.map((r, i) => [lines[i], r.expired])).toEqual(lines.map((causes) => [causes, kindOf({ causes }) === 'expire']))
  expect(rows.filter((r) => r.expired).length).toBeGreaterThan(9)
})
