import type { Client } from '@huitou/contract'
import { ApiRefusal, type routes } from '@huitou/contract'
import { api } from './call'
import { forget, keep, kept } from './keep'

// Acts are named before they are sent. A reply that got lost, a phone that died, a second tap: the act goes out again
// under the same name and the server books it once.
interface Pending { readonly key: string; readonly slot: string; readonly input: string; readonly at: number }
type Acts = Client<typeof routes>
type ActName = keyof Acts

const read = (): Pending[] => kept<Pending[]>('pending') ?? []
const DAY = 24 * 60 * 60 * 1000

export const newKey = (): string => {
  let text = Date.now().toString(36) + '-'
  while (text.length < 28) text += Math.floor(Math.random() * 36 ** 4).toString(36)
  return text.slice(0, 28)
}

function keyFor(slot: string, input: string): string {
  const all = read().filter(p => Date.now() - p.at < DAY)
  const known = all.find(p => p.slot === slot && p.input === input)
  if (known) return known.key
  const made: Pending = { key: newKey(), slot, input, at: Date.now() }
  keep('pending', [...all.filter(p => p.slot !== slot), made].slice(-40))
  return made.key
}

const done = (slot: string): void => {
  const left = read().filter(p => p.slot !== slot)
  if (left.length) keep('pending', left)
  else forget('pending')
}

/** Sends an act under a key kept since the first try. The slot says which button it belongs to, "claim:<couponId>". */
export async function act<N extends ActName>(name: N, slot: string, input: Parameters<Acts[N]>[0]): Promise<Awaited<ReturnType<Acts[N]>>> {
  const send = api[name] as unknown as (input: unknown, options: { key: string }) => Promise<Awaited<ReturnType<Acts[N]>>>
  const key = keyFor(slot, JSON.stringify(input))
  try {
    const answer = await send(input, { key })
    done(slot)
    return answer
  } catch (error) {
    // A refusal is an answer and is kept by the server; faults and outages may be tried again under the same key.
    if (error instanceof ApiRefusal && error.status < 500) done(slot)
    throw error
  }
}
