import { Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Note } from '../ui/note'
import { Fact } from '../ui/sum'
import { codes as en } from '../words/en/codes'
import { codes as zh } from '../words/zh/codes'

/** One code typed by somebody at the counter: whose it is and what became of it. */
export function FindCode() {
  const t = useWords(zh, en)
  const f = useFigures()
  const [asked, setAsked] = useState('')
  const read = useRead('findCode', { code: asked || 'x' }, { on: asked !== '', keep: false })
  const x = read.data?.found
  return (
    <>
      <Input.Search aria-label={t.findLabel} placeholder="SL-7KQ9-M2XR-V4TDE" enterButton={t.look} maxLength={64} loading={read.isFetching} onSearch={(v) => setAsked(v.trim())} />
      {asked && read.data && !x && <Note tone="warn" style={{ marginTop: 10 }}>{read.data.mistyped ? t.mistyped : t.notFound}</Note>}
      {x && (
        <div style={{ marginTop: 12 }}>
          <Fact first name={t.code} value={x.code} />
          <Fact name={t.columns.state} value={t.codeStates[x.state]} />
          <Fact name={t.coupon} value={<Link to={`/coupons/${x.couponId}`}>{x.title}</Link>} />
          <Fact name={t.inBatch} value={`${t.batch(x.batchNo)} · ${x.label}`} />
          {x.memberId && <Fact name={t.member} value={<Link to={`/members/${x.memberId}`}>{x.memberName || t.noName}</Link>} />}
          {x.claimedAt && <Fact name={t.claimedAt} value={f.moment(x.claimedAt)} />}
          {x.orderId && <Fact name={t.order} value={<Link to={`/orders/${x.orderId}`}>{x.orderNo}</Link>} />}
        </div>
      )}
    </>
  )
}
