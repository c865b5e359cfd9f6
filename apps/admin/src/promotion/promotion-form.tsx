import { Checkbox, DatePicker, Input, Radio, Segmented, Select } from 'antd'
import dayjs from 'dayjs'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Figure, Line, Section } from '../ui/form'
import { promotion as en } from '../words/en/promotion'
import { promotion as zh } from '../words/zh/promotion'
import { KindFields } from './kind-fields'
import { KINDS, phaseTone, stageOf, startOf, whenOf, type Terms } from './terms'
import { Pill } from '../ui/pill'

export function PromotionForm({ terms: c, change, locked, promotionId, bad }: { terms: Terms; change: (c: Partial<Terms>) => void; locked: boolean; promotionId: string | null; bad: (path: string) => boolean }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const known = useRead('listCategories', {}, { fresh: 300_000 })
  const tiers = useRead('readTiers', {}, { fresh: 120_000 })
  const stores = useRead('listStores', {}, { fresh: 300_000 })
  const scope = (s: Partial<Terms['scope']>) => change({ scope: { ...c.scope, ...s } })
  const moment = (label: string, value: string | null, set: (v: string | null) => void) => <DatePicker style={{ width: 168 }} showTime={{ format: 'HH:mm' }} format="YYYY-MM-DD HH:mm" aria-label={label} placeholder={label} allowClear={label === t.until} disabled={locked} value={value ? dayjs(value) : null} onChange={(d) => set(d ? d.toISOString() : null)} />
  const limit = (label: string, value: number | null, set: (n: number | null) => void) => <><span>{label}</span><Figure label={label} width={86} min={1} empty={t.noLimit} disabled={locked} value={value} onChange={set} /></>
  const many = (label: string, value: readonly string[], set: (v: string[]) => void, options: { value: string; label: string }[], mode: 'tags' | 'multiple' = 'multiple', empty?: string) => <Select mode={mode} disabled={locked} aria-label={label} placeholder={empty} style={{ minWidth: 240 }} value={[...value]} onChange={set} options={options} />
  return (
    <div>
      <Section title={t.sections.does}>
        <Line><span className="row g4 wrap" role="radiogroup" aria-label={t.sections.does}>{KINDS.map((k) => <button key={k} type="button" role="radio" aria-checked={c.kind === k} disabled={locked} className={'tok' + (c.kind === k ? ' on' : '')} onClick={() => change({ kind: k, ...startOf(k, f) })}>{t.kinds[k]}</button>)}</span></Line>
        <KindFields terms={c} change={change} locked={locked} bad={bad} />
        <Line label={t.name}><Input aria-label={t.name} style={{ width: 320 }} maxLength={40} disabled={locked} value={c.title} onChange={(e) => change({ title: e.target.value })} suffix={<span className="xs c3">{[...c.title].length} / 40</span>} /></Line>
      </Section>
      <Section title={t.sections.goods}>
        {c.kind !== 'bundle' && <Line><Segmented disabled={locked} value={c.scope.mode} onChange={(mode) => scope({ mode, ...(mode === 'all' ? { categories: [], brands: [], skus: [] } : {}) })} options={(['all', 'include', 'exclude'] as const).map((m) => ({ value: m, label: t.scopes[m] }))} /></Line>}
        {c.kind !== 'bundle' && c.scope.mode !== 'all' && (
          <>
            <Line label={t.categories}>{many(t.categories, c.scope.categories, (categories) => scope({ categories }), (known.data?.categories ?? []).map((x) => ({ value: x.name, label: x.name })), 'tags')}</Line>
            <Line label={t.brands}>{many(t.brands, c.scope.brands, (brands) => scope({ brands }), (known.data?.brands ?? []).map((x) => ({ value: x.name, label: x.name })), 'tags')}</Line>
            <Line label={t.products}>{many(t.products, c.scope.skus, (skus) => scope({ skus }), [], 'tags', t.skuHint)}</Line>
          </>
        )}
        <Line label={t.places}><Segmented size="small" disabled={locked} value={c.placesOut} onChange={(placesOut) => change({ placesOut })} options={[{ value: false, label: t.only }, { value: true, label: t.except }]} /></Line>
        <Line label={t.stores}>{many(t.stores, c.scope.storeIds, (storeIds) => scope({ storeIds }), (stores.data?.items ?? []).map((s) => ({ value: s.storeId, label: s.name })), 'multiple', c.placesOut ? t.none : t.anyStore)}</Line>
        <Line label={t.tiers}>{many(t.tiers, c.scope.tierIds, (tierIds) => scope({ tierIds }), (tiers.data?.current?.tiers ?? []).map((x) => ({ value: x.tierId, label: x.name })), 'multiple', c.placesOut ? t.none : t.anyTier)}</Line>
        <Line label={t.tags}>{many(t.tags, c.tags, (tags) => change({ tags }), [], 'tags', t.anyTag)}<Checkbox disabled={locked} checked={c.firstOrder} onChange={(e) => change({ firstOrder: e.target.checked })}>{t.firstOrder}</Checkbox></Line>
      </Section>
      <Section title={t.sections.when}>
        <Line>{moment(t.from, c.from, (v) => v && change({ from: v }))}<span>{t.to}</span>{moment(t.until, c.until, (until) => change({ until }))}</Line>
        <Line label={t.weekdays}>
          <span className="row g4">{t.week.map((d, i) => { const on = c.weekdays.includes(i + 1); return <button key={d} type="button" disabled={locked} aria-pressed={on} className={'tok' + (on ? ' on' : '')} style={{ padding: '0 8px' }} onClick={() => change({ weekdays: on ? c.weekdays.filter((w) => w !== i + 1) : [...c.weekdays, i + 1].sort() })}>{d}</button> })}</span>
          <span className="c3 sm">{t.everyDay}</span>
        </Line>
      </Section>
      {c.kind !== 'unit-price' && (
        <Section title={t.sections.together}>
          <Line>
            <Segmented disabled={locked} value={c.exclusivity} onChange={(exclusivity) => change({ exclusivity, group: exclusivity === 'group' ? (c.group ?? t.groupName) : null })} options={(['combinable', 'group', 'alone'] as const).map((x) => ({ value: x, label: t.exclusivities[x] }))} />
            {c.exclusivity === 'group' && <Input aria-label={t.group} style={{ width: 150 }} maxLength={40} disabled={locked} value={c.group ?? ''} onChange={(e) => change({ group: e.target.value || null })} />}
            {c.exclusivity !== 'alone' && <Checkbox disabled={locked} checked={c.always} onChange={(e) => change({ always: e.target.checked })}>{t.alwaysToo}</Checkbox>}
          </Line>
          <Line label={t.priority}><Figure label={t.priority} width={64} min={0} max={1000} disabled={locked} value={c.priority} onChange={(n) => change({ priority: n ?? 100 })} /><span className="sm c3">{t.priorityHint}</span></Line>
          {c.exclusivity === 'group' && c.group && <GroupMates terms={c} promotionId={promotionId} />}
        </Section>
      )}
      <Section title={t.sections.limits} hint={t.limitsHint}>
        {c.kind !== 'unit-price' && <Line label={t.budget}><Figure label={t.budget} width={110} prefix={c.budgetMinor === null ? undefined : f.symbol} empty={t.noLimit} disabled={locked} value={c.budgetMinor === null ? null : c.budgetMinor / f.unit} onChange={(n) => change({ budgetMinor: n === null ? null : Math.round(n * f.unit) })} /><span className="sm c3">{t.budgetHint}</span></Line>}
        <Line label={t.uses}>{limit(t.inAll, c.uses, (uses) => change({ uses }))}{limit(t.perDay, c.usesPerDay, (usesPerDay) => change({ usesPerDay }))}</Line>
        <Line label={t.perPerson}>{limit(t.inAll, c.usesPerMember, (usesPerMember) => change({ usesPerMember }))}{limit(t.perDay, c.usesPerMemberDay, (usesPerMemberDay) => change({ usesPerMemberDay }))}</Line>
      </Section>
      {stageOf(c.kind) !== 'price' && stageOf(c.kind) !== 'shipping' && (
        <Section title={t.sections.returned}>
          {c.kind === 'ladder-gift' ? (
            <Line><Radio.Group disabled={locked} value={c.giftBack} onChange={(e) => change({ giftBack: e.target.value as 'back' })} options={(['back', 'charge'] as const).map((v) => ({ value: v, label: t.giftBacks[v] }))} /></Line>
          ) : c.kind === 'buy-x-get-y' || c.kind === 'nth-item' ? <Line><span className="c2">{t.givenReturned}</span></Line> : (
            <Line><Radio.Group disabled={locked} value={c.broken} onChange={(e) => change({ broken: e.target.value as 'keep' })} options={(['keep', 'revoke'] as const).map((v) => ({ value: v, label: t.brokens[v] }))} /></Line>
          )}
        </Section>
      )}
    </div>
  )
}

