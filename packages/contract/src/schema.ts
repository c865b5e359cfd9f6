// The words that every room uses on the wire. zod/mini: small enough for the mini-program.
import * as z from 'zod/mini'

z.config({ jitless: true }) // a mini-program has no eval

export const Id = z.uuid()
/** UTC, ISO 8601. */
export const At = z.iso.datetime({ offset: true })
/** A day of the merchant's calendar, within the centuries that a shop can mean. */
export const Day = z.iso.date().check(z.refine((day) => day >= '1900-01-01' && day <= '2199-12-31'))
/** Money in minor units of the merchant's currency (fen), and the most that one sum may be. */
export const MOST_MINOR = 1_000_000_000_000
export const Minor = z.int().check(z.minimum(-MOST_MINOR), z.maximum(MOST_MINOR))
export const MinorUp = z.int().check(z.minimum(0), z.maximum(MOST_MINOR))
export const Points = z.int().check(z.minimum(-1_000_000_000_000), z.maximum(1_000_000_000_000))
export const PointsUp = z.int().check(z.minimum(0), z.maximum(1_000_000_000_000))
export const Count = z.int().check(z.minimum(0), z.maximum(2_000_000_000))
/** Basis points: 10,000 is the whole. */
export const RateBp = z.int().check(z.minimum(0), z.maximum(1_000_000))
// NUL cannot be stored by PostgreSQL, so no text on the wire may hold it
// nor can half of a surrogate pair, which no UTF-8 has room for
const CLEAN = /^[^\u0000\ud800-\udfff]*$/u
export const text = (max: number, min = 0) => z.string().check(z.trim(), z.minLength(min), z.maxLength(max), z.regex(CLEAN))
export const Name = text(60, 1)
export const Phone = z.string().check(z.trim(), z.regex(/^\+?[0-9]{6,15}$/))
export const Login = z.string().check(z.trim(), z.toLowerCase(), z.minLength(5), z.maxLength(120), z.regex(/^(\+?[0-9]{6,15}|[^\s@\u0000]+@[^\s@\u0000]+\.[^\s@\u0000]+)$/))
export const Password = z.string().check(z.minLength(8), z.maxLength(200), z.regex(CLEAN))
export const Pin = z.string().check(z.regex(/^[0-9]{4,6}$/))
export const Slug = z.string().check(z.trim(), z.regex(/^[a-z0-9][a-z0-9-]{1,38}[a-z0-9]$/))
export const Language = z.enum(['zh-CN', 'en'])
/** "MM-DD" */
export const MonthDay = z.string().check(z.regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$/))
const ManyMonths = z.int().check(z.minimum(1), z.maximum(600))
const RoundTo = z.enum(['day', 'week', 'month', 'quarter', 'half-year', 'year'])
/** When points of a merchant's own wallet end: never, so long after they came, or so long after the member last earned or spent there. */
export const WalletExpiry = z.discriminatedUnion('kind', [z.object({ kind: z.literal('none') }), z.object({ kind: z.enum(['rolling', 'inactivity']), months: ManyMonths, roundTo: RoundTo })])
/** When points end that a rule gives, or a tier earns, otherwise than the shop says: as a wallet's, or on a date of the year they came (or so many years later; a year later where it is past). Without a kind: so long after they came. */
export const OwnExpiry = z.union([z.object({ kind: z.literal('none') }), z.object({ kind: z.literal('fixed'), on: MonthDay, yearsAhead: z._default(z.int().check(z.minimum(0), z.maximum(10)), 0) }), z.object({ kind: z.optional(z.enum(['rolling', 'inactivity'])), months: ManyMonths, roundTo: RoundTo })])
export const Cursor = z.string().check(z.maxLength(300), z.regex(/^[A-Za-z0-9_=.-]+$/))
export const pageQuery = { cursor: z.optional(Cursor), limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(100)), 20) }
export const pageOf = <T extends z.ZodMiniType>(item: T) => z.object({ items: z.array(item), next: z.nullable(z.string()) })
/** A reason as data: `words` has the sentence for each code. */
export const Reason = z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) })
export const Done = z.object({ done: z.literal(true) })
export const TierRef = z.object({ tierId: z.string(), name: z.string(), rank: z.int(), material: z.enum(['silver', 'gold', 'platinum', 'black']) })
/** Which goods, stores and people something is for. Empty lists mean all. */
const Goods = { categories: z._default(z.array(text(60, 1)).check(z.maxLength(200)), []), brands: z._default(z.array(text(60, 1)).check(z.maxLength(200)), []), skus: z._default(z.array(text(60, 1)).check(z.maxLength(500)), []) }
export const Scope = z.object({
  mode: z._default(z.enum(['all', 'include', 'exclude']), 'all'),
  ...Goods,
  storeIds: z._default(z.array(Id).check(z.maxLength(500)), []),
  channels: z._default(z.array(text(40, 1)).check(z.maxLength(20)), []),
  tierIds: z._default(z.array(text(40, 1)).check(z.maxLength(20)), []),
  /** within what mode and lists say: these not */
  except: z.optional(z.object(Goods)),
}).check(z.refine(
  // lists that nobody looks at would silently make it good for everything
  (s) => s.mode !== 'all' || s.categories.length + s.brands.length + s.skus.length === 0,
  { path: ['mode'], params: { reason: 'scope-lists-need-mode' } },
))
