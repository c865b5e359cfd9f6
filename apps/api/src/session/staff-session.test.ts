import { ApiRefusal } from '@huitou/contract'
import { Secret, TOTP } from 'otpauth'
import { aClerk, aShop, aStaff, bootApi, type Shop, type World } from '../../../../test/world.js'

let world: World
let shop: Shop
beforeAll(async () => { world = await bootApi(); shop = await aShop(world) })
afterAll(() => world?.close())

const problem = async (call: Promise<unknown>) => call.then(() => null, (fault: unknown) => (fault instanceof ApiRefusal ? { status: fault.status, code: fault.problem?.code } : Promise.reject(fault)))
const fields = { name: 'Corner Books', currency: 'GBP', zone: 'Europe/London', ownerName: 'Ada', password: 'seven boats in a row' }

test('anybody opens a shop with its own currency and zone, and owns it', async () => {
  const { merchant, session } = await world.as().createMerchant({ ...fields, login: 'Ada@Books.example' })
  expect(merchant).toMatchObject({ name: 'Corner Books', currency: 'GBP', zone: 'Europe/London', isDemo: false })
  const me = await world.as(session.tokens.accessToken).whoAmI({})
  expect(me).toMatchObject({ role: 'owner', login: 'ada@books.example', merchantId: merchant.merchantId })
  expect((await world.as(session.tokens.accessToken).listStores({})).items).toHaveLength(1)
  expect((await world.as().readShopDoor({ slug: merchant.slug })).name).toBe('Corner Books')
  expect(await problem(world.as().createMerchant({ ...fields, login: 'b@b.example', slug: merchant.slug }))).toEqual({ status: 409, code: 'slug-taken' })
  expect(await problem(world.as().createMerchant({ ...fields, login: 'b@b.example', currency: 'XQQ' }))).toEqual({ status: 409, code: 'currency-unknown' })
  expect(await problem(world.as().createMerchant({ ...fields, login: 'b@b.example', zone: 'Mars/Olympus' }))).toEqual({ status: 409, code: 'zone-unknown' })
})

test('password: right, wrong, nobody, and shut after ten', async () => {
  const staff = await aStaff(world, shop, { role: 'manager' })
  const enter = (password: string, login = staff.login) => world.as().signInStaff({ login, password })
  expect(await enter(staff.password)).toMatchObject({ session: { role: 'manager', merchantId: shop.merchantId } })
  for (let i = 0; i < 10; i++) expect(await problem(enter('wrong password'))).toEqual({ status: 409, code: 'login-or-password-wrong' })
  expect(await problem(enter(staff.password))).toEqual({ status: 409, code: 'login-locked' })
  expect(await problem(enter('whatever it is', 'nobody@nowhere.example'))).toEqual({ status: 409, code: 'login-or-password-wrong' })
})

test('staff of two shops chooses, and switches only where the password of the sign-in held', async () => {
  const [b, c] = [await aShop(world), await aShop(world)]
  const login = 'two-shops@test.example'
  const here = await aStaff(world, shop, { role: 'owner', login })
  await aStaff(world, b, { role: 'clerk', login })
  await aStaff(world, c, { role: 'owner', login })
  await world.admin.query("update staff set password_hash = 'x' where merchant_id = $1 and login = $2", [c.merchantId, login])
  const choice = await world.as().signInStaff({ login, password: here.password })
  expect('choose' in choice && choice.choose.map((m) => m.merchantId).sort()).toEqual([shop.merchantId, b.merchantId].sort())
  const entered = await world.as().signInStaff({ login, password: here.password, merchantId: b.merchantId })
  if (!('session' in entered)) throw new Error('no session')
  const me = world.as(entered.session.tokens.accessToken)
  expect((await me.whoAmI({})).merchants.map((m) => m.merchantId).sort()).toEqual([shop.merchantId, b.merchantId].sort())
  const over = await me.switchMerchant({ merchantId: shop.merchantId })
  expect(over.session).toMatchObject({ merchantId: shop.merchantId, role: 'owner' })
  expect(await problem(me.switchMerchant({ merchantId: c.merchantId }))).toEqual({ status: 409, code: 'not-staff-there' })
})

