import { Button, Input, Modal } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { masked } from '../ui/masked'
import { Note } from '../ui/note'
import { Full } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { merge as en } from '../words/en/merge'
import { merge as zh } from '../words/zh/merge'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'

type Preview = Answer<'previewMerge'>

/** Two members who are one person: who the other is, what it comes to, then the act. */
export function Merge({ m, other, onClose }: { m: Answer<'readMember'>; other?: string; onClose: () => void }) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const go = useNavigate()
  const speaker = useSpeaker()
  const [pair, setPair] = useState<{ kept: string; gone: string | null }>({ kept: m.memberId, gone: other ?? null })
  const [reason, setReason] = useState('')
  const preview = useRead('previewMerge', { memberId: pair.kept, otherId: pair.gone ?? '' }, { on: pair.gone !== null, keep: false })
  const merge = useAct('mergeMembers', {
    rereads: ['readMember', 'listMembers', 'listMerges', 'listMeetings', 'readMemberPoints', 'readMemberTimeline'], failed: speaker.refused,
    done: (a) => {
      speaker.done(t.done)
      onClose()
      void go(`/members/${a.keptId}`, { replace: true })
    },
  })
  return (
    <Modal open title={t.title} width={560} onCancel={onClose} cancelText={ui.cancel} okText={t.go} okButtonProps={{ disabled: !preview.data, loading: merge.isPending }} onOk={() => pair.gone && merge.mutate({ memberId: pair.kept, otherId: pair.gone, reason: reason.trim() })}>
      <div style={{ display: 'grid', gap: 12, padding: '4px 0 8px' }}>
        <p className="c3">{t.hint}</p>
        {pair.gone === null ? <Find not={m.memberId} onPick={(gone) => setPair({ kept: m.memberId, gone })} /> : (
          <Full of={preview}>
            {(p) => (
              <>
                <Comes p={p} />
                <div className="row g8">
                  <Button size="small" onClick={() => setPair({ kept: pair.gone!, gone: pair.kept })}>{t.swap}</Button>
                  <Button size="small" type="text" onClick={() => setPair({ kept: m.memberId, gone: null })}>{t.other}</Button>
                </div>
                {p.doubled && <Note tone="note">{t.doubled}</Note>}
                <label><span className="lab-top">{t.reason}</span><Input maxLength={200} value={reason} placeholder={t.reasonHint} onChange={(e) => setReason(e.target.value)} /></label>
              </>
            )}
          </Full>
        )}
      </div>
    </Modal>
  )
}

function Find({ not, onPick }: { not: string; onPick: (id: string) => void }) {
  const t = useWords(zh, en)
  const [text, setText] = useState('')
  const found = useRead('listMembers', { search: text.trim(), limit: 6 }, { on: text.trim().length > 1 })
  const rows = text.trim().length > 1 ? (found.data?.items ?? []).filter((r) => r.memberId !== not) : []
  return (
    <div>
      <label><span className="lab-top">{t.find}</span><Input autoFocus maxLength={40} value={text} placeholder={t.findHint} onChange={(e) => setText(e.target.value)} /></label>
      {rows.map((r) => (
        <div key={r.memberId} className="row sb g8" style={{ padding: '6px 0', borderBottom: '1px solid var(--ht-line)' }}>
          <span className="ell">{r.name || r.memberNo} <span className="sm c3 ht-tnum">{masked(r.phoneMasked ?? '')} {r.memberNo}</span></span>
          <Button size="small" onClick={() => onPick(r.memberId)}>{t.pick}</Button>
        </div>
      ))}
      {found.data && text.trim().length > 1 && rows.length === 0 && <p className="sm c3 mt16">{t.none}</p>}
    </div>
  )
}

function Comes({ p }: { p: Preview }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const cells = (s: Preview['after']): Record<keyof typeof t.rows, string> => ({
    available: f.whole(s.available), pending: f.whole(s.pending), held: f.whole(s.held), debt: f.whole(s.debt), growth: f.whole(s.growth), tier: s.tier?.name ?? t.noTier,
    orders: f.whole(s.orderCount), spent: f.money(s.spentMinor), coupons: f.whole(s.coupons), posts: f.whole(s.posts),
  })
  const [kept, gone, after] = [cells(p.kept), cells(p.gone), cells(p.after)]
  const shown = (Object.keys(t.rows) as (keyof typeof t.rows)[]).filter((row) => !(['pending', 'held', 'debt', 'posts'] as const).some((x) => x === row) || [kept, gone, after].some((c) => c[row] !== '0'))
  const name = (s: Preview['kept']) => s.name || s.memberNo
  return (
    <table className="plain" style={{ width: '100%' }}>
      <thead>
        <tr><td /><th scope="col" className="r">{t.kept}<div className="sm c3 ell" style={{ maxWidth: 130, marginLeft: 'auto' }}>{name(p.kept)}</div></th><th scope="col" className="r">{t.gone}<div className="sm c3 ell" style={{ maxWidth: 130, marginLeft: 'auto' }}>{name(p.gone)}</div></th><th scope="col" className="r">{t.after}</th></tr>
      </thead>
      <tbody>
        {shown.map((row) => (
          <tr key={row} style={{ borderTop: '1px solid var(--ht-line)' }}>
            <th scope="row" className="c3" style={{ textAlign: 'left', fontWeight: 400, padding: '5px 0' }}>{t.rows[row]}</th>
            <td className="r ht-tnum">{kept[row]}</td><td className="r ht-tnum">{gone[row]}</td><td className="r ht-tnum b">{after[row]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
