import { Input, Modal } from 'antd'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useRested } from '../platform/late'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { Avatar } from '../ui/avatar'
import { masked } from '../ui/masked'
import { shell as en } from '../words/en/shell'
import { shell as zh } from '../words/zh/shell'
import { allDoors } from './nav'

interface Hit {
  key: string
  to: string
  kind: string
  text: string
  beside: string
}

/** ⌘K: members, orders and pages from one line of typing. */
export function Find({ onClose }: { onClose: () => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const go = useNavigate()
  const may = useMay('manager')
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const rested = useRested(text.trim())
  const asks = may && rested.length > 1
  const members = useRead('listMembers', { search: rested, limit: 6 }, { on: asks })
  const orders = useRead('listOrders', { search: rested, limit: 4 }, { on: asks && /\d/.test(rested) })
  const wanted = text.trim().toLowerCase()
  const hits: Hit[] = [
    ...allDoors.filter((d) => (may || d.clerk) && (!wanted || t[d.word].toLowerCase().includes(wanted))).map((d) => ({ key: d.to, to: d.to, kind: t.goTo, text: t[d.word], beside: '' })),
    ...(asks ? (members.data?.items ?? []).map((m) => ({ key: m.memberId, to: `/members/${m.memberId}`, kind: t.toMember, text: m.name, beside: `${m.phoneMasked ? masked(m.phoneMasked) : m.memberNo} · ${m.tier?.name ?? ''}` })) : []),
    ...(asks ? (orders.data?.items ?? []).map((o) => ({ key: o.orderId, to: `/orders/${o.orderId}`, kind: t.toOrder, text: o.orderNo, beside: `${f.dayOf(o.at)} · ${f.money(o.payMinor)}` })) : []),
  ]
  const open = (hit: Hit | undefined) => {
    if (!hit) return
    onClose()
    void go(hit.to)
  }
  const press = (e: React.KeyboardEvent) => {
    if (e.key === 'ArrowDown') setAt((i) => Math.min(hits.length - 1, i + 1))
    else if (e.key === 'ArrowUp') setAt((i) => Math.max(0, i - 1))
    else if (e.key === 'Enter' && !e.nativeEvent.isComposing) open(hits[at])
    else return
    e.preventDefault()
  }
  return (
    <Modal open onCancel={onClose} footer={null} closable={false} width={560} styles={{ body: { padding: 0 } }} title={<span className="sr">{t.findTitle}</span>}>
      <Input
        size="large" autoFocus variant="borderless" prefix={<Search size={15} />} placeholder={t.findHint} aria-label={t.findTitle} value={text} role="combobox" aria-expanded aria-controls="find-hits"
        aria-activedescendant={hits[at] ? `hit-${at}` : undefined} onChange={(e) => { setText(e.target.value); setAt(0) }} onKeyDown={press}
      />
      <div id="find-hits" role="listbox" aria-label={t.findTitle} style={{ borderTop: '1px solid var(--ht-line)', marginTop: 8, paddingTop: 6, maxHeight: 380, overflow: 'auto' }}>
        {hits.map((hit, i) => (
          <div key={hit.key} id={`hit-${i}`} role="option" aria-selected={i === at} className="row g8" style={{ padding: '7px 10px', borderRadius: 6, cursor: 'pointer', background: i === at ? 'var(--ht-hover)' : undefined }} onMouseEnter={() => setAt(i)} onClick={() => open(hit)}>
            {hit.kind === t.toMember ? <Avatar name={hit.text} size={22} /> : null}
            <span className="m ell">{hit.text}</span>
            <span className="sm c3 f1 ell">{hit.beside}</span>
            <span className="xs c3">{hit.kind}</span>
          </div>
        ))}
        {hits.length === 0 && <div className="sm c3" style={{ padding: 12 }}>{wanted.length === 1 ? t.typeMore : t.findNothing}</div>}
      </div>
    </Modal>
  )
}