test('an invitation is used once, in time, and makes exactly that role', async () => {
  const owner = world.as(shop.ownerToken)
  const invited = await owner.inviteStaff({ login: '13600001111', name: '新人', role: 'clerk', storeId: shop.storeId })
  expect(invited.staff).toMatchObject({ invited: true, role: 'clerk' })
  const again = await owner.inviteStaff({ login: '13600001111', name: '新人', role: 'clerk', storeId: shop.storeId })
  expect(again.staff.staffId).toBe(invited.staff.staffId)
  expect(await problem(world.as().acceptInvite({ token: invited.inviteLink.split('/').pop()!, name: '小林', password: 'a fine password' }))).toEqual({ status: 409, code: 'invite-unknown' })
  const token = again.inviteLink.split('/').pop()!
  const { session } = await world.as().acceptInvite({ token, name: '小林', password: 'a fine password' })
  expect(session).toMatchObject({ role: 'clerk', name: '小林' })
  expect(await problem(world.as().acceptInvite({ token, name: '小林', password: 'a fine password' }))).toEqual({ status: 409, code: 'invite-unknown' })
  expect(await problem(owner.inviteStaff({ login: '13600001111', name: '又来', role: 'owner' }))).toEqual({ status: 409, code: 'login-taken-here' })
  const ended = await owner.inviteStaff({ login: 'ended@test.example', name: '不来了', role: 'clerk' })
  await owner.changeStaff({ staffId: ended.staff.staffId, active: false })
  expect(await problem(world.as().acceptInvite({ token: ended.inviteLink.split('/').pop()!, name: 'x', password: 'a fine password' }))).toEqual({ status: 409, code: 'invite-unknown' })
  const late = await owner.inviteStaff({ login: 'late@test.example', name: '迟到', role: 'manager' })
  const was = world.clock.now()
  world.clock.set(was + 8 * 86_400_000)
  expect(await problem(world.as().acceptInvite({ token: late.inviteLink.split('/').pop()!, name: 'x', password: 'a fine password' }))).toEqual({ status: 409, code: 'invite-expired' })
  world.clock.set(was)
})

test('a forgotten password: the link works once, ends old sign-ins, and the answer is the same for nobody', async () => {
  const staff = await aStaff(world, shop, { role: 'manager' })
  const asked = await world.as().askPasswordReset({ login: staff.login })
  expect(await world.as().askPasswordReset({ login: 'nobody@nowhere.example' })).toEqual({ sent: true })
  const token = asked.demoLink!.split('/').pop()!
  world.clock.set(world.clock.now() + 1500)
  await world.as().resetPassword({ token, password: 'another fine one' })
  expect(await problem(world.as(staff.token).whoAmI({}))).toEqual({ status: 401, code: 'token-expired' })
  expect(await problem(world.as().resetPassword({ token, password: 'another fine one' }))).toEqual({ status: 409, code: 'reset-unknown' })
  expect(await world.as().signInStaff({ login: staff.login, password: 'another fine one' })).toMatchObject({ session: {} })
  expect(await problem(world.as().signInStaff({ login: staff.login, password: staff.password }))).toEqual({ status: 409, code: 'login-or-password-wrong' })
})

test('a one-time code, once switched on, is asked for, and works once', async () => {
  const staff = await aStaff(world, shop, { role: 'owner' })
  const me = world.as(staff.token)
  expect(await problem(me.startTotp({ password: 'not this one' }))).toEqual({ status: 409, code: 'login-or-password-wrong' })
  const { secret } = await me.startTotp({ password: staff.password })
  const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: world.clock.now() })
  await me.confirmTotp({ code: code() })
  const enter = (totp?: string) => world.as().signInStaff({ login: staff.login, password: staff.password, ...(totp ? { totp } : {}) })
  expect(await problem(enter())).toEqual({ status: 409, code: 'totp-needed' })
  expect(await problem(enter(code()))).toEqual({ status: 409, code: 'totp-wrong' })
  world.clock.set(world.clock.now() + 61_000)
  expect(await enter(code())).toMatchObject({ session: {} })
  const { rows } = await world.admin.query('select totp_secret from staff where staff_id = $1', [staff.staffId])
  expect(rows[0].totp_secret).not.toContain(secret)
  await me.stopTotp({ password: staff.password })
  expect(await enter()).toMatchObject({ session: {} })
})

