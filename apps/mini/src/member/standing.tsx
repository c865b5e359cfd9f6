import { Text, View } from '@tarojs/components'
import type { AnswerOf, routes } from '@huitou/contract'
import { useLook } from '../platform/prefs'
import { useCurrency } from '../platform/shop'
import { useWords, type Words } from '../words'
import { dayText, daysUntil, longDay } from '../words/time'
import { count, money } from '../ui/figures'
import { tierName } from '../ui/tier-card'

export type Home = AnswerOf<typeof routes.readHome>
export type Progress = Home['progress']

/** An amount of what a tier counts: money, growth or orders. */
export const amountText = (n: number, unit: Progress['unit'], currency: string): string => (unit === 'money' ? money(n, currency) : count(n))

/** How far up the ridge: from nothing to the next tier. */
export const percentOf = (p: Progress): number => (p.needNext ? Math.min(100, Math.round((p.have / p.needNext) * 100)) : 100)

/** Keeping the tier comes before climbing when it ends within two months. */
export const keepFirst = (p: Progress): boolean => p.missingKeep !== null && p.missingKeep > 0 && p.keepBy !== null && daysUntil(p.keepBy) <= 60

/** "再消费 ¥320 升级铂金卡": what is missing, in words, with the amount in tea. */
export function StandingLine({ progress: p }: { progress: Progress }) {
  const w = useWords()
  const { language } = useLook()
  const currency = useCurrency()
  if (keepFirst(p) && p.tier && p.keepBy) return <Line before={w.home.upBefore} figure={amountText(p.missingKeep ?? 0, p.unit, currency)} after={w.home.keepAfter(tierName(p.tier.name, language), dayText(p.keepBy, w))} />
  if (p.next && p.missingNext !== null) {
    const to = tierName(p.next.name, language)
    const [before, after] = p.unit === 'money' ? [w.home.upBefore, w.home.upAfter(to)] : p.unit === 'growth' ? [w.home.growthBefore, w.home.growthAfter(to)] : [w.home.ordersBefore, w.home.ordersAfter(to)]
    return <Line before={before} figure={amountText(p.missingNext, p.unit, currency)} after={after} />
  }
  return <View className='h2'>{p.tier ? w.home.top(tierName(p.tier.name, language)) : w.home.noTier}</View>
}

function Line({ before, figure, after }: { before: string; figure: string; after: string }) {
  return <View className='h2'>{before}<Text className={`n emn ${before ? '' : 'emn-first'}`}>{figure}</Text>{after}</View>
}

/** "金卡已保到 2027 年 6 月 30 日". */
export function keptText(p: Progress, w: Words, language: string): string {
  if (!p.tier) return ''
  const name = tierName(p.tier.name, language)
  return p.until ? w.home.kept(name, longDay(p.until, w)) : w.home.lasting(name)
}
