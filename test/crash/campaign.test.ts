// kill -9 of the API, of Redis and of PostgreSQL while campaigns are sent. Nobody asks again here: the next process finds what
// was under way and goes on by itself. Each member of each campaign is served once, by its key, and nobody is left out.
import { randomUUID } from 'node:crypto'
import { expectBalanced } from '../setup/world-database.js'
import { cyclesOf, killing, openStand, type Shop, type Stand } from './stand.js'

const CYCLES = cyclesOf(3)
const MEMBERS = 3_000
const POINTS = 7

describe('kill -9 while campaigns are sent', () => {
  let stand: Stand, shop: Shop
  beforeAll(async () => {
    stand = await openStand('campaign', { HUITOU_NIGHTLY: 'on' })
    shop = await stand.openShop('campaign')
    await stand.addMembers(shop.merchantId, MEMBERS)
    await stand.ask("insert into consent (merchant_id, consent_id, member_id, purpose, given, version, place, at) select merchant_id, gen_random_uuid(), member_id, 'messages', true, '1', 'h5', now() from member where merchant_id = $1", [shop.merchantId])
  }, 120_000)
  afterAll(async () => { await stand?.close() })

  /** A campaign for everybody, points and a coupon, launched; asked for again under the same keys until there is an answer. */
  async function launch(): Promise<string> {
    const keys = Array.from({ length: 4 }, () => randomUUID())
    for (;;) {
      try {
        const token = shop.owner
        const { coupon } = await stand.call<{ coupon: { couponId: string } }>('POST', '/api/coupons', { token, key: keys[0], body: { title: 'for all', kind: 'amount-off', amountMinor: 500, thresholdMinor: 0, scope: {}, validity: { kind: 'days', days: 30 }, perMember: 1, total: MEMBERS } })
        await stand.call('POST', `/api/coupons/${coupon.couponId}/publish`, { token, key: keys[1], body: {} })
        const { campaignId } = await stand.call<{ campaignId: string }>('POST', '/api/campaigns', { token, key: keys[2], body: { name: 'for all', conditions: [], couponId: coupon.couponId, points: POINTS, titleZh: '给大家', titleEn: 'For all', holdoutBp: 500 } })
        await stand.call('POST', `/api/campaigns/${campaignId}/schedule`, { token, key: keys[3], body: {} })
        return campaignId
      } catch (error) {
        const { status } = error as { status?: number }
        if (status !== undefined && status < 500 && status !== 429) throw error
        await new Promise((go) => setTimeout(go, 200))
      }
    }
  }
  const waiting = async (campaignId: string) => (await stand.ask<{ sent: boolean }>('select sent_at is not null as sent from campaign where campaign_id = $1', [campaignId]).catch(() => []))[0]?.sent !== true

  it(`serves everybody once in ${CYCLES} cycles`, async () => {
    const campaigns: string[] = []
    let running = true, served = 0
    const sending = async (): Promise<void> => {
      while (running) {
        const campaignId = await launch()
        campaigns.push(campaignId)
        while (await waiting(campaignId)) {
          await new Promise((go) => setTimeout(go, 100))
          served = (await stand.ask<{ n: number }>("select count(*)::int as n from campaign_member where merchant_id = $1 and state = 'issued'", [shop.merchantId]).catch(() => []))[0]?.n ?? served
        }
      }
    }
    const work = sending()
    const returns = await killing(stand, CYCLES, () => served).finally(() => { running = false }).catch(async (fault: unknown) => { await Promise.allSettled([work]); throw fault })
    await work

    // everybody who was not left alone to compare with has one coupon, the points once, one message, one act: of each campaign
    for (const campaignId of campaigns) {
      const [row] = await stand.ask(
        `select count(*) filter (where arm = 'target')::int as targets, count(*) filter (where state = 'issued')::int as issued, count(*) filter (where arm = 'control' and state = 'held-out')::int as alone,
           (select count(*)::int from coupon_claim where merchant_id = $1 and source = 'campaign' and source_key = $2::text) as coupons, (select count(distinct member_id)::int from coupon_claim where merchant_id = $1 and source = 'campaign' and source_key = $2::text) as holders,
           (select count(*)::int from inbox_message where merchant_id = $1 and once_key = 'campaign:' || $2::text) as told, (select count(*)::int from act where merchant_id = $1 and key like 'campaign ' || $2::text || ' %' and outcome = 'ok') as acts
         from campaign_member where merchant_id = $1 and campaign_id = $2::uuid`, [shop.merchantId, campaignId])
      const { targets, alone } = row as { targets: number; alone: number }
      expect(targets + alone).toBe(MEMBERS)
      expect(row).toEqual({ targets, alone, issued: targets, coupons: targets, holders: targets, told: targets, acts: targets })
    }
    const [points] = await stand.ask("select coalesce(sum(p.points), 0)::int as given, (select count(*)::int * $2::int from campaign_member where merchant_id = $1 and state = 'issued') as wanted from posting p where p.merchant_id = $1 and p.cause = 'earn' and p.wallet = 'points'", [shop.merchantId, POINTS])
    expect(points).toEqual({ given: (points as { wanted: number }).wanted, wanted: (points as { wanted: number }).wanted })
    expect(served).toBeGreaterThan(0)
    await expectBalanced(stand.adminUrl)
    console.log(`${campaigns.length} campaigns, ${(points as { wanted: number }).wanted / POINTS} members served over ${CYCLES} cycles; back after ${returns.join(', ')} ms`)
  }, 2_400_000)
})
