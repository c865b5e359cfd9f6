import { isCodeForMember } from './open-visit'
import { serve } from './sale-state'

test('a label with letters that is no goods of the shop is looked up as a code for a member only, not for a guest', () => {
  const visit = (member: object | null) => serve({ visit: { visitId: 'v', member }, digits: null, scannedAt: '' } as unknown as Parameters<typeof serve>[0])
  visit({ nameMasked: '林**' })
  expect(['TEA-GIFT-7', '6901234567892', 'https://shop/x', 'AB'].map(isCodeForMember)).toEqual([true, false, false, false])
  visit(null)
  expect(isCodeForMember('TEA-GIFT-7')).toBe(false)
  serve(null)
  expect(isCodeForMember('TEA-GIFT-7')).toBe(false)
})
