// Gate 2 of the safety gates: 64 clients mixing earn, spend, hold, refund, hand-made corrections and gifts from member to
// member (sent, taken, declined, left to come back) on 10 hot and 10,000 cold members, while time passes and the night posts what expired. Every answer is a yes or an expected no; what was
// answered is what the books say, and they balance.
import { ApiRefusal } from '@huitou/contract'
import { DAY, dateAt, type MemberId } from '@huitou/units'
import { newId } from '../apps/api/src/platform/ids/index.js'
import { Doors } from '../apps/api/src/platform/database/index.js'
import { GroupCommit } from '../apps/api/src/platform/group-commit/index.js'
import { runNights } from '../apps/api/src/nightly/run-night.js'
import { expectBalanced } from './setup/world-database.js'
import { basketOf, settlementOf, aTillShop, type TillShop } from './till-world.js'
import { TokenPairs } from '../apps/api/src/session/index.js'
import { act, aClerk, aStaff, bootApi, type Api, type World } from './world.js'

const CLIENTS = 64
const ACTS = process.env['HUITOU_LONG'] ? 200 : 24
const HOT = 10, COLD = 10_000
/** Hot and cold members who are signed in: they give points to one another. */
const SIGNED_IN = 40

let world: World, at: TillShop, apiKey: string
let members: MemberId[]
beforeAll(async () => {
  world = await bootApi()
  at = await aTillShop(world)
  apiKey = (await at.owner.addApiKey({ name: 'races', scopes: ['points'] })).secret
  for (const [key, value] of Object.entries({ 'points-gift-out-count': 1000, 'points-gift-out-points': 100_000_000, 'points-gift-in-count': 1000, 'points-gift-in-points': 100_000_000, 'points-gift-order-days': 0 })) await at.owner.changeSetting({ key, value })
  members = (await world.admin.query<{ id: MemberId }>(
    "insert into member (merchant_id, member_id, member_no, source, joined_at) select $1, gen_random_uuid(), 'R' || lpad(n::text, 6, '0'), 'h5', now() - interval '2 years' from generate_series(1, $2::int) n returning member_id as id", [at.shop.merchantId, HOT + COLD])).rows.map((r) => r.id)
}, 120_000)
afterAll(() => world?.close())

interface Told { given: number; sent: number; taken: number; answered: Record<string, number> }
const refusals = new Set(['points-short', 'member-in-debt', 'hold-unknown', 'hold-ended', 'nothing-left-to-refund', 'more-than-left', 'quote-changed', 'above-limit', 'gift-over', 'points-too-fresh'])

async function answered<T>(of: Told, name: string, work: Promise<T>): Promise<T | null> {
  try {
    const answer = await work
    of.answered[name] = (of.answered[name] ?? 0) + 1
    return answer
  } catch (fault) {
    const code = fault instanceof ApiRefusal && fault.status === 409 ? fault.problem?.code : undefined
    if (!code) throw fault
    if (!refusals.has(code)) throw new Error(`${name} was refused with ${code}`, { cause: fault })
    of.answered[code] = (of.answered[code] ?? 0) + 1
    return null
  }
}

interface Hands { readonly key: Api; readonly till: Api; readonly owner: Api; readonly signedIn: readonly Api[] }

/** A gift on its way: sent, now and then twice under its key, then taken, declined, both at once, or left until it comes back. */
async function gift(of: Told, g: { giver: Api; taker: Api; no: string; points: number }, chance: () => number): Promise<void> {
  const once = act(), ask = () => answered(of, 'send', g.giver.sendGift({ to: g.no, points: g.points }, once))
  const [sent, again] = await Promise.all(chance() < 0.3 ? [ask(), ask()] : [ask()])
  if (!sent) return
  if (again) expect(again.giftId).toBe(sent.giftId)
  of.sent += g.points
  const [fate, { giftId }] = [chance(), sent]
  const take = async () => { const got = await answered(of, 'accept', g.taker.acceptGift({ giftId }, act())); of.taken += got?.points ?? 0; return got }
  const decline = () => answered(of, 'decline', g.taker.declineGift({ giftId }, act()))
  if (fate < 0.5) await take()
  else if (fate < 0.7) await decline()
  else if (fate < 0.8) expect((await Promise.all([take(), decline(), take()])).filter((end) => end !== null)).toHaveLength(1)
}

