import { t, type Sentences } from '../facts.js'

export const order: Sentences = {
  'discount-told': (f) => t(f, 'name') || 'Taken off by the channel',
}
