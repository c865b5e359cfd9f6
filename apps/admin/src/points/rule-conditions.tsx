import { Select } from 'antd'
import { useRead } from '../platform/ask'
import { useWords } from '../platform/preferences'
import { Line, Section } from '../ui/form'
import { points as en } from '../words/en/points'
import { points as zh } from '../words/zh/points'
import type { Rule } from './rule-set'

type ListField = 'brands' | 'skus' | 'notCategories' | 'notBrands' | 'tiers' | 'tags' | 'stores' | 'channels' | 'payments'
interface Choice { value: string; label: string }

/** Which goods, which people, which places: an empty list means all. */
export function RuleConditions({ rule, change }: { rule: Rule; change: (c: Partial<Rule>) => void }) {
  const t = useWords(zh, en)
  const known = useRead('listCategories', {}, { fresh: 300_000 })
  const tiers = useRead('readTiers', {}, { fresh: 120_000 })
  const tags = useRead('listTags', {}, { fresh: 120_000 })
  const stores = useRead('listStores', {}, { fresh: 300_000 })
  const onOrder = rule.on === 'order' || rule.on === 'first-order'
  const named = (names: readonly { name: string }[] | undefined): Choice[] => (names ?? []).map((c) => ({ value: c.name, label: c.name }))
  const list = (field: ListField, label: string, options: Choice[], free = true) => (
    <Line key={field}><span style={{ minWidth: 96 }}>{label}</span><Select<string[]> mode={free ? 'tags' : 'multiple'} aria-label={label} style={{ minWidth: 260 }} placeholder={t.anyHint} value={rule[field]} onChange={(values) => change({ [field]: values })} options={options} /></Line>
  )
  return (
    <>
      <Section title={t.people} hint={t.anyHint}>
        {list('tiers', t.tiers, (tiers.data?.current?.tiers ?? []).map((x) => ({ value: x.tierId, label: x.name })), false)}
        {list('tags', t.tags, (tags.data?.items ?? []).map((x) => ({ value: x.tag, label: x.tag })))}
        <Line>
          <span style={{ minWidth: 96 }}>{t.birthday}</span>
          <Select aria-label={t.birthday} style={{ width: 160 }} value={rule.birthday} onChange={(birthday) => change({ birthday })} options={(['any', 'day', 'week', 'month'] as const).map((b) => ({ value: b, label: t.birthdays[b] }))} />
        </Line>
      </Section>
      {onOrder && (
        <>
          <Section title={t.scopes} hint={t.anyHint}>
            {list('brands', t.brands, named(known.data?.brands))}
            {list('skus', t.skus, [])}
            {list('notCategories', t.nots, named(known.data?.categories))}
            {list('notBrands', t.notBrands, named(known.data?.brands))}
          </Section>
          <Section title={t.places} hint={t.anyHint}>
            {list('stores', t.stores, (stores.data?.items ?? []).map((s) => ({ value: s.storeId, label: s.name })), false)}
            {list('channels', t.channels, [])}
            {list('payments', t.payments, [])}
          </Section>
        </>
      )}
    </>
  )
}
