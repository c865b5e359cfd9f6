import { WechatClient } from './wechat-client.js'
import { isOutage } from './wechat-answer.js'
import { openIdOf, wechatSandbox, type WechatSandbox } from './wechat-sandbox.js'

const app = { appId: 'wx5a4d8e00c0ffee01', secret: 'sandbox-secret' }
let sandbox: WechatSandbox
let client: WechatClient
let origin = ''
let now = 1_800_000_000_000

beforeEach(async () => {
  now = 1_800_000_000_000
  sandbox = wechatSandbox(app, () => now)
  origin = await sandbox.server.listen({ port: 0, host: '127.0.0.1' })
  client = new WechatClient({ origin, timeoutMs: 10_000 }, app, () => now)
})
afterEach(() => sandbox.server.close())

describe('login by code', () => {
  test('a code gives the openid of its person, once', async () => {
    const first = await client.session('sandbox-login-xiaoman-1')
    expect(first).toMatchObject({ ok: true, value: { openId: openIdOf(app.appId, 'xiaoman') } })
    expect(await client.session('sandbox-login-xiaoman-1')).toMatchObject({ ok: false, problem: 'bad-code', errcode: 40163 })
    expect(await client.session('sandbox-login-xiaoman-2')).toMatchObject({ ok: true, value: { openId: openIdOf(app.appId, 'xiaoman') } })
  })
  test('a made-up code is 40029', async () => {
    expect(await client.session('nonsense')).toMatchObject({ ok: false, problem: 'bad-code', errcode: 40029 })
  })
  test('a wrong secret says so, and the secret is not in the message', async () => {
    const wrong = new WechatClient({ origin, timeoutMs: 300 }, { ...app, secret: 'other-secret' }, () => now)
    const answer = await wrong.session('sandbox-login-a-1')
    expect(answer).toMatchObject({ ok: false, problem: 'bad-credentials', errcode: 40125 })
    expect(JSON.stringify(answer)).not.toContain('other-secret')
  })
  test.each([[-1, 'busy'], [45011, 'quota'], [40226, 'risky-person'], ['silence', 'unreachable'], ['garbage', 'unreachable'], ['http-502', 'unreachable']] as const)('%s is told as %s', async (how, problem) => {
    sandbox.fail('/sns/jscode2session', how)
    // a server that says nothing is waited for this long only
    const hasty = how === 'silence' ? new WechatClient({ origin, timeoutMs: 300 }, app, () => now) : client
    const answer = await hasty.session('sandbox-login-a-1')
    expect(answer).toMatchObject({ ok: false, problem })
    if (!answer.ok) expect(isOutage(answer.problem)).toBe(problem !== 'risky-person')
    expect(await client.session('sandbox-login-a-2')).toMatchObject({ ok: true })
  })
  test('a server that is gone is unreachable, not a fault', async () => {
    const nowhere = new WechatClient({ origin: 'http://127.0.0.1:9', timeoutMs: 300 }, app, () => now)
    expect(await nowhere.session('sandbox-login-a-1')).toEqual({ ok: false, problem: 'unreachable', errcode: null, errmsg: 'no connection' })
  })
})

describe('access token', () => {
  const check = (n = 0) => client.checkText({ openId: openIdOf(app.appId, 'a'), scene: 3, content: `好茶 ${n}` })
  test('fifty callers at once fetch one token', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => check(n)))
    expect(answers.every((a) => a.ok)).toBe(true)
    expect(sandbox.calls('/cgi-bin/stable_token')).toBe(1)
  })
  test('it is refreshed before it lapses, not sooner', async () => {
    await check()
    now += 6_900_000
    await check()
    expect(sandbox.calls('/cgi-bin/stable_token')).toBe(1)
    now += 11_000
    expect(await check()).toMatchObject({ ok: true })
    expect(sandbox.calls('/cgi-bin/stable_token')).toBe(2)
    expect(sandbox.calls('/wxa/msg_sec_check')).toBe(3)
  })
  test('a lapsed token is renewed once for all who met it, and each call sent again', async () => {
    await check()
    sandbox.lapseTokens()
    const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => check(n)))
    expect(answers.every((a) => a.ok)).toBe(true)
    expect(sandbox.calls('/cgi-bin/stable_token')).toBe(2)
  })
  test('a token refused although it is the newest is forced anew', async () => {
    await check()
    sandbox.fail('/wxa/msg_sec_check', 40001)
    expect(await check()).toMatchObject({ ok: true })
    expect(sandbox.calls('/cgi-bin/stable_token')).toBe(3)
  })
  test('refused twice ends there', async () => {
    sandbox.fail('/wxa/msg_sec_check', 42001, 2)
    expect(await check()).toMatchObject({ ok: false, problem: 'bad-token', errcode: 42001 })
    expect(sandbox.calls('/wxa/msg_sec_check')).toBe(2)
  })
  test('no token, no call', async () => {
    sandbox.fail('/cgi-bin/stable_token', 45009)
    expect(await check()).toMatchObject({ ok: false, problem: 'quota', errcode: 45009 })
    expect(sandbox.calls('/wxa/msg_sec_check')).toBe(0)
  })
})

test('the phone of a one-tap code, once', async () => {
  expect(await client.phone('sandbox-phone-13800002046-1')).toEqual({ ok: true, value: { phoneNumber: '13800002046', purePhoneNumber: '13800002046', countryCode: '86' } })
  expect(await client.phone('sandbox-phone-13800002046-1')).toMatchObject({ ok: false, problem: 'bad-code' })
})

test('one acceptance is one message', async () => {
  const openId = openIdOf(app.appId, 'xiaoman')
  const message = { openId, templateId: 'tpl-coupon', page: 'pages/coupon/index', fields: { thing1: '满100减20', date2: '2026-12-01' } }
  expect(await client.sendSubscribeMessage(message)).toMatchObject({ ok: false, problem: 'no-consent', errcode: 43101 })
  sandbox.accept(openId, 'tpl-coupon')
  expect(await client.sendSubscribeMessage(message)).toEqual({ ok: true, value: null })
  expect(await client.sendSubscribeMessage(message)).toMatchObject({ ok: false, problem: 'no-consent' })
  expect(sandbox.sent).toEqual([{ openId, templateId: 'tpl-coupon', page: 'pages/coupon/index', fields: { thing1: '满100减20', date2: '2026-12-01' } }])
  expect(await client.sendSubscribeMessage({ ...message, fields: { thing1: '一'.repeat(21) } })).toMatchObject({ ok: false, errcode: 47003, problem: 'refused' })
})

describe('text check', () => {
  const openId = openIdOf(app.appId, 'a')
  test.each([['今天的岩茶回甘很好', 'pass', 100], ['想要的加微信', 'review', 10001], ['刷单返利日结', 'risky', 20006]] as const)('%s is %s', async (content, suggest, label) => {
    expect(await client.checkText({ openId, scene: 3, content })).toMatchObject({ ok: true, value: { suggest, label } })
  })
  test('the title is judged too', async () => {
    expect(await client.checkText({ openId, scene: 3, title: '赌博', content: '好茶' })).toMatchObject({ ok: true, value: { suggest: 'risky' } })
  })
  test('a person not seen for two hours is told apart', async () => {
    sandbox.fail('/wxa/msg_sec_check', 61010)
    expect(await client.checkText({ openId, scene: 2, content: '好茶' })).toMatchObject({ ok: false, problem: 'not-recent' })
  })
})
