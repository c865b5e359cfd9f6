/** A cache that does not answer at once holds nobody up, and is left alone for a moment. */
const PATIENCE_MS = 400
const AWAY_MS = 500

/** Asks what is good to know and not the record: whoever does not answer in time is taken to know nothing. */
export class Patience {
  private awayUntil = 0

  async ask<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
    if (performance.now() < this.awayUntil) return otherwise
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, fail) => { timer = setTimeout(() => fail(new Error('late')), PATIENCE_MS) })
    try {
      return await Promise.race([work(), late])
    } catch {
      this.awayUntil = performance.now() + AWAY_MS
      return otherwise
    } finally {
      clearTimeout(timer)
    }
  }
}
