import { t, type Sentences } from '../facts.js'

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
  'picture-gone': 'One of the pictures is gone; take it out and send again',
  'picture-too-large': (f) => `This picture is too large: ${t(f, 'megabytes')} MB at most`,
  'picture-not-readable': 'This is not a picture we can use: JPG, PNG or WebP, please',
  'picture-too-big': (f) => `The sides of this picture must be ${t(f, 'leastPx')} to ${t(f, 'mostPx')} pixels`,
  'picture-too-many': (f) => `That is enough pictures for today (${t(f, 'perDay')}); more tomorrow`,
}
