import { Checkbox, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useRested } from '../platform/late'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { Say } from '../ui/say'
import { Bone, Full } from '../ui/states'
import { Sum } from '../ui/sum'
import { points as en } from '../words/en/points'
import { points as zh } from '../words/zh/points'
import type { Rule } from './rule-set'

/** One order tried against the rules as they would be, beside what the running ones give. */
export function Sample({ rules, running, version }: { rules: Rule[]; running: Rule[]; version: number }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const tiers = useRead('readTiers', {}, { fresh: 120_000 })
  const known = useRead('listCategories', {}, { fresh: 300_000 })
  const [paid, setPaid] = useState(33270)
  const [tierId, setTier] = useState<string>()
  const [category, setCategory] = useState<string>()
  const [units, setUnits] = useState(1)
  const [birthday, setBirthday] = useState(false)
  const [firstOrder, setFirst] = useState(false)
  const order = { paidMinor: Math.round(paid), units, ...(birthday ? { birthday } : {}), ...(firstOrder ? { firstOrder } : {}), ...(tierId ? { tierId } : {}), ...(category ? { category } : {}) }
  const rested = useRested({ rules: rules.map((r) => (r.name.trim() ? r : { ...r, name: '—' })), ...order }, 250)
  const ready = rested.rules.every((r) => r.rate !== null || r.fixedPoints !== null || r.multiplierBp !== 10_000)
  const tried = useRead('sampleEarning', rested, { on: ready, fresh: 60_000 })
  const now = useRead('sampleEarning', { ...order, rules: running }, { on: running.length > 0, fresh: 60_000 })
  return (
    <>
      <div className="sm c3">{t.sampleTitle}</div>
      <div className="row g8 wrap" style={{ margin: '6px 0 12px' }}>
        <InputNumber<number> aria-label={t.paid} controls={false} prefix={f.symbol} min={0} value={paid / f.unit} precision={f.unit === 1 ? 0 : 2} onChange={(n) => setPaid((n ?? 0) * f.unit)} style={{ width: 116 }} />
        <Select aria-label={t.tier} allowClear placeholder={t.noTier} style={{ width: 110 }} value={tierId} onChange={setTier} options={(tiers.data?.current?.tiers ?? []).map((x) => ({ value: x.tierId, label: x.name }))} />
        <Select aria-label={t.category} allowClear placeholder={t.anyCategory} style={{ width: 130 }} value={category} onChange={setCategory} options={(known.data?.categories ?? []).map((c) => ({ value: c.name, label: c.name }))} />
        <InputNumber<number> aria-label={t.units} controls={false} suffix={<span className="c3">{t.units}</span>} min={1} max={10_000} precision={0} value={units} onChange={(n) => setUnits(n ?? 1)} style={{ width: 74 }} />
        <Checkbox checked={birthday} onChange={(e) => setBirthday(e.target.checked)}>{t.birthday}</Checkbox>
        <Checkbox checked={firstOrder} onChange={(e) => setFirst(e.target.checked)}>{t.ons['first-order']}</Checkbox>
      </div>
      <Full of={tried} bones={<Bone w={240} h={28} />}>
        {(a) => (
          <div style={{ opacity: tried.isFetching ? 0.5 : 1 }} aria-live="polite">
            <Say>{t.sampleSay(f.whole(a.points))}</Say>
            {(a.growth > 0 || now.data) && <p className="c3 sm" style={{ marginTop: 2 }}>{[a.growth > 0 && t.sampleGrowth(f.whole(a.growth)), now.data && t.sampleWas(f.whole(now.data.points))].filter(Boolean).join(' · ')}</p>}
            <div className="card" style={{ padding: '10px 14px', marginTop: 12 }}>
              <Sum rows={[...a.steps.map((s) => ({ what: sentence({ ...s.reason, facts: { ...s.reason.facts, ...(s.reason.facts['version'] === 0 ? { version } : {}) } }), amount: s.value ?? '' })), { what: t.result, amount: t.say1.points(f.whole(a.points)), tone: now.data && a.points > now.data.points ? 'cg' : now.data && a.points < now.data.points ? 'cw' : '' }]} />
            </div>
            <p className="xs c3 mt8">{t.sampleNote}</p>
          </div>
        )}
      </Full>
    </>
  )
}
