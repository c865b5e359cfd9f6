import Taro from '@tarojs/taro'
import { ApiRefusal, createClient, routes, type Client } from '@huitou/contract'
import { forget, keep, kept } from '../platform/keep'
import { network } from '../platform/network'
import { newKey } from '../platform/pending'
import { prefs } from '../platform/prefs'
import { renewalOf } from '../platform/renewal'
import { request, Unreached, type Reply, type Sent } from '../platform/request'
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

/** One call of the till, in its language; notes whether the server was reached. Throws Unreached. */
export async function ask(r: Sent): Promise<Reply> {
  try {
    const reply = await request({ ...r, url: apiRoot() + r.url, headers: { 'accept-language': prefs.get().language, ...r.headers } }, 15_000)
    network.set('online')
    return reply
  } catch (error) {
    if (error instanceof Unreached) network.set('offline')
    throw error
  }
}

// Whoever opened a shift in another window of this till took it over here, too.
const renewal = renewalOf<Shift>({ now: shift.get, kept: () => kept<Shift>('till-shift'), same: () => true, enter: rememberShift, leave: () => rememberShift(null) })

/** The API as the clerk of this shift. */
export const tillApi = createClient(routes, r => renewal.send(bearer => ask({ ...r, headers: { ...r.headers, ...bearer } })))

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
