import { en, knows, say, zh } from './index.js'

test('both languages have the same codes', () => {
  expect(Object.keys(en).filter((c) => !(c in zh))).toEqual([])
  expect(Object.keys(zh).filter((c) => !(c in en))).toEqual([])
})

test('no sentence shouts, pleads, or shows a hole where a fact is missing', () => {
  for (const code of Object.keys(zh)) for (const language of ['zh-CN', 'en'] as const) {
    const sentence = say(code, {}, language)
    expect([code, sentence]).toEqual([code, expect.not.stringMatching(/undefined|null|NaN|[!！]|亲|尊敬的|立即/)])
    expect([code, sentence.length > 0]).toEqual([code, true])
  }
})

test('facts are said in the reader\'s way', () => {
  expect(say('points-short', { missing: 1140 }, 'zh-CN')).toBe('积分差 1,140 分')
  expect(say('no-such-code', {}, 'en')).toBe('no-such-code')
  expect(knows('points-short')).toBe(true)
})

test('several names are parted as the language parts them; one text of before stands as it is', () => {
  const names = ['秋茶季立减', '器物 8.8 折']
  expect(say('price-runner-up', { names, moreMinor: 384 }, 'en')).toBe('With 秋茶季立减, 器物 8.8 折 instead the customer pays ¥3.84 more')
  expect(say('price-runner-up', { names, moreMinor: 384 }, 'zh-CN')).toBe('改用秋茶季立减、器物 8.8 折，客人多付 ¥3.84')
  expect(say('price-runner-up', { names: [], moreMinor: 384 }, 'en')).toBe('Without offers the customer pays ¥3.84 more')
  expect([say('offer-other-tier', { tierNames: ['金卡', '黑卡'] }, 'en'), say('offer-other-store', { storeNames: ['南山路店', '天目里店'] }, 'en'), say('offer-other-tier', { tierNames: '金卡' }, 'en')]).toEqual(['For 金卡, 黑卡', 'Only at 南山路店, 天目里店', 'For 金卡'])
})
