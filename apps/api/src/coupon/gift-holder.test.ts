import pg from 'pg'
import { freshDatabase, type FreshDatabase } from '../../../../test/setup/world-database.js'
import { giftHoldingSql, heldByGiftSql, holderOf, isGiftHolder } from './gift-holder.js'

let fresh: FreshDatabase, client: pg.Client
beforeAll(async () => { fresh = await freshDatabase(); client = new pg.Client({ connectionString: fresh.adminUrl }); await client.connect() })
afterAll(async () => { await client?.end(); await fresh?.drop() })

test('the database knows the holder of a coupon under way as the acts name it, and takes no checkout for one', async () => {
  const gift = '0192a000-0000-7000-8000-00000000000a'
  const holders = [holderOf(gift), gift, `checkout-${holderOf(gift)}`, 'gift', '']
  const { rows } = await client.query<{ held: boolean; gift: string | null }>(`select ${heldByGiftSql('k')} as held, ${giftHoldingSql('k')} as gift from unnest($1::text[]) with ordinality k(locked_by, n) order by k.n`, [holders])
  expect(rows).toEqual(holders.map((by, i) => ({ held: isGiftHolder(by), gift: i === 0 ? gift : null })))
  expect(rows.map((r) => r.held)).toEqual([true, false, false, false, false])
})
