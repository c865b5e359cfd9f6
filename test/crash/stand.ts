// The stand of test/setup/stand.mjs, with types.
export interface Called { token?: string; body?: unknown; key?: string }
export interface Shop { readonly merchantId: string; readonly slug: string; readonly owner: string; readonly apiKey: string; readonly ownerId: string }
export interface Stand {
  readonly adminUrl: string
  open(more?: { flags?: string[]; env?: Record<string, string>; redis?: boolean }): Promise<Stand>
  startApi(): Promise<void>
  startDatabase(): Promise<void>
  killApi(): Promise<void>
  killDatabase(): Promise<void>
  /** set where the machine has a Redis */
  readonly redis?: unknown
  startRedis(): Promise<boolean>
  killRedis(): Promise<void>
  emptyRedis(): Promise<void>
  close(): Promise<void>
  call<T = Record<string, unknown>>(method: string, path: string, more?: Called): Promise<T>
  openShop(name?: string): Promise<Shop>
  openTill(shop: Shop): Promise<string>
  addMembers(merchantId: string, count: number): Promise<string[]>
  memberToken(merchantId: string, memberId: string): string
  ask<T = Record<string, unknown>>(text: string, values?: unknown[]): Promise<T[]>
}

/** With a Redis beside it where the machine has one; where not, that is said. */
export async function openStand(name: string, env: Record<string, string> = {}): Promise<Stand> {
  const { Stand: Made } = await import(new URL('../setup/stand.mjs', import.meta.url).href) as { Stand: new (name: string) => Stand }
  const stand = await new Made(name).open({ redis: true, env })
  if (!stand.redis) console.warn('No redis-server on this machine: nothing is killed there.')
  return stand
}

/** Sends until there is an answer, always under the same key: what a till or a phone does after a lost reply. */
export async function untilAnswered<T>(stand: Stand, path: string, more: Called & { key: string }, patienceMs = 60_000): Promise<T> {
  for (const end = Date.now() + patienceMs; ;) {
    try { return await stand.call<T>('POST', path, more) } catch (error) {
      const status = (error as { status?: number }).status
      if (status !== undefined && status < 500 && status !== 429) throw error // a refusal or malformed: an answer
      if (Date.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 150))
    }
  }
}

/** How many cycles a crash test does: few in every run, fifty in the long one, HUITOU_CYCLES where somebody says. */
export const cyclesOf = (few: number): number => Number(process.env['HUITOU_CYCLES'] ?? (process.env['HUITOU_LONG'] ? 50 : few))

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** kill -9 of the API, then of Redis, then of PostgreSQL, in each cycle, and waits until work goes on. Answers how long the returns took. */
export async function killing(stand: Stand, cycles: number, progress: () => number): Promise<number[]> {
  const returns: number[] = []
  for (let cycle = 0; cycle < cycles; cycle++) {
    await pause(400 + Math.random() * 600)
    await stand.killApi(); await stand.startApi()
    if (stand.redis) {
      await pause(200 + Math.random() * 300)
      await stand.killRedis(); await pause(300); await stand.startRedis()
      await pause(400 + Math.random() * 300)
      await stand.emptyRedis()
    }
    await pause(400 + Math.random() * 600)
    await stand.killDatabase(); await pause(200); await stand.startDatabase()
    const before = progress(), began = Date.now()
    while (progress() < before + 10) { if (Date.now() > began + 45_000) throw new Error('it did not come back by itself within 45 seconds'); await pause(50) }
    returns.push(Date.now() - began)
  }
  return returns
}

export const isRefusal = (error: unknown): boolean => (error as { status?: number }).status === 409
