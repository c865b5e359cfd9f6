import { ApiRefusal } from '@huitou/contract'
import { addDays, addMonths, dateAt, startOf, startOfDate, type LocalDate } from '@huitou/units'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { act, aMember, aShop, aStaff, bootApi, type Api, type Shop, type World } from '../../../../test/world.js'
import { Clock } from '../platform/clock/index.js'
import { newId } from '../platform/ids/index.js'
import { readCareTerms } from '../care/index.js'
import { startEarningRules, starterRules, termsOf } from '../points/index.js'
import { startTiers } from '../tier/index.js'
import { doWhatIf } from './what-if-jobs.js'
import { GiftCount } from './gift-count.js'
import { stretchFrom, stretchOf } from './stretch.js'
import { replaceRun } from './what-if.rows.js'

const ZONE = 'Asia/Shanghai'
let world: World
beforeAll(async () => { world = await bootApi() })
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const HEAD = 'Order,SKU,Name,Qty,Price,When,Customer'
const FIELDS = ['order-no', 'sku', 'name', 'quantity', 'unit-price', 'ordered-at', 'customer']
const columns = HEAD.split(',').map((column, i) => ({ column, field: FIELDS[i]! }))
const code = (call: Promise<unknown>) => call.then(() => null, (fault: unknown) => (fault instanceof ApiRefusal ? fault.problem?.code : Promise.reject(fault)))

async function bring(shop: Shop, rows: readonly string[], channel: string): Promise<void> {
  const reply = await world.app.inject({ method: 'POST', url: '/api/imports?fileName=a.csv', headers: { authorization: `Bearer ${shop.ownerToken}`, 'content-type': 'application/octet-stream' }, payload: Buffer.from([HEAD, ...rows].join('\n')) })
  const { importId } = (reply.json() as { import: { importId: string } }).import
  const api = world.as(shop.ownerToken)
  await api.runImport({ importId, channel, rules: 'first-version', noExpiryBefore: null, mapping: { columns: columns as never, dateFormat: 'ymd', zone: ZONE, cancelPrefix: 'C', paidStatuses: [], refundStatuses: [] } })
  for (let i = 0; i < 800; i++) {
    const { import: run } = await api.readImport({ importId })
    if (!['running', 'queued'].includes(run.state)) return expect([run.state, run.failure]).toEqual(['done', null])
    await new Promise((resolve) => { setTimeout(resolve, 25) })
  }
}

/** A shop with a year and more of orders of forty people, some of it told late, some given back, with everything else that happens to points. */
async function aShopWithAPast(): Promise<{ shop: Shop; api: Api }> {
  const shop = await aShop(world)
  await world.inMerchant(shop.merchantId, async (tx) => {
    await startTiers(tx, 'system', world.clock.now())
    await startEarningRules(tx, { currency: 'CNY', actor: 'system' }, world.clock.now())
  })
  const today = dateAt(world.clock.now(), ZONE)
  const row = (no: string, quantity: number, price: number, daysAgo: number, customer: number) => `${no},S${quantity}${price},S${quantity}${price},${quantity},${price},${addDays(today as LocalDate, -daysAgo)} 10:00:00,c${customer}`
  const sale = (n: number) => [String(n), 1 + (n % 3), (40 + (n * 37) % 400) * ((n * 7) % 40 < 5 ? 6 : 1), 3 + (n * 61) % 480, (n * 7) % 40] as const
  const sales = Array.from({ length: 260 }, (_, n) => row(...sale(n)))
  const backs = Array.from({ length: 40 }, (_, i) => i * 6).map((n) => { const [, quantity, price, daysAgo, customer] = sale(n); return row(`C${n}`, quantity > 1 ? quantity - 1 : 1, price, Math.max(1, daysAgo - 9), customer) })
  await bring(shop, sales.filter((_, n) => n % 3 !== 0), 'web')
  // The rest is told afterwards: facts that are late.
  await bring(shop, [...sales.filter((_, n) => n % 3 === 0), ...backs], 'taobao')
  const api = world.as(shop.ownerToken)
  const members = (await api.listMembers({ limit: 100 })).items
  for (const [i, m] of members.slice(0, 9).entries()) {
    if (i % 3 === 0) await api.adjustPoints({ memberId: m.memberId, points: 150, reason: '补登' }, act())
    if (i % 3 === 1) await api.adjustPoints({ memberId: m.memberId, points: -20, reason: '扣回' }, act())
    if (i % 3 === 2) await api.adjustPoints({ memberId: m.memberId, wallet: 'growth', points: i === 5 ? 700 : -5, reason: '改成长值' }, act())
  }
  for (let i = 0; i < 3; i++) await world.as((await aMember(world, shop)).token).checkIn({}, act())
  return { shop, api }
}

