import { DAY, HOUR, startOfDate } from '@huitou/units'
import fc from 'fast-check'
import { careOf } from '../care/index.js'
import { bookTerms, foldLog, pointsSettings, starterRules, type LoggedFact, type MerchantTerms, type WireRule } from '../points/index.js'
import { coreTerms, STARTER_TERMS, starterTiers, type WireTier, type WireTierTerms } from '../tier/index.js'
import { WholeKeeper } from './keepers.js'
import { PriceCount } from './price-count.js'
import { replayBoth, type Replayed } from './replay-world.js'
import { stretchOf } from './stretch.js'
import { worldsOf, type Draft, type Worlds } from './worlds.js'

const ZONE = 'Asia/Shanghai'
const FROM = startOfDate('2026-01-01', ZONE)
const START = FROM - 120 * DAY
const STRETCH = stretchOf(FROM, FROM + 330 * DAY, ZONE)

const gold = fc.record({ reach: fc.integer({ min: 20, max: 400 }), multiplierBp: fc.constantFrom(10_000, 12_500, 20_000), priceBp: fc.constantFrom(10_000, 9_000), months: fc.constantFrom(0, 2), coupons: fc.nat(1), birthdayPoints: fc.nat(9) })
const tiers = fc.record({ gold, window: fc.constantFrom<WireTierTerms['window']>('rolling', 'lifetime', 'calendar-quarter', 'joining-year'), criterion: fc.constantFrom<WireTierTerms['criterion']>('growth', 'spend', 'orders'), downgrade: fc.constantFrom<WireTierTerms['downgrade']>('by-balance', 'one-step', 'never'), graceDays: fc.constantFrom(0, 20) })
const tiersOf = (t: typeof tiers extends fc.Arbitrary<infer T> ? T : never): { terms: WireTierTerms; tiers: WireTier[] } => ({
  terms: { ...STARTER_TERMS, window: t.window, rollingMonths: 3, criterion: t.criterion, downgrade: t.downgrade, graceDays: t.graceDays },
  tiers: starterTiers().slice(0, 3).map((tier, i) => ({ ...tier, reach: i === 0 ? 0 : t.criterion === 'orders' ? i * 2 : t.gold.reach * i * (t.criterion === 'spend' ? 100 : 1), benefits: i === 0 ? tier.benefits : { ...tier.benefits, multiplierBp: t.gold.multiplierBp + i * 1000, priceBp: t.gold.priceBp, birthdayPoints: t.gold.birthdayPoints, monthlyCoupons: Array<string>(t.gold.coupons).fill('c'), pointsExpiry: t.gold.months ? { months: t.gold.months, roundTo: 'month' } : null } })),
})

const rules = fc.record({ points: fc.integer({ min: 1, max: 3 }), perMinor: fc.constantFrom(100, 130), growth: fc.integer({ min: 1, max: 2 }), cap: fc.constantFrom(null, 40), day: fc.constantFrom(null, 60), double: fc.constantFrom<Partial<WireRule> | null>(null, { weekdays: [6, 7] }, { tiers: ['gold'] }, { categories: ['tea'] }, { birthday: 'month' }), tags: fc.constantFrom<string[]>([], ['vip']) })
const rulesOf = (r: typeof rules extends fc.Arbitrary<infer T> ? T : never): WireRule[] => starterRules('CNY').flatMap((rule) =>
  rule.ruleId === 'spend' ? [{ ...rule, rate: { points: r.points, perMinor: r.perMinor }, capPerOrder: r.cap, capPerDay: r.day, pendingDays: 2 }, ...(r.double ? [{ ...rule, ruleId: 'double', multiplierBp: 20_000, rate: null, ...r.double } as WireRule] : []), ...(r.tags.length ? [{ ...rule, ruleId: 'extra', rate: null, fixedPoints: 3, tags: r.tags } as WireRule] : [])] : rule.ruleId === 'growth' ? [{ ...rule, rate: { points: r.growth, perMinor: 100 } }] : [rule])

