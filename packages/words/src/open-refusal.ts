import { dEn, dZh, lEn, lZh, m, n, type Facts } from './facts.js'

/** One line of an opened refusal: what it is called, and how much. */
export interface Detail { readonly label: string; readonly value: string }

type Form = 'points' | 'money' | 'day' | 'count' | 'names'
/**
 * Each fact a refusal may carry, in the order in which it is read: what was asked, what there is, what is missing, why, until
 * when. Some names mean one thing beside one fact and another beside another (points asked of what is there, pieces asked of
 * what is left): they are told only beside it.
 */
const KNOWN: readonly (readonly [names: string, form: Form, zh: string, en: string, beside?: string])[] = [
  ['asked', 'points', '想用', 'Asked for', 'available'], ['wantedPoints', 'points', '想用', 'Asked for'], ['asked', 'count', '想退', 'To return', 'left'], ['available availablePoints', 'points', '现在能用', 'Usable now'],
  ['thresholdFen fromFen', 'money', '满多少可用', 'Works from'], ['eligibleFen', 'money', '算进去的商品', 'Goods that count'], ['counted', 'names', '哪几样算', 'Which goods'], ['missingFen', 'money', '还差', 'Missing'],
  ['units', 'count', '满几件可用', 'Items it asks', 'eligibleUnits'], ['eligibleUnits', 'count', '算进去几件', 'Items that count'], ['missingUnits', 'count', '还差几件', 'Items missing'],
  ['missing', 'points', '还差', 'Missing'], ['heldPoints', 'points', '结账占着', 'Held at checkout'], ['pendingPoints', 'points', '还没到账', 'Not there yet'], ['pendingOn', 'day', '最早到账', 'Next arrives'], ['debt debtPoints', 'points', '欠分', 'Owed'],
  ['minor', 'money', '这一笔', 'This one'], ['limitMinor', 'money', '上限', 'Limit'], ['seenMinor', 'money', '刚才的价', 'Price seen'], ['payMinor', 'money', '现在的价', 'Price now'], ['tenderedMinor', 'money', '收到', 'Taken'],
  ['askedMinor', 'money', '想退', 'Asked for'], ['leftMinor', 'money', '还能退', 'Left'], ['limit', 'count', '上限', 'Limit'], ['given', 'count', '已经用了', 'Used'], ['left', 'count', '还剩', 'Left'], ['resetsOn', 'day', '恢复', 'Resets'],
  ['perMember', 'count', '每人最多', 'At most each'], ['stock', 'count', '一共', 'In all'], ['from', 'day', '开始', 'From'], ['until', 'day', '到', 'Until'], ['validUntil', 'day', '到', 'Until'], ['day', 'day', '哪天', 'Day'],
]

const VALUE: Readonly<Record<Form, (f: Facts, name: string, english: boolean) => string>> = {
  points: (f, name, english) => `${n(f, name)}${english ? ' points' : ' 分'}`, money: m, count: n,
  names: (f, name, english) => (english ? lEn : lZh)(f, name),
  day: (f, name, english) => (english ? dEn : dZh)(f, name),
}

/** What makes a fact worth a line: there, and not nothing where nothing says nothing. An instant is no day: which day it is depends on where one reads it. */
const told = (value: unknown, name: string, form: Form): boolean =>
  form === 'day' ? /^\d{4}-\d{2}-\d{2}$/.test(String(value)) : form === 'names' ? (typeof value === 'string' || Array.isArray(value)) && value.length > 0 : typeof value === 'number' && !(value === 0 && /held|pending|debt/i.test(name))

/**
 * Opens a refusal into its facts, in the reader's words: the same for the shopper, the clerk and the owner. A refusal that
 * carries the reason of another (a coupon that is gone, say) opens into that one's facts too.
 */
export function openRefusal(facts: Facts, language: 'zh-CN' | 'en'): Detail[] {
  const english = language === 'en'
  const why = facts['why'] as { facts?: Facts } | null | undefined
  const all: Facts = { ...facts, ...why?.facts, currency: facts['currency'] ?? why?.facts?.['currency'] }
  return KNOWN.flatMap(([names, form, zh, en, beside]) => {
    const name = names.split(' ').find((x) => told(all[x], x, form))
    return name === undefined || (beside !== undefined && all[beside] === undefined) ? [] : [{ label: english ? en : zh, value: VALUE[form](all, name, english) }]
  })
}