async function settled(api: Api, of: 'tiers' | 'rules') {
  for (let i = 0; i < 800; i++) {
    const { whatIf } = await api.readWhatIf({ of })
    if (whatIf && whatIf.state !== 'running') return whatIf
    await new Promise((resolve) => { setTimeout(resolve, 25) })
  }
  throw new Error('the what-if does not end')
}

async function everybody(api: Api, whatIfId: string, list: 'up' | 'down' | 'stay' | 'more' | 'fewer', limit = 7) {
  const out = []
  for (let cursor: string | undefined; ;) {
    const page = await api.listWhatIfMembers({ whatIfId, list, limit, ...(cursor ? { cursor } : {}) })
    out.push(...page.items)
    if (!page.next) return out
    cursor = page.next
  }
}

/** What the book gave each member by rules since an instant, and the tier they hold. */
const booked = async (shop: Shop, from: number) => new Map((await world.admin.query<{ member_id: string; tier_id: string | null; points: string }>(
  `select m.member_id, m.tier_id, coalesce((select sum(case when p.from_account = 'issued' then p.points when p.to_account = 'issued' then -p.points else 0 end) from posting p join fact f on f.merchant_id = p.merchant_id and f.member_id = p.member_id and f.fact_id = p.ref
     where p.merchant_id = m.merchant_id and p.member_id = m.member_id and p.wallet = 'points' and p.effective_at >= $2), 0) as points
   from member m where m.merchant_id = $1 and m.left_at is null`, [shop.merchantId, new Date(from)])).rows.map((r) => [r.member_id, { tier: r.tier_id, points: Number(r.points) }]))

test('with the terms in force a what-if gives exactly the points the book gave and the tiers that are held, and the same draft moves nobody', async () => {
  const { shop, api } = await aShopWithAPast()
  const { current } = await api.listRuleSets({})
  const { draft } = await api.saveRuleDraft({ rules: current!.rules })
  const started = await api.startWhatIf({ of: 'rules', expectVersion: draft.version, expectSaves: draft.saves })
  expect(started).toMatchObject({ of: 'rules', state: 'running', olderDraft: false, result: null })
  const done = await settled(api, 'rules')
  expect(done.state).toBe('done')
  const r = done.result!
  const from = stretchFrom(Date.parse(done.asOf), ZONE)
  expect(Date.parse(done.from)).toBe(from)
  const book = await booked(shop, from)
  expect(r).toMatchObject({ up: 0, down: 0, more: 0, fewer: 0, stay: book.size, members: book.size, heldOtherwise: 0 })
  expect(r.points.now).toBe([...book.values()].reduce((sum, m) => sum + m.points, 0))
  expect(r.points.draft).toBe(r.points.now)
  expect(r.points.now).toBeGreaterThan(20_000)
  expect(r.months).toHaveLength(12)
  expect(r.months.reduce((sum, m) => sum + m.points.now, 0)).toBe(r.points.now)
  const stay = await everybody(api, done.whatIfId, 'stay')
  expect(new Map(stay.map((m) => [m.memberId, { tier: m.to, points: m.pointsNow }]))).toEqual(book)
  expect(new Set([...book.values()].map((m) => m.tier)).size).toBeGreaterThan(2)
  // who bought nothing in the stretch, and at most checked in or gave something back, is of no channel
  const bought = new Set((await world.admin.query<{ member_id: string }>('select member_id from shop_order where merchant_id = $1 and paid_at >= $2', [shop.merchantId, new Date(from)])).rows.map((o) => o.member_id))
  const elsewhere = stay.filter((m) => !bought.has(m.memberId)).reduce((sum, m) => sum + m.pointsNow, 0)
  for (const kind of ['tier', 'since', 'channel'] as const) expect(r.segments.filter((s) => s.kind === kind).reduce((sum, s) => sum + s.points.now, 0)).toBe(kind === 'channel' ? r.points.now - elsewhere : r.points.now)
})

