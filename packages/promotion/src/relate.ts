import type { Ready } from './compile.js'

/** Who may not stand beside whom, and which pairs give the same in either order. */
export interface Relations {
  readonly conflict: Uint8Array
  readonly commute: Uint8Array
  /** its group, -1: none; claims of one coupon that may stand together up to a number are a second one */
  readonly group: Int32Array
  readonly twins: Int32Array
  readonly most: readonly number[]
}

/** One that stands alone excludes all but the ones marked always; a coupon excludes itself claimed twice, and others if it says so. */
function excludes(a: Ready, b: Ready): boolean {
  if ((a.alone && !b.always) || (b.alone && !a.always)) return true
  return a.coupon && b.coupon && (a.aloneAmongCoupons || b.aloneAmongCoupons || (a.couponId === b.couponId && a.sameTimes <= 1))
}

/** Both are sorted. */
function meet(a: Int32Array, b: Int32Array): boolean {
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) return true
    if (a[i]! < b[j]!) i++
    else j++
  }
  return false
}

export function relate(ready: readonly Ready[], hasTradeIn: boolean): Relations {
  const n = ready.length
  const conflict = new Uint8Array(n * n)
  const commute = new Uint8Array(n * n)
  const names: string[] = []
  const group = new Int32Array(n).fill(-1)
  const twins = new Int32Array(n).fill(-1)
  const most: number[] = []
  ready.forEach((o, i) => {
    if (o.group === '') return
    let k = names.indexOf(o.group)
    if (k < 0) { k = names.push(o.group) - 1; most.push(o.most) }
    most[k] = Math.min(most[k]!, Math.max(o.most, 1))
    group[i] = k
  })
  ready.forEach((o, i) => {
    if (!o.coupon || o.sameTimes <= 1 || ready.filter((x) => x.coupon && x.couponId === o.couponId).length <= o.sameTimes) return
    const first = ready.findIndex((x) => x.coupon && x.couponId === o.couponId)
    twins[i] = first < i ? twins[first]! : most.push(o.sameTimes) - 1
  })
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) {
    const [a, b] = [ready[i]!, ready[j]!]
    if (i !== j && excludes(a, b)) conflict[i * n + j] = 1
    if (i >= j || a.place !== b.place || a.stage === 'shipping' || hasTradeIn) continue
    if (!meet(a.lines, b.lines) && !meet(a.lines, b.getLines) && !meet(a.getLines, b.lines) && !meet(a.getLines, b.getLines)) commute[i * n + j] = commute[j * n + i] = 1
  }
  return { conflict, commute, group, twins, most }
}

/** Whether its groups still have room, given how many of each are in use. */
export function fits(r: Relations, i: number, used: ArrayLike<number>): boolean {
  const group = r.group[i]!
  const twins = r.twins[i]!
  return (group < 0 || used[group]! < r.most[group]!) && (twins < 0 || used[twins]! < r.most[twins]!)
}
