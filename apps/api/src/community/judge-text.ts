import type { TextVerdict, WechatAnswer } from '../platform/wechat/index.js'

/** What the checks found on a text. `label` is a code that `words` has a name for. */
export interface Verdict {
  readonly suggest: 'pass' | 'review' | 'risky' | 'unchecked'
  readonly label: string
  /** the words that made us stop, where they are ours to know */
  readonly keyword: string | null
  /** wechat | shop | none */
  readonly source: 'wechat' | 'shop' | 'none'
}

const LABELS: Readonly<Record<number, string>> = { 100: 'normal', 10001: 'advertising', 20001: 'politics', 20002: 'porn', 20003: 'abuse', 20006: 'crime', 20008: 'fraud', 20012: 'vulgar', 20013: 'copyright', 21000: 'other' }

/** What WeChat's check does not look for and a shop must: phone numbers left in public, and food said to cure. */
const OWN: readonly (readonly [RegExp, string])[] = [
  [/(?<!\d)1[3-9]\d{9}(?!\d)/, 'phone-number'],
  [/(微信|薇信|vx|v信|加我)[\s:：]*[A-Za-z0-9_-]{5,}/i, 'advertising'],
  [/治(疗|愈)?(失眠|高血压|糖尿病|癌|病)|降(血压|血糖|血脂)|抗癌/, 'effect-claim'],
]

/**
 * One verdict out of WeChat's answer and the shop's own list. Fails closed: where WeChat could not be asked the text waits
 * for a person; nothing passes unchecked.
 * @param wechat null when there is nobody to ask: no credentials, or an author without an openid
 */
export function judgeText(body: string, wechat: WechatAnswer<TextVerdict> | null): Verdict {
  if (wechat?.ok && wechat.value.suggest === 'risky') return { suggest: 'risky', label: labelOf(wechat.value.label), keyword: null, source: 'wechat' }
  for (const [pattern, label] of OWN) {
    const found = pattern.exec(body)
    if (found) return { suggest: 'review', label, keyword: found[0].slice(0, 40), source: 'shop' }
  }
  if (!wechat?.ok) return { suggest: 'unchecked', label: 'unchecked', keyword: null, source: 'none' }
  return { suggest: wechat.value.suggest, label: labelOf(wechat.value.label), keyword: null, source: 'wechat' }
}

const labelOf = (label: number): string => LABELS[label] ?? 'other'

/** Where a text goes by its verdict: only a clear pass is shown by rule. */
export const stateAfter = (verdict: Verdict, approveByRule: boolean): 'shown' | 'queued' | 'rejected' =>
  verdict.suggest === 'risky' ? 'rejected' : verdict.suggest === 'pass' && approveByRule ? 'shown' : 'queued'

/** Long enough to be of use to others: such a post earns by rule, a shorter one when the owner says so. */
export const isUseful = (body: string): boolean => [...body.replace(/\s/g, '')].length >= 40