test('a dearer rule names its cost by month and who gains; tiers that are harder to reach name who falls; each is kept and dated with its draft', async () => {
  const { shop, api } = await aShopWithAPast()
  const { current } = await api.listRuleSets({})
  const rules = current!.rules.map((rule) => (rule.wallet === 'points' && rule.rate ? { ...rule, rate: { ...rule.rate, points: rule.rate.points * 2 } } : rule))
  const saved = (await api.saveRuleDraft({ rules })).draft
  await api.startWhatIf({ of: 'rules', expectVersion: saved.version, expectSaves: saved.saves })
  const dear = await settled(api, 'rules')
  const r = dear.result!
  expect(r.points.draft).toBeGreaterThan(r.points.now * 1.9)
  expect(r.worthMinor.draft - r.worthMinor.now).toBe(r.points.draft - r.points.now)
  expect([r.up, r.down, r.fewer]).toEqual([0, 0, 0])
  const more = await everybody(api, dear.whatIfId, 'more')
  expect(more).toHaveLength(r.more)
  const gains = more.map((m) => m.pointsDraft - m.pointsNow)
  expect(gains).toEqual([...gains].sort((a, b) => b - a))
  expect(gains.reduce((a, b) => a + b, 0)).toBe(r.points.draft - r.points.now)
  // A colleague saves the draft again: the result stays, and says what it is of.
  await api.saveRuleDraft({ rules: current!.rules })
  expect((await api.readWhatIf({ of: 'rules' })).whatIf).toMatchObject({ whatIfId: dear.whatIfId, olderDraft: true, finishedAt: dear.finishedAt })

  const tiers = (await api.readTiers({})).current!
  const top = tiers.tiers.at(-1)!
  const draft = (await api.saveTierDraft({ terms: tiers.terms, tiers: tiers.tiers.map((t) => (t.reach > 0 ? { ...t, reach: t.reach * 2, keep: t.keep === null ? null : t.keep * 2 } : t)) })).draft
  await api.startWhatIf({ of: 'tiers', expectVersion: draft.version, expectSaves: draft.saves })
  const harder = await settled(api, 'tiers')
  const down = await everybody(api, harder.whatIfId, 'down')
  expect(down.length).toBeGreaterThan(3)
  expect([harder.result!.down, harder.result!.up]).toEqual([down.length, 0])
  const rank = new Map(tiers.tiers.map((t) => [t.tierId, t.rank]))
  for (const m of down) expect(rank.get(m.to!)!).toBeLessThan(rank.get(m.from!)!)
  const pair = harder.result!.matrix.find((p) => p.from !== p.to)!
  expect((await api.listWhatIfMembers({ whatIfId: harder.whatIfId, list: 'down', from: pair.from!, to: pair.to!, limit: 100 })).items).toHaveLength(pair.members)
  // A lower tier multiplies less: the draft saves points.
  if (top.benefits.multiplierBp > 10_000) expect(harder.result!.points.draft).toBeLessThan(harder.result!.points.now)
  expect((await api.readWhatIf({ of: 'rules' })).whatIf!.whatIfId).toBe(dear.whatIfId)

  // Another shop sees nothing of it, a clerk may not ask.
  const other = world.as((await aShop(world)).ownerToken)
  expect((await other.readWhatIf({ of: 'tiers' })).whatIf).toBeNull()
  expect(await code(other.listWhatIfMembers({ whatIfId: harder.whatIfId, list: 'down' }))).toMatch(/not-found/)
  expect(await code(world.as((await aStaff(world, shop)).token).readWhatIf({ of: 'tiers' }))).toMatch(/not-allowed|forbidden|role/)
})

