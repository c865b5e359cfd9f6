import { aMember, aShop, aStaff, bootApi, type Shop, type World } from '../../../../test/world.js'
import { newId } from '../platform/ids/index.js'
import { SelfAudit } from './index.js'
import { readQuestions } from './questions.js'

let world: World
beforeAll(async () => { world = await bootApi() })
afterAll(() => world?.close())

/** An owner who signed in just now: tokens do not outlive the days that pass here. */
const ownerOf = async (shop: Shop) => world.as((await aStaff(world, shop, { role: 'owner' })).token)
const give = async (shop: Shop, memberId: string, points: number, by?: Awaited<ReturnType<typeof ownerOf>>) => (by ?? await ownerOf(shop)).adjustPoints({ memberId, points, reason: 'for the test' }, { key: newId() })

test('the questions are those of the script, each under its section', () => {
  const asked = readQuestions("-- head\n-- act: one\nselect 1;\n-- points: two\nselect 2\n  from x;\nselect 3;\n")
  expect(asked).toEqual([{ section: 'act', sql: 'select 1' }, { section: 'points', sql: 'select 2\n  from x' }, { section: 'points', sql: 'select 3' }])
})

test('the self-audit: balanced, then one row bent by hand is found and named, and only its own shop sees it', async () => {
  const [shop, other] = [await aShop(world), await aShop(world)]
  const [m, stranger] = [await aMember(world, shop), await aMember(world, other)]
  await give(shop, m.memberId, 50)
  await give(other, stranger.memberId, 50)
  const owner = await ownerOf(shop), audit = world.get(SelfAudit)
  const run = async () => { const begun = await owner.runSelfAudit({}); await audit.settled(); return begun }
  expect((await run()).started).toBe(true)
  const first = await owner.readSelfAudit({})
  expect(first).toMatchObject({ running: false, last: { state: 'balanced', broken: 0 } })
  expect(first.last!.checks.map((c) => c.key)).toEqual(expect.arrayContaining(['order', 'coupon', 'points', 'tier', 'months', 'replay']))
  expect(first.last!.checks.find((c) => c.key === 'replay')).toMatchObject({ looked: 1, broken: 0 })
  expect(first.nights.at(-1)).toMatchObject({ state: 'balanced' })

  await world.admin.query('update wallet set available = available + 1 where member_id = $1 and wallet = $2', [m.memberId, 'points'])
  await run()
  const bent = (await owner.readSelfAudit({})).last!
  expect(bent.state).toBe('out-of-line')
  expect(bent.checks.filter((c) => c.broken > 0).map((c) => c.key).sort()).toEqual(['months', 'points', 'replay'])
  expect(bent.checks.find((c) => c.key === 'points')!.rows).toContainEqual({ what: 'wallet is not its lots', ref: `${m.memberId}/points` })
  const elsewhere = await ownerOf(other)
  await elsewhere.runSelfAudit({})
  await audit.settled()
  expect((await elsewhere.readSelfAudit({})).last).toMatchObject({ state: 'balanced' })
  await world.admin.query('update wallet set available = available - 1 where member_id = $1 and wallet = $2', [m.memberId, 'points'])
})
