import type { AnswerOf, routes } from '@huitou/contract'

export type Flash = AnswerOf<typeof routes.readMyFlash>
/** What the page has to say at an instant of the server's time. `waiting`: nothing is free, but it may be; `queued`: this member lines up for it. */
export type Stage = 'held' | 'bought' | 'soon' | 'open' | 'waiting' | 'queued' | 'gone' | 'paused' | 'over' | 'closed'

/** From what was read last and the server's time: nothing waits for the next reading to be said. */
export function stageOf(f: Flash, now: number): Stage {
  if (f.reservation?.state === 'held' && now < Date.parse(f.reservation.endsAt)) return 'held'
  if (f.mine >= f.perMember && f.reservation?.state === 'redeemed') return 'bought'
  if (f.phase === 'ended' || f.phase === 'stopped' || now >= Date.parse(f.until)) return 'over'
  if (f.phase === 'paused') return 'paused'
  if (!f.mayJoin) return 'closed'
  if (now < Date.parse(f.opensAt)) return 'soon'
  if (f.place !== null) return 'queued'
  if (f.left > 0) return 'open'
  return f.held > 0 || f.waiting > 0 ? 'waiting' : 'gone'
}

/** How soon to read again, in ms. Those who wait ask more often; everybody a little apart, so that they do not come together. */
export function pollMs(stage: Stage, toStart: number, apart: number): number {
  const base = stage === 'waiting' || stage === 'queued' || stage === 'open' ? 3000 : stage === 'soon' && toStart > 60_000 ? 20_000 : 6000
  return base + Math.round(base * 0.3 * apart)
}
