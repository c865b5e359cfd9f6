import type { Sentences } from '../facts.js'

export const community: Sentences = {
  'consent-withdrawn': 'You switched off speaking in tea talk; switch it on in the privacy centre to write',
  'topic-closed': 'This topic is closed',
  'posting-too-often': 'A little fast; take a breath',
  'content-refused': 'These words are not suitable; please change them',
  'post-gone': 'This post is gone',
  'item-unknown': 'There is no such item',
  'appealed-already': 'This was asked once; the shop’s answer stands',
  'not-rejected': 'This was not sent back',
  'review-not-open': 'This was a gift or went back: nothing to review',
  'review-written': 'You reviewed this already; you can change it',
  'review-unknown': 'There is no such review',
  'review-closed': 'It can no longer be changed',
  'review-not-shown': 'Show it first, then answer',
  'reason-missing': 'Say why it goes back',
}
