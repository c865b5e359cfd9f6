import { Button, Dropdown, Input } from 'antd'
import type { InputRef, MenuProps } from 'antd'
import { Link2, Plus, Search } from 'lucide-react'
import { addDays } from '@huitou/units'
import { useEffect, useRef, useState } from 'react'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useRested } from '../platform/late'
import { useWords } from '../platform/preferences'
import { Chip } from '../ui/chip'
import { useSpeaker } from '../ui/undo'
import { member as en } from '../words/en/member'
import { member as zh } from '../words/zh/member'
import { CHIPS, STAGES } from './filters'
import type { Filters } from './filters'

/** Search, chips, "+ filter". All of it is in the address. */
export function FilterBar({ filters, change }: { filters: Filters; change: (f: Filters) => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const [text, setText] = useState(filters.search ?? '')
  const [menu, setMenu] = useState(false)
  const box = useRef<InputRef>(null)
  const rested = useRested(text, 250)
  const tiers = useRead('readTiers', {}, { fresh: 120_000 })
  const tags = useRead('listTags', {}, { fresh: 60_000 })
  useEffect(() => {
    if (rested.trim() !== (filters.search ?? '')) change({ search: rested.trim() || undefined })
    // the address is the truth for everything but the letters being typed
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [rested])
  useKeys({ '/': () => box.current?.focus(), f: () => setMenu(true) })
  const shown = (name: (typeof CHIPS)[number], value: string): [string, string] => {
    if (name === 'tierId') return [t.is, tiers.data?.current?.tiers.find((x) => x.tierId === value)?.name ?? value]
    if (name === 'source') return [t.is, t.sources[value] ?? value]
    if (name === 'stage') return [t.is, t.stages[value] ?? value]
    if (name === 'idleDays') return [t.earlier, t.before(value)]
    if (name === 'joinedFrom') return [t.since, f.day(value)]
    if (name === 'joinedTo') return [t.until, f.day(value)]
    return [t.is, name === 'importId' ? value.slice(-6) : value]
  }
  const items: MenuProps['items'] = [
    { key: 'tier', label: t.filters.tierId, children: (tiers.data?.current?.tiers ?? []).map((x) => ({ key: `tier-${x.tierId}`, label: x.name, onClick: () => change({ tierId: x.tierId }) })) },
    { key: 'tag', label: t.filters.tag, children: (tags.data?.items ?? []).slice(0, 30).map((x) => ({ key: `tag-${x.tag}`, label: `${x.tag} ${f.whole(x.members)}`, onClick: () => change({ tag: x.tag }) })) },
    { key: 'stage', label: t.filters.stage, children: STAGES.map((x) => ({ key: `stage-${x}`, label: t.stages[x], onClick: () => change({ stage: x }) })) },
    { key: 'idle', label: t.filters.idleDays, children: [30, 60, 90, 180, 365].map((n) => ({ key: `idle-${n}`, label: t.idleChoice(n), onClick: () => change({ idleDays: String(n) }) })) },
    { key: 'joined', label: t.filters.joinedFrom, children: [7, 30, 90, 365].map((n) => ({ key: `joined-${n}`, label: `${t.since} ${f.day(addDays(f.today, -n))}`, onClick: () => change({ joinedFrom: addDays(f.today, -n) }) })) },
    { key: 'source', label: t.filters.source, children: Object.entries(t.sources).map(([k, name]) => ({ key: `source-${k}`, label: name, onClick: () => change({ source: k }) })) },
  ]
  return (
    <div className="row g6 wrap" style={{ padding: '11px 0 10px' }}>
      <Input ref={box} size="small" allowClear style={{ width: 232, height: 26 }} prefix={<Search size={13} color="var(--ht-ink3)" />} placeholder={t.search} aria-label={t.search} suffix={<kbd>/</kbd>} value={text} onChange={(e) => setText(e.target.value)} />
      {CHIPS.map((name) => {
        const value = filters[name]
        if (!value) return null
        const [relation, said] = shown(name, value)
        return <Chip key={name} field={t.filters[name]} relation={relation} value={said} onOff={() => change({ [name]: undefined })} offLabel={t.off} />
      })}
      <Dropdown menu={{ items }} trigger={['click']} open={menu} onOpenChange={setMenu}>
        <button type="button" className="chip add" style={{ padding: '0 7px' }} aria-haspopup="menu">
          <span className="row g4" style={{ padding: 0 }}><Plus size={12} aria-hidden />{t.addFilter} <kbd style={{ marginLeft: 2 }}>F</kbd></span>
        </button>
      </Dropdown>
      <span className="f1" />
      <Button size="small" icon={<Link2 size={13} />} onClick={() => void navigator.clipboard?.writeText(location.href).then(() => speaker.done(t.copied))}>{t.copyLink}</Button>
    </div>
  )
}
