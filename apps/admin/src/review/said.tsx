import { ScanSearch, Store } from 'lucide-react'
import { Link } from 'react-router'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Avatar } from '../ui/avatar'
import { TierBadge } from '../ui/tier-badge'
import { community as modEn } from '../words/en/community'
import { review as en } from '../words/en/review'
import { community as modZh } from '../words/zh/community'
import { review as zh } from '../words/zh/review'
import type { Review } from './reviews-page'
import { Stars } from './stars'

/** What was said, of what, with the phrase that held it back marked, and the shop's answer. */
export function Said({ r }: { r: Review }) {
  const t = useWords(zh, en)
  const mod = useWords(modZh, modEn)
  const f = useFigures()
  const at = r.check.keyword ? r.body.indexOf(r.check.keyword) : -1
  const held = r.state === 'queued' || r.state === 'checking'
  return (
    <>
      <div className="row g12">
        <Avatar name={r.memberName} size={38} />
        <div className="f1">
          <div className="row g8"><span className="b" style={{ fontSize: 14 }}>{r.memberName}</span>{r.memberTier && <TierBadge tier={r.memberTier} />}</div>
          <div className="sm c3">{f.moment(r.at)} · {t.states[r.state]}</div>
        </div>
        <Link to={`/members/${r.memberId}`} className="sm">{t.openMember}</Link>
      </div>
      <div className="row g8" style={{ margin: '16px 0 0' }}><Stars of={r.stars} size={16} /><span className="m">{r.productName}</span></div>
      <p style={{ fontSize: 15, lineHeight: '27px', margin: '8px 0 14px', maxWidth: 560, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {at < 0 ? r.body : (
          <>
            {r.body.slice(0, at)}
            <mark style={{ background: 'var(--ht-warn-soft)', color: 'var(--ht-warn)', borderBottom: '2px solid var(--ht-warn-mark)', padding: '1px 2px' }}>{r.check.keyword}</mark>
            {r.body.slice(at + (r.check.keyword?.length ?? 0))}
          </>
        )}
      </p>
      {held && (
        <div className="soft" style={{ padding: '12px 14px', maxWidth: 560 }}>
          <div className="row g8"><ScanSearch size={15} color="var(--ht-warn)" aria-hidden /><span className="m">{mod.whyTitle}</span></div>
          <div className="sm c2 mt4">{r.check.keyword && mod.whyKeyword(r.check.keyword)}{mod.whySuggest[r.check.suggest]}</div>
        </div>
      )}
      {r.state === 'rejected' && r.reason && <div className="soft sm c2" style={{ padding: '12px 14px', maxWidth: 560 }}>{mod.labels[r.reason] ?? r.reason}</div>}
      {r.reply && (
        <div className="soft" style={{ padding: '12px 14px', maxWidth: 560 }}>
          <div className="row g8"><Store size={15} aria-hidden /><span className="m">{t.reply}</span><span className="f1" /><span className="xs c3">{f.moment(r.reply.at)}</span></div>
          <div className="c2 mt4" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{r.reply.body}</div>
        </div>
      )}
    </>
  )
}
