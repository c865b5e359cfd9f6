import { ApiRefusal } from '@huitou/contract'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { aShopper, aTillShop, settlementOf, type TillShop } from '../../../../test/till-world.js'
import { act, aMember, bootApi, type World } from '../../../../test/world.js'

let world: World
let at: TillShop
beforeAll(async () => {
  world = await bootApi()
  at = await aTillShop(world)
})
afterEach(() => expectBalanced(world.db.adminUrl))
afterAll(() => world?.close())

const problem = async (call: Promise<unknown>) => call.then(() => null, (fault: unknown) => (fault instanceof ApiRefusal ? fault.problem?.code ?? String(fault.status) : Promise.reject(fault)))
const one = async (sql: string, values: unknown[] = []) => (await world.admin.query(sql, values)).rows[0]
const csv = async (token: string) => (await world.app.inject({ method: 'GET', url: '/api/me/export.csv', headers: { authorization: `Bearer ${token}` } })).body

test('deleted by the member alone: the book stays without the person, codes and sessions die, the phone is free', async () => {
  const shopper = await aShopper(world, at.shop, { name: '林若溪' })
  const visit = await at.till.scanCode({ digits: shopper.code() }, act())
  const lines = [{ sku: 'RG50', quantity: 1 }]
  const sale = await at.till.settleVisit(settlementOf(visit.visitId, lines, await at.till.quoteVisit({ visitId: visit.visitId, lines })), act())
  await at.owner.tagMember({ memberId: shopper.memberId, tag: '=cmd()', why: '' })
  await shopper.api.changeMe({ name: '=1+1', birthday: '09-12', birthYear: 1990 })
  await at.owner.showMemberPhone({ memberId: shopper.memberId, reason: '回访' })

  const mine = await shopper.api.exportMe({}) as Record<string, unknown[]>
  expect(mine['profile']).toMatchObject({ name: '=1+1', birthday: '09-12' })
  expect(mine['lookedAt']).toMatchObject([{ action: 'show-phone' }])
  const table = await csv(shopper.token)
  expect(table).toContain("profile,1,name,'=1+1")
  expect(table).toContain("tags,1,tag,'=cmd()")

  const code = shopper.code()
  expect(await problem(shopper.api.leaveShop({ understood: false as never }))).toBe('malformed')
  await shopper.api.leaveShop({ understood: true })
  expect(await problem(shopper.api.readMe({}))).toBe('token-expired')
  expect(await problem(at.till.scanCode({ digits: code }, act()))).toBe('code-unknown')
  expect(await problem(at.owner.readMember({ memberId: shopper.memberId }))).toBe('not-found')
  expect(await one('select name, phone_last4, birthday from member where member_id = $1', [shopper.memberId])).toEqual({ name: '', phone_last4: null, birthday: null })
  expect((await one('select available::int n from wallet where member_id = $1 and wallet = $2', [shopper.memberId, 'points'])).n).toBe(sale.pointsEarned)
  expect((await one("select count(*)::int n from audit where action = 'leave-shop' and subject = $1", [`member:${shopper.memberId}`])).n).toBe(1)
  // A refund of their order still does what it must, on the book.
  expect((await at.owner.refundOrder({ orderId: sale.orderId, lines: [{ lineNo: 1, quantity: 1 }], reason: '退货' }, act())).moneyMinor).toBe(sale.payMinor)
  expect((await one('select available::int n from wallet where member_id = $1 and wallet = $2', [shopper.memberId, 'points'])).n).toBe(0)
  const again = await aMember(world, at.shop, { phone: shopper.phone })
  expect(again.memberId).not.toBe(shopper.memberId)
  expect((await world.as(again.token).readMe({})).name).not.toBe('=1+1')
})

test('who was merged goes with the one they lead to; deleting twice at once is one deletion', async () => {
  const [kept, gone] = [await aMember(world, at.shop, { name: '甲' }), await aMember(world, at.shop, { name: '乙' })]
  const { mergeId } = await at.owner.mergeMembers({ memberId: kept.memberId, otherId: gone.memberId }, act())
  const all = await Promise.all([1, 2].map(() => problem(world.as(kept.token).leaveShop({ understood: true }))))
  expect(all).toContain(null)
  expect((await one('select count(*)::int n from member where member_id = any($1) and (name <> $2 or phone_hash is not null)', [[kept.memberId, gone.memberId], ''])).n).toBe(0)
  expect(await problem(at.owner.undoMerge({ mergeId, reason: '' }, act()))).toBe('member-left')
  expect((await aMember(world, at.shop, { phone: gone.phone })).memberId).not.toBe(kept.memberId)
})

test('nobody under 14 gets a profile, whoever writes it; a consent withdrawn is in force at once', async () => {
  const m = await aMember(world, at.shop)
  const year = new Date(world.clock.now()).getUTCFullYear() - 10
  expect(await problem(at.owner.changeMember({ memberId: m.memberId, birthday: '01-01', birthYear: year }))).toBe('under-14')
  expect(await problem(world.as(m.token).changeMe({ birthday: '01-01', birthYear: year }))).toBe('under-14')
  const { items } = await world.as(m.token).changeMyConsent({ purpose: 'profile', given: true })
  expect(items.find((c) => c.purpose === 'profile')?.given).toBe(true)
  expect((await world.as(m.token).changeMyConsent({ purpose: 'profile', given: false })).items.find((c) => c.purpose === 'profile')).toMatchObject({ given: false })
})

