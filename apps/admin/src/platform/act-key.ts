import { isProblem } from './problem'

const slot = (name: string, input: unknown) => `huitou.act.${name}.${JSON.stringify(input)}`

/** A random name for an act. `randomUUID` is missing on plain http (the local network), `getRandomValues` is not. */
export function newKey(): string {
  if (crypto.randomUUID) return crypto.randomUUID()
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('')
}

/** The key of this very request: the stored one if an earlier try had no answer. */
export function keyFor(name: string, input: unknown): string {
  const at = slot(name, input)
  const known = sessionStorage.getItem(at)
  if (known) return known
  const fresh = newKey()
  sessionStorage.setItem(at, fresh)
  return fresh
}

/** Answered: the next time is another act. A lost line or a fault is no answer. */
export function forgetKey(name: string, input: unknown, error?: unknown): void {
  if (error && isProblem(error) && (error.kind === 'offline' || error.kind === 'fault')) return
  sessionStorage.removeItem(slot(name, input))
}
