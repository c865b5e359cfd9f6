// The visit on the compiled mini-program: two phones run the very bundle that WeChat gets, against the running API.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { routes } from '@huitou/contract'
import jsQR from 'jsqr'
import { isWechatVerb, openPhone, weappBytes, weappFolder, type Node, type Phone } from './setup/weapp.js'
import { expectBalanced } from './setup/world-database.js'
import { act, bootApi, type Api, listening, type World } from './world.js'

const LIMIT = 800 * 1024
let world: World, asOwner: Api, phone: Phone, till: Phone
let api = '', shop = ''
let scanned: string | null = null
let album: string[] = []
const files = mkdtempSync(join(tmpdir(), 'weapp-album-'))
const phones: Phone[] = []
const switchOn = async (o: Partial<Parameters<typeof openPhone>[0]> = {}): Promise<Phone> => { const made = await openPhone({ api, shop, ...o }); phones.push(made); return made }
const typeKeys = async (digits: string): Promise<void> => { for (const d of digits) await till.tap(`#key-${d}`) }
const digitsShown = (): string => phone.app.text(phone.find('#digits')).replace(/\D/g, '')
const isClass = (name: string) => (n: Node): boolean => (n.attr['class'] ?? '').split(' ').includes(name)

beforeAll(async () => {
  world = await bootApi()
  api = await listening(world)
  const made = await world.as().createMerchant({ name: '山岚茶事', currency: 'CNY', zone: 'Asia/Shanghai', ownerName: '沈岚', login: 'owner@shanlan.example', password: 'mountain mist 7', storeName: '南山路店' })
  shop = made.merchant.slug
  asOwner = world.as(made.session.tokens.accessToken)
  await asOwner.setPin({ staffId: (await asOwner.whoAmI({})).staffId, pin: '9637' })
  await asOwner.addProduct({ sku: 'GW-150', barcode: '6901234567892', name: '青瓷盖碗 150 毫升', category: '器物', brand: '', priceMinor: 15_600, picture: 'gaiwan', onSale: true }, act())
  await asOwner.addProduct({ sku: 'RG-50', barcode: '6901234567908', name: '武夷肉桂 50 克', category: '茶叶', brand: '', priceMinor: 5_000, picture: 'tin', onSale: true }, act())
  const { coupon } = await asOwner.addCoupon({ title: '满 100 减 20', kind: 'amount-off', amountMinor: 2000, thresholdMinor: 10_000, scope: {}, validity: { kind: 'days', days: 30 }, total: 100, perMember: 1 }, act())
  await asOwner.publishCoupon({ couponId: coupon.couponId }, act())
  await asOwner.addTopic({ title: '第一泡，你习惯倒掉还是喝掉', pinned: true })
  let logins = 0
  phone = await switchOn({ loginCode: () => `sandbox-login-ruoxi-${++logins}`, album: () => album })
  till = await switchOn({ scan: () => scanned })
}, 120_000)

afterAll(async () => {
  for (const p of phones) p.close()
  if (world) await expectBalanced(world.db.adminUrl)
  await world?.close()
  rmSync(files, { recursive: true, force: true })
})

test('the main package stays under 800 KB, and asks nothing of WeChat that it does not know', () => {
  const { main, parts, largest } = weappBytes()
  process.stdout.write(`weapp ${weappFolder()}: main package ${main} bytes, ${Object.entries(parts).map(([root, bytes]) => `${root} ${bytes}`).join(', ')}; largest: ${largest.map(([path, bytes]) => `${path} ${bytes}`).join(', ')}\n`)
  expect(main).toBeLessThan(LIMIT)
  expect(Object.keys(parts)).toEqual(['till', 'order', 'inbox', 'points', 'bag', 'flash', 'gift', 'ticket', 'talk'])
  const unknown = Object.entries(routes).filter(([, r]) => (r.access as readonly string[]).includes('member') && !isWechatVerb(r.method)).map(([name]) => name)
  expect(unknown).toEqual([])
})

