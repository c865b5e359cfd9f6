import type { TextVerdict, WechatAnswer } from '../platform/wechat/index.js'
import { judgeText, stateAfter } from './judge-text.js'

const said = (suggest: TextVerdict['suggest'], label = 100): WechatAnswer<TextVerdict> => ({ ok: true, value: { suggest, label, traceId: 't' } })
const away: WechatAnswer<TextVerdict> = { ok: false, problem: 'unreachable', errcode: null, errmsg: '' }

test('only a clear pass is shown by rule', () => {
  expect(stateAfter(judgeText('岩茶第一泡我从来不倒', said('pass')), true)).toBe('shown')
  expect(stateAfter(judgeText('岩茶第一泡我从来不倒', said('pass')), false)).toBe('queued')
  expect(stateAfter(judgeText('岩茶第一泡我从来不倒', said('review', 10001)), true)).toBe('queued')
  expect(stateAfter(judgeText('岩茶第一泡我从来不倒', said('risky', 20006)), true)).toBe('rejected')
})
test('WeChat away, out of quota or without an openid: it waits for a person', () => {
  for (const answer of [away, { ok: false, problem: 'quota', errcode: 45009, errmsg: '' } as const, null]) {
    expect(judgeText('好茶', answer)).toEqual({ suggest: 'unchecked', label: 'unchecked', keyword: null, source: 'none' })
    expect(stateAfter(judgeText('好茶', answer), true)).toBe('queued')
  }
})
test.each([['周末来湖滨店，找我 13800002046', 'phone-number', '13800002046'], ['加我微信 teaxx88 有内部价', 'advertising', '微信 teaxx88'], ['这款真的能治失眠', 'effect-claim', '治失眠']])('the shop\'s own list stops %s', (body, label, keyword) => {
  expect(judgeText(body, said('pass'))).toEqual({ suggest: 'review', label, keyword, source: 'shop' })
})
test('an order number is not a phone number, and what WeChat calls risky stays risky', () => {
  expect(judgeText('订单 613800002046123 已收到', said('pass')).suggest).toBe('pass')
  expect(judgeText('赌博 13800002046', said('risky', 20006))).toMatchObject({ suggest: 'risky', label: 'crime', source: 'wechat' })
})

test('the shop\'s own list: its words hold a text back, fine ones are not looked at, and it is a check only where nobody can be asked', () => {
  const own = { held: ['TeaXX'], fine: ['13800008888'], passes: true }
  expect(judgeText('加 teaxx 有内部价', null, own)).toMatchObject({ suggest: 'review', label: 'shop-word', keyword: 'TeaXX' })
  expect(judgeText('电话 13800008888', null, own)).toMatchObject({ suggest: 'pass', source: 'shop' })
  expect(judgeText('电话 13800008888 或 13900001111', null, own)).toMatchObject({ suggest: 'review', label: 'phone-number', keyword: '13900001111' })
  expect(judgeText('好茶', null, { ...own, passes: false })).toMatchObject({ suggest: 'unchecked' })
  // WeChat that does not answer is not WeChat that cannot be asked
  expect(judgeText('好茶', { ok: false } as never, own)).toMatchObject({ suggest: 'unchecked' })
  expect(judgeText('好茶', said('risky', 20006), own)).toMatchObject({ suggest: 'risky' })
})
