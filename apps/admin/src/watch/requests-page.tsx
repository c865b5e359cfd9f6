import { Button, Input, Popconfirm } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSession } from '../platform/session'
import { SettingsFrame } from '../settings'
import { PageHead } from '../ui/page-head'
import { Pill } from '../ui/pill'
import { Empty, Full, RowBones } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { watch as en } from '../words/en/watch'
import { watch as zh } from '../words/zh/watch'

type Asked = Answer<'listAdjustmentRequests'>['items'][number]
const tones = { waiting: 'warn', approved: 'good', declined: 'plain', lapsed: 'plain' } as const

/** Adjustments by hand that take two people. */
export function RequestsPage() {
  const t = useWords(zh, en)
  const f = useFigures()
  const list = useRead('listAdjustmentRequests', {})
  return (
    <SettingsFrame at="requests">
      <div style={{ padding: '0 24px' }}>
        <PageHead tight title={list.data?.waiting ? t.requestsTitle(f.whole(list.data.waiting)) : t.requestsNone} sub={t.requestsSub} />
      </div>
      <Full of={list} bones={<RowBones rows={4} height={56} />} empty={(d) => d.items.length === 0 && <Empty title={t.emptyRequests} />}>
        {(d) => (
          <table className="tbl sticky">
            <thead><tr><th style={{ paddingLeft: 24 }}>{t.requestColumns.member}</th><th className="r">{t.requestColumns.points}</th><th>{t.requestColumns.reason}</th><th>{t.requestColumns.asked}</th><th>{t.requestColumns.state}</th><th aria-label={t.agree} style={{ paddingRight: 24 }} /></tr></thead>
            <tbody>{d.items.map((r) => <OneRequest key={r.requestId} r={r} />)}</tbody>
          </table>
        )}
      </Full>
    </SettingsFrame>
  )
}

function OneRequest({ r }: { r: Asked }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const mine = useSession()?.me.staffId === r.askedBy
  const [note, setNote] = useState('')
  const decide = useAct('decideAdjustment', { rereads: ['listAdjustmentRequests', 'readMember', 'readMemberPoints', 'listMemberLines'], failed: speaker.refused, done: (a) => speaker.done(a.state === 'approved' ? t.agreed : t.declined) })
  const points = `${f.signed(r.points)} ${t.walletNames[r.wallet] ?? r.wallet}`
  const go = (agree: boolean) => decide.mutate({ requestId: r.requestId, agree, note: note.trim() })
  return (
    <tr style={{ height: 56 }} className={r.state === 'waiting' ? '' : 'c3'}>
      <td style={{ paddingLeft: 24 }}><Link to={`/members/${r.memberId}`} className="m">{r.memberName || r.memberNo}</Link></td>
      <td className="r m nw ht-tnum">{points}</td>
      <td style={{ maxWidth: 260 }}>{r.reason}{r.note && <div className="sm c3">{r.note}</div>}</td>
      <td className="sm c2 nw">{t.by(r.askedName, f.moment(r.askedAt))}</td>
      <td className="nw"><Pill tone={tones[r.state]}>{t.requestStates[r.state]}</Pill> <span className="sm c3">{r.state === 'waiting' ? t.until(f.moment(r.until)) : r.decidedName && r.decidedAt ? t.by(r.decidedName, f.moment(r.decidedAt)) : ''}</span></td>
      <td className="r nw" style={{ paddingRight: 24 }}>
        {r.state === 'waiting' && (mine ? <><span className="sm c3" style={{ marginRight: 8 }}>{t.ownNote}</span><Button size="small" loading={decide.isPending} onClick={() => go(false)}>{t.takeBack}</Button></> : (
          <span className="row g6" style={{ justifyContent: 'flex-end' }}>
            <Button size="small" loading={decide.isPending} onClick={() => go(false)}>{t.decline}</Button>
            <Popconfirm title={t.agreeTitle(r.memberName || r.memberNo, points)} description={<><p className="sm c3" style={{ maxWidth: 260 }}>{t.agreeBody}</p><Input size="small" style={{ marginTop: 6 }} maxLength={120} aria-label={t.noteFor} placeholder={t.noteFor} value={note} onChange={(e) => setNote(e.target.value)} /></>} okText={t.agree} cancelText={t.cancel} onConfirm={() => go(true)}>
              <Button size="small" type="primary" loading={decide.isPending}>{t.agree}</Button>
            </Popconfirm>
          </span>
        ))}
      </td>
    </tr>
  )
}
