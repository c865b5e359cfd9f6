import type { PictureState } from './picture.rows.js'
import { stateAfter, type Verdict } from './judge-text.js'

export type AfterChecks = { readonly state: 'shown' | 'queued' | 'rejected' | 'checking'; readonly verdict: Verdict }

/**
 * Where a post goes by what was said of its words and of its pictures. Words alone can send it back or to the queue; where
 * they would let it be shown, every picture must have passed, and as long as one is waited for it stays unseen. A picture
 * that did not clearly pass is looked at by a person, also one called risky: of a picture nobody is told what was wrong.
 */
export function afterChecks(words: Verdict, pictures: readonly { readonly state: PictureState }[], approveByRule: boolean): AfterChecks {
  const state = stateAfter(words, approveByRule)
  if (state !== 'shown') return { state, verdict: words }
  const stopped = (['risky', 'review', 'unchecked'] as const).find((s) => pictures.some((p) => p.state === s))
  if (stopped) return { state: 'queued', verdict: { suggest: stopped, label: `picture-${stopped}`, keyword: null, source: stopped === 'unchecked' ? 'none' : 'wechat' } }
  return { state: pictures.some((p) => p.state === 'waiting') ? 'checking' : 'shown', verdict: words }
}
