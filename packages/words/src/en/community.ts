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
  'reason-missing': 'Say why it goes back',
}
