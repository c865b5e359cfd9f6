import pg from 'pg'
import { freshDatabase, type FreshDatabase } from '../../../../test/setup/world-database.js'
import { calledSql, leftNoSql, maskedName } from './index.js'

let fresh: FreshDatabase, client: pg.Client
beforeAll(async () => { fresh = await freshDatabase(); client = new pg.Client({ connectionString: fresh.adminUrl }); await client.connect() })
afterAll(async () => { await client?.end(); await fresh?.drop() })

test('a member is called by one character before others, in the database as at the till; who has left by none', async () => {
  const names = ['林小雨', 'Ada', '𠮷田', '周']
  const { rows } = await client.query<{ called: string }>(`select ${calledSql('m')} as called from (select name, 'M' || n as member_no, n from unnest($1::text[]) with ordinality x(name, n)) m order by n`, [names])
  expect(rows.map((r) => r.called)).toEqual(names.map(maskedName))
  const { rows: [nameless] } = await client.query(`select ${calledSql('m')} as called from (values ('', 'M7')) m(name, member_no)`)
  const { rows: [gone] } = await client.query(`select ${calledSql('m')} as called from (select '林小雨' as name, ${leftNoSql} as member_no from (values ('0192')) k(member_id)) m`)
  expect([nameless.called, gone.called, maskedName('')]).toEqual(['M7', '**', ''])
})
