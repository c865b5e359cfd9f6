import type { Sentences } from '../facts.js'

export const visit: Sentences = {
  'till-locked': 'Too many bad scans; this till rests for a minute',
  'code-unknown': 'This is not one of our member codes',
  'code-used': 'This code was used',
  'code-expired': 'This code is too old',
  'visit-over': 'This visit is over ten minutes old; scan again',
  'visit-settled': 'This one is settled already',
  'confirmation-needed': 'That is a lot of points; the customer must allow it on their phone',
  'coupon-gone': 'This coupon was just used or has expired',
  'quote-changed': 'The price has changed; please look once more',
  'tenders-differ': 'The money taken does not match the total',
  'order-unknown': 'There is no such order',
  'nothing-left-to-refund': 'This order is refunded already',
  'more-than-left': 'More than is left',
  'manager-needed': 'Above your limit; a manager must agree',
  'sale-too-old': 'Offline sales older than 24 hours cannot be booked',
  'sale-from-future': 'This sale lies in the future; check the clock of the till',
}
