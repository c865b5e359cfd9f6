import sharp from 'sharp'
import { ApiRefusal } from '@huitou/contract'
import { expectBalanced } from '../../../../test/setup/world-database.js'
import { formOf, sendPicture, type SentPicture } from '../../../../test/pictures.js'
import { act, aMember, aShop, bootApi, type Api, type Member, type Shop, type World } from '../../../../test/world.js'
import { runNights } from '../nightly/run-night.js'
import { Doors } from '../platform/database/index.js'
import { GroupCommit } from '../platform/group-commit/index.js'
import { openIdOf, signPush, WechatDoor, type WechatSandbox } from '../platform/wechat/index.js'
import { ANSWER_WITHIN, PICTURES_PER_DAY } from './pictures.js'
import { kindOf, PICTURE, shrinkPicture, Shrinking } from './shrink-picture.js'

let world: World
let shop: Shop
let owner: Api
let topicId: string
let sandbox: WechatSandbox
const BODY = '岩茶第一泡我从来不倒。十秒出汤，烟火气最足，倒了可惜。'

beforeAll(async () => {
  world = await bootApi()
  await world.app.listen({ port: 0, host: '127.0.0.1' })
  sandbox = world.get(WechatDoor).sandbox!
})
afterAll(() => world?.close())
afterEach(() => expectBalanced(world.db.adminUrl))
beforeEach(async () => {
  shop = await aShop(world)
  owner = world.as(shop.ownerToken)
  topicId = (await owner.addTopic({ title: '今天喝什么' })).topicId
})

type Talker = Member & { api: Api }
async function aTalker(o: { openid?: boolean } = {}): Promise<Talker> {
  const member = await aMember(world, shop, { name: '许一杯' })
  if (o.openid ?? true) await world.admin.query('update member set wx_openid = $2 where member_id = $1', [member.memberId, openIdOf('wx00000000demo0000', member.memberId)])
  return { ...member, api: world.as(member.token) }
}
const draw = (width = 640, height = 480, kind: 'jpeg' | 'png' | 'webp' = 'jpeg') => sharp({ create: { width, height, channels: 3, background: '#7a9c8c' } }).toFormat(kind).toBuffer()
const send = async (who: Member, bytes?: Buffer): Promise<SentPicture> => sendPicture(world, who.token, bytes ?? (await draw()))
const refusalOf = async (who: Member, bytes: Buffer) => (await world.app.inject(formOf(who.token, bytes))).json() as { code: string; status: number }
const codeOf = (call: Promise<unknown>) => call.then(() => 'granted', (e: unknown) => (e instanceof ApiRefusal ? (e.problem?.code ?? e.status) : Promise.reject(e)))
const get = (url: string, headers: Record<string, string> = {}) => world.app.inject({ method: 'GET', url, headers })
const write = async (who: Talker, ...pictures: SentPicture[]) => who.api.writePost({ topicId, body: BODY, pictures: pictures.map((p) => p.pictureId) }, act())
const stateOf = async (who: Talker, postId: string) => (await who.api.readPost({ postId })).post.state

