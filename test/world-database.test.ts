import pg from 'pg'
import { brokenInvariants, expectBalanced, freshDatabase, type FreshDatabase } from './setup/world-database.js'

const ONE = '01900000-0000-7000-8000-000000000001', OTHER = '01900000-0000-7000-8000-000000000002'

describe('the database of a test file', () => {
  let fresh: FreshDatabase
  let owner: pg.Client, api: pg.Client
  beforeAll(async () => {
    fresh = await freshDatabase()
    owner = new pg.Client({ connectionString: fresh.adminUrl }); api = new pg.Client({ connectionString: fresh.url })
    await owner.connect(); await api.connect()
    for (const id of [ONE, OTHER]) await owner.query(`insert into merchant (merchant_id, slug, name, currency, zone, created_at) values ($1, $2, 'shop', 'CNY', 'Asia/Shanghai', now())`, [id, id.slice(-2)])
  })
  afterAll(async () => { await owner?.end(); await api?.end(); await fresh?.drop() })

  it('holds every migration and connects as a role that neither owns nor rules', async () => {
    const { rows } = await api.query(`select current_user as who, (select rolsuper or rolbypassrls or rolcreaterole from pg_roles where rolname = current_user) as rules, (select count(*)::int from pg_tables where tableowner = current_user) as owns`)
    expect(rows[0]).toEqual({ who: 'huitou_test', rules: false, owns: 0 })
  })

  it('shows nothing foreign when the merchant filter is forgotten', async () => {
    await api.query('begin'); await api.query(`select set_config('app.merchant_id', $1, true)`, [ONE])
    const { rows } = await api.query('select merchant_id from merchant')
    await api.query('rollback')
    expect(rows).toEqual([{ merchant_id: ONE }])
    expect((await api.query('select merchant_id from merchant')).rows).toEqual([])
  })

  it('starts balanced, and the check finds a row that is not', async () => {
    await expectBalanced(fresh.adminUrl)
    for (const key of ['first', 'second']) await owner.query(`insert into act (merchant_id, actor, key, act_id, kind, request_hash, outcome, answer, at) values ($1, 'system', $2, $1, 'earn-points', '', 'ok', '{}', now())`, [ONE, key])
    expect(await brokenInvariants(fresh.adminUrl)).toHaveLength(1)
    await owner.query(`delete from act`)
  })
})
