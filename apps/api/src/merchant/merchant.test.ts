import { ApiRefusal } from '@huitou/contract'
import { DEMO } from '../session/index.js'
import { aShop, aStaff, bootApi, type Shop, type World } from '../../../../test/world.js'
import { contrastWithWhite, isReadableBrand } from './brand-contrast.js'

let world: World
let shop: Shop
beforeAll(async () => { world = await bootApi(); shop = await aShop(world) })
afterAll(() => world?.close())
const problem = async (call: Promise<unknown>) => call.then(() => null, (fault: unknown) => (fault instanceof ApiRefusal ? { status: fault.status, code: fault.problem?.code } : Promise.reject(fault)))

test('a brand colour must carry white text', () => {
  expect([isReadableBrand('#24493F'), isReadableBrand('#FFFFFF'), isReadableBrand('#777777'), isReadableBrand('#767676')]).toEqual([true, false, false, true])
  expect(contrastWithWhite('#000000')).toBeCloseTo(21, 5)
})

test('the owner changes name and colour; everybody of the shop reads them; the change is in the log', async () => {
  const owner = world.as(shop.ownerToken)
  expect(await problem(owner.changeMerchant({ brand: '#FFEE88' }))).toEqual({ status: 409, code: 'brand-contrast-too-low' })
  expect(await owner.changeMerchant({ name: '山岚茶事', brand: '#7A2E1F' })).toMatchObject({ name: '山岚茶事', brand: '#7A2E1F', currency: 'CNY' })
  const clerk = await aStaff(world, shop)
  expect(await world.as(clerk.token).readMerchant({})).toMatchObject({ name: '山岚茶事', brand: '#7A2E1F' })
  expect(await problem(world.as(clerk.token).changeMerchant({ name: 'x' }))).toEqual({ status: 403, code: 'not-allowed' })
  expect((await owner.listAudit({ action: 'change-merchant' })).items[0]).toMatchObject({ after: { brand: '#7A2E1F' } })
})

test('stores: added, changed, closed; a name is taken once; a closed one takes no till', async () => {
  const owner = world.as(shop.ownerToken)
  const store = await owner.addStore({ name: '湖滨店', address: '湖滨路 1 号', opensAt: 540, closesAt: 1320 })
  expect(await problem(owner.addStore({ name: '湖滨店' }))).toEqual({ status: 409, code: 'store-name-taken' })
  expect(await problem(owner.changeStore({ storeId: store.storeId, name: '总店' }))).toEqual({ status: 409, code: 'store-name-taken' })
  await owner.registerTill({ storeId: store.storeId, name: '一号台' })
  expect(await owner.changeStore({ storeId: store.storeId, opensAt: null, closed: true })).toMatchObject({ name: '湖滨店', opensAt: null, closesAt: 1320, closed: true, tills: [{ name: '一号台' }] })
  expect(await problem(owner.registerTill({ storeId: store.storeId, name: '二号台' }))).toEqual({ status: 409, code: 'store-unknown' })
  expect(await problem(world.as((await aShop(world)).ownerToken).changeStore({ storeId: store.storeId, name: '抢来' }))).toEqual({ status: 404, code: 'not-found' })
})

test('the demo shows its logins and moves its clock; any other shop, and any real server, has neither', async () => {
  expect(await problem(world.as().readDemo({}))).toEqual({ status: 404, code: 'not-found' })
  expect(await problem(world.as(shop.ownerToken).moveDemoClock({ to: new Date(world.clock.now() + 1000).toISOString() }))).toEqual({ status: 404, code: 'not-found' })
  const demo = await aShop(world, { isDemo: true })
  await aStaff(world, demo, { role: 'owner', login: DEMO.staff[0].login })
  expect((await world.as().readDemo({})).staff).toEqual([{ name: '小满', role: 'owner', login: DEMO.staff[0].login, password: DEMO.password, pin: null }])
  const owner = world.as(demo.ownerToken)
  const before = world.clock.now()
  expect(await problem(owner.moveDemoClock({ to: new Date(before - 86_400_000).toISOString() }))).toEqual({ status: 409, code: 'clock-goes-forward-only' })
  const to = new Date(before + 60_000).toISOString()
  expect(Date.parse((await owner.moveDemoClock({ to })).now)).toBeGreaterThanOrEqual(Date.parse(to))
})

test('a real server has no demo: no shown codes, no sandbox, no known logins, no clock to move', async () => {
  const real = await bootApi({ HUITOU_DEMO: '' })
  try {
    const there = await aShop(real, { isDemo: true })
    expect(await problem(real.as().readDemo({}))).toEqual({ status: 404, code: 'not-found' })
    expect(await problem(real.as(there.ownerToken).moveDemoClock({ to: new Date(Date.now() + 60_000).toISOString() }))).toEqual({ status: 404, code: 'not-found' })
    expect(await problem(real.as().sendSmsCode({ merchant: there.slug, phone: '13800001111' }))).toEqual({ status: 409, code: 'sms-off' })
    expect(await problem(real.as().signInWithWechat({ merchant: there.slug, code: 'sandbox-login-x-1', consent: true }))).toEqual({ status: 409, code: 'wechat-off' })
    expect(await real.as().askPasswordReset({ login: 'owner@shanlan.demo' })).toEqual({ sent: true })
    expect(await real.as().readShopDoor({ slug: there.slug })).toMatchObject({ wechatLogin: false, smsLogin: false })
    expect((await real.app.inject('/')).body).not.toContain('huitou-demo')
  } finally {
    await real.close()
  }
})
