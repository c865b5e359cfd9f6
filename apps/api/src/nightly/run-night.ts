import { addDays, DAY, daysBetween, startOfDate, type Instant, type LocalDate, type MemberId, type MerchantId } from '@huitou/units'
import { purgeBrowsing } from '../behaviour/index.js'
import { giveKind, NIGHTLY, readCareTerms, tellBirthdays, warnExpiry, warnTiers } from '../care/index.js'
import { sweepPictures } from '../community/index.js'
import { forgetFiles } from '../import/index.js'
import { sweepFlash } from '../flash/index.js'
import type { Clock } from '../platform/clock/index.js'
import { returnCouponGifts } from '../coupon/index.js'
import { inSteps, untilNone, type Database, type Doors, type Tx } from '../platform/database/index.js'
import { lockMembers, writeNudges, type GroupCommit } from '../platform/group-commit/index.js'
import { dropReferrals, pointsNudge, readBooks, returnGifts, termsOf, writeBooks } from '../points/index.js'
import { applyTierSets, redecideSome } from '../tier/index.js'
import { sendMessages } from '../inbox/index.js'
import { findAnomalies } from '../watch/index.js'
import { dueBooks, dueTiers, finishNight, lastFinishedNight, readNight, saveStep, type DueMember } from './night.rows.js'
import { tellLapsed } from './tell-lapsed.js'

export interface NightDoors {
  readonly database: Database
  readonly groupCommit: GroupCommit
  readonly doors: Doors
  readonly clock: Clock
  /** where uploaded order files lie; without it none is looked after */
  readonly importPath?: (merchantId: MerchantId, importId: string) => string
}

const STEP = 200
const LEASE_SECONDS = 120
/** A shop that was away for longer catches up on its last year; tiers and lots are judged at their own instants all the same. */
const MOST_NIGHTS = 370

export type NightCounts = Record<string, number>

/**
 * The nights of one merchant up to the start of a day of its calendar, a missed week day by day, under a lease so that two
 * processes never do it at once. In the fixed order: activate pending, end holds, decide tiers, expire lots, decide tiers
 * again, birthday and care, warnings. A step that is done is not done again; a step broken off goes on with what is still due.
 * Answers what each night did; null when another process holds the lease.
 */
export async function runNights(d: NightDoors, merchantId: MerchantId, upTo: LocalDate, holder: string): Promise<{ day: LocalDate; done: NightCounts }[] | null> {
  const lease = `night ${merchantId}`
  const hold = () => d.doors.takeLease(lease, holder, LEASE_SECONDS)
  if (!(await hold())) return null
  // A step over a million members takes longer than the lease: it is taken anew all along. One miss is made up by the next; who misses all is told before the next step.
  const renewing = setInterval(() => void hold().catch(() => undefined), LEASE_SECONDS * 1000 / 4)
  try {
    return await nightsInOrder(d, merchantId, upTo, hold)
  } finally {
    clearInterval(renewing)
    // not given back, it ends by itself
    await d.doors.takeLease(lease, holder, 0).catch(() => undefined)
  }
}

async function nightsInOrder(d: NightDoors, merchantId: MerchantId, upTo: LocalDate, hold: () => Promise<boolean>): Promise<{ day: LocalDate; done: NightCounts }[]> {
  const last = await d.database.inMerchant(merchantId, lastFinishedNight, { readOnly: true })
  const out: { day: LocalDate; done: NightCounts }[] = []
  let day = last === null ? upTo : addDays(last, 1)
  if (daysBetween(day, upTo) > MOST_NIGHTS) day = addDays(upTo, -MOST_NIGHTS)
  for (; day <= upTo; day = addDays(day, 1)) {
    out.push({ day, done: await oneNight(d, merchantId, day, hold) })
  }
  return out
}

