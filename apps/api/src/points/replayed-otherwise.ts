import { advance, type Book } from '@huitou/ledger'
import type { Instant, MemberId } from '@huitou/units'
import type { Tx } from '../platform/database/index.js'
import { readBooks } from './points-book.js'
import { replayMember } from './replay-member.js'

const sums = (book: Book | undefined, now: Instant): string => {
  if (!book) return '0/0/0/0/0'
  const [b] = advance(book, now)
  return [b.available, b.pending, b.held, b.debt, b.lots.reduce((sum, lot) => sum + lot.left, 0)].join('/')
}

/** Members whose log, folded from its first fact, gives another book or tier than the rows say. For the self-audit; reads whole logs. */
export async function replayedOtherwise(tx: Tx, ids: readonly MemberId[], now: Instant): Promise<{ memberId: MemberId; what: string }[]> {
  const books = await readBooks(tx, ids.map((memberId) => ({ memberId, all: true, late: true })), now)
  const out: { memberId: MemberId; what: string }[] = []
  for (const m of books.standings) {
    const replayed = replayMember(m.log!.facts, m, books.terms, now)
    for (const wallet of new Set([...Object.keys(m.books), ...Object.keys(replayed.books)])) {
      const [kept, folded] = [sums(m.books[wallet], now), sums(replayed.books[wallet], now)]
      if (kept !== folded) out.push({ memberId: m.memberId, what: `${wallet} ${kept} <> ${folded}` })
    }
  }
  return out
}
