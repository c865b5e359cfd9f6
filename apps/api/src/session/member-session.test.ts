import { ApiRefusal } from '@huitou/contract'
import { act, aMember, aShop, bootApi, type Shop, type World } from '../../../../test/world.js'

let world: World
let shop: Shop
beforeAll(async () => { world = await bootApi(); shop = await aShop(world) })
afterAll(() => world?.close())

const problem = async (call: Promise<unknown>) => call.then(() => null, (fault: unknown) => (fault instanceof ApiRefusal ? { status: fault.status, code: fault.problem?.code } : Promise.reject(fault)))
let n = 0
const somePhone = () => `1390000${String(1000 + ++n)}`
const inAMinute = () => world.clock.set(world.clock.now() + 61_000)

test('a phone and the code shown by the demo make a member once; the second sign-in finds the same', async () => {
  const phone = somePhone()
  const sent = await world.as().sendSmsCode({ merchant: shop.slug, phone })
  const first = await world.as().signInWithPhone({ merchant: shop.slug, phone, code: sent.demoCode!, consent: true })
  expect(first).toMatchObject({ isNew: true, hasPhone: true })
  inAMinute()
  const again = await world.as().sendSmsCode({ merchant: shop.slug, phone: `+86 ${phone}`.replace(' ', '') })
  expect(await world.as().signInWithPhone({ merchant: shop.slug, phone, code: again.demoCode!, consent: true })).toMatchObject({ isNew: false, memberId: first.memberId })
  const { rows } = await world.admin.query('select phone_cipher, phone_last4 from member where member_id = $1', [first.memberId])
  expect(rows[0].phone_last4).toBe(phone.slice(-4))
  expect((rows[0].phone_cipher as Buffer).includes(phone)).toBe(false)
})

test('a code: once a minute, five tries, five minutes, one use', async () => {
  const phone = somePhone()
  const sent = await world.as().sendSmsCode({ merchant: shop.slug, phone })
  expect(await problem(world.as().sendSmsCode({ merchant: shop.slug, phone }))).toEqual({ status: 409, code: 'sms-too-often' })
  const wrong = sent.demoCode === '000000' ? '111111' : '000000'
  const attempt = (code: string) => problem(world.as().signInWithPhone({ merchant: shop.slug, phone, code, consent: true }))
  for (let i = 0; i < 4; i++) expect(await attempt(wrong)).toEqual({ status: 409, code: 'sms-code-wrong' })
  expect(await attempt(wrong)).toEqual({ status: 409, code: 'sms-code-locked' })
  expect(await attempt(sent.demoCode!)).toEqual({ status: 409, code: 'sms-code-locked' })
  inAMinute()
  const second = await world.as().sendSmsCode({ merchant: shop.slug, phone })
  world.clock.set(world.clock.now() + 5 * 60_000)
  expect(await attempt(second.demoCode!)).toEqual({ status: 409, code: 'sms-code-expired' })
  const third = await world.as().sendSmsCode({ merchant: shop.slug, phone })
  expect(await attempt(third.demoCode!)).toBeNull()
  expect(await attempt(third.demoCode!)).toEqual({ status: 409, code: 'sms-code-wrong' })
})

test('two sign-ins with one code at once: one gets in', async () => {
  const phone = somePhone()
  const sent = await world.as().sendSmsCode({ merchant: shop.slug, phone })
  const all = await Promise.all([1, 2, 3].map(() => problem(world.as().signInWithPhone({ merchant: shop.slug, phone, code: sent.demoCode!, consent: true }))))
  expect(all.filter((a) => a === null)).toHaveLength(1)
})

test('WeChat: its code signs in once, the phone button binds, and an imported buyer with that phone takes the identity over', async () => {
  const first = await world.as().signInWithWechat({ merchant: shop.slug, code: 'sandbox-login-ruoxi-1', consent: true })
  expect(first).toMatchObject({ isNew: true, hasPhone: false })
  expect(await problem(world.as().signInWithWechat({ merchant: shop.slug, code: 'sandbox-login-ruoxi-1', consent: true }))).toEqual({ status: 409, code: 'wechat-code-bad' })
  const me = world.as(first.tokens.accessToken)
  const bought = await aMember(world, shop, { phone: '13700001234' })
  expect(await me.bindWechatPhone({ code: 'sandbox-phone-13700001234-1' })).toEqual({ phoneLast4: '1234', merged: true })
  expect(await world.as().signInWithWechat({ merchant: shop.slug, code: 'sandbox-login-ruoxi-2', consent: true })).toMatchObject({ isNew: false, memberId: bought.memberId, hasPhone: true })
  const other = await world.as().signInWithWechat({ merchant: shop.slug, code: 'sandbox-login-other-1', consent: true })
  await world.as(shop.ownerToken).adjustPoints({ memberId: other.memberId, wallet: 'points', points: 9, reason: '试试' }, act())
  expect(await problem(world.as(other.tokens.accessToken).bindWechatPhone({ code: 'sandbox-phone-13700001234-2' }))).toEqual({ status: 409, code: 'phone-bound-elsewhere' })
  const second = await world.as().signInWithWechat({ merchant: shop.slug, code: 'sandbox-login-second-1', consent: true })
  expect(await world.as(second.tokens.accessToken).bindWechatPhone({ code: 'sandbox-phone-13700001234-3' })).toMatchObject({ merged: true })
  expect(await world.as().signInWithWechat({ merchant: shop.slug, code: 'sandbox-login-second-2', consent: true })).toMatchObject({ isNew: false, memberId: bought.memberId })
})

test('a refresh token is used once; a lost reply gets the same pair within 30 s; later reuse ends the family', async () => {
  const phone = somePhone()
  const sent = await world.as().sendSmsCode({ merchant: shop.slug, phone })
  const { tokens } = await world.as().signInWithPhone({ merchant: shop.slug, phone, code: sent.demoCode!, consent: true })
  const second = await world.as().refreshTokens({ refreshToken: tokens.refreshToken })
  expect(second.refreshToken).not.toBe(tokens.refreshToken)
  world.clock.set(world.clock.now() + 29_000)
  expect(await world.as().refreshTokens({ refreshToken: tokens.refreshToken })).toEqual(second)
  const third = await world.as().refreshTokens({ refreshToken: second.refreshToken })
  world.clock.set(world.clock.now() + 2_000)
  expect(await problem(world.as().refreshTokens({ refreshToken: tokens.refreshToken }))).toEqual({ status: 409, code: 'refresh-token-reused' })
  expect(await problem(world.as().refreshTokens({ refreshToken: third.refreshToken }))).toEqual({ status: 409, code: 'refresh-token-bad' })
  const [a, b] = await Promise.all([1, 2].map(async () => { const m = await world.as().signInWithWechat({ merchant: shop.slug, code: `sandbox-login-race-${++n}`, consent: true }); return m.tokens.refreshToken }))
  const twice = await Promise.all([a, a, b].map((t) => world.as().refreshTokens({ refreshToken: t! })))
  expect(twice[0]).toEqual(twice[1])
})

test('signing out ends the family, and an unknown shop is said to be one', async () => {
  const { tokens } = await world.as().signInWithWechat({ merchant: shop.slug, code: `sandbox-login-leave-${++n}`, consent: true })
  await world.as().signOut({ refreshToken: tokens.refreshToken })
  expect(await problem(world.as().refreshTokens({ refreshToken: tokens.refreshToken }))).toEqual({ status: 409, code: 'refresh-token-bad' })
  expect(await problem(world.as().sendSmsCode({ merchant: 'no-such-shop', phone: somePhone() }))).toEqual({ status: 409, code: 'merchant-unknown' })
})
