import { CARE_KINDS, type CareKind as CareKindSchema, type CareTerms as CareTermsSchema } from '@huitou/contract'
import type * as z from 'zod/mini'

export type CareKind = z.output<typeof CareKindSchema>
export type CareTerms = z.output<typeof CareTermsSchema>
export type AllCare = Readonly<Record<CareKind, CareTerms>>

/** Warnings were always given, so they are on until somebody switches them off; gifts are off until somebody wants them. */
export const WARNINGS: readonly CareKind[] = ['points-expiry', 'downgrade']
/** Kinds that greet: the gift comes to everybody, its words to who agreed to be greeted. Packs of joining and of tiers tell of what was reached. */
export const GREETINGS: readonly CareKind[] = ['birthday', 'anniversary', 'after-purchase', 'win-back']
/** Kinds that only tiers with a pack get. */
export const BY_TIER: readonly CareKind[] = ['tier-reached', 'monthly']
/** Kinds that hang on a number of days. */
export const BY_DAYS: readonly CareKind[] = ['after-purchase', 'win-back']

const DAYS: Partial<Record<CareKind, number>> = { 'after-purchase': 7, 'win-back': 90, birthday: 3 }
const unsaid = (kind: CareKind): CareTerms => ({ on: WARNINGS.includes(kind), points: 0, couponId: null, textZh: '', textEn: '', days: DAYS[kind] ?? 0, firstOnly: true, window: 'day', feb29: 'feb-28', packs: [] })

/** The rows that were saved, over what holds until one is. */
export function careOf(rows: readonly { kind: string; terms: Partial<CareTerms> }[]): AllCare {
  const saved = new Map(rows.map((r) => [r.kind, r.terms]))
  // A birthday row from before there was a notice tells nobody beforehand until it is saved again.
  return Object.fromEntries(CARE_KINDS.map((kind) => {
    const row = saved.get(kind)
    return [kind, { ...unsaid(kind), ...(row && kind === 'birthday' ? { days: 0 } : {}), ...row }]
  })) as Record<CareKind, CareTerms>
}

export interface Gift { readonly points: number; readonly couponId: string | null }

/** What a member of a tier gets: its pack, else what everybody gets; null for nobody's pack. */
export function giftOf(kind: CareKind, terms: CareTerms, tierId: string | null): Gift | null {
  const pack = terms.packs.find((p) => p.tierId === tierId)
  if (pack) return pack
  return BY_TIER.includes(kind) ? null : { points: terms.points, couponId: terms.couponId }
}

/** Every coupon the kind may give, so that their stocks are locked with it. */
export const couponsOf = (terms: CareTerms): string[] => [...new Set([terms.couponId, ...terms.packs.map((p) => p.couponId)].filter((id) => id !== null))]

/** The words in the reader's language, or in the other where only that was written. */
export const wordsOf = (terms: Pick<CareTerms, 'textZh' | 'textEn'>, language: string): string => (language === 'en' ? terms.textEn || terms.textZh : terms.textZh || terms.textEn)
