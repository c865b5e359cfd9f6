import fc from 'fast-check'
import pg from 'pg'
import { freshDatabase, type FreshDatabase } from '../../../../../test/setup/world-database.js'
import { byteas, instants, jsons, plain, texts } from './array-literal.js'

let db: FreshDatabase
let client: pg.Client
beforeAll(async () => { db = await freshDatabase(); client = new pg.Client(db.adminUrl); await client.connect() })
afterAll(async () => { await client?.end(); await db?.drop() })

test('what goes in comes out, whatever the text holds', async () => {
  const text = fc.string({ unit: 'grapheme' }).filter((s) => !s.includes('\u0000'))
  await fc.assert(fc.asyncProperty(fc.array(fc.option(text)), fc.array(fc.dictionary(text.filter((s) => s !== '__proto__'), fc.oneof(text, fc.integer(), fc.boolean()))), async (words, objects) => {
    const { rows: [row] } = await client.query('select $1::text[] as words, (select json_agg(o) from jsonb_array_elements($2::jsonb) o) as objects', [texts(words), jsons(objects)])
    expect(row.words).toEqual(words)
    expect(row.objects ?? []).toEqual(objects)
  }), { numRuns: 150 })
  const { rows: [row] } = await client.query('select $1::int[] as n, $2::timestamptz[] as at, $3::bytea[] as b, $4::bool[] as t', [plain([1, null, -3]), instants([0, null, 1_763_712_000_123]), byteas([Buffer.from([0, 92, 255])]), plain([true, false])])
  expect(row).toEqual({ n: [1, null, -3], at: [new Date(0), null, new Date(1_763_712_000_123)], b: [Buffer.from([0, 92, 255])], t: [true, false] })
})
