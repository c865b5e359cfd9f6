import type { Sentences } from '../facts.js'

export const community: Sentences = {
  'topic-closed': 'This topic is closed',
  'posting-too-often': 'A little fast; take a breath',
  'content-refused': 'These words are not suitable; please change them',
  'post-gone': 'This post is gone',
  'item-unknown': 'There is no such item',
  'reason-missing': 'Say why it goes back',
}
