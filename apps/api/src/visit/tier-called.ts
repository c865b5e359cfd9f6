import type { BooksOfBatch } from '../points/index.js'
import { tierRef } from '../tier/index.js'

/** A tier by its id, as the latest set that has it calls it. */
export function tierCalled(books: BooksOfBatch, tierId: string | null | undefined): ReturnType<typeof tierRef> | null {
  const tier = tierId == null ? undefined : books.terms.tierSets.flatMap((set) => [...set.tiers]).findLast((t) => t.tierId === tierId)
  return tier ? tierRef(tier) : null
}
