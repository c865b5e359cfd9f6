import { n, type Sentences } from '../facts.js'

export const points: Sentences = {
  'wallet-unknown': 'There is no such wallet',
  'above-staff-limit': 'Above your limit; ask the owner',
  'above-limit': 'Above the limit',
  'member-in-debt': 'This member owes points; they must be earned back first',
  'points-short': (f) => `${n(f, 'missing')} points short`,
  'hold-unknown': 'There is no such hold',
  'hold-ended': 'This hold has ended',
  'no-draft': 'There is no draft',
  'draft-moved-on': 'Somebody changed the draft; open it again',
  'draft-has-problems': 'The draft still has problems',
  'checked-in-already': 'You checked in today',
  'check-in-off': 'This shop has no check-in',
}