const sale = fc.record({ hour: fc.nat(24 * 440), lines: fc.array(fc.record({ minor: fc.integer({ min: 0, max: 9000 }), units: fc.integer({ min: 1, max: 3 }), tea: fc.boolean() }), { minLength: 1, maxLength: 3 }), backs: fc.array(fc.record({ after: fc.nat(24 * 40), line: fc.nat(2) }), { maxLength: 2 }), till: fc.boolean(), second: fc.boolean() })
const other = fc.record({ hour: fc.nat(24 * 440), points: fc.integer({ min: 1, max: 40 }), does: fc.constantFrom('check-in', 'post', 'spend', 'grant', 'deduct', 'growth', 'growth-off', 'tier', 'void') })

function logOf(sales: readonly (typeof sale extends fc.Arbitrary<infer T> ? T : never)[], others: readonly (typeof other extends fc.Arbitrary<infer T> ? T : never)[]): LoggedFact[] {
  const facts: LoggedFact[] = sales.flatMap((s, n) => {
    const [orderId, at] = [`n/${n}`, START + s.hour * HOUR]
    const left = s.lines.map((l) => l.units), ruleSet = s.second ? null : 1
    const paid = s.lines.reduce((sum, l) => sum + l.minor * l.units, 0)
    return [
      { id: `o${n}`, at, knownAt: at, ruleSet, counted: { at, spendMinor: paid, orders: 1 }, deeds: [{ kind: 'order' as const, orderId, context: { tier: 'gold', channel: s.till ? 'till' : 'web' }, order: { at, lines: s.lines.map((l, i) => ({ line: i + 1, sku: 's', category: l.tea ? 'tea' : 'cup', brand: '', units: l.units, paidMinor: l.minor * l.units })) } }] },
      ...s.backs.toSorted((a, b) => a.after - b.after).map((b, i) => {
        const k = b.line % left.length, was = left[k]!
        left[k] = Math.max(0, was - 1)
        const kept = s.lines.map((l, j) => ({ line: j + 1, units: left[j]!, ofUnits: l.units, minor: l.minor * left[j]!, ofMinor: l.minor * l.units }))
        return { id: `r${n}/${i}`, at: at + b.after * HOUR, knownAt: at, ruleSet, counted: { at, spendMinor: (left[k] - was) * s.lines[k]!.minor, orders: 0 }, deeds: [{ kind: 'refund' as const, of: { orderId }, kept, nothingLeft: left.every((u) => u === 0), keptMinor: kept.reduce((sum, l) => sum + l.minor, 0) }] }
      }),
    ]
  })
  others.forEach((o, i) => {
    const at = START + o.hour * HOUR, fact = { id: `x${i}`, at, knownAt: at, ruleSet: null, counted: null }
    if (o.does === 'tier') facts.push({ ...fact, deeds: [], grant: { tier: 'gold', until: at + 50 * DAY, reason: 'x' } })
    else if (o.does === 'void') { if (sales.length > 0) facts.push({ ...fact, deeds: [{ kind: 'void', facts: [`o${i % sales.length}`] }] }) }
    else if (o.does === 'check-in' || o.does === 'post') facts.push({ ...fact, deeds: [{ kind: 'action', action: o.does, context: { tier: null } }] })
    else if (o.does === 'grant' || o.does === 'growth') facts.push({ ...fact, deeds: [{ kind: 'grant', wallet: o.does === 'grant' ? 'points' : 'growth', points: o.points, expiry: { kind: 'none' } }] })
    else facts.push({ ...fact, deeds: [{ kind: o.does === 'spend' ? 'spend' : 'deduct', wallet: o.does === 'growth-off' ? 'growth' : 'points', points: o.points }] })
  })
  return facts
}

