import { answerWith, storage } from '../../test/taro.mock'
import { api, refusalOf, Unreached } from './call'
import { keep, kept } from './keep'
import { network } from './network'
import { act } from './pending'
import { enter, leave, session } from './session'

const tokens = (n: number) => ({ accessToken: `access-${n}`, accessExpiresAt: '2027-01-01T00:00:00Z', refreshToken: `refresh-${n}`, refreshExpiresAt: '2027-01-01T00:00:00Z' })
const signIn = (): void => enter({ tokens: tokens(1), memberId: 'm', merchantId: 's' })

beforeEach(() => { storage.clear(); leave() })

test('an old access token is renewed once for all calls that fail together, and each call is sent again', async () => {
  signIn()
  let renewals = 0
  answerWith(r => {
    if (r.url.endsWith('/api/session/refresh')) { renewals += 1; return { statusCode: 200, data: tokens(2) } }
    return r.header['authorization'] === 'Bearer access-2' ? { statusCode: 200, data: { items: [] } } : { statusCode: 401, data: { code: 'token-expired', correlationId: 'c' } }
  })
  await Promise.all([api.listTopics({}), api.listClaimable({}), api.listMyConsents({})])
  expect(renewals).toBe(1)
  expect(session.get()?.tokens.accessToken).toBe('access-2')
})

test('a refresh token that was taken back signs out; no network does not', async () => {
  signIn()
  answerWith(r => (r.url.endsWith('refresh') ? Promise.reject({ errMsg: 'request:fail' }) : { statusCode: 401, data: { code: 'token-expired', correlationId: 'c' } }))
  await expect(api.readMe({})).rejects.toThrow()
  expect(session.get()).not.toBeNull()
  answerWith(r => (r.url.endsWith('refresh') ? { statusCode: 409, data: { code: 'refresh-token-reused', correlationId: 'c' } } : { statusCode: 401, data: { code: 'token-expired', correlationId: 'c' } }))
  await expect(api.readMe({})).rejects.toThrow()
  expect(session.get()).toBeNull()
})

test('an act whose reply was lost goes out again under the same key; after an answer the next one has a new key', async () => {
  signIn()
  const keys: (string | undefined)[] = []
  let lost = true
  answerWith(r => {
    keys.push(r.header['idempotency-key'])
    if (lost) return Promise.reject({ errMsg: 'request:fail timeout' })
    return { statusCode: 201, data: { points: 10, streak: 5 } }
  })
  await expect(act('checkIn', 'check-in:2026-11-21', {})).rejects.toBeInstanceOf(Unreached)
  expect(network.get()).toBe('offline')
  lost = false
  await act('checkIn', 'check-in:2026-11-21', {})
  await act('checkIn', 'check-in:2026-11-22', {})
  expect(keys[0]).toMatch(/^[a-z0-9-]{8,64}$/)
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
  expect(network.get()).toBe('online')
})

test('the key is on the phone before the act is sent', async () => {
  signIn()
  let keptWhenSent = ''
  answerWith(() => { keptWhenSent = String(storage.get('huitou.pending') ?? ''); return { statusCode: 409, data: { code: 'coupon-sold-out', facts: {}, correlationId: 'c', status: 409 } } })
  const error = await act('claimCoupon', 'claim:x', { couponId: '0192f000-0000-7000-8000-000000000001' }).catch((e: unknown) => e)
  expect(keptWhenSent).toContain('claim:x')
  expect(refusalOf(error)?.code).toBe('coupon-sold-out')
  expect(storage.get('huitou.pending')).toBeUndefined()
})

test('who leaves takes along what the phone kept of them: pages, draft, and where a friend\'s link led', () => {
  signIn()
  const personal = ['home', 'points', 'orders', 'my-tier', 'drafts', 'after-sign-in']
  for (const key of [...personal, 'prefs', 'shop']) keep(key, {})
  leave()
  expect([...personal, 'prefs', 'shop'].filter(key => kept(key) !== null)).toEqual(['prefs', 'shop'])
})

test('an answer that broke off on its way is none: the act goes out again under the same key', async () => {
  signIn()
  const keys: (string | undefined)[] = []
  for (const data of [null, '{"points":']) {
    answerWith(r => { keys.push(r.header['idempotency-key']); return { statusCode: 201, data } })
    await expect(act('checkIn', 'check-in:2026-11-23', {})).rejects.toBeInstanceOf(Unreached)
  }
  answerWith(r => { keys.push(r.header['idempotency-key']); return { statusCode: 201, data: { points: 10, streak: 5 } } })
  await act('checkIn', 'check-in:2026-11-23', {})
  expect(keys).toEqual([keys[0], keys[0], keys[0]])
})

test('an answer that stands still half way is waited for only so long', async () => {
  jest.useFakeTimers()
  try {
    answerWith(() => new Promise(() => undefined))
    const asked = expect(api.readDemo({})).rejects.toBeInstanceOf(Unreached)
    await jest.advanceTimersByTimeAsync(31_000)
    await asked
  } finally {
    jest.useRealTimers()
  }
})

test('what another window of this phone renewed is taken over, and renewed in its turn when it is old, too; of another member it is not', async () => {
  const good = new Set<string>()
  const refreshed: string[] = []
  answerWith(r => {
    if (r.url.endsWith('/refresh')) {
      const { refreshToken } = r.data as { refreshToken: string }
      refreshed.push(refreshToken)
      return refreshToken === 'refresh-1' ? { statusCode: 409, data: { code: 'refresh-token-reused', correlationId: 'c' } } : { statusCode: 200, data: tokens(9) }
    }
    return good.has(r.header['authorization'] ?? '') ? { statusCode: 200, data: { items: [] } } : { statusCode: 401, data: { code: 'token-expired', correlationId: 'c' } }
  })
  signIn()
  keep('session', { tokens: tokens(5), memberId: 'm', merchantId: 's' })
  good.add('Bearer access-5')
  await api.listTopics({})
  expect([refreshed, session.get()?.tokens.accessToken]).toEqual([[], 'access-5'])

  signIn()
  keep('session', { tokens: tokens(6), memberId: 'm', merchantId: 's' })
  good.add('Bearer access-9')
  await api.listTopics({})
  expect([refreshed, session.get()?.tokens.accessToken]).toEqual([['refresh-6'], 'access-9'])

  signIn()
  keep('session', { tokens: tokens(7), memberId: 'another', merchantId: 's' })
  await expect(api.listTopics({})).rejects.toThrow()
  expect(refreshed).toEqual(['refresh-6', 'refresh-1'])
})

test('a call that was refused while another one renewed does not renew a second time', async () => {
  signIn()
  let renewals = 0
  let late: (() => void) | undefined
  answerWith(r => {
    if (r.url.endsWith('/refresh')) { renewals += 1; return { statusCode: 200, data: tokens(2) } }
    if (r.header['authorization'] === 'Bearer access-2') return { statusCode: 200, data: { items: [] } }
    const no = { statusCode: 401, data: { code: 'token-expired', correlationId: 'c' } }
    return r.url.includes('/topics') ? new Promise(go => { late = () => go(no) }) : no
  })
  const slow = api.listTopics({})
  await api.listClaimable({})
  late!()
  await slow
  expect(renewals).toBe(1)
})
