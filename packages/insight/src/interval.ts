/** An estimate with its width: of 100 intervals made this way about 95 hold what is true. */
export interface Interval { readonly low: number; readonly mid: number; readonly high: number }

/** Nothing is shown yet: no difference at all would look like this too. */
export const holdsZero = (i: Interval): boolean => i.low <= 0 && i.high >= 0

/** The same of so many people at once. */
export const scaled = (i: Interval, by: number): Interval => ({ low: i.low * by, mid: i.mid * by, high: i.high * by })

/** Moved by what is known exactly, such as a cost. */
export const shifted = (i: Interval, by: number): Interval => ({ low: i.low + by, mid: i.mid + by, high: i.high + by })
