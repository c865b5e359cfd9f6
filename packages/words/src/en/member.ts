import type { Sentences } from '../facts.js'

export const member: Sentences = {
  'member-unknown': 'There is no such member',
  'too-many-tags': 'Too many tags; take some off first',
  'birthday-changed-already': 'A birthday can be changed once a year',
  'under-14': 'Under 14: please come to the shop with a parent',
  'consent-required': 'Membership cannot work without this one',
}
