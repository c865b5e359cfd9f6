import { Button } from 'antd'
import { Plus, X } from 'lucide-react'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { api } from '../platform/call'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { useMay } from '../platform/session'
import { Card } from '../ui/card'
import { Pill } from '../ui/pill'
import { Fact } from '../ui/sum'
import { useSpeaker } from '../ui/undo'
import { member as listEn } from '../words/en/member'
import { member as listZh } from '../words/zh/member'
import { memberPage as en } from '../words/en/member-page'
import { memberPage as zh } from '../words/zh/member-page'
import { useQueryClient } from '@tanstack/react-query'
import type { Doing } from './member-page'
import { MergesCard } from './merges'
import { TierCard } from './tier-card'

type Member = Answer<'readMember'>

export function Rail({ m, onDo, onTag, onTier, onCoupons }: { m: Member; onDo: (what: Doing) => void; onTag: () => void; onTier: () => void; onCoupons: () => void }) {
  return (
    <div style={{ paddingTop: 14, display: 'flex', flexDirection: 'column', gap: 14, minWidth: 0 }}>
      <TierCard m={m} onAll={onTier} onDo={onDo} />
      <CouponsCard memberId={m.memberId} onAll={onCoupons} />
      <TagsCard m={m} onTag={onTag} />
      <ProfileCard m={m} />
      <MergesCard memberId={m.memberId} />
    </div>
  )
}

function CouponsCard({ memberId, onAll }: { memberId: string; onAll: () => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const coupons = useRead('listMemberCoupons', { memberId, limit: 5 })
  const items = coupons.data?.items ?? []
  return (
    <Card title={t.coupons} tools={items.length > 0 && <Button type="link" size="small" onClick={onAll}>{t.couponsCount(items.length)}{coupons.data?.next ? '+' : ''}</Button>} body={{ paddingTop: 6 }}>
      {items.length === 0 && <p className="sm c3">{coupons.data ? t.noCoupons : ' '}</p>}
      {items.slice(0, 4).map((c, i) => (
        <div key={c.memberCouponId ?? i} className="row g8" style={{ padding: '5px 0', borderTop: i ? '1px solid var(--ht-line)' : 0 }}>
          <div className="f1 ell"><span className="m">{c.title}</span><span className="sm c3" style={{ marginLeft: 8 }}>{[c.scopeText, c.validUntil && t.until(f.dayOf(c.validUntil))].filter(Boolean).join(' · ')}</span></div>
          <Pill tone={c.state === 'issued' ? (c.usable ? 'good' : 'warn') : 'plain'}>{c.state === 'issued' && !c.usable && c.why ? sentence(c.why) : t.couponStates[c.state]}</Pill>
        </div>
      ))}
    </Card>
  )
}

function TagsCard({ m, onTag }: { m: Member; onTag: () => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const may = useMay('manager')
  const speaker = useSpeaker()
  const queries = useQueryClient()
  const untag = useAct('untagMember', {
    rereads: ['readMember', 'listTags'], failed: speaker.refused,
    done: (_, input) => speaker.done(t.untagged(input.tag), () => void api.tagMember({ memberId: m.memberId, tag: input.tag, why: m.tags.find((x) => x.tag === input.tag)?.why ?? '' }).then(() => queries.invalidateQueries({ queryKey: ['readMember'] }))),
  })
  return (
    <Card title={t.tags} tools={may && <Button size="small" type="text" icon={<Plus size={13} />} onClick={onTag}>{t.addTag}</Button>} body={{ paddingTop: 4 }}>
      {m.tags.length === 0 && <p className="sm c3">{t.noTags}</p>}
      {m.tags.map((x, i) => (
        <div key={x.tag} style={{ padding: '6px 0', borderTop: i ? '1px solid var(--ht-line)' : 0 }}>
          <div className="row sb">
            <span className="pill">{x.tag}{may && <button className="bare" aria-label={t.untag(x.tag)} onClick={() => untag.mutate({ memberId: m.memberId, tag: x.tag })}><X size={11} /></button>}</span>
            <span className="xs c3">{t.tagSince(x.by ?? t.tagSources[x.source], f.dayOf(x.since))}</span>
          </div>
          {x.why && <div className="sm c2" style={{ marginTop: 2 }}>{x.why}</div>}
        </div>
      ))}
    </Card>
  )
}

function ProfileCard({ m }: { m: Member }) {
  const t = useWords(zh, en)
  const list = useWords(listZh, listEn)
  return (
    <Card title={t.profile} body={{ paddingTop: 4 }}>
      <Fact first name={t.source} value={list.sources[m.source] ?? m.source} />
      {m.region && <Fact name={t.region} value={m.region} />}
      {m.gender && <Fact name={t.gender} value={t.genders[m.gender] ?? m.gender} />}
      {m.accounts.map((a) => <Fact key={a.channel + a.account} name={a.channel} value={a.account} />)}
    </Card>
  )
}
