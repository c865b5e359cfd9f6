/**
 * What WeChat may answer instead of what was asked for, sorted by what the caller can do about it.
 * Codes are those of the documentation of each interface ("errcode 的合法值").
 */
export type WechatProblem =
  | 'bad-code' // the wx.login or phone code is wrong, used or too old: ask the phone for another
  | 'bad-token' // the access token is not accepted: take a new one, once
  | 'quota' // too many calls: later
  | 'busy' // WeChat says try again
  | 'unreachable' // no answer in time, or no answer of its form
  | 'risky-person' // WeChat blocked this person's login
  | 'bad-credentials' // appid, secret or the address of this server is not accepted
  | 'no-consent' // the person did not accept, or took back, this message
  | 'bad-recipient' // no such openid
  | 'not-recent' // the person was not in the mini-program in the last two hours
  | 'refused' // anything else: errcode says what

const MEANING: Readonly<Record<number, WechatProblem>> = {
  [-1]: 'busy',
  40001: 'bad-token', 40014: 'bad-token', 41001: 'bad-token', 42001: 'bad-token',
  40029: 'bad-code', 40163: 'bad-code', 41008: 'bad-code',
  40226: 'risky-person',
  45009: 'quota', 45011: 'quota', 44991: 'quota',
  40002: 'bad-credentials', 40013: 'bad-credentials', 40125: 'bad-credentials', 40164: 'bad-credentials', 41002: 'bad-credentials', 41004: 'bad-credentials',
  40003: 'bad-recipient', 43101: 'no-consent', 61010: 'not-recent',
}

/** An answer of WeChat, or why there is none. `errcode` is null when nothing of WeChat's form came back. */
export type WechatAnswer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: WechatProblem; readonly errcode: number | null; readonly errmsg: string }

export const problemOf = (errcode: number): WechatProblem => MEANING[errcode] ?? 'refused'

/** Whether the same call may be sent again by itself: nothing the person did is at fault. */
export const isOutage = (problem: WechatProblem): boolean => problem === 'busy' || problem === 'unreachable' || problem === 'quota'
