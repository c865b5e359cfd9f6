import type { Sentences } from '../facts.js'

export const merchant: Sentences = {
  'slug-taken': 'This address is taken',
  'currency-unknown': 'There is no such currency',
  'zone-unknown': 'There is no such time zone',
  'brand-contrast-too-low': 'Text on this colour cannot be read; choose a darker one',
  'store-name-taken': 'A store has this name already',
  'login-taken-here': 'This login is staff here already',
  'last-owner-stays': 'One owner must stay',
  'pin-too-simple': 'This PIN is too easy to guess',
  'not-yours': 'You can only change your own',
  'setting-unknown': 'There is no such setting',
  'setting-value-bad': 'This value is not possible',
}
