import type { Instant } from '@huitou/units'

/** The time. Injected wherever an instant is needed, so that a test or the demo may move it. */
export abstract class Clock {
  abstract now(): Instant
}

export class SystemClock extends Clock {
  now(): Instant {
    return Date.now()
  }
}

/** For tests: stands still until moved. */
export class FakeClock extends Clock {
  constructor(private at: Instant = Date.now()) {
    super()
  }
  now(): Instant {
    return this.at
  }
  set(at: Instant | string): void {
    this.at = typeof at === 'string' ? Date.parse(at) : at
  }
  advance(ms: number): void {
    this.at += ms
  }
}

/** The clock of the process that started this one, whose demo may have moved it. */
export class ShiftedClock extends Clock {
  constructor(private readonly offset: number) {
    super()
  }
  now(): Instant {
    return Date.now() + this.offset
  }
}

/** The running clock, ahead of or behind the real one: the demo shows a birthday without waiting for it. */
export class DemoClock extends Clock {
  private offset = 0
  now(): Instant {
    return Date.now() + this.offset
  }
  set(at: Instant): void {
    this.offset = at - Date.now()
  }
  reset(): void {
    this.offset = 0
  }
}
