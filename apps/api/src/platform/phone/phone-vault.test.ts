import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MerchantId } from '@huitou/units'
import { Keys } from '../config/index.js'
import { maskPhone, phoneOf, PhoneVault } from './index.js'

const dir = mkdtempSync(join(tmpdir(), 'keys-'))
const vault = new PhoneVault(new Keys(dir))
const [a, b] = ['a', 'b'] as MerchantId[] as [MerchantId, MerchantId]
afterAll(() => rmSync(dir, { recursive: true }))

test('a number is opened by its own shop only, and twice sealed looks different but is found alike', () => {
  const [one, two] = [vault.seal(a, '+8613800006628'), vault.seal(a, '+8613800006628')]
  expect(vault.open(a, one.cipher)).toBe('+8613800006628')
  expect(one.cipher.equals(two.cipher)).toBe(false)
  expect(one.hash.equals(two.hash)).toBe(true)
  expect(vault.hashOf(b, '+8613800006628').equals(one.hash)).toBe(false)
  expect(() => vault.open(b, one.cipher)).toThrow()
  expect(one.cipher.includes('6628')).toBe(false)
})

test('numbers are written one way', () => {
  expect(['138 0000 6628', '8613800006628', '+86 138-0000-6628', '0044 20 7946 0000', '12345', 'abc'].map(phoneOf)).toEqual(['+8613800006628', '+8613800006628', '+8613800006628', '+442079460000', null, null])
  expect([maskPhone('6628'), maskPhone(null)]).toEqual(['*******6628', null])
})