test('started twice it is one run; refusals in their order; what a worker left behind is said to have stopped, and starts again', async () => {
  const { shop, api } = await aShopWithAPast()
  expect(await code(api.startWhatIf({ of: 'rules', expectVersion: 2, expectSaves: 1 }))).toBe('no-draft')
  const { draft } = await api.saveRuleDraft({ rules: starterRules('CNY') })
  const ask = { of: 'rules' as const, expectVersion: draft.version, expectSaves: draft.saves }
  expect(await code(api.startWhatIf({ ...ask, expectSaves: 9 }))).toBe('draft-moved-on')
  const [one, two] = await Promise.all([api.startWhatIf(ask), api.startWhatIf(ask)])
  expect(two.whatIfId).toBe(one.whatIfId)
  await settled(api, 'rules')

  // A fault half way is kept with the run, and nothing of a result is shown.
  const whatIfId = newId()
  const now = world.clock.now()
  await world.inMerchant(shop.merchantId, (tx) => replaceRun(tx, { whatIfId, draft: 'rules', version: draft.version, saves: draft.saves, fromAt: stretchFrom(now, ZONE), startedBy: 'staff:x', now }))
  let asked = 0
  class FailsOnce extends Clock { now() { if (asked++ === 0) throw new Error('the machine fell over'); return now } }
  await expect(doWhatIf({ database: world.database, clock: new FailsOnce() }, shop.merchantId, whatIfId)).rejects.toThrow()
  expect((await api.readWhatIf({ of: 'rules' })).whatIf).toMatchObject({ whatIfId, state: 'failed', result: null })
  expect((await api.listWhatIfMembers({ whatIfId, list: 'stay' })).items).toEqual([])

  // A worker that was killed says nothing any more: after half a minute the page says so, and it starts again from nothing.
  await world.admin.query("update what_if set state = 'running', alive_at = $2 where merchant_id = $1", [shop.merchantId, new Date(now - 31_000)])
  expect((await api.readWhatIf({ of: 'rules' })).whatIf).toMatchObject({ state: 'stopped', result: null })
  const again = await api.startWhatIf(ask)
  expect(again.whatIfId).not.toBe(whatIfId)
  const done = await settled(api, 'rules')
  expect([done.whatIfId, done.state]).toEqual([again.whatIfId, 'done'])
  expect((await world.admin.query('select count(*)::int n from what_if_member where merchant_id = $1', [shop.merchantId])).rows[0].n).toBe(done.result!.members)

  // Its run replaced under it, a worker stops without a word.
  await doWhatIf({ database: world.database, clock: world.clock }, shop.merchantId, whatIfId)
  // Saved again while it waited: nothing is replayed under the name of the older draft.
  const late = newId()
  await world.inMerchant(shop.merchantId, (tx) => replaceRun(tx, { whatIfId: late, draft: 'rules', version: draft.version, saves: draft.saves + 1, fromAt: stretchFrom(now, ZONE), startedBy: 'staff:x', now }))
  await doWhatIf({ database: world.database, clock: world.clock }, shop.merchantId, late)
  expect((await api.readWhatIf({ of: 'rules' })).whatIf).toMatchObject({ whatIfId: late, state: 'failed', olderDraft: true })
  expect(await code(api.startWhatIf({ ...ask, expectSaves: (await api.saveRuleDraft({ rules: [{ ...starterRules('CNY')[0]!, capPerOrder: 0 }] })).draft.saves }))).toBe('draft-has-problems')
})