/** Every text, list of texts and JSON of the database, row by row, that says one of the words; bytes are compared as hex. */
async function placesOf(words: readonly RegExp[]): Promise<string[]> {
  const columns = (await world.admin.query("select table_name t, column_name c from information_schema.columns where table_schema = 'public' and table_name in (select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE') and data_type in ('text', 'character', 'character varying', 'json', 'jsonb', 'ARRAY', 'bytea') and table_name <> '_prisma_migrations'")).rows as { t: string; c: string }[]
  const found: string[] = []
  for (const { t, c } of columns) {
    for (const row of (await world.admin.query(`select distinct "${c}"::text as v from "${t}" where "${c}" is not null`)).rows as { v: string }[]) for (const word of words) if (word.test(row.v)) found.push(`${t}.${c}: ${word.source} in ${row.v.slice(0, 120)}`)
  }
  return found
}

test('after the deletion no text, list or JSON of the database holds the name, phone, birthday or accounts of who left', async () => {
  const NAME = '端木青岚'
  const shopper = await aShopper(world, at.shop, { name: NAME })
  const friend = await aShopper(world, at.shop, { name: '友人甲' })
  const phone = shopper.phone.replace('+86', '')
  await shopper.api.changeMe({ birthday: '02-29', birthYear: 1988 })
  await at.owner.changeMember({ memberId: shopper.memberId, region: '浙江省 端木镇', birthday: '02-28' })
  await at.owner.changeMember({ memberId: shopper.memberId, birthday: '02-29' })
  await world.admin.query("update member set wx_openid = 'oWx-duanmu-1', wx_unionid = 'uWx-duanmu-1' where member_id = $1", [shopper.memberId])
  // an import knows the account, has an order of theirs, a row of theirs that cannot be read, and a cancellation of theirs that waits
  const HEAD = '订单编号,买家会员名,买家实际支付金额,订单状态,收货人姓名,收货地址,联系手机,订单创建时间,订单付款时间,宝贝标题,宝贝总数量,退款金额'
  const row = (no: string, paid: string, status: string) => `${no},青岚的账号,${paid},${status},${NAME},浙江省 杭州市,${phone},2025-03-01 10:00:00,2025-03-01 10:00:00,茶巾,1,0.00`
  const up = await world.app.inject({ method: 'POST', url: '/api/imports?fileName=orders.csv', headers: { authorization: `Bearer ${at.shop.ownerToken}`, 'content-type': 'application/octet-stream' }, payload: [HEAD, row('9001', '30.00', '交易成功'), row('9002', '坏', '交易成功')].join('\n') })
  const { import: { importId }, guess } = up.json() as { import: { importId: string }; guess: { columns: { column: string; field: string }[] } }
  await at.owner.runImport({ importId, channel: 'taobao', rules: 'first-version', noExpiryBefore: '2027-12-31', mapping: { columns: guess.columns as never, dateFormat: 'auto', zone: 'Asia/Shanghai', cancelPrefix: null, paidStatuses: ['交易成功'], refundStatuses: ['交易关闭'] } })
  for (let i = 0; i < 200 && (await at.owner.readImport({ importId })).import.state !== 'done'; i++) await new Promise((done) => { setTimeout(done, 50) })
  await world.admin.query("insert into member_account (merchant_id, channel, account, member_id, created_at) values ($1, 'taobao', '青岚的账号', $2, now()) on conflict do nothing", [at.shop.merchantId, shopper.memberId])
  await world.admin.query("insert into import_cancellation (merchant_id, channel, cancel_no, sku, ordinal, import_id, quantity, matched, canceled_at, customer) values ($1, 'taobao', 'C1', 'X', 1, $2, 1, 0, now(), '青岚的账号')", [at.shop.merchantId, importId])
  // what they did, what staff did to them, and what staff typed
  const code = shopper.code()
  const visit = await at.till.scanCode({ digits: code }, act())
  const lines = [{ sku: 'RG50', quantity: 1 }]
  const sale = await at.till.settleVisit(settlementOf(visit.visitId, lines, await at.till.quoteVisit({ visitId: visit.visitId, lines })), act())
  const why = `${NAME} ${phone} 打电话来说的`
  await at.owner.adjustPoints({ memberId: shopper.memberId, points: 50, reason: why }, act())
  await at.owner.grantTier({ memberId: shopper.memberId, tierId: 'gold', lastDay: null, reason: why }, act())
  await at.owner.tagMember({ memberId: shopper.memberId, tag: NAME, why })
  await at.owner.untagMember({ memberId: shopper.memberId, tag: NAME })
  await at.owner.showMemberPhone({ memberId: shopper.memberId, reason: why })
  await at.owner.refundOrder({ orderId: sale.orderId, lines: [{ lineNo: 1, quantity: 1 }], reason: why }, act())
  await at.owner.mergeMembers({ memberId: shopper.memberId, otherId: (await aMember(world, at.shop, { name: '青岚的小号' })).memberId, reason: why }, act())
  const { topicId } = await at.owner.addTopic({ title: '今天喝什么' })
  const post = await shopper.api.writePost({ topicId, body: `我是${NAME}，电话 ${phone}` }, act())
  await at.owner.decidePost({ itemId: post.postId, decision: 'reject', reason: why }, act())
  const { giftId } = await shopper.api.sendGift({ to: friend.phone.replace('+86', ''), points: 1 }, act())
  await friend.api.acceptGift({ giftId }, act())
  const back = await friend.api.sendGift({ to: phone, points: 1 }, act())
  await shopper.api.declineGift({ giftId: back.giftId }, act())
  await friend.api.sendGift({ to: phone, points: 1 }, act())
  await at.till.scanCode({ digits: code }, act()).catch(() => undefined)
  const theirs = await friend.api.writePost({ topicId, body: '今天喝什么好呢' }, act())
  await at.owner.decidePost({ itemId: theirs.postId, decision: 'approve' }, act())
  const answer = await shopper.api.writeComment({ postId: theirs.postId, body: `${NAME}觉得是岩茶` }, act())
  await at.owner.decidePost({ itemId: answer.commentId, decision: 'approve' }, act())

  const words = [new RegExp(NAME), new RegExp(phone), /oWx-duanmu/, /uWx-duanmu/, /青岚/, /端木镇/, /端\*/, /(^|[^0-9-])02-2[89]([^0-9-]|$)/]
  expect((await placesOf(words)).length).toBeGreaterThan(10)
  await shopper.api.leaveShop({ understood: true })
  expect(await placesOf(words)).toEqual([])
  expect(await one('select birthday_set_at, birthday_moved_at, phone_hash, phone_cipher from member where member_id = $1', [shopper.memberId])).toEqual({ birthday_set_at: null, birthday_moved_at: null, phone_hash: null, phone_cipher: null })
  // what was done, to which id and by whom is still there, and is still final
  expect((await world.admin.query("select action, reason from audit where subject = $1 and action in ('show-phone', 'adjust-points') order by action", [`member:${shopper.memberId}`])).rows).toContainEqual({ action: 'show-phone', reason: '** ** 打电话来说的' })
  await expect(world.admin.query("update audit set reason = '' where subject = $1", [`member:${shopper.memberId}`])).rejects.toThrow('never changed')
  expect((await one('select name from member where member_id = $1', [friend.memberId])).name).toBe('友人甲')
})