function termsOf(first: WireRule[], second: WireRule[], set: ReturnType<typeof tiersOf>): MerchantTerms {
  const settings = pointsSettings({}, 'CNY', ZONE), half = FROM + 150 * DAY
  const of = (some: WireRule[], version: number, from: number, until: number | null) => ({ version, from, until, rules: some, core: bookTerms(some, version, settings, ZONE) })
  return {
    merchantId: 'm' as never, zone: ZONE, currency: 'CNY', settings, settingsSince: [{ from: -8.64e15, settings }], wallets: [], asksTags: true,
    ruleSets: [of(first, 1, START, half), of(second, 2, half, null)], tierSets: [{ version: 1, from: START, ...set, core: coreTerms(set.terms, set.tiers, ZONE) }],
  }
}

/** Each world folded by the book itself, whole, and nothing shared between them. */
function byTheBook(facts: readonly LoggedFact[], member: Replayed, worlds: Worlds) {
  const before = new PriceCount(worlds.now.terms, STRETCH.from)
  const of = (world: Worlds['now'], price: PriceCount) => {
    const keeper = new WholeKeeper(world, STRETCH, price)
    const folded = foldLog(facts, member, world.terms, STRETCH.asOf, keeper, (fact) => world.rulesFor(fact))
    return { tier: folded.tier.hold?.tier ?? null, points: keeper.count.points, months: keeper.count.months, priceMinor: price.minor, gifts: world.gifts.count(folded.changes, { joinedAt: member.joinedAt, birthday: member.birthday === null ? null : { calendar: member.calendar, monthDay: member.birthday } }) }
  }
  return { now: of(worlds.now, before), draft: of(worlds.draft, new PriceCount(worlds.draft.terms, STRETCH.from, before)) }
}

test('whatever the history and the draft, the replay comes to what two books folded whole come to: tiers, points by month, prices, gifts', () => {
  const care = careOf([{ kind: 'birthday', terms: { on: true, points: 5 } }, { kind: 'monthly', terms: { on: true, packs: [{ tierId: 'gold', points: 2, couponId: null }] } }] as never)
  const draft = fc.oneof(rules.map((r) => ({ draft: 'rules' as const, version: 3, rules: rulesOf(r) })), tiers.map((t) => ({ draft: 'tiers' as const, version: 2, ...tiersOf(t) })))
  let moved = 0
  fc.assert(fc.property(fc.array(sale, { minLength: 1, maxLength: 8 }), fc.array(other, { maxLength: 5 }), rules, rules, tiers, draft, fc.boolean(), fc.boolean(), (sales, others, first, second, set, asked: Draft, alike, born) => {
    const terms = termsOf(rulesOf(first), rulesOf({ ...second, ...(alike ? { growth: first.growth } : {}) }), tiersOf(set))
    const drafted = asked.draft === 'rules' && alike ? { ...asked, rules: [...asked.rules.filter((r) => r.wallet !== 'growth'), ...terms.ruleSets[0]!.rules.filter((r) => r.wallet === 'growth')] } : asked
    const worlds = worldsOf(terms, drafted, STRETCH, care)
    const facts = logOf(sales, others), member = { joinedAt: START, birthday: born ? '02-29' : null, calendar: 'solar' as const, tags: born ? ['vip'] : [] }
    const { now, draft: then } = replayBoth(facts, member, worlds, STRETCH)
    const plain = (o: typeof now) => ({ tier: o.tier, points: o.count.points, months: o.count.months, priceMinor: o.priceMinor, gifts: o.gifts })
    expect({ now: plain(now), draft: plain(then) }).toEqual(byTheBook(facts, member, worlds))
    expect(now.count.months.reduce((sum, n) => sum + n, 0)).toBe(now.count.points)
    if (now.tier !== then.tier || now.count.points !== then.count.points) moved++
  }), { numRuns: 150 })
  expect(moved).toBeGreaterThan(30)
})
