// Two shops on one server. Every operation is called by the one with the ids of the other: no such thing, or not allowed,
// and not one row of the other changes. Operations without an id show nothing of the other.
import { routes, type Route } from '@huitou/contract'
import pg from 'pg'
import { addressOf, sample, schemaOf } from './gate/sample.js'
import { tokenFor } from './gate/callers.js'
import { aClerk, aMember, act, aShop, bootApi, type Shop, type World } from './world.js'

const all = Object.entries(routes as Record<string, Route>).filter(([name]) => name !== 'streamLive' && name !== 'pollLive')
const MARK = 'ONLY-OF-THE-OTHER-SHOP'
const idsIn = (route: Route): string[] => Object.keys(schemaOf(route.params).properties ?? {}).filter((name) => name.endsWith('Id'))
const snake = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

describe('another shop', () => {
  let world: World, ours: Shop, theirs: Shop
  let foreign: Map<string, string>
  beforeAll(async () => {
    world = await bootApi({ HUITOU_LIMIT_SCALE: '1000000' })
    ours = await aShop(world); theirs = await aShop(world, { name: MARK })
    await furnish(world, theirs)
    foreign = await idsOf(world.admin, theirs.merchantId)
  })
  afterAll(async () => { await world?.close() })

  const stateOf = async (merchantId: string): Promise<Record<string, string>> => {
    const { rows: tables } = await world.admin.query<{ tab: string }>(`select table_name as tab from information_schema.columns where table_schema = 'public' and column_name = 'merchant_id' order by 1`)
    const state: Record<string, string> = {}
    for (const { tab } of tables) state[tab] = (await world.admin.query<{ sum: string | null }>(`select md5(string_agg(t::text, '|' order by t::text)) as sum from "${tab}" t where merchant_id = $1`, [merchantId])).rows[0]?.sum ?? ''
    return state
  }

  it('has something to lose: most ids of the contract exist there', () => {
    const asked = new Set(all.flatMap(([, route]) => idsIn(route))), there = [...asked].filter((name) => foreign.has(name))
    console.log(`ids of the other shop: ${there.join(', ')}; made up: ${[...asked].filter((name) => !foreign.has(name)).join(', ')}`)
    expect(there.length).toBeGreaterThanOrEqual(asked.size / 2)
  })

  it.each(all.filter(([, route]) => idsIn(route).length > 0))('%s answers with none of its rows and changes none', async (_name, route) => {
    const before = await stateOf(theirs.merchantId)
    const known = (field: string): string | undefined => foreign.get(field)
    const params = sample(schemaOf(route.params), known) as Record<string, unknown>, query = sample(schemaOf(route.query), () => undefined) as Record<string, unknown>
    const body = route.body ? sample(schemaOf(route.body), known) : undefined, token = await tokenFor(world, ours, route)
    const reply = await world.app.inject({ method: route.method, url: addressOf(route, params, query), headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(token ? { authorization: `Bearer ${token}` } : {}), 'idempotency-key': act().key }, ...(body === undefined ? {} : { payload: JSON.stringify(body) }) })
    const refusal = reply.statusCode === 409 ? (JSON.parse(reply.body) as { code: string }).code : ''
    const isNo = reply.statusCode === 404 || reply.statusCode === 403 || /unknown|-gone$|topic-closed|not-staff|no-draft/.test(refusal) || isEmptyList(reply.body)
    expect(isNo ? 'no' : `${reply.statusCode} ${reply.body.slice(0, 300)}`).toBe('no')
    expect(reply.body).not.toContain(MARK)
    expect(await stateOf(theirs.merchantId)).toEqual(before)
  })

  it.each(all.filter(([, route]) => idsIn(route).length === 0 && !route.access.includes('public')))('%s shows and changes nothing of it', async (_name, route) => {
    const before = await stateOf(theirs.merchantId)
    const known = (field: string): string | undefined => foreign.get(field)
    const query = sample(schemaOf(route.query), () => undefined) as Record<string, unknown>, body = route.body ? sample(schemaOf(route.body), known) : undefined, token = await tokenFor(world, ours, route)
    const reply = await world.app.inject({ method: route.method, url: addressOf(route, {}, query), headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...(token ? { authorization: `Bearer ${token}` } : {}), 'idempotency-key': act().key }, ...(body === undefined ? {} : { payload: JSON.stringify(body) }) })
    expect(reply.statusCode).toBeLessThan(500)
    expect(reply.body).not.toContain(MARK)
    if (reply.statusCode < 300) expect([...foreign.values()].filter((id) => reply.body.includes(id) && !JSON.stringify(body ?? '').includes(id))).toEqual([])
    expect(await stateOf(theirs.merchantId)).toEqual(before)
  })
})

