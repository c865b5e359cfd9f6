import { Button, Input, Select } from 'antd'
import { Plus, X } from 'lucide-react'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Figure, Section } from '../ui/form'
import { TierBadge } from '../ui/tier-badge'
import { tier as en } from '../words/en/tier'
import { tier as zh } from '../words/zh/tier'
import { alsoOf, emptyBenefits, scaleOf } from './work'
import type { OneTier, Set, Work } from './work'

interface Parts {
  work: Work
  setWork: (w: Work) => void
  current: Set | null
  count: (tierId: string) => number
  after: (tierId: string) => number | undefined
}

const MATERIALS = ['silver', 'gold', 'platinum', 'black'] as const
const PRICES = [10_000, 9_800, 9_500, 9_200, 9_000, 8_800, 8_500, 8_000, 7_500, 7_000]

/** The table of tiers: a changed value turns amber, with the old one struck through. */
export function Gates({ work, setWork, current, count, after }: Parts) {
  const t = useWords(zh, en)
  const f = useFigures()
  const scale = scaleOf(work.terms, f.unit)
  const prefix = work.terms.criterion === 'spend' ? f.symbol : undefined
  const set = (i: number, c: Partial<OneTier>) => setWork({ ...work, tiers: work.tiers.map((x, j) => (j === i ? { ...x, ...c } : x)) })
  const gift = (i: number, c: Partial<OneTier['benefits']>) => set(i, { benefits: { ...work.tiers[i]!.benefits, ...c } })
  const others = alsoOf(work)
  const add = () => {
    const last = work.tiers.at(-1)
    const free = Array.from({ length: 20 }, (_, n) => `t${n + 1}`).find((id) => !work.tiers.some((x) => x.tierId === id)) ?? 't21'
    setWork({ ...work, tiers: [...work.tiers, { tierId: free, name: '', rank: work.tiers.length, material: MATERIALS[Math.min(3, work.tiers.length)] ?? 'black', reach: Math.max(scale, (last?.reach ?? 0) * 2), keep: null, also: Object.fromEntries(others.map((c) => [c, Math.max(1, (last?.also[c] ?? 0) * 2)])), benefits: { ...emptyBenefits, multiplierBp: last?.benefits.multiplierBp ?? 10_000 } }] })
  }
  return (
      <Section wide title={t.gates}>
        <div style={{ overflowX: 'auto' }}>
          <table className="tbl tight">
            <thead>
              <tr><th>{t.columns.tier}</th><th>{t.columns.reach(t.criteria[work.terms.criterion])}</th>{others.map((c) => <th key={c}>{t.alsoColumn(t.criteria[c])}</th>)}<th>{t.columns.keep}</th><th>{t.columns.times}</th><th>{t.columns.price}</th><th className="r p3">{t.columns.members}</th><th className="r">{t.columns.after}</th><td style={{ width: 24 }} /></tr>
            </thead>
            <tbody>
              {work.tiers.map((x, i) => {
                const old = current?.tiers.find((o) => o.tierId === x.tierId)
                const was = <K extends keyof OneTier>(k: K) => (old && current?.terms.criterion === work.terms.criterion ? old[k] : undefined)
                const next = after(x.tierId)
                const change = next === undefined ? null : next - count(x.tierId)
                const oldReach = was('reach')
                const oldKeep = was('keep')
                return (
                  <tr key={x.tierId} style={{ height: 58 }}>
                    <td>
                      <span className="row g4">
                        <Select<OneTier['material']> size="small" variant="borderless" aria-label={t.columns.tier} value={x.material} style={{ width: 56 }} popupMatchSelectWidth={false} onChange={(material) => set(i, { material })} options={MATERIALS.map((m) => ({ value: m, label: <TierBadge tier={{ name: t.materials[m].slice(0, 1), material: m }} />, title: t.materials[m] }))} />
                        <Input size="small" aria-label={t.nameOf(i + 1)} style={{ width: 80 }} maxLength={20} status={x.name.trim() ? '' : 'error'} value={x.name} onChange={(e) => set(i, { name: e.target.value })} />
                      </span>
                    </td>
                    <td>{i === 0 && x.reach === 0 ? <span className="c3">{t.joining}</span> : <Figure label={`${x.name} ${t.columns.reach('')}`} width={78} prefix={prefix} value={Math.round(x.reach / scale)} old={oldReach === undefined ? undefined : Math.round(oldReach / scale)} onChange={(n) => set(i, { reach: (n ?? 0) * scale })} />}</td>
                    {others.map((c) => {
                      const by = scaleOf({ criterion: c }, f.unit)
                      return <td key={c}>{i === 0 ? <span className="c3">—</span> : <Figure label={`${x.name} ${t.criteria[c]}`} width={72} prefix={c === 'spend' ? f.symbol : undefined} value={x.also[c] === undefined ? null : Math.round(x.also[c] / by)} old={old?.also[c] === undefined ? undefined : Math.round(old.also[c] / by)} onChange={(n) => set(i, { also: n === null ? without(x.also, c) : { ...x.also, [c]: n * by } })} />}</td>
                    })}
                    <td>{i === 0 ? <span className="c3">—</span> : <Figure label={`${x.name} ${t.columns.keep}`} width={78} prefix={x.keep === null ? undefined : prefix} empty={t.sameAsReach} value={x.keep === null ? null : Math.round(x.keep / scale)} old={oldKeep === undefined ? undefined : oldKeep === null ? null : Math.round(oldKeep / scale)} onChange={(n) => set(i, { keep: n === null ? null : n * scale })} />}</td>
                    <td><Figure label={`${x.name} ${t.columns.times}`} width={66} decimals={2} suffix={t.timesUnit} value={x.benefits.multiplierBp / 10_000} old={old ? old.benefits.multiplierBp / 10_000 : undefined} max={100} onChange={(n) => gift(i, { multiplierBp: Math.round((n ?? 1) * 10_000) })} /></td>
                    <td><Select aria-label={`${x.name} ${t.columns.price}`} className={old && old.benefits.priceBp !== x.benefits.priceBp ? 'changed' : undefined} style={{ width: 104 }} value={x.benefits.priceBp} onChange={(priceBp) => gift(i, { priceBp })} options={[...new globalThis.Set([...PRICES, x.benefits.priceBp])].map((bp) => ({ value: bp, label: bp === 10_000 ? t.priceNone : t.priceOff(String(bp / 1000)) }))} /></td>
                    <td className="r c3 p3">{f.whole(count(x.tierId))}</td>
                    <td className="r">{change === null ? <span className="c3">—</span> : <><span className="m">{f.whole(next ?? 0)}</span><div className={'xs ' + (change > 0 ? 'cg' : change < 0 ? 'cw' : 'c3')}>{change ? f.signed(change) : t.same}</div></>}</td>
                    <td>{i > 0 && <button className="bare c3" aria-label={t.remove(x.name)} onClick={() => setWork({ ...work, tiers: work.tiers.filter((_, j) => j !== i) })}><X size={14} /></button>}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
        {work.tiers.length < 12 && <Button type="dashed" size="small" icon={<Plus size={12} />} onClick={add} className="mt8">{t.add}</Button>}
      </Section>
  )
}

const without = (also: OneTier['also'], criterion: keyof OneTier['also']): OneTier['also'] => Object.fromEntries(Object.entries(also).filter(([c]) => c !== criterion))