test('a newcomer signs in with WeChat, after agreeing, and sees tier and points', async () => {
  await phone.app.reLaunch('/member/home')
  await phone.waits('the door', () => phone.route() === 'member/sign-in')
  await phone.says('山岚茶事')
  await phone.tap('#wechat')
  await phone.says('先勾上同意')
  expect((await world.admin.query('select count(*)::int as n from member')).rows[0]).toEqual({ n: 0 })
  await phone.tap('#agree')
  await phone.tap('#wechat')
  await phone.waits('home', () => phone.route() === 'member/home')
  await phone.says('出示会员码')
  await phone.says(/升级金卡/)
  await phone.says('有 1 张券可以领')
  expect(phone.app.text(phone.find('#points'))).toMatch(/积分0/)
  expect((await world.admin.query('select source, phone_hash is null as phoneless from member')).rows).toEqual([{ source: 'wechat', phoneless: true }])
}, 60_000)

test('the coupon is claimed and lies in the wallet', async () => {
  await phone.tap('去领')
  await phone.waits('the coupons', () => phone.route() === 'coupon/list')
  await phone.tap('领取')
  await phone.says('领到了，放进券包')
  await phone.says('现在能用')
  expect((await asOwner.listCoupons({ state: 'published' })).items[0]).toMatchObject({ claimed: 1, left: 99 })
}, 60_000)

test('goods are picked for the bag, which says what they come to with the coupon; the wallet says what it saves', async () => {
  await phone.tap('#go-goods')
  await phone.waits('the goods', () => phone.route() === 'bag/goods')
  await phone.tap('#add-GW-150')
  await phone.tap('#see-bag')
  await phone.waits('the bag', () => phone.route() === 'bag/bag')
  await phone.waits('the price', () => phone.app.text(phone.find('#bag-pay')) === '¥136.00')
  await phone.says('满 100 减 20')
  await phone.app.switchTab('/coupon/list')
  await phone.waits('the saving', () => /¥20/.test(phone.app.text(phone.find('#bag-saved'))))
}, 60_000)

