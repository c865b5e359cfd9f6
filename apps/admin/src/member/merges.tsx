import { Button, Popconfirm } from 'antd'
import { Navigate, useNavigate } from 'react-router'
import { useAct, useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { Card } from '../ui/card'
import { Note } from '../ui/note'
import { Pill } from '../ui/pill'
import { Failed } from '../ui/states'
import { useSpeaker } from '../ui/undo'
import { merge as en } from '../words/en/merge'
import { merge as zh } from '../words/zh/merge'

/** Who was merged into this member, each with its way back. */
export function MergesCard({ memberId }: { memberId: string }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const owner = useMay('owner')
  const speaker = useSpeaker()
  const merges = useRead('listMerges', { memberId })
  const undo = useAct('undoMerge', { rereads: ['readMember', 'listMembers', 'listMerges', 'readMemberPoints', 'readMemberTimeline'], failed: speaker.refused, done: () => speaker.done(t.undone) })
  const items = merges.data?.items ?? []
  if (items.length === 0) return null
  return (
    <Card title={t.card} body={{ paddingTop: 4 }}>
      {items.map((x, i) => (
        <div key={x.mergeId} className="row sb g8" style={{ padding: '6px 0', borderTop: i ? '1px solid var(--ht-line)' : 0 }}>
          <div className="f1 ell"><span className="m">{t.from(x.name, x.memberNo)}</span><div className="sm c3">{f.dayOf(x.at)} {x.reason}</div></div>
          {x.undoneAt ? <Pill tone="plain">{t.wasUndone}</Pill> : owner && (
            <Popconfirm title={t.undoSure} description={<div style={{ maxWidth: 240 }}>{t.undoHint}</div>} okText={t.undo} onConfirm={() => undo.mutate({ mergeId: x.mergeId, reason: '' })}>
              <Button size="small" loading={undo.isPending}>{t.undo}</Button>
            </Popconfirm>
          )}
        </div>
      ))}
    </Card>
  )
}

/** Pairs who met under one phone or WeChat and both have a history. */
export function Meetings() {
  const t = useWords(zh, en)
  const go = useNavigate()
  const owner = useMay('owner')
  const speaker = useSpeaker()
  const meetings = useRead('listMeetings', {})
  const dismiss = useAct('dismissMeeting', { rereads: ['listMeetings'], failed: speaker.refused, done: () => speaker.done(t.dismissed) })
  const items = meetings.data?.items ?? []
  if (items.length === 0 || !owner) return null
  return (
    <div style={{ padding: '0 32px 10px' }}>
      <Note tone="note">
        <span className="b">{t.meetings(items.length)}</span>
        {items.slice(0, 5).map((x) => (
          <span key={x.meetingId} className="row g8 wrap" style={{ paddingTop: 4 }}>
            <span>{x.one.name || x.one.memberNo} {t.and} {x.other.name || x.other.memberNo} · {t.how[x.how]}</span>
            <Button size="small" onClick={() => void go(`/members/${x.one.memberId}?merge=${x.other.memberId}`)}>{t.look}</Button>
            <Button size="small" type="text" loading={dismiss.isPending} onClick={() => dismiss.mutate({ meetingId: x.meetingId })}>{t.notSame}</Button>
          </span>
        ))}
      </Note>
    </div>
  )
}

/** A member that is not here any more may have been merged: then the page of the kept one is shown. */
export function LeadsElsewhere({ memberId, error, retry }: { memberId: string; error: unknown; retry: () => void }) {
  const merges = useRead('listMerges', { memberId }, { keep: false })
  if (merges.data?.mergedInto) return <Navigate to={`/members/${merges.data.mergedInto}`} replace />
  return <Failed error={error} retry={retry} />
}