test('stopped by hand it leaves nothing behind, says so, and starts again; what is not under way cannot be stopped', async () => {
  const { shop, api } = await aShopWithAPast()
  const { draft } = await api.saveRuleDraft({ rules: starterRules('CNY') })
  const ask = { of: 'rules' as const, expectVersion: draft.version, expectSaves: draft.saves }
  expect(await code(api.stopWhatIf({ of: 'rules' }))).toBe('what-if-not-running')
  const now = world.clock.now(), whatIfId = newId()
  await world.inMerchant(shop.merchantId, (tx) => replaceRun(tx, { whatIfId, draft: 'rules', version: draft.version, saves: draft.saves, fromAt: stretchFrom(now, ZONE), startedBy: 'staff:x', now }))
  expect(await code(world.as((await aStaff(world, shop)).token).stopWhatIf({ of: 'rules' }))).toMatch(/not-allowed|forbidden|role/)
  // both halves are about to write what they weighed when somebody stops it
  const waiting = async (n: number) => { while ((await world.admin.query("select count(*)::int n from pg_locks where not granted and relation = 'what_if_member'::regclass")).rows[0].n < n) await new Promise((go) => { setTimeout(go, 10) }) }
  await world.admin.query('begin')
  await world.admin.query('lock table what_if_member in exclusive mode')
  const work = doWhatIf({ database: world.database, clock: world.clock }, shop.merchantId, whatIfId)
  await waiting(2)
  const stopped = api.stopWhatIf({ of: 'rules' })
  await waiting(3)
  await world.admin.query('commit')
  expect(await stopped).toMatchObject({ whatIfId, state: 'stopped', byHand: true, result: null })
  await work
  expect((await api.readWhatIf({ of: 'rules' })).whatIf).toMatchObject({ whatIfId, state: 'stopped', byHand: true, result: null })
  expect((await world.admin.query('select count(*)::int n from what_if_member where merchant_id = $1', [shop.merchantId])).rows[0].n).toBe(0)
  expect(await code(api.stopWhatIf({ of: 'rules' }))).toBe('what-if-not-running')
  await api.startWhatIf(ask)
  expect(await settled(api, 'rules')).toMatchObject({ state: 'done', byHand: false })
})

test('each day goes by the version that was in force on it, and a merged member is weighed once, with all that was theirs', async () => {
  const { shop, api } = await aShopWithAPast()
  // half a year ago the shop doubled its points: what was earned since then was earned by the second version
  const { current } = await api.listRuleSets({})
  const half = new Date(startOfDate(addDays(dateAt(world.clock.now(), ZONE), -180), ZONE))
  const doubled = current!.rules.map((r) => (r.wallet === 'points' && r.rate ? { ...r, rate: { ...r.rate, points: r.rate.points * 2 } } : r))
  const { draft } = await api.saveRuleDraft({ rules: doubled })
  await api.publishRules({ expectVersion: draft.version, expectSaves: draft.saves }, act())
  await world.admin.query("update rule_set set from_at = $2, published_at = $2 where merchant_id = $1 and version = $3", [shop.merchantId, half, draft.version])
  await world.admin.query("update fact set rule_set = $3 where merchant_id = $1 and effective_at >= $2", [shop.merchantId, half, draft.version])
  // two of the members are one person
  const members = (await api.listMembers({ limit: 100 })).items
  await api.mergeMembers({ memberId: members[3]!.memberId, otherId: members[4]!.memberId, reason: '同一个人' }, act())
  const again = (await api.saveRuleDraft({ rules: current!.rules })).draft
  await api.startWhatIf({ of: 'rules', expectVersion: again.version, expectSaves: again.saves })
  const done = await settled(api, 'rules'), r = done.result!
  expect(done.state).toBe('done')
  expect(r.members).toBe((await world.admin.query('select count(*)::int n from member where merchant_id = $1 and left_at is null and merged_into is null', [shop.merchantId])).rows[0].n)
  // before the change both worlds agree to the point; after it what runs gave about twice of what the draft would have
  const halfMonth = dateAt(half.getTime(), ZONE).slice(0, 7)
  const before = r.months.filter((m) => m.month < halfMonth), after = r.months.filter((m) => m.month > halfMonth)
  expect(before.length).toBeGreaterThan(3)
  for (const m of before) expect([m.month, m.points.now]).toEqual([m.month, m.points.draft])
  expect(before.reduce((sum, m) => sum + m.points.now, 0)).toBeGreaterThan(0)
  const [ran, drafted] = [after.reduce((sum, m) => sum + m.points.now, 0), after.reduce((sum, m) => sum + m.points.draft, 0)]
  expect(ran / drafted).toBeGreaterThan(1.9)
  expect(ran / drafted).toBeLessThan(2.1)
  const all = [...await everybody(api, done.whatIfId, 'stay'), ...await everybody(api, done.whatIfId, 'up'), ...await everybody(api, done.whatIfId, 'down')]
  expect(all.map((m) => m.memberId)).not.toContain(members[4]!.memberId)
  expect(all.filter((m) => m.memberId === members[3]!.memberId)).toHaveLength(1)
})

