/**
 * What processes share for a short while: counters that lapse, and word of what happened. Never the record: it may be
 * emptied at any moment and nothing is lost or doubled.
 */
export abstract class QuickStore {
  /** Adds one and answers the count within the window, which begins with the first. */
  abstract count(key: string, windowMs: number): Promise<{ count: number; resetMs: number }>
  /** The count as it stands, without adding. */
  abstract peek(key: string): Promise<number>
  abstract forget(key: string): Promise<void>
  /** Says that somebody is here for so long, and answers how many are. */
  abstract present(key: string, who: string, forMs: number): Promise<number>
  /** Says that somebody is not, and answers how many are. */
  abstract absent(key: string, who: string): Promise<number>
  abstract publish(channel: string, message: string): Promise<void>
  /** The answer ends the subscription. */
  abstract subscribe(channel: string, hear: (message: string) => void): Promise<() => void>
  abstract ping(): Promise<void>
  abstract close(): Promise<void>
}