describe('what comes in', () => {
  test.each([['jpeg', 640, 480], ['png', 1000, 3000], ['webp', 4000, 1000]] as const)('a %s of %d x %d is drawn anew as our JPEG, in two sizes', async (kind, w, h) => {
    const bytes = await draw(w, h, kind)
    expect(kindOf(bytes)).toBe(kind)
    const shrunk = await shrinkPicture(bytes)
    if (!shrunk.ok) throw new Error(shrunk.code)
    const [large, small] = await Promise.all([shrunk.large, shrunk.small].map((b) => sharp(b).metadata()))
    const scale = Math.min(1, PICTURE.largePx / Math.max(w, h))
    expect([large!.format, large!.width, large!.height]).toEqual(['jpeg', Math.round(w * scale), Math.round(h * scale)])
    expect([shrunk.width, shrunk.height]).toEqual([large!.width, large!.height])
    expect(Math.max(small!.width, small!.height)).toBeLessThanOrEqual(PICTURE.smallPx)
  })

  test('where and with what it was taken does not go on, and it stands upright', async () => {
    const taken = await sharp({ create: { width: 300, height: 200, channels: 3, background: '#224433' } }).jpeg().withExif({ IFD0: { Make: 'SecretCam', Artist: '林若溪' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 15/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '120/1 9/1 0/1' } }).withMetadata({ orientation: 6 }).toBuffer()
    expect(taken.includes('SecretCam')).toBe(true)
    const shrunk = await shrinkPicture(Buffer.concat([taken, Buffer.from('<script>ran(1)</script>')]))
    if (!shrunk.ok) throw new Error(shrunk.code)
    for (const bytes of [shrunk.large, shrunk.small]) {
      const seen = await sharp(bytes).metadata()
      expect([seen.exif, seen.orientation, seen.icc, seen.xmp]).toEqual([undefined, undefined, undefined, undefined])
      expect(/SecretCam|Exif|GPS|script/.test(bytes.toString('latin1'))).toBe(false)
    }
    expect([shrunk.width, shrunk.height]).toEqual([200, 300])
  })

  const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" onload="ran(1)"><script>ran(2)</script></svg>'
  test.each([
    ['an SVG', Buffer.from(SVG)], ['a page', Buffer.from('<!doctype html><script>ran(1)</script>')], ['a PDF', Buffer.from('%PDF-1.7 1 0 obj')], ['a GIF', Buffer.from('GIF89a\u0001\u0000\u0001\u0000', 'latin1')], ['nothing', Buffer.from('x')],
    ['a page that begins as a JPEG', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('<script>ran(1)</script>')])], ['an SVG that begins as a PNG', Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), Buffer.from(SVG)])],
  ])('%s is no picture, whatever it is called', async (_what, bytes) => {
    const who = await aMember(world, shop)
    for (const type of ['image/jpeg', 'image/svg+xml', 'text/html']) expect((await world.app.inject(formOf(who.token, bytes, { type, name: 'a.jpg' }))).json()).toMatchObject({ status: 409, code: 'picture-not-readable' })
    expect((await world.admin.query('select count(*)::int n from picture where member_id = $1', [who.memberId])).rows[0]).toEqual({ n: 0 })
  })

  test('a picture cut off, one too small, and a few kilobytes that would unpack to gigabytes', async () => {
    const who = await aMember(world, shop)
    const noise = await sharp(Buffer.alloc(300 * 300 * 3, 0).map((_, i) => (i * 7919) % 251), { raw: { width: 300, height: 300, channels: 3 } }).jpeg().toBuffer()
    expect(await refusalOf(who, noise.subarray(0, noise.length / 2))).toMatchObject({ code: 'picture-not-readable' })
    expect(await refusalOf(who, await draw(20, 20))).toMatchObject({ code: 'picture-too-big' })
    const bomb = await sharp({ create: { width: 11_000, height: 11_000, channels: 3, background: '#fff' }, limitInputPixels: false }).png({ compressionLevel: 9 }).toBuffer()
    expect(bomb.length).toBeLessThan(1_000_000)
    const before = process.memoryUsage().rss
    expect(await refusalOf(who, bomb)).toMatchObject({ code: 'picture-too-big' })
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000)
  })

  test('larger than may be, not a form, a form without it, and nobody who is signed in', async () => {
    const who = await aMember(world, shop)
    expect((await world.app.inject(formOf(who.token, Buffer.concat([await draw(), Buffer.alloc(PICTURE.mostBytes)])))).json()).toMatchObject({ status: 409, code: 'picture-too-large', facts: { megabytes: 5 } })
    const headers = { authorization: `Bearer ${who.token}` }
    for (const asked of [{ payload: '{}', headers: { ...headers, 'content-type': 'application/json' } }, { payload: 'x', headers: { ...headers, 'content-type': 'multipart/form-data' } }, { payload: '--x--', headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' } }]) expect((await world.app.inject({ method: 'POST', url: '/api/me/pictures', ...asked })).statusCode).toBe(400)
    expect((await world.app.inject(formOf(who.token, await draw(), { field: 'other' }))).statusCode).toBe(400)
    expect((await world.app.inject(formOf('', await draw()))).statusCode).toBe(401)
    expect((await world.app.inject(formOf(shop.ownerToken, await draw()))).statusCode).toBe(403)
  })

  test('few are unpacked at once, and who comes when many wait is told to wait', async () => {
    const shrinking = new Shrinking()
    const bytes = await draw(2000, 2000)
    const done = await Promise.all(Array.from({ length: 20 }, () => shrinking.shrink(bytes)))
    expect([done.filter((d) => d?.ok).length, done.filter((d) => d === null).length]).toEqual([14, 6])
    expect((await shrinking.shrink(bytes))?.ok).toBe(true)
  })

  test('so many a day, also in a race', async () => {
    const who = await aTalker({ openid: false })
    const first = await send(who)
    await world.admin.query(`insert into picture select merchant_id, gen_random_uuid(), member_id, null, 0, width, height, large, small, state, label, null, created_at, answered_at from picture, generate_series(1, ${PICTURES_PER_DAY - 3}) where picture_id = $1`, [first.pictureId])
    const bytes = await draw()
    const codes = (await Promise.all(Array.from({ length: 5 }, () => world.app.inject(formOf(who.token, bytes))))).map((r) => r.statusCode)
    expect([codes.filter((c) => c === 201).length, codes.filter((c) => c === 409).length]).toEqual([2, 3])
  })
})

describe('who sees it', () => {
  test('its author alone until WeChat has passed it and the post is shown; then everybody, by an address without an end', async () => {
    const [writer, reader] = [await aTalker(), await aTalker()]
    sandbox.sayOfMedia('silence')
    const sent = await send(writer)
    expect((await get(sent.smallUrl)).headers).toMatchObject({ 'content-type': 'image/jpeg', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox", 'cache-control': 'private, max-age=600' })
    const post = await write(writer, sent)
    expect(post).toMatchObject({ state: 'checking', pictures: [{ pictureId: sent.pictureId, width: 640, height: 480 }] })
    expect((await reader.api.listPosts({ topicId })).items).toEqual([])
    const waiting = await owner.listReviewQueue({})
    expect(waiting).toMatchObject({ waiting: 1, items: [{ itemId: post.postId, check: { label: 'picture-waiting' }, pictures: [{ check: 'waiting' }] }] })
    expect((await get(waiting.items[0]!.pictures[0]!.smallUrl)).statusCode).toBe(200)
    await world.admin.query("update picture set created_at = created_at - make_interval(secs => $2) where picture_id = $1", [sent.pictureId, ANSWER_WITHIN / 1000 + 1])
    expect((await owner.listReviewQueue({})).items[0]).toMatchObject({ check: { label: 'picture-unchecked' }, pictures: [{ check: 'unchecked', label: 'no-answer' }] })
    await owner.decidePost({ itemId: post.postId, decision: 'approve' }, act())
    const [shown] = (await reader.api.listPosts({ topicId })).items
    const { url } = shown!.pictures[0]!
    const reply = await get(url)
    expect([reply.statusCode, (await sharp(reply.rawPayload).metadata()).format]).toEqual([200, 'jpeg'])
    expect((await get(url, { 'if-none-match': String(reply.headers.etag) })).statusCode).toBe(304)
    expect(await later(3 * 3_600_000, async () => [(await get(url)).statusCode, (await get(sent.url)).statusCode])).toEqual([200, 404])
    await owner.decidePost({ itemId: post.postId, decision: 'remove', reason: '广告' }, act())
    expect((await get(url)).statusCode).toBe(404)
  })

  test('an address is not made up, not altered, and not one of another shop', async () => {
    const writer = await aTalker()
    const { smallUrl } = await send(writer)
    await sandbox.mediaSettled()
    const sealed = smallUrl.split('/').at(-1)!
    const bytes = Buffer.from(sealed, 'base64url')
    for (let at = 0; at < bytes.length; at++) {
      const other = Buffer.from(bytes)
      other[at]! ^= 1
      expect([at, (await get(`/api/pictures/${other.toString('base64url')}`)).statusCode]).toEqual([at, 404])
    }
    expect((await get('/api/pictures/x')).statusCode).toBe(400)
  })
})

describe('the check', () => {
  test('passed pictures let a post be shown, and WeChat fetched ours without a token', async () => {
    const [writer, reader] = [await aTalker(), await aTalker()]
    const sent = [await send(writer), await send(writer, await draw(800, 800, 'png'))]
    await sandbox.mediaSettled()
    const post = await write(writer, ...sent)
    expect([post.state, post.pictures.map((p) => p.pictureId)]).toEqual(['shown', sent.map((s) => s.pictureId)])
    expect(sandbox.mediaSeen.slice(-2).every((s) => s.bytes > 500)).toBe(true)
    expect((await reader.api.listPosts({ topicId })).items[0]!.pictures).toHaveLength(2)
  })
  test('an answer that comes after the words shows the post then, once', async () => {
    const writer = await aTalker()
    sandbox.sayOfMedia('silence', 'twice')
    const [first, second] = [await send(writer), await send(writer)]
    await sandbox.mediaSettled()
    const post = await write(writer, first, second)
    expect(post.state).toBe('checking')
    const trace = (await world.admin.query<{ trace_id: string }>('select trace_id from picture where picture_id = $1', [first.pictureId])).rows[0]!.trace_id
    const answers = await Promise.all(Array.from({ length: 6 }, () => push(trace, 'pass')))
    expect(answers).toEqual(Array(6).fill('200 success'))
    expect(await stateOf(writer, post.postId)).toBe('shown')
    expect((await writer.api.listMessages({})).items.filter((m) => m.title.code === 'inbox-post-shown')).toHaveLength(1)
    // a later and worse answer under the same trace changes nothing: the first stands
    expect(await push(trace, 'risky')).toBe('200 success')
    expect(await stateOf(writer, post.postId)).toBe('shown')
  })
  test.each([['review', 'review'], ['risky', 'risky'], ['unreadable', 'unchecked']] as const)('%s goes to the owner', async (said, state) => {
    const writer = await aTalker()
    sandbox.sayOfMedia('pass', said)
    const sent = [await send(writer), await send(writer)]
    await sandbox.mediaSettled()
    expect((await write(writer, ...sent)).state).toBe('queued')
    expect((await owner.listReviewQueue({})).items).toMatchObject([{ check: { label: `picture-${state}`, suggest: state }, pictures: [{ check: 'pass' }, { check: state }] }])
  })
  test('no openid, WeChat away, or out of quota: the owner looks', async () => {
    const [web, app] = [await aTalker({ openid: false }), await aTalker()]
    await owner.changeSetting({ key: 'community-own-check', value: true })
    expect((await write(web, await send(web))).state).toBe('queued')
    for (const how of [45009, 61010, 'silence', 'garbage'] as const) {
      sandbox.fail('/wxa/media_check_async', how)
      expect([how, (await write(app, await send(app))).state]).toEqual([how, 'queued'])
    }
    expect((await owner.listReviewQueue({})).items.map((i) => i.pictures[0]!.check)).toEqual(Array(5).fill('unchecked'))
  })
  test('bad words are sent back without waiting for the pictures, and a shop that looks at everything looks at this', async () => {
    const writer = await aTalker()
    sandbox.sayOfMedia('silence', 'pass')
    const [first, second] = [await send(writer), await send(writer)]
    await sandbox.mediaSettled()
    expect(await codeOf(writer.api.writePost({ topicId, body: '刷单返利日结', pictures: [first.pictureId] }, act()))).toBe('content-refused')
    await owner.changeSetting({ key: 'community-approve-by-rule', value: false })
    expect((await write(writer, second)).state).toBe('queued')
  })
  test('a picture is in one post of its own author, once, also in a race', async () => {
    const [writer, thief] = [await aTalker(), await aTalker()]
    const sent = await send(writer)
    await sandbox.mediaSettled()
    expect(await codeOf(write(thief, sent))).toBe('picture-gone')
    const elsewhere = await aShop(world)
    const stranger = world.as((await aMember(world, elsewhere)).token)
    const there = await world.as(elsewhere.ownerToken).addTopic({ title: '别家' })
    expect(await codeOf(stranger.writePost({ topicId: there.topicId, body: BODY, pictures: [sent.pictureId] }, act()))).toBe('picture-gone')
    const both = await Promise.all([codeOf(write(writer, sent)), codeOf(write(writer, sent))])
    expect(both.sort()).toEqual(['granted', 'picture-gone'])
    expect(await codeOf(writer.api.writePost({ topicId, body: BODY, pictures: [sent.pictureId, sent.pictureId] }, act()))).toBe('malformed')
  })
})

describe('the push address', () => {
  test('says the echo back to who signs rightly, and nothing to others', async () => {
    const ask = (o: { token?: string; at?: number; signature?: string }) => {
      const at = { timestamp: String(Math.floor((o.at ?? world.clock.now()) / 1000)), nonce: 'n0nce' }
      return get(`/api/wechat/push?signature=${o.signature ?? signPush(o.token ?? world.get(WechatDoor).pushToken!, at)}&timestamp=${at.timestamp}&nonce=${at.nonce}&echostr=42echo`)
    }
    const right = await ask({})
    expect([right.statusCode, right.body, right.headers['content-type']]).toEqual([200, '42echo', 'text/plain; charset=utf-8'])
    const wrong = [await ask({ token: 'other' }), await ask({ signature: 'f'.repeat(40) }), await ask({ at: world.clock.now() - 16 * 60_000 }), await ask({ at: world.clock.now() + 16 * 60_000 })]
    expect(wrong.map((w) => w.statusCode)).toEqual([403, 403, 403, 403])
  })
  test('an encrypted message, XML and another event', async () => {
    expect(await pushBody({ Encrypt: 'AAAA', ToUserName: 'x' })).toMatch(/^400 /)
    expect(await pushBody('<xml></xml>')).toMatch(/^400 /)
    expect(await pushBody({ MsgType: 'event', Event: 'user_enter_tempsession' })).toBe('200 success')
    expect(await push('no-such-trace-0001', 'pass')).toMatch(/^503 /)
  })
})

test('merged they follow, exported they are listed, erased their bytes are gone; the night sweeps what is in no post', async () => {
  const [kept, gone] = [await aTalker(), await aTalker()]
  const [sent, loose] = [await send(gone), await send(kept)]
  await sandbox.mediaSettled()
  const post = await write(gone, sent)
  await owner.mergeMembers({ memberId: kept.memberId, otherId: gone.memberId }, act())
  const mine = await kept.api.exportMe({}) as { pictures: { picture_id: string; post_id: string | null; bytes: number }[] }
  expect(new Map(mine.pictures.map((p) => [p.picture_id, p.post_id]))).toEqual(new Map([[sent.pictureId, post.postId], [loose.pictureId, null]]))
  const rows = async () => (await world.admin.query<{ picture_id: string }>('select picture_id from picture where merchant_id = $1', [shop.merchantId])).rows.map((r) => r.picture_id).sort()
  const night = async (day: string) => runNights({ database: world.database, groupCommit: world.get(GroupCommit), doors: world.get(Doors), clock: world.clock }, shop.merchantId, day, 'test')
  const day = () => new Date(world.clock.now()).toISOString().slice(0, 10)
  await night(day())
  expect(await rows()).toEqual([loose.pictureId, sent.pictureId].sort())
  await later(25 * 3_600_000, () => night(day()))
  expect(await rows()).toEqual([sent.pictureId])
  const { url } = (await kept.api.readPost({ postId: post.postId })).post.pictures[0]!
  await kept.api.leaveShop({ understood: true })
  expect([await rows(), (await get(url)).statusCode]).toEqual([[], 404])
})

/** What is seen at a later hour; tokens end sooner, so the hour goes back. */
async function later<T>(ms: number, see: () => Promise<T>): Promise<T> {
  const now = world.clock.now()
  world.clock.set(now + ms)
  try { return await see() } finally { world.clock.set(now) }
}

async function pushBody(body: unknown): Promise<string> {
  const at = { timestamp: String(Math.floor(world.clock.now() / 1000)), nonce: String(Math.random()).slice(2, 12) }
  const type = typeof body === 'string' ? 'text/xml' : 'application/json'
  const reply = await world.app.inject({ method: 'POST', url: `/api/wechat/push?signature=${signPush(world.get(WechatDoor).pushToken!, at)}&timestamp=${at.timestamp}&nonce=${at.nonce}`, headers: { 'content-type': type }, payload: typeof body === 'string' ? body : JSON.stringify(body) })
  return `${reply.statusCode} ${reply.body}`
}
const push = (trace: string, suggest: string) => pushBody({ MsgType: 'event', Event: 'wxa_media_check', appid: 'wx', trace_id: trace, version: 2, errcode: 0, detail: [], result: { suggest, label: 100 } })
