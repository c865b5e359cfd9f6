import { useFigures } from '../platform/figures'
import { Figure } from '../ui/form'

/** An amount of money in a sentence, in minor units; null where it may be left empty. */
export function MoneyField({ label, value, set, empty, locked, width = 100 }: { label: string; value: number | null; set: (n: number | null) => void; empty?: string; locked: boolean; width?: number }) {
  const f = useFigures()
  return <Figure label={label} width={width} prefix={value === null ? undefined : f.symbol} empty={empty} disabled={locked} decimals={f.unit === 1 || (value ?? 0) % f.unit === 0 ? 0 : 2} value={value === null ? null : value / f.unit} onChange={(n) => set(n === null ? null : Math.round(n * f.unit))} />
}