const isEmptyList = (body: string): boolean => { try { const read = JSON.parse(body) as { items?: unknown[]; older?: unknown[] }; return Array.isArray(read.items) && read.items.length === 0 } catch { return false } }

/** Something of every kind in the other shop, through its own front door where that is short. */
async function furnish(world: World, shop: Shop): Promise<void> {
  const member = await aMember(world, shop, { name: MARK }), owner = world.as(shop.ownerToken), me = world.as(member.token)
  const { secret } = await owner.addApiKey({ name: MARK, scopes: ['points'] })
  const attempts: [string, () => Promise<unknown>][] = [
    ['points', () => world.as(secret).earnPoints({ memberId: member.memberId, points: 500, reason: MARK }, act())],
    ['hold', () => world.as(secret).holdPoints({ memberId: member.memberId, points: 10, reason: MARK }, act())],
    ['product', () => owner.addProduct({ sku: MARK, name: MARK, priceMinor: 1000 }, act())],
    ['promotion', () => owner.addPromotion({ title: MARK, kind: 'ladder-off', steps: [{ thresholdMinor: 1000, offMinor: 100 }], scope: {}, from: '2026-01-01T00:00:00.000Z', until: null }, act())],
    ['coupon', async () => {
      const { coupon } = await owner.addCoupon({ title: MARK, kind: 'amount-off', amountMinor: 100, thresholdMinor: 1000, scope: {}, validity: { kind: 'days', days: 30 }, total: 10 }, act())
      await owner.publishCoupon({ couponId: coupon.couponId }, act())
      await me.claimCoupon({ couponId: coupon.couponId }, act())
      await owner.makeCodes({ couponId: coupon.couponId, label: MARK, wanted: 2 }, act())
    }],
    ['sale', async () => {
      const till = world.as((await aClerk(world, shop)).token), lines = [{ name: MARK, quantity: 1, unitMinor: 12_800 }]
      const { visitId } = await till.openVisit({ memberId: member.memberId }, act())
      const { stamp, payMinor, couponIds } = await till.quoteVisit({ visitId, lines })
      await till.settleVisit({ visitId, lines, stamp, payMinor, memberCouponIds: couponIds }, act())
    }],
    ['import', async () => {
      const reply = await world.app.inject({ method: 'POST', url: `/api/imports?fileName=${MARK}.csv`, headers: { authorization: `Bearer ${shop.ownerToken}`, 'content-type': 'application/octet-stream' }, payload: `order no,sku,quantity,price,date\n1,${MARK},1,2,2026-01-01` })
      if (reply.statusCode !== 201) throw new Error(reply.body)
    }],
    ['campaign', () => owner.addCampaign({ name: MARK, conditions: [{ kind: 'idle', days: 60 }], titleZh: MARK }, act())],
    ['till', () => owner.registerTill({ storeId: shop.storeId, name: MARK })],
    ['post', async () => {
      const { topicId } = await owner.addTopic({ title: MARK })
      const { postId } = await me.writePost({ topicId, body: MARK }, act())
      await owner.decidePost({ itemId: postId, decision: 'approve' }, act())
      await me.writeComment({ postId, body: MARK }, act())
    }],
  ]
  for (const [what, make] of attempts) try { await make() } catch (error) { console.warn(`could not furnish ${what}: ${String(error)} ${JSON.stringify(error).slice(0, 300)}`) }
}

/** One id of the shop for every name an operation asks for, found in whichever table has that column. */
async function idsOf(admin: pg.Client, merchantId: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const names = new Set(all.flatMap(([, route]) => [...idsIn(route), ...Object.keys(schemaOf(route.body).properties ?? {}).filter((name) => name.endsWith('Id'))]))
  for (const name of names) {
    const column = name === 'memberCouponId' ? 'claim_id' : snake(name)
    const { rows: tables } = await admin.query<{ tab: string }>(`select c.table_name as tab from information_schema.columns c where c.table_schema = 'public' and c.column_name = $1 and exists (select from information_schema.columns m where m.table_schema = 'public' and m.table_name = c.table_name and m.column_name = 'merchant_id') order by (c.table_name = $2) desc`, [column, column.replace(/_id$/, '')])
    for (const { tab } of tables) {
      const { rows } = await admin.query<{ id: string | null }>(`select "${column}"::text as id from "${tab}" where merchant_id = $1 and "${column}" is not null limit 1`, [merchantId])
      if (rows[0]?.id) { found.set(name, rows[0].id); break }
    }
  }
  found.delete('merchantId')
  return found
}
