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

/** The shop's own list: words that hold a text back, words that are fine whatever else says, and whether it is enough where nobody can be asked. */
export interface OwnRules {
  readonly held: readonly string[]
  readonly fine: readonly string[]
  readonly passes: boolean
}
const NO_RULES: OwnRules = { held: [], fine: [], passes: false }

const LABELS: Readonly<Record<number, string>> = { 100: 'normal', 10001: 'advertising', 20001: 'politics', 20002: 'porn', 20003: 'abuse', 20006: 'crime', 20008: 'fraud', 20012: 'vulgar', 20013: 'copyright', 21000: 'other' }

/** What WeChat's check does not look for and a shop must: phone numbers left in public, and food said to cure. */
const OWN: readonly (readonly [RegExp, string])[] = [
  [/(?<!\d)1[3-9]\d{9}(?!\d)/, 'phone-number'],
  [/(微信|薇信|vx|v信|加我)[\s:：]*[A-Za-z0-9_-]{5,}/i, 'advertising'],
  [/治(疗|愈)?(失眠|高血压|糖尿病|癌|病)|降(血压|血糖|血脂)|抗癌/, 'effect-claim'],
]

/**
 * One verdict out of WeChat's answer and the shop's own list. Fails closed: where WeChat could not be asked the text waits
 * for a person; nothing passes unchecked. An author without an openid (the page in a browser) cannot be asked about at all:
 * there the shop may let its own list be the check.
 * @param wechat null when there is nobody to ask: no credentials, or an author without an openid
 */
export function judgeText(body: string, wechat: WechatAnswer<TextVerdict> | null, own: OwnRules = NO_RULES): Verdict {
  if (wechat?.ok && wechat.value.suggest === 'risky') return { suggest: 'risky', label: labelOf(wechat.value.label), keyword: null, source: 'wechat' }
  // by a space, so that what stands around a fine word does not grow together into another
  const rest = own.fine.reduce((text, word) => text.replaceAll(word, ' '), body)
  const held = own.held.find((word) => rest.toLowerCase().includes(word.toLowerCase()))
  if (held) return { suggest: 'review', label: 'shop-word', keyword: held.slice(0, 40), source: 'shop' }
  for (const [pattern, label] of OWN) {
    const found = pattern.exec(rest)
    if (found) return { suggest: 'review', label, keyword: found[0].slice(0, 40), source: 'shop' }
  }
  if (wechat === null && own.passes) return { suggest: 'pass', label: 'normal', keyword: null, source: 'shop' }
  if (!wechat?.ok) return { suggest: 'unchecked', label: 'unchecked', keyword: null, source: 'none' }
  return { suggest: wechat.value.suggest, label: labelOf(wechat.value.label), keyword: null, source: 'wechat' }
}

/** The name under which `words` has a label of WeChat's. */
export const labelOf = (label: number): string => LABELS[label] ?? 'other'

/** Where a text goes by its verdict: only a clear pass is shown by rule. */
export const stateAfter = (verdict: Verdict, approveByRule: boolean): 'shown' | 'queued' | 'rejected' =>
  verdict.suggest === 'risky' ? 'rejected' : verdict.suggest === 'pass' && approveByRule ? 'shown' : 'queued'

/** Long enough to be of use to others: such a post earns by rule, a shorter one when the owner says so. */
export const isUseful = (body: string): boolean => [...body.replace(/\s/g, '')].length >= 40