test('a post is written in the topic and read back', async () => {
  await phone.app.switchTab('/community/feed')
  await phone.says('第一泡，你习惯倒掉还是喝掉')
  await phone.tap('#write')
  await phone.waits('the paper', () => phone.route() === 'talk/write')
  await phone.type('body', '岩茶我都喝掉，第一泡最香。')
  await phone.says('13')
  // one who thinks better of it in the album stays on the paper; then a picture, sent by WeChat's own upload
  await phone.tap('#add-pictures')
  const { default: sharp } = await import(createRequire(new URL('../apps/api/package.json', import.meta.url)).resolve('sharp')) as { default: (o: object) => { jpeg(): { toBuffer(): Promise<Buffer> } } }
  album = [join(files, 'tea.jpg')]
  writeFileSync(album[0]!, await sharp({ create: { width: 900, height: 700, channels: 3, background: '#7a9c8c' } }).jpeg().toBuffer())
  await phone.tap('#add-pictures')
  await phone.waits('the picture on the paper', () => phone.find(n => n.tag === 'image' && (n.attr['src'] ?? '') === album[0]))
  await phone.tap('#send-post')
  await phone.waits('the way back', () => phone.route() === 'community/feed')
  const { items } = await asOwner.listReviewQueue({})
  for (const item of items) await asOwner.decidePost({ itemId: item.itemId, decision: 'approve' }, act())
  await phone.says('岩茶我都喝掉，第一泡最香。')
  expect((await world.admin.query('select p.state, k.width, k.height, k.place from post p join picture k using (merchant_id, post_id)')).rows).toEqual([{ state: 'shown', width: 900, height: 700, place: 0 }])
  await phone.waits('the picture in the feed', () => phone.find(n => n.tag === 'image' && /\/api\/pictures\//.test(n.attr['src'] ?? '')))
}, 60_000)

test('name and phone number are given on the phone, the number by WeChat\'s own button', async () => {
  await phone.app.switchTab('/member/me')
  await phone.go('/member/profile')
  await phone.type('name', '林若溪')
  await phone.waits('the button for the number', () => phone.find(n => n.tag === 'button'))
  await phone.app.fire(phone.find(n => n.tag === 'button')!, 'getphonenumber', { code: 'sandbox-phone-13800006628-1', errMsg: 'getPhoneNumber:ok' })
  await phone.says('*6628')
  await phone.tap('#save')
  await phone.waits('the way back', () => phone.route() === 'member/me')
  await phone.says('林若溪')
  expect((await asOwner.listMembers({ search: '6628' })).items[0]).toMatchObject({ name: '林若溪' })
}, 60_000)

test('the member code: 18 digits, and a QR code that says the same', async () => {
  await phone.app.switchTab('/member/home')
  await phone.tap('#tab-code')
  await phone.waits('the digits', () => phone.find('#digits'))
  expect(digitsShown()).toMatch(/^1\d{17}$/)
  const picture = (): string => phone.find(n => n.tag === 'image' && isClass('swap-on')(n), 'cd-qr')?.attr['src'] ?? ''
  await phone.waits('the same in the QR code', () => read(picture()) === digitsShown()) // the picture follows the digits by a blink
}, 60_000)

test('a till in the same bundle is registered and opened by PIN', async () => {
  await till.app.reLaunch('/till/sign-in')
  await till.type('till-login', 'owner@shanlan.example')
  await till.type('till-password', 'mountain mist 7')
  await till.tap('#till-next')
  await till.tap('#till-register')
  await till.says('谁来收银')
  await typeKeys('9637')
  await till.waits('the scanner', () => till.route() === 'till/scan')
}, 60_000)

test('wx.scanCode reads the phone\'s code; a basket of ¥256.00 is quoted with the coupon and settled', async () => {
  scanned = null
  await till.tap('#till-scan-now')
  expect(till.route()).toBe('till/scan') // the scanner was closed: nothing happens
  scanned = digitsShown()
  await till.tap('#till-scan-now')
  await till.waits('the sale', () => till.route() === 'till/sale')
  await till.says('1 张券')
  await till.tap('#till-add-goods')
  await till.tap('青瓷盖碗 150 毫升', 'sheet-b')
  await till.tap('武夷肉桂 50 克', 'sheet-b')
  await till.tap('武夷肉桂 50 克', 'sheet-b')
  await till.tap('#goods-ok')
  await till.waits('the price', () => till.app.text(till.find('#till-due')) === '¥236.00')
  await till.says('满 100 减 20')
  await till.tap('#till-confirm')
  await till.waits('the receipt', () => till.find('#till-done'))
  await till.says('+236')
  const [order] = (await asOwner.listOrders({})).items
  expect(order).toMatchObject({ payMinor: 23_600, state: 'paid' })
}, 60_000)

test('the shopper\'s phone hears of it by itself, and home shows the points', async () => {
  await phone.waits('the celebration', () => phone.route() === 'member/settled', 5_000)
  await phone.says('这单省了')
  await phone.says('+236')
  await phone.tap('回首页')
  await phone.waits('home', () => phone.route() === 'member/home')
  await phone.waits('236 points', () => /积分236/.test(phone.app.text(phone.find('#points'))))
  expect((await asOwner.listCoupons({ state: 'published' })).items[0]).toMatchObject({ claimed: 1, redeemed: 1 })
}, 60_000)

test('the same code a second time is refused as used', async () => {
  await till.tap('#till-next-customer')
  await till.waits('the scanner', () => till.route() === 'till/scan')
  await till.tap('#till-scan-now')
  await till.says('这个码用过了')
  expect((await world.admin.query('select count(*)::int as n from shop_order')).rows[0]).toEqual({ n: 1 })
}, 60_000)

test('nothing complained, and the member\'s phone never loaded the till', () => {
  expect([...phone.app.modules.keys()].filter(path => path.startsWith('till/'))).toEqual([])
  for (const p of phones) expect({ complaints: p.complaints, errors: p.app.errors }).toEqual({ complaints: [], errors: [] })
})

/** Reads a QR code drawn as dark runs in an SVG, as `qrUri` of the app draws it, with a reader that knows nothing of it. */
function read(uri: string): string | undefined {
  const svg = Buffer.from(uri.replace(/^data:image\/svg\+xml;base64,/, ''), 'base64').toString('utf8')
  const size = Number(/viewBox="0 0 (\d+) /.exec(svg)?.[1])
  const [scale, margin] = [6, 4]
  const side = (size + 2 * margin) * scale
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255)
  for (const [, x, y, run] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/g)) {
    for (let j = 0; j < scale; j++) for (let i = 0; i < Number(run) * scale; i++) {
      const at = (((Number(y) + margin) * scale + j) * side + (Number(x) + margin) * scale + i) * 4
      pixels[at] = pixels[at + 1] = pixels[at + 2] = 0
    }
  }
  return jsQR(pixels, side, side)?.data
}
