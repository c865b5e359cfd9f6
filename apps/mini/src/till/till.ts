import Taro from '@tarojs/taro'
import { ApiRefusal, createClient, routes, type Client, type Transport } from '@huitou/contract'
import { Unreached } from '../platform/call'
import { forget, keep, kept } from '../platform/keep'
import { network } from '../platform/network'
import { newKey } from '../platform/pending'
import { prefs } from '../platform/prefs'
import { createStore } from '../platform/store'
import { apiRoot } from '../platform/where'

// A till is a device of a store; who stands at it changes by PIN. Its tokens are kept apart from a member's on the same phone.
export interface Device { readonly tillId: string; readonly tillToken: string; readonly tillName: string; readonly storeName: string; readonly merchantName: string; readonly currency: string }
export interface Shift { readonly tokens: { accessToken: string; refreshToken: string }; readonly staffId: string; readonly name: string; readonly role: string; readonly openedAt: number }

export const device = createStore<Device | null>(kept<Device>('till-device'))
export const shift = createStore<Shift | null>(kept<Shift>('till-shift'))

export function rememberDevice(next: Device | null): void {
  device.set(next)
  if (next) keep('till-device', next)
  else forget('till-device')
}
export function rememberShift(next: Shift | null): void {
  shift.set(next)
  if (next) keep('till-shift', next)
  else forget('till-shift')
}

const request = async (url: string, method: string, header: Record<string, string>, body: unknown): Promise<{ status: number; answer: unknown }> => {
  try {
    const reply = await Taro.request<unknown, unknown>({ url: apiRoot() + url, method: method as 'GET', header: { 'accept-language': prefs.get().language, ...header }, data: body as Record<string, unknown> | undefined, timeout: 15_000 })
    network.set('online')
    return { status: reply.statusCode, answer: reply.data === '' ? undefined : reply.data }
  } catch (error) {
    const status = (error as { statusCode?: number; status?: number }).statusCode ?? (error as { status?: number }).status
    if (typeof status === 'number' && status > 0) return { status, answer: (error as { data?: unknown }).data }
    network.set('offline')
    throw new Unreached((error as { errMsg?: string }).errMsg ?? String(error))
  }
}

let renewing: Promise<boolean> | null = null
async function exchange(): Promise<boolean> {
  const now = shift.get()
  if (!now) return false
  const reply = await request('/api/session/refresh', 'POST', { 'content-type': 'application/json' }, { refreshToken: now.tokens.refreshToken })
  if (reply.status === 200) {
    rememberShift({ ...now, tokens: reply.answer as Shift['tokens'] })
    return true
  }
  if (reply.status === 401 || reply.status === 409) rememberShift(null)
  return false
}

const send: Transport = async r => {
  const go = (): Promise<{ status: number; answer: unknown }> => request(r.url, r.method, { ...r.headers, ...(shift.get() ? { authorization: `Bearer ${shift.get()!.tokens.accessToken}` } : {}) }, r.body)
  const first = await go()
  if (first.status !== 401 || !shift.get()) return first
  renewing ??= exchange().finally(() => { renewing = null })
  return (await renewing) ? go() : first
}

/** The API as the clerk of this shift. */
export const tillApi = createClient(routes, send)

type Acts = Client<typeof routes>
interface Named { readonly slot: string; readonly input: string; readonly key: string }

/**
 * An act of the till under a key that is kept before it is sent: whatever becomes of the reply, sending the same act again
 * gets the same answer and books once.
 */
export async function tillAct<N extends keyof Acts>(name: N, slot: string, input: Parameters<Acts[N]>[0]): Promise<Awaited<ReturnType<Acts[N]>>> {
  const all = kept<Named[]>('till-acts') ?? []
  const text = JSON.stringify(input)
  const known = all.find(a => a.slot === slot && a.input === text)
  const key = known?.key ?? newKey()
  if (!known) keep('till-acts', [...all.filter(a => a.slot !== slot), { slot, input: text, key }].slice(-40))
  const done = (): void => keep('till-acts', (kept<Named[]>('till-acts') ?? []).filter(a => a.slot !== slot))
  try {
    const answer = await (tillApi[name] as unknown as (i: unknown, o: { key: string }) => Promise<Awaited<ReturnType<Acts[N]>>>)(input, { key })
    done()
    return answer
  } catch (error) {
    if (error instanceof ApiRefusal && error.status < 500) done()
    throw error
  }
}

/** An act of this slot went out and no answer came: what became of it is not known yet. */
export const unanswered = (slot: string): boolean => (kept<Named[]>('till-acts') ?? []).some(a => a.slot === slot)

export const toTill = (page: 'sign-in' | 'scan' | 'keypad' | 'sale' | 'orders' | 'refund' | 'shift', query = ''): void => {
  const url = `/till/${page}${query}`
  if (page === 'refund' || page === 'orders' || page === 'keypad' || page === 'shift') void Taro.navigateTo({ url })
  else void Taro.redirectTo({ url })
}
