import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useWords } from '../platform/preferences'
import { modKey } from '../ui/page'
import { Fact } from '../ui/sum'
import { useSpeaker } from '../ui/undo'
import { Ways } from '../ui/ways'
import { community as en } from '../words/en/community'
import { community as zh } from '../words/zh/community'
import type { Item } from './moderation-page'

type Way = 'approve' | 'useful' | 'reject' | 'remove'

/** The decision, by key or by hand; sending back takes a reason. */
export function Decision({ x, onDone }: { x: Item; onDone: () => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const shown = x.state === 'shown'
  const [way, setWay] = useState<Way>(shown ? 'remove' : x.check.suggest === 'risky' || x.check.keyword ? 'reject' : 'approve')
  const [picked, setPicked] = useState<string[]>([])
  const [note, setNote] = useState('')
  const reason = [...picked, note.trim()].filter(Boolean).join('；').slice(0, 200)
  const asks = way === 'reject' || way === 'remove'
  const able = !asks || reason.length > 0
  const act = useAct('decidePost', {
    rereads: ['listReviewQueue'], failed: speaker.refused,
    done: (a) => {
      speaker.done(t.done[way] + (a.pointsAwarded > 0 ? t.donePoints(f.whole(a.pointsAwarded)) : ''))
      onDone()
    },
  })
  const go = () => able && act.mutate({ itemId: x.itemId, decision: way === 'useful' ? 'approve' : way, reason: asks ? reason : '', useful: way === 'useful' })
  const ways: { way: Way; key: string; title: string; hint: string }[] = shown
    ? [{ way: 'remove', key: 'r', title: t.remove, hint: t.removeHint }]
    : [{ way: 'approve', key: 'a', title: t.approve, hint: t.approveHint }, { way: 'useful', key: 'u', title: t.useful, hint: t.usefulHint }, { way: 'reject', key: 'r', title: t.reject, hint: t.rejectHint }]
  useKeys({ ...Object.fromEntries(ways.map((w) => [w.key, () => setWay(w.way)])), 'mod+Enter': go })
  return (
    <>
      <h2 className="sec mb8">{t.how}</h2>
      <Ways label={t.how} ways={ways} chosen={way} choose={setWay} />
      {asks && (
        <>
          <h2 className="sec" style={{ margin: '16px 0 6px' }}>{t.reasons}</h2>
          <Checkbox.Group value={picked} onChange={setPicked} style={{ display: 'grid', gap: 6 }} options={t.reasonList.map((r) => ({ value: r, label: r }))} />
          <div className="row sb" style={{ margin: '14px 0 4px' }}><label className="sec" htmlFor="to-author">{t.toAuthor}</label><span className="xs c3">{t.toAuthorHint}</span></div>
          <Input.TextArea id="to-author" rows={3} maxLength={160} value={note} onChange={(e) => setNote(e.target.value)} />
        </>
      )}
      <h2 className="sec" style={{ margin: '16px 0 2px' }}>{t.author}</h2>
      <Fact first name={t.posts} value={t.postsN(f.whole(x.memberPosts))} />
      <Fact name={t.rejectedN} value={t.times(f.whole(x.memberRejected))} />
      <Fact name={t.state} value={t.states[x.state]} />
      <Button type="primary" danger={way === 'remove'} block style={{ marginTop: 14 }} disabled={!able} loading={act.isPending} onClick={go}>
        {t.act[way]} <kbd style={{ background: 'transparent', borderColor: 'currentColor', color: 'inherit', marginLeft: 4 }}>{modKey} ↵</kbd>
      </Button>
      <div className="xs c3" style={{ textAlign: 'center', marginTop: 8 }}>{able ? <>{t.keys} <kbd>J</kbd> <kbd>K</kbd></> : t.reasonMissing}</div>
    </>
  )
}
