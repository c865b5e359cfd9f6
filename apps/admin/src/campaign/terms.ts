import type { Answer } from '../platform/ask'
import type { Figures } from '../platform/figures'
import type { campaign } from '../words/zh/campaign'

export type Campaign = Answer<'readCampaign'>
export type Terms = Campaign['terms']
export type Condition = Terms['conditions'][number]
export type Effect = Answer<'readCampaignEffect'>
export type Words = typeof campaign
export const phaseTone = { draft: 'plain', scheduled: 'note', running: 'good', done: 'plain', stopped: 'warn' } as const

export const freshTerms = (): Terms => ({ name: '', conditions: [{ kind: 'idle', days: 90 }], couponId: null, points: 0, titleZh: '', titleEn: '', textZh: '', textEn: '', holdoutBp: 500, windowDays: 14 })
export const isFilled = (t: Terms): boolean => t.name.trim() !== '' && (t.titleZh.trim() !== '' || t.titleEn.trim() !== '') && t.conditions.every(isWhole)
/** A condition whose list is empty says nothing yet, and is not asked about. */
export const isWhole = (c: Condition): boolean => !(c.kind === 'tier' && c.tierIds.length === 0) && !(c.kind === 'tag' && c.tags.length === 0) && !(c.kind === 'channel' && c.channels.length === 0) && !(c.kind === 'store' && c.storeIds.length === 0)

/** What ids are called. */
export interface Called { readonly tier: (id: string) => string; readonly store: (id: string) => string }

/** One condition in words. */
export function conditionRead(c: Condition, t: Words, f: Figures, called: Called): string {
  const list = (items: readonly string[]) => items.join(t.or) || '…'
  switch (c.kind) {
    case 'tier': return t.reads.tier(list(c.tierIds.map(called.tier)))
    case 'tag': return t.reads.tag(list(c.tags))
    case 'idle': case 'recent': return t.reads[c.kind](c.days)
    case 'orders-at-least': case 'orders-at-most': return t.reads[c.kind](c.orders)
    case 'spent-at-least': return t.reads['spent-at-least'](f.round(c.minor))
    case 'channel': return t.reads.channel(list(c.channels.map((x) => t.channels[x] ?? x)))
    case 'store': return t.reads.store(list(c.storeIds.map(called.store)))
    case 'birth-month': return t.reads['birth-month'](c.month)
  }
}