test('a name of one character goes from what was written about its member, and from samples and rows where it is all that is written', async () => {
  const shopper = await aShopper(world, at.shop, { name: '缪' })
  const other = await aShopper(world, at.shop, { name: '阿和' })
  await at.owner.adjustPoints({ memberId: shopper.memberId, points: 5, reason: '缪打电话来说的' }, act())
  await at.owner.adjustPoints({ memberId: other.memberId, points: 5, reason: '绸缪的那一单' }, act())
  await at.owner.tagMember({ memberId: shopper.memberId, tag: '缪家', why: '缪说的' })
  const { import: { importId } } = (await world.app.inject({ method: 'POST', url: '/api/imports?fileName=a.csv', headers: { authorization: `Bearer ${at.shop.ownerToken}`, 'content-type': 'application/octet-stream' }, payload: '订单编号,收货人姓名,宝贝标题\n1,缪,未雨绸缪茶席\n2,缪,茶巾' })).json() as { import: { importId: string } }
  await world.admin.query("insert into import_problem (merchant_id, import_id, row_no, code, column_name, value, cells) values ($1, $2, 2, 'x', '', '缪', array['1', '缪'])", [at.shop.merchantId, importId])
  await shopper.api.leaveShop({ understood: true })
  expect(await placesOf([/(?<!绸)缪/])).toEqual([])
  expect((await placesOf([/绸缪/])).length).toBeGreaterThan(1)
  expect((await world.admin.query("select reason from fact where reason like '%缪%'")).rows).toEqual([{ reason: '绸缪的那一单' }])
  expect(JSON.stringify((await one('select shape from import_run where import_id = $1', [importId])).shape)).not.toMatch(/"缪"/)
})

test('gifts that come to an end after one of the two has left name nobody', async () => {
  const [shopper, friend] = [await aShopper(world, at.shop, { name: '闻人一' }), await aShopper(world, at.shop, { name: '友人乙', points: 500 })]
  const { giftId } = await friend.api.sendGift({ to: shopper.phone.replace('+86', ''), points: 1 }, act())
  await shopper.api.leaveShop({ understood: true })
  await friend.api.listMyGifts({}).then(({ items }) => expect(items).toMatchObject([{ giftId, called: '**' }]))
  expect(await placesOf([/闻/])).toEqual([])
})
