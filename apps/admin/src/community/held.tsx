import { ScanSearch } from 'lucide-react'
import { Link } from 'react-router'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Avatar } from '../ui/avatar'
import { TierBadge } from '../ui/tier-badge'
import { community as en } from '../words/en/community'
import { community as zh } from '../words/zh/community'
import { HeldPictures, picturesWhy } from './held-pictures'
import type { Item } from './moderation-page'
import { isOfPicture } from './tone'

/** What was written, with the phrase that held it back marked, and why. */
export function Held({ x }: { x: Item }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const at = x.check.keyword ? x.body.indexOf(x.check.keyword) : -1
  return (
    <>
      <div className="row g12">
        <Avatar name={x.memberName} size={38} />
        <div className="f1">
          <div className="row g8"><span className="b" style={{ fontSize: 14 }}>{x.memberName}</span>{x.memberTier && <TierBadge tier={x.memberTier} />}</div>
          <div className="sm c3">{t.postedIn} {x.topicTitle} · {f.moment(x.at)} · {x.state === 'shown' ? t.states.shown : t.onlyAuthor}</div>
        </div>
        <Link to={`/members/${x.memberId}`} className="sm">{t.openMember}</Link>
      </div>
      <p style={{ fontSize: 15, lineHeight: '27px', margin: '16px 0 14px', maxWidth: 560, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {at < 0 ? x.body : (
          <>
            {x.body.slice(0, at)}
            <mark style={{ background: 'var(--ht-warn-soft)', color: 'var(--ht-warn)', borderBottom: '2px solid var(--ht-warn-mark)', padding: '1px 2px' }}>{x.check.keyword}</mark>
            {x.body.slice(at + (x.check.keyword?.length ?? 0))}
          </>
        )}
      </p>
      <HeldPictures x={x} />
      {x.appeal && (
        <blockquote className="soft" style={{ margin: '0 0 12px', padding: '12px 14px', maxWidth: 560, borderLeft: '3px solid var(--ht-brand)' }}>
          <div className="row sb"><span className="m">{t.appealTitle}</span><span className="xs c3">{f.moment(x.appeal.at)}</span></div>
          <div className="mt4" style={{ overflowWrap: 'anywhere' }}>{x.appeal.text}</div>
          {x.appeal.was && <div className="sm c3 mt4" style={{ overflowWrap: 'anywhere' }}>{t.appealWas(x.appeal.was)}</div>}
        </blockquote>
      )}
      <div className="soft" style={{ padding: '12px 14px', maxWidth: 560 }}>
        <div className="row g8">
          <ScanSearch size={15} color="var(--ht-warn)" aria-hidden />
          <span className="m">{t.whyTitle}</span>
          <span className="f1" />
          <span className="xs c3">{x.check.suggest === 'unchecked' && !isOfPicture(x.check) ? t.byCheck : (t.labels[String(x.check.label)] ?? t.byCheck)}</span>
        </div>
        <div className="sm c2 mt4">{x.check.keyword && t.whyKeyword(x.check.keyword)}{!isOfPicture(x.check) && t.whySuggest[x.check.suggest]}{picturesWhy(x, t)}{x.reports > 0 && ` ${t.reports(x.reports)}`}</div>
      </div>
    </>
  )
}
