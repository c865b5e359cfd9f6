import { Button, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useAct } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useKeys } from '../platform/keys'
import { useWords } from '../platform/preferences'
import { Fact } from '../ui/sum'
import { useSpeaker } from '../ui/undo'
import { Ways } from '../ui/ways'
import { review as en } from '../words/en/review'
import { review as zh } from '../words/zh/review'
import type { Review } from './reviews-page'

type Way = 'approve' | 'reject'

/** The decision and the answer; sending back takes a reason. What is shown can be answered first of all. */
export function ReviewActs({ r }: { r: Review }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const shown = r.state === 'shown'
  return (
    <>
      {shown ? <Reply r={r} /> : null}
      <Decide r={r} />
      <h2 className="sec" style={{ margin: '16px 0 2px' }}>{t.facts}</h2>
      <Fact first name={t.order} value={<Link to={`/orders/${r.orderId}`}>{r.orderNo}</Link>} />
      <Fact name={t.bought} value={f.dayOf(r.boughtAt)} />
      {r.refunded && <Fact name={t.product} value={t.refunded} />}
      <Fact name={t.since} value={t.sinceN(f.whole(r.boughtSince))} />
      <Fact name={t.written} value={t.writtenN(f.whole(r.memberReviews))} />
      {r.editedAt && <Fact name={t.edited} value={f.moment(r.editedAt)} />}
      <Fact name={t.points} value={r.pointsAwarded > 0 ? t.pointsN(f.whole(r.pointsAwarded)) : t.noPoints} />
    </>
  )
}

function Decide({ r }: { r: Review }) {
  const t = useWords(zh, en)
  const speaker = useSpeaker()
  const shown = r.state === 'shown'
  const [way, setWay] = useState<Way | null>(shown || r.state === 'rejected' ? null : r.check.keyword ? 'reject' : 'approve')
  const [reason, setReason] = useState('')
  const act = useAct('decideReview', { rereads: ['listReviews'], failed: speaker.refused, done: (_, asked) => speaker.done(t.done[asked.decision]) })
  const able = way === 'approve' || (way === 'reject' && reason.trim() !== '')
  const go = () => { if (way && able) act.mutate({ reviewId: r.reviewId, decision: way, reason: way === 'reject' ? reason.trim() : '' }) }
  const ways: { way: Way; key: string; title: string; hint: string }[] = [
    ...(shown ? [] : [{ way: 'approve' as const, key: 'a', title: t.approve, hint: t.approveHint }]),
    ...(r.state === 'rejected' ? [] : [{ way: 'reject' as const, key: 'r', title: shown ? t.hide : t.reject, hint: shown ? t.hideHint : t.rejectHint }]),
  ]
  useKeys(Object.fromEntries(ways.map((w) => [w.key, () => setWay(w.way)])))
  return (
    <>
      <h2 className="sec mb8" style={shown ? { marginTop: 20 } : undefined}>{t.how}</h2>
      <Ways label={t.how} ways={ways} chosen={way} choose={setWay} />
      {way === 'reject' && (
        <>
          <div className="row sb" style={{ margin: '14px 0 4px' }}><label className="sec" htmlFor="review-reason">{t.reason}</label><span className="xs c3">{t.reasonHint}</span></div>
          <Input.TextArea id="review-reason" rows={3} maxLength={200} value={reason} onChange={(e) => setReason(e.target.value)} />
        </>
      )}
      {way && <Button type={shown ? 'default' : 'primary'} danger={shown} block style={{ marginTop: 12 }} disabled={!able} loading={act.isPending} onClick={go}>{way === 'reject' && !able ? t.reasonMissing : t.decide}</Button>}
    </>
  )
}

function Reply({ r }: { r: Review }) {
  const t = useWords(zh, en)
  const speaker = useSpeaker()
  const [body, setBody] = useState(r.reply?.body ?? '')
  const act = useAct('replyReview', { rereads: ['listReviews'], failed: speaker.refused, done: () => speaker.done(t.done.reply) })
  const same = body.trim() === '' || body.trim() === r.reply?.body
  return (
    <>
      <div className="row sb" style={{ marginBottom: 4 }}><label className="sec" htmlFor="review-reply">{t.reply}</label></div>
      <div className="xs c3" style={{ marginBottom: 6 }}>{t.replyHint}</div>
      <Input.TextArea id="review-reply" rows={4} maxLength={500} value={body} onChange={(e) => setBody(e.target.value)} />
      <Button type="primary" block style={{ marginTop: 8 }} disabled={same} loading={act.isPending} onClick={() => act.mutate({ reviewId: r.reviewId, body: body.trim() })}>{r.reply ? t.replyAgain : t.replyAct}</Button>
    </>
  )
}
