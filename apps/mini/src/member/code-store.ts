import { codeAt, untilNextCode } from '@huitou/contract'
import { api } from '../platform/call'
import { now, setClock } from '../platform/clock'
import { keep, kept } from '../platform/keep'

/**
 * One-time names issued in advance, so that this phone shows codes with no network at all. Each 30 seconds a fresh
 * one is shown and never shown again: two codes of one member do not link.
 */
interface Store { readonly deviceId: string; readonly secret: string; readonly aliases: readonly string[]; readonly expiresAt: string; readonly current: string | null; readonly step: number }

const STEP = 30_000
const LOW = 120
const DAY = 24 * 60 * 60 * 1000
let filling: Promise<void> | null = null

const read = (): Store | null => {
  const s = kept<Store>('aliases')
  return s && Date.parse(s.expiresAt) > now() ? s : null
}

/** Fills the store when it runs low or old. Quiet without a network: there is enough for hours. */
export function fillCodes(): Promise<void> {
  const s = read()
  if (s && s.aliases.length > LOW && Date.parse(s.expiresAt) - now() > DAY) return Promise.resolve()
  filling ??= refill(s).finally(() => { filling = null })
  return filling
}

async function refill(old: Store | null): Promise<void> {
  const fresh = await api.issueCodeAliases({ deviceId: old?.deviceId, want: 300 })
  setClock(fresh.serverNow)
  const was = read()
  const same = was !== null && was.secret === fresh.secret
  keep('aliases', { deviceId: fresh.deviceId, secret: fresh.secret, aliases: fresh.aliases, expiresAt: fresh.expiresAt, current: same ? was.current : null, step: same ? was.step : -1 } satisfies Store)
}

export interface Shown { readonly digits: string; /** milliseconds this code is shown for */ readonly left: number }

/** The digits of this very moment; null when this phone was never filled. */
export function codeNow(): Shown | null {
  const s = read()
  if (!s) return null
  const at = now()
  const step = Math.floor(at / STEP)
  let { current, aliases } = s
  if (s.step !== step || !current) {
    // When all are shown and no network came, the last one keeps working until it is scanned.
    current = aliases[0] ?? current
    if (!current) return null
    aliases = aliases.length > 1 ? aliases.slice(1) : aliases
    keep('aliases', { ...s, current, aliases, step } satisfies Store)
  }
  return { digits: codeAt({ secret: s.secret, alias: current, at }), left: untilNextCode(at) }
}

/** A scan consumed the code: the next look shows another. */
export function dropCode(): void {
  const s = read()
  if (s) keep('aliases', { ...s, current: null, step: -1 } satisfies Store)
}