/** The others of its group, in the order in which they are tried. */
function GroupMates({ terms: c, promotionId }: { terms: Terms; promotionId: string | null }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const list = useRead('listPromotions', { limit: 100 }, { fresh: 30_000 })
  const mates = (list.data?.items ?? []).filter((p) => p.promotionId !== promotionId && p.terms.exclusivity === 'group' && p.terms.group === c.group && p.phase !== 'ended' && p.phase !== 'over')
  const rows = [...mates.map((p) => ({ id: p.promotionId, title: p.terms.title, priority: p.terms.priority, when: whenOf(p.terms, f, t, Date.now()), phase: p.phase })), { id: '', title: c.title || t.newTitle, priority: c.priority, when: t.thisOne, phase: null }].sort((a, b) => a.priority - b.priority)
  return (
    <>
      <div style={{ border: '1px solid var(--ht-line-strong)', borderRadius: 8, overflow: 'hidden', margin: '4px 0' }}>
        {rows.map((r, i) => <div key={r.id} className="row g12" style={{ padding: '7px 12px', borderTop: i ? '1px solid var(--ht-line)' : 0, background: r.id === '' ? 'var(--ht-brand-soft)' : undefined }}><span className="c3 ht-tnum">{i + 1}</span><span className={'f1 ell' + (r.id === '' ? ' b' : '')}>{r.title}</span>{r.phase && <Pill tone={phaseTone[r.phase]}>{t.phases[r.phase]}</Pill>}<span className="sm c3 nw">{r.when}</span></div>)}
      </div>
      <span className="sm c3">{t.groupHint}</span>
    </>
  )
}