test('the last owner stays; whoever loses their access loses it at once', async () => {
  const owner = world.as(shop.ownerToken)
  const lone = await aShop(world)
  expect(await problem(world.as(lone.ownerToken).changeStaff({ staffId: lone.ownerId, role: 'clerk' }))).toEqual({ status: 409, code: 'last-owner-stays' })
  const clerk = await aStaff(world, shop)
  expect((await world.as(clerk.token).whoAmI({})).role).toBe('clerk')
  world.clock.set(world.clock.now() + 1500)
  await owner.changeStaff({ staffId: clerk.staffId, active: false })
  expect(await problem(world.as(clerk.token).whoAmI({}))).toEqual({ status: 401, code: 'token-expired' })
  expect(await problem(world.as().signInStaff({ login: clerk.login, password: clerk.password }))).toEqual({ status: 409, code: 'login-or-password-wrong' })
})

test('a shared till: clerks by PIN, five wrong lock for five minutes, a new shift ends the one before', async () => {
  const fresh = await aShop(world)
  const owner = world.as(fresh.ownerToken)
  const till = await owner.registerTill({ storeId: fresh.storeId, name: '1 号台' })
  const [a, b] = [await aStaff(world, fresh), await aStaff(world, fresh)]
  expect(await problem(owner.setPin({ staffId: a.staffId, pin: '1234' }))).toEqual({ status: 409, code: 'pin-too-simple' })
  await world.as(a.token).setPin({ staffId: a.staffId, pin: '2580' })
  await owner.setPin({ staffId: b.staffId, pin: '7391' })
  expect(await problem(world.as(a.token).setPin({ staffId: b.staffId, pin: '8520' }))).toEqual({ status: 409, code: 'not-yours' })
  const listed = await world.as().listTillClerks({ tillToken: till.tillToken })
  expect(listed.clerks.map((c) => c.staffId).sort()).toEqual([a.staffId, b.staffId].sort())
  const open = (pin: string, staffId = a.staffId) => world.as().openShift({ tillToken: till.tillToken, staffId, pin })
  for (let i = 0; i < 4; i++) expect(await problem(open('0001'))).toEqual({ status: 409, code: 'pin-wrong' })
  expect(await problem(open('0001'))).toEqual({ status: 409, code: 'pin-locked' })
  expect(await problem(open('2580'))).toEqual({ status: 409, code: 'pin-locked' })
  world.clock.set(world.clock.now() + 5 * 60_000 + 1)
  const shift = await open('2580')
  expect(shift.session).toMatchObject({ tillId: till.tillId, storeId: fresh.storeId })
  const atTill = world.as(shift.session.tokens.accessToken)
  expect((await atTill.whoAmI({})).tillId).toBe(till.tillId)
  expect(await problem(atTill.listStaff({}))).toEqual({ status: 403, code: 'not-allowed' })
  world.clock.set(world.clock.now() + 1500)
  const next = await open('7391', b.staffId)
  expect(await problem(atTill.whoAmI({}))).toEqual({ status: 401, code: 'token-expired' })
  expect(await world.as(next.session.tokens.accessToken).closeShift({})).toMatchObject({ sales: 0, amountMinor: 0, pointsGiven: 0 })
  expect(await problem(world.as().refreshTokens({ refreshToken: next.session.tokens.refreshToken }))).toEqual({ status: 409, code: 'refresh-token-bad' })
  expect(await problem(world.as().listTillClerks({ tillToken: 'A'.repeat(64) }))).toEqual({ status: 409, code: 'till-unknown' })
})

test('an owner who opens a shift by PIN is a clerk there', async () => {
  const clerk = await aClerk(world, shop)
  expect(await problem(world.as(clerk.token).listStaff({}))).toEqual({ status: 403, code: 'not-allowed' })
})

test('an API key is shown once, scoped, and ends when revoked', async () => {
  const owner = world.as(shop.ownerToken)
  const made = await owner.addApiKey({ name: 'ERP', scopes: ['points'] })
  const { rows } = await world.admin.query('select secret_hash from api_key where key_id = $1', [made.keyId])
  expect((rows[0].secret_hash as Buffer).length).toBe(32)
  expect(JSON.stringify(await owner.listApiKeys({}))).not.toContain(made.secret)
  expect(await problem(world.as(made.secret).whoAmI({}))).toEqual({ status: 403, code: 'not-allowed' })
  await owner.revokeApiKey({ keyId: made.keyId })
  expect(await problem(world.as(made.secret).whoAmI({}))).toEqual({ status: 401, code: 'token-expired' })
})