/** One client: its own way through the same acts, by chance, from its own seed. */
async function client(seed: number, { key, till, owner, signedIn }: Hands, of: Told): Promise<void> {
  let state = seed * 2_654_435_761 % 4_294_967_296
  const chance = () => (state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296) / 4_294_967_296
  const someone = () => members[chance() < 0.7 ? Math.floor(chance() * HOT) : HOT + Math.floor(chance() * COLD)]!
  for (let n = 0; n < ACTS; n++) {
    const memberId = someone(), dice = chance(), points = 1 + Math.floor(chance() * 60)
    if (dice < 0.15) {
      const [from, to] = [Math.floor(chance() * SIGNED_IN), Math.floor(chance() * SIGNED_IN)]
      if (from === to) continue
      await gift(of, { giver: signedIn[from]!, taker: signedIn[to]!, no: `R${String(to + 1).padStart(6, '0')}`, points: 1 + Math.floor(points / 4) }, chance)
    } else if (dice < 0.4) {
      const once = act()
      // now and then the same act again at once, as after a lost reply: one effect
      const twice = chance() < 0.2 ? [key.earnPoints({ memberId, points, reason: 'race' }, once), key.earnPoints({ memberId, points, reason: 'race' }, once)] : [key.earnPoints({ memberId, points, reason: 'race' }, once)]
      const [first, second] = await Promise.all(twice.map((one) => answered(of, 'earn', one)))
      if (first) of.given += points
      if (second) expect(second).toEqual(first)
    } else if (dice < 0.6) {
      await answered(of, 'spend', key.spendPoints({ memberId, points, reason: 'race' }, act()))
    } else if (dice < 0.75) {
      const held = await answered(of, 'hold', key.holdPoints({ memberId, points, minutes: 30, reason: 'race' }, act()))
      if (!held) continue
      const holdId = (held as { holdId: string }).holdId
      if (chance() < 0.5) await answered(of, 'commit', key.commitHold({ memberId, holdId }, act()))
      else await answered(of, 'cancel', key.cancelHold({ memberId, holdId }, act()))
    } else if (dice < 0.85) {
      const give = chance() < 0.5
      const done = await answered(of, 'adjust', owner.adjustPoints({ memberId, points: give ? points : -points, reason: 'race' }, act()))
      if (done && give) of.given += points
    } else {
      const { visitId } = await till.openVisit({ memberId }, act()), lines = basketOf('RG50')
      const quote = await till.quoteVisit({ visitId, lines, usePoints: 'none' })
      const order = await answered(of, 'settle', till.settleVisit(settlementOf(visitId, lines, quote), act()))
      if (order && chance() < 0.6) await answered(of, 'refund', owner.refundOrder({ orderId: order.orderId, reason: 'race' }, act()))
    }
  }
}

const crowd = async (of: Told, round: number): Promise<void> => {
  const till = world.as((await aClerk(world, at.shop)).token), owner = world.as((await aStaff(world, at.shop, { role: 'owner' })).token), key = world.as(apiKey)
  const tokens = await world.inMerchant(at.shop.merchantId, (tx) => Promise.all(members.slice(0, SIGNED_IN).map((memberId) => world.get(TokenPairs).open(tx, { kind: 'member', merchantId: at.shop.merchantId, memberId }))))
  const hands = { key, till, owner, signedIn: tokens.map((pair) => world.as(pair.accessToken)) }
  await Promise.all(Array.from({ length: CLIENTS }, (_, i) => client(round * 1000 + i + 1, hands, of)))
}

test(`${CLIENTS} clients on ${HOT} hot and ${COLD} cold members, a year, a month and a night in between`, async () => {
  const of: Told = { given: 0, sent: 0, taken: 0, answered: {} }
  await crowd(of, 1)
  await expectBalanced(world.db.adminUrl)
  // a year and a month on, the lots of the first round are due to expire whatever the day of the month: the night posts them while the clients go on
  world.clock.set(world.clock.now() + 400 * DAY)
  const night = runNights({ database: world.database, groupCommit: world.get(GroupCommit), doors: world.get(Doors), clock: world.clock }, at.shop.merchantId, dateAt(world.clock.now(), 'Asia/Shanghai'), newId())
  await Promise.all([crowd(of, 2), night])
  await expectBalanced(world.db.adminUrl)
  const { rows: [sum] } = await world.admin.query<{ given: string; expired: string }>(
    `select coalesce(sum(points) filter (where from_account in ('issued', 'adjusted') and to_account in ('available', 'pending') and lot not like 'o:%'), 0) as given,
       coalesce(sum(case when to_account = 'expired' then points else 0 end), 0) as expired from posting where merchant_id = $1 and wallet = 'points'`, [at.shop.merchantId])
  expect(Number(sum!.given)).toBe(of.given) // what was answered is what was issued: nothing lost, nothing doubled
  expect(Number(sum!.expired)).toBeGreaterThan(0)
  // gifts: what one book let go the others took in, point for point; what nobody took in three days is back
  world.clock.set(world.clock.now() + 5 * DAY)
  await runNights({ database: world.database, groupCommit: world.get(GroupCommit), doors: world.get(Doors), clock: world.clock }, at.shop.merchantId, dateAt(world.clock.now(), 'Asia/Shanghai'), newId())
  await expectBalanced(world.db.adminUrl)
  const { rows: [gifts] } = await world.admin.query<{ sent: string; taken: string; waiting: string; passed: string; transit: string }>(
    `select (select sum(points) from point_gift where merchant_id = $1) as sent, (select sum(arrived) from point_gift where merchant_id = $1) as taken, (select count(*) from point_gift where merchant_id = $1 and state = 'waiting') as waiting,
       (select sum(case when to_account = 'passed' then points when from_account = 'passed' then -points else 0 end) from posting where merchant_id = $1) as passed, (select sum(in_transit) from wallet where merchant_id = $1) as transit`, [at.shop.merchantId])
  expect(gifts).toEqual({ sent: String(of.sent), taken: String(of.taken), waiting: '0', passed: '0', transit: '0' })
  expect(of.taken).toBeGreaterThan(0)
  console.log(Object.entries(of.answered).map(([name, n]) => `${name} ${n}`).join(', '))
}, 600_000)
