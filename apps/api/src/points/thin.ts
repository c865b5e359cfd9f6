import type { Award, Deed, Lot } from '@huitou/ledger'

// Most points are given as plainly as can be: for no line, by no rule's count, at once. What is plain is not written: the
// log and the lots are half as large by it, and an earn's JSON is what an act costs the database most.

/** What a lot keeps beside its columns. */
export type LotDetail = Pick<Lot, 'expiry'> & Partial<Pick<Lot, 'pending' | 'basis' | 'counted' | 'why'>>
type Plain = Pick<Award, 'wallet' | 'line' | 'version' | 'priority' | 'pending' | 'basis'>
type ThinAward = Omit<Award, keyof Plain> & Partial<Plain>
/** A deed as the log keeps it. */
export type LoggedDeed = Exclude<Deed, { readonly kind: 'award' }> | (Omit<Extract<Deed, { readonly kind: 'award' }>, 'awards'> & { readonly awards: readonly ThinAward[] })

const NO_BASIS: Award['basis'] = { counts: 'whole', minor: 0, units: 0, minMinor: 0 }
const AT_ONCE: Award['pending'] = { kind: 'none' }
const PLAIN: Plain = { wallet: 'points', line: null, version: 0, priority: 0, pending: AT_ONCE, basis: NO_BASIS }
const NO_KEYS: Lot['counted'] = []

const isPlain = (basis: Award['basis'] | null): boolean => basis !== null && basis.counts === 'whole' && basis.minor === 0 && basis.units === 0 && basis.minMinor === 0 && Object.keys(basis).length === 4

export const thinLot = ({ pending, expiry, basis, counted, why }: Lot): LotDetail => ({
  expiry,
  ...(pending.kind === 'none' ? {} : { pending }),
  ...(isPlain(basis) ? {} : { basis }),
  ...(counted.length === 0 ? {} : { counted }),
  ...(why === undefined || why === null ? {} : { why }),
})

/** The other way round, also of lots that were written in full. */
export const wholeLot = ({ expiry, pending = AT_ONCE, basis = NO_BASIS, counted = NO_KEYS, why = null }: LotDetail): Pick<Lot, 'pending' | 'expiry' | 'basis' | 'counted' | 'why'> => ({ pending, expiry, basis, counted, why })

export const thinDeeds = (deeds: readonly Deed[]): readonly LoggedDeed[] => deeds.map((deed) => (deed.kind === 'award' ? { ...deed, awards: deed.awards.map(thinAward) } : deed))

export const wholeDeeds = (deeds: readonly LoggedDeed[]): readonly Deed[] => deeds.map((deed): Deed => (deed.kind === 'award' ? { ...deed, awards: deed.awards.map((a) => ({ ...PLAIN, ...a })) } : deed))

const thinAward = ({ wallet, line, version, priority, pending, basis, ...rest }: Award): ThinAward => ({
  ...rest,
  ...(wallet === PLAIN.wallet ? {} : { wallet }),
  ...(line === null ? {} : { line }),
  ...(version === 0 ? {} : { version }),
  ...(priority === 0 ? {} : { priority }),
  ...(pending.kind === 'none' ? {} : { pending }),
  ...(isPlain(basis) ? {} : { basis }),
})
