import { Dropdown, Input } from 'antd'
import type { InputRef } from 'antd'
import { Plus, Search } from 'lucide-react'
import { startOfDate, addDays } from '@huitou/units'
import { useRef, useState } from 'react'
import { useAddress } from '../platform/address'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useRested } from '../platform/late'
import { usePages } from '../platform/pages'
import { useWords } from '../platform/preferences'
import { useRowKeys } from '../platform/rows'
import { useShop } from '../platform/session'
import { SettingsFrame } from '../settings'
import { Chip } from '../ui/chip'
import { ListFoot } from '../ui/foot'
import { PageHead } from '../ui/page-head'
import { Empty, Full, RowBones } from '../ui/states'
import { audit as en } from '../words/en/audit'
import { audit as zh } from '../words/zh/audit'
import { Entry, howOf, subjectOf } from './entry'
import { Who } from './who'

const RANGE = { today: 0, week: 6, month: 29 } as const

/** Who did what to whom. Only ids, never names or phones of members. */
export function AuditPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const { zone } = useShop()
  const box = useRef<InputRef>(null)
  const [address, setAddress] = useAddress(['action', 'actor', 'subject', 'since', 'cursor'])
  const [text, setText] = useState(address.subject ?? '')
  const subject = useRested(text.trim(), 300)
  const since = (['today', 'week', 'month'] as const).find((r) => r === address.since)
  const narrow = { ...(address.action ? { action: address.action } : {}), ...(address.actor ? { actor: address.actor } : {}), ...(subject ? { subject } : {}), ...(since ? { from: new Date(startOfDate(addDays(f.today, -RANGE[since]), zone)).toISOString() } : {}) }
  const pages = usePages(JSON.stringify(narrow))
  const list = useRead('listAudit', { limit: 50, ...narrow, ...(pages.cursor ? { cursor: pages.cursor } : {}) })
  const rows = list.data?.items ?? []
  const [open, setOpen] = useState<string>()
  const picked = rows.find((r) => r.auditId === open) ?? rows[0]
  const keys = useRowKeys(rows.length, { open: (i) => setOpen(rows[i]?.auditId) })
  const [menu, setMenu] = useState(false)
  useKeys({ '/': () => box.current?.focus(), f: () => setMenu(true) })
  const actions = [...new Set(['change-setting', 'adjust-points', 'issue-coupon', 'publish-coupon', 'publish-tiers', 'publish-rules', 'run-import', 'undo-import', 'invite-staff', 'change-staff', ...rows.map((r) => r.action)])]
  const set = (c: Record<string, string | undefined>) => setAddress({ ...c, cursor: undefined })
  return (
    <SettingsFrame at="audit" paneWidth="clamp(280px,22vw,316px)" pane={picked ? <Entry r={picked} onActor={() => set({ actor: picked.actor })} /> : <p className="c3">{t.pick}</p>}>
      <div style={{ padding: '0 24px', borderBottom: '1px solid var(--ht-line)' }}>
        <PageHead tight title={t.title} sub={t.sub} />
        <div className="row g6 wrap" style={{ paddingBottom: 10 }}>
          <Input ref={box} size="small" allowClear style={{ width: 210, height: 26 }} prefix={<Search size={13} color="var(--ht-ink3)" />} aria-label={t.search} placeholder={t.search} suffix={<kbd>/</kbd>} value={text} onChange={(e) => { setText(e.target.value); set({ subject: e.target.value.trim() || undefined }) }} />
          {since && <Chip field={t.filters.from} value={t.ranges[since]} onOff={() => set({ since: undefined })} offLabel={t.off} />}
          {address.action && <Chip field={t.filters.action} relation={t.is} value={t.actions[address.action] ?? address.action} onOff={() => set({ action: undefined })} offLabel={t.off} />}
          {address.actor && <Chip field={t.filters.actor} relation={t.is} value={rows.find((r) => r.actor === address.actor)?.actorName || address.actor} onOff={() => set({ actor: undefined })} offLabel={t.off} />}
          <Dropdown open={menu} onOpenChange={setMenu} trigger={['click']} menu={{ style: { maxHeight: 400, overflow: 'auto' }, items: [{ key: 'since', label: t.filters.from, children: (['today', 'week', 'month'] as const).map((r) => ({ key: r, label: t.ranges[r], onClick: () => set({ since: r }) })) }, { key: 'action', label: t.filters.action, children: actions.map((a) => ({ key: a, label: t.actions[a] ?? a, onClick: () => set({ action: a }) })) }] }}>
            <button type="button" className="chip add" style={{ padding: '0 7px' }} aria-haspopup="menu"><span className="row g4" style={{ padding: 0 }}><Plus size={12} aria-hidden />{t.addFilter} <kbd style={{ marginLeft: 2 }}>F</kbd></span></button>
          </Dropdown>
        </div>
      </div>
      <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
        <Full of={list} bones={<RowBones rows={14} />} empty={(d) => d.items.length === 0 && <Empty title={Object.keys(narrow).length ? t.emptyTitle : t.emptyAll} hint={Object.keys(narrow).length ? t.emptyHint : t.emptyAllHint} />}>
          {() => (
            <table className="tbl sticky" style={{ tableLayout: 'fixed' }}>
              <thead><tr><th style={{ paddingLeft: 24, width: 124 }}>{t.columns.when}</th><th style={{ width: 128 }}>{t.columns.who}</th><th style={{ width: 136 }}>{t.columns.what}</th><th>{t.columns.subject}</th><th style={{ paddingRight: 20 }}>{t.columns.how}</th></tr></thead>
              <tbody>
                {rows.map((r, i) => (
                  <tr key={r.auditId} data-row={i} tabIndex={i === Math.max(0, keys.at) ? 0 : -1} className={'pick' + (picked?.auditId === r.auditId ? ' sel' : '')} style={{ height: 37 }} onFocus={() => keys.setAt(i)} onClick={() => setOpen(r.auditId)}>
                    <td style={{ paddingLeft: 24 }} className="c3 sm nw">{f.moment(r.at)}</td>
                    <td><span className="row g6 nw"><Who r={r} size={20} /><span className="ell">{r.actorName || t.system}</span></span></td>
                    <td className="m ell">{t.actions[r.action] ?? r.action}</td>
                    <td className="c2 ell">{subjectOf(r, t.subjects)}</td>
                    <td className="c2 ell" style={{ paddingRight: 20 }}>{r.reason || howOf(r, t.fields, t.and)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </Full>
      </div>
      <ListFoot inset={24} where={rows.length ? t.showing(f.whole(rows.length)) : ''} {...(pages.back ? { onPrevious: pages.back } : {})} {...(list.data?.next ? { onNext: () => pages.go(list.data.next!) } : {})} />
    </SettingsFrame>
  )
}