async function oneNight(d: NightDoors, merchantId: MerchantId, day: LocalDate, hold: () => Promise<boolean>): Promise<NightCounts> {
  const { database } = d
  const { zone, warnDays } = await database.inMerchant(merchantId, async (tx) => { const terms = await termsOf(tx); return { zone: terms.zone, warnDays: terms.settings.warnDays } }, { readOnly: true })
  const at = startOfDate(day, zone)
  const [before, begun] = await database.inMerchant(merchantId, (tx) => Promise.all([readNight(tx, addDays(day, -1)), readNight(tx, day)]), { readOnly: true })
  const zoneBefore = before?.zone ?? undefined
  const done: NightCounts = { ...begun?.done }
  const step = async (name: string, work: () => Promise<number>) => {
    if (name in done) return
    if (!(await hold())) throw new Error('another process took the night over')
    done[name] = await work()
    await database.inMerchant(merchantId, (tx) => saveStep(tx, { day, zone, done }, d.clock.now()))
  }
  // Activations, ends of holds and expiries of one member are posted at their own instants in that order, so they go
  // through the book together; a tier never hangs on an expiry, since tiers count growth, spend and orders.
  await step('tier-sets', () => applyTierSets(database, merchantId, at))
  await step('tiers-before', () => eachDue(database, merchantId, at, dueTiers, (tx, ids) => decideTiers(tx, ids, at)))
  await step('books', () => eachDue(database, merchantId, at, dueBooks, (tx, ids) => settleBooks(tx, ids, at)))
  await step('gifts-back', () => returnGifts(database, merchantId, at))
  await step('referrals-back', () => dropReferrals(d, merchantId))
  await step('coupons-back', () => returnCouponGifts(database, merchantId, at))
  await step('tiers-after', () => eachDue(database, merchantId, at, dueTiers, (tx, ids) => decideTiers(tx, ids, at)))
  const care = await database.inMerchant(merchantId, readCareTerms, { readOnly: true })
  for (const kind of NIGHTLY) if (care[kind].on) await step(kind === 'birthday' || kind === 'newcomer' ? `${kind}s` : kind, () => giveKind(d, merchantId, kind, day, zone, zoneBefore))
  if (care.birthday.on && care.birthday.days > 0) await step('birthday-words', () => tellBirthdays(database, merchantId, day, at))
  await step('flash-reservations', () => database.inMerchant(merchantId, (tx) => sweepFlash(tx, d.clock.now())))
  await step('pictures-swept', () => untilNone(() => database.inMerchant(merchantId, (tx) => sweepPictures(tx, d.clock.now() - DAY, STEP))))
  const { importPath } = d
  if (importPath) await step('files-forgotten', () => forgetFiles(database, merchantId, importPath, d.clock.now()))
  await step('browsing-forgotten', () => purgeBrowsing((work) => database.inMerchant(merchantId, work), at))
  await step('expiry-warnings', () => (warnDays === 0 ? Promise.resolve(0) : warnExpiry(database, merchantId, { day, lastDay: addDays(day, warnDays), zone, zoneBefore })))
  await step('anomalies', () => findAnomalies(database, merchantId, { now: d.clock.now() }))
  await step('tier-warnings', () => warnTiers(database, merchantId, at))
  await database.inMerchant(merchantId, (tx) => finishNight(tx, day, d.clock.now()))
  return done
}

/** Short transactions over those who are due, by id: what is done is due no more, so a night broken off goes on by itself. */
async function eachDue(database: Database, merchantId: MerchantId, at: Instant, due: (tx: Tx, at: Instant, after: string, most: number) => Promise<DueMember[]>, work: (tx: Tx, ids: readonly MemberId[]) => Promise<number>): Promise<number> {
  let sum = 0
  const read = (after: string, most: number) => database.inMerchant(merchantId, (tx) => due(tx, at, after, most), { readOnly: true })
  for await (const some of inSteps(read, STEP)) sum += await database.inMerchant(merchantId, (tx) => work(tx, some.map((r) => r.member_id)))
  return sum
}

async function settleBooks(tx: Tx, ids: readonly MemberId[], at: Instant): Promise<number> {
  await lockMembers(tx, ids)
  const books = await readBooks(tx, ids.map((memberId) => ({ memberId, all: true })), at)
  const moved = ids.filter((id) => books.settleTime(id, at).entries.length > 0)
  await writeBooks(tx, books)
  await writeNudges(tx, moved.map(pointsNudge), at)
  return moved.length
}

async function decideTiers(tx: Tx, ids: readonly MemberId[], at: Instant): Promise<number> {
  const changes = await redecideSome(tx, ids, at)
  await sendMessages(tx, await tellLapsed(tx, changes), at)
  return changes.length
}