test('birthdays, packs on reaching and monthly ones go into the cost of tiers, as care gives them', async () => {
  const { shop, api } = await aShopWithAPast()
  const tiers = (await api.readTiers({})).current!
  await api.changeCare({ kind: 'birthday', on: true, window: 'day', points: 5 })
  await api.changeCare({ kind: 'monthly', on: true, packs: [{ tierId: 'gold', points: 3, couponId: null }] })
  await world.admin.query("update member set birthday = '03-15' where merchant_id = $1", [shop.merchantId])
  const ask = async (change: (t: (typeof tiers.tiers)[number]) => (typeof tiers.tiers)[number]) => {
    const { draft } = await api.saveTierDraft({ terms: tiers.terms, tiers: tiers.tiers.map(change) })
    await api.startWhatIf({ of: 'tiers', expectVersion: draft.version, expectSaves: draft.saves })
    return (await settled(api, 'tiers')).result!
  }
  const same = await ask((t) => t)
  expect(same).toMatchObject({ up: 0, down: 0 })
  for (const both of [same.gifts!.birthdayPoints, same.gifts!.packPoints]) { expect(both.now).toBe(both.draft); expect(both.now).toBeGreaterThan(0) }
  // ten points more on each birthday: one birthday of everybody in twelve months
  const joined = (await world.admin.query("select count(*)::int n from member where merchant_id = $1 and left_at is null and joined_at <= $2", [shop.merchantId, new Date(startOfDate(`${dateAt(world.clock.now(), ZONE).slice(5) >= '03-15' ? dateAt(world.clock.now(), ZONE).slice(0, 4) : String(Number(dateAt(world.clock.now(), ZONE).slice(0, 4)) - 1)}-03-15`, ZONE))])).rows[0].n as number
  const richer = await ask((t) => ({ ...t, benefits: { ...t.benefits, birthdayPoints: t.benefits.birthdayPoints + 10 } }))
  expect(richer.gifts!.birthdayPoints.draft - richer.gifts!.birthdayPoints.now).toBe(10 * joined)
  expect(richer.gifts!.worthMinor.draft - richer.gifts!.worthMinor.now).toBe(10 * joined)
  // gold out of reach: nobody gets its pack any more
  const never = await ask((t) => (t.tierId === 'silver' ? t : { ...t, reach: t.reach * 1000 }))
  expect(never.gifts!.packPoints).toMatchObject({ draft: 0 })
  expect(never.gifts!.packPoints.now).toBeGreaterThan(0)
})

test('months of the tier that everybody begins with count too, from the month of joining on', async () => {
  const { shop, api } = await aShopWithAPast()
  await api.changeCare({ kind: 'monthly', on: true, packs: [{ tierId: 'silver', points: 3, couponId: null }] })
  const asOf = world.clock.now(), month = startOf('month', dateAt(asOf, ZONE))
  const [care, terms] = await world.inMerchant(shop.merchantId, async (tx) => [await readCareTerms(tx), await termsOf(tx)] as const)
  const count = new GiftCount(care, terms, stretchOf(startOfDate(addMonths(month, -11), ZONE), asOf, ZONE))
  expect(count.count([], { joinedAt: startOfDate(addDays(addMonths(month, -3), 9), ZONE), birthday: null })).toMatchObject({ packPoints: 4 * 3 })
  expect(count.count([], { joinedAt: startOfDate(addMonths(month, -30), ZONE), birthday: null })).toMatchObject({ packPoints: 12 * 3 })
})
