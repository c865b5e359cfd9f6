import { FakeClock } from '../platform/clock/index.js'
import { InProcessStore, type QuickStore } from '../platform/redis/index.js'
import { LoginGate } from './login-gate.js'

const away = new Proxy({}, { get: () => () => Promise.reject(new Error('redis is away')) }) as unknown as QuickStore

test.each([['with the shared store', new InProcessStore() as QuickStore], ['while the shared store is away', away]])('ten wrong passwords shut a login %s, and a right one forgets them', async (_, store) => {
  const gate = new LoginGate(store, new FakeClock())
  for (let i = 0; i < 9; i++) await gate.noteWrong('a@b.example')
  expect(await gate.isShut('a@b.example')).toBe(false)
  await gate.noteWrong('a@b.example')
  expect([await gate.isShut('a@b.example'), await gate.isShut('c@d.example')]).toEqual([true, false])
  await gate.forget('a@b.example')
  expect(await gate.isShut('a@b.example')).toBe(false)
})
