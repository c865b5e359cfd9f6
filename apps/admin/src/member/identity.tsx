import { Button, Dropdown, Tooltip } from 'antd'
import { CircleDollarSign, Ellipsis, TicketPercent } from 'lucide-react'
import { useState } from 'react'
import { useAct } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { Avatar } from '../ui/avatar'
import { masked } from '../ui/masked'
import { TierBadge } from '../ui/tier-badge'
import { useSpeaker } from '../ui/undo'
import { merge as mergeEn } from '../words/en/merge'
import { merge as mergeZh } from '../words/zh/merge'
import { memberPage as en } from '../words/en/member-page'
import { memberPage as zh } from '../words/zh/member-page'
import type { Doing } from './member-page'

/** Who this is, and what one may do for them. The whole phone number is a logged look. */
export function Identity({ m, onDo }: { m: Answer<'readMember'>; onDo: (what: Doing) => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const may = useMay('manager')
  const owner = useMay('owner')
  const merging = useWords(mergeZh, mergeEn)
  const speaker = useSpeaker()
  const [phone, setPhone] = useState<string | null>(null)
  const look = useAct('showMemberPhone', { done: (a) => setPhone(a.phone), failed: speaker.refused })
  const birthday = !m.birthday ? null : m.birthdayCalendar === 'lunar' ? t.lunarDay(Number(m.birthday.slice(-5, -3)), Number(m.birthday.slice(-2))) : f.day(m.birthday.length > 5 ? m.birthday : `${f.today.slice(0, 4)}-${m.birthday}`)
  return (
    <div className="row g16" style={{ padding: '18px 0 14px' }}>
      <Avatar name={m.name} size={48} />
      <div className="f1">
        <div className="row g8">
          <h1 className="ell" style={{ fontSize: 20, lineHeight: '28px', fontWeight: 600 }}>{m.name}</h1>
          {m.progress.tier && <TierBadge tier={m.progress.tier} />}
        </div>
        <div className="c3 row g16 wrap" style={{ marginTop: 1 }}>
          <span className="ht-tnum nw">
            {m.phoneMasked ? (
              <>
                {phone ?? masked(m.phoneMasked)}{' '}
                {may && (
                  <Tooltip title={t.showLogged}>
                    <Button type="link" size="small" style={{ padding: 0, height: 18 }} loading={look.isPending} onClick={() => (phone ? setPhone(null) : look.mutate({ memberId: m.memberId }))}>{phone ? t.hide : t.show}</Button>
                  </Tooltip>
                )}
              </>
            ) : (
              <>
                {t.noPhone} {may && <Button type="link" size="small" style={{ padding: 0, height: 18 }} onClick={() => onDo('bind')}>{t.bind}</Button>}
              </>
            )}
          </span>
          {birthday && <span className="nw">{t.birthday(birthday)}</span>}
          <span className="nw">{t.joined(f.dayOf(m.joinedAt), m.storeName ? t.at(m.storeName) : '')}</span>
          <span className="nw">{t.no(m.memberNo)}</span>
        </div>
      </div>
      {may && (
        <span className="row g8">
          <Dropdown trigger={['click']} menu={{ items: [{ key: 'edit', label: t.edit, onClick: () => onDo('edit') }, { key: 'tag', label: t.tag, onClick: () => onDo('tag') }, { key: 'bind', label: t.bind, onClick: () => onDo('bind') }, ...(m.points.debt > 0 ? [{ key: 'waive', label: t.waive, onClick: () => onDo('waive') }] : []), ...(owner ? [{ key: 'merge', label: merging.act, onClick: () => onDo('merge') }] : [])] }}>
            <Button icon={<Ellipsis size={15} />} aria-label={t.more} />
          </Dropdown>
          <Button icon={<CircleDollarSign size={14} />} onClick={() => onDo('adjust')}>{t.adjust}</Button>
          <Button type="primary" icon={<TicketPercent size={14} />} onClick={() => onDo('coupon')}>{t.coupon}</Button>
        </span>
      )}
    </div>
  )
}
