/**
 * What processes share for a short while: counters that lapse, and word of what happened. Never the record: it may be
 * emptied at any moment and nothing is lost or doubled.
 */
export interface QuickStore {
  /** Adds one and answers the count within the window, which begins with the first. */
  count(key: string, windowMs: number): Promise<{ count: number; resetMs: number }>
  publish(channel: string, message: string): Promise<void>
  /** The answer ends the subscription. */
  subscribe(channel: string, hear: (message: string) => void): Promise<() => void>
  ping(): Promise<void>
  close(): Promise<void>
}
