import { BadgePercent, CircleDollarSign, FileUp, Gift, LayoutDashboard, MessagesSquare, Mountain, Package, ReceiptText, Send, Star, TicketPercent, Timer, Users } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'
import type { shell } from '../words/zh/shell'

type Word = { [K in keyof typeof shell]: (typeof shell)[K] extends string ? K : never }[keyof typeof shell]

export interface Door {
  to: string
  word: Word
  icon: LucideIcon
  /** pages a clerk may read as well */
  clerk?: true
}

export const doors: { head?: Word; doors: Door[] }[] = [
  { doors: [{ to: '/', word: 'home', icon: LayoutDashboard }, { to: '/orders', word: 'orders', icon: ReceiptText }, { to: '/products', word: 'products', icon: Package, clerk: true }] },
  { head: 'groupMembers', doors: [{ to: '/members', word: 'members', icon: Users }, { to: '/import', word: 'import', icon: FileUp }] },
  { head: 'groupLoyalty', doors: [{ to: '/points', word: 'points', icon: CircleDollarSign }, { to: '/tiers', word: 'tiers', icon: Mountain, clerk: true }, { to: '/coupons', word: 'coupons', icon: TicketPercent, clerk: true }, { to: '/promotions', word: 'promotions', icon: BadgePercent, clerk: true }, { to: '/flash', word: 'flash', icon: Timer, clerk: true }] },
  { head: 'groupEngage', doors: [{ to: '/campaigns', word: 'campaigns', icon: Send }, { to: '/care', word: 'care', icon: Gift }, { to: '/community', word: 'community', icon: MessagesSquare }, { to: '/reviews', word: 'reviews', icon: Star }] },
]

export const allDoors: Door[] = doors.flatMap((g) => g.doors)
