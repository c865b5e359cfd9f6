import type { Sentences } from '../facts.js'

export const promotion: Sentences = {
  'promotion-ended': 'This promotion has ended',
  'promotion-not-published': 'This promotion is not in force',
}
