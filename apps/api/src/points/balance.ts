import type { Book } from '@huitou/ledger'
import { mulDiv, type MemberId } from '@huitou/units'
import { balanceBrief, type BooksOfBatch } from './books-of-batch.js'
import type { MerchantTerms } from './merchant-terms.js'

/** What points are worth as money, rounded down. */
export const worthOf = (terms: MerchantTerms) => (points: number): number => mulDiv(points, terms.settings.payment.rate.minor, terms.settings.payment.rate.points, 'floor')

export const balanceOf = (book: Book, terms: MerchantTerms) => balanceBrief(book, book.wallet === 'points' ? worthOf(terms) : () => null)

export const balanceNow = (books: BooksOfBatch, memberId: MemberId, wallet = 'points') => balanceOf(books.wallet(memberId, wallet), books.terms)

export const pointsNudge = (memberId: MemberId) => ({ topic: 'points', audience: `member:${memberId}`, ref: memberId })

const WALLETS = new Set(['points', 'growth'])

/** Wallets there are: the two from the start, those the merchant added, and those a published rule earns into. */
export const hasWallet = (terms: MerchantTerms, wallet: string): boolean => WALLETS.has(wallet) || terms.wallets.some((w) => w.code === wallet) || terms.ruleSets.some((s) => s.rules.some((r) => r.wallet === wallet))

/** Growth is qualifying, never spendable; of a wallet of its own the merchant says so. */
export const isSpendable = (terms: MerchantTerms, wallet: string): boolean => wallet !== 'growth' && (terms.wallets.find((w) => w.code === wallet)?.spendable ?? true)
