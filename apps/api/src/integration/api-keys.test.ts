import type { MerchantId } from '@huitou/units'
import { FakeClock } from '../platform/clock/index.js'
import type { Database } from '../platform/database/index.js'
import { newId } from '../platform/ids/index.js'
import { ApiKeys } from './api-keys.js'

const row = { key_id: 'k', scopes: ['points'], last_used_at: new Date() }

/** A database that answers when it is let, with what it holds then. */
function stand() {
  let asked = 0
  const waiting: (() => void)[] = []
  const held = { row: row as typeof row | null }
  const database = { inMerchant: async () => { asked++; const found = held.row; await new Promise<void>((go) => waiting.push(go)); return found } } as unknown as Database
  const keys = new ApiKeys(database, new FakeClock())
  return { keys, held, secret: keys.make(newId<MerchantId>()).secret, asked: () => asked, answer: () => { for (const go of waiting.splice(0)) go() } }
}

test('five hundred that come with one key while it is looked up ask once, and nobody asks again while it is known', async () => {
  const at = stand()
  const callers = Array.from({ length: 500 }, () => at.keys.callerOf(at.secret))
  at.answer()
  expect(new Set((await Promise.all(callers)).map((c) => c?.keyId))).toEqual(new Set(['k']))
  await at.keys.callerOf(at.secret)
  expect(at.asked()).toBe(1)
})

test('what was being looked up when keys were forgotten is not remembered, nor waited for by those who come after', async () => {
  const at = stand()
  const early = at.keys.callerOf(at.secret)
  at.keys.forget()
  at.held.row = null
  const late = at.keys.callerOf(at.secret)
  at.answer()
  expect([await early, await late]).toEqual([expect.objectContaining({ keyId: 'k' }), null])
  expect(await at.keys.callerOf(at.secret)).toBeNull()
  expect(at.asked()).toBe(2)
})

test('a lookup that fails is asked again', async () => {
  const at = stand()
  const broken = new ApiKeys({ inMerchant: async () => { throw new Error('away') } } as unknown as Database, new FakeClock())
  await expect(broken.callerOf(at.secret)).rejects.toThrow('away')
  await expect(broken.callerOf(at.secret)).rejects.toThrow('away')
})
