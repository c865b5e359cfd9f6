import { DatePicker, Input, Modal, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useAct, useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { TierBadge } from '../ui/tier-badge'
import { useSpeaker } from '../ui/undo'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { memberPage as en } from '../words/en/member-page'
import { memberPage as zh } from '../words/zh/member-page'

interface Parts { m: Answer<'readMember'>; onClose: () => void }
const REREADS = ['readMember', 'readMemberTier', 'readMemberTimeline', 'listMembers'] as const

/** A tier given by hand: which, to which last day, and why. */
export function GrantTier({ m, onClose }: Parts) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const f = useFigures()
  const speaker = useSpeaker()
  const tiers = (useRead('readTiers', {}, { fresh: 60_000 }).data?.current?.tiers ?? []).filter((x) => x.tierId !== m.progress.tier?.tierId)
  const [tierId, setTierId] = useState<string | null>(null)
  const [lastDay, setLastDay] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const chosen = tiers.find((x) => x.tierId === tierId)
  const act = useAct('grantTier', { rereads: REREADS, failed: speaker.refused, done: () => { speaker.done(t.grantDone(chosen?.name ?? '')); onClose() } })
  return (
    <Modal open title={t.grantTitle} width={420} onCancel={onClose} cancelText={ui.cancel} okText={t.grantAct(chosen?.name ?? '')} okButtonProps={{ disabled: !chosen || reason.trim().length < 2, loading: act.isPending }} onOk={() => act.mutate({ memberId: m.memberId, tierId: tierId!, lastDay, reason: reason.trim() })}>
      <div style={{ display: 'grid', gap: 12, padding: '4px 0 8px' }}>
        <p className="c3">{t.grantSub(m.name, m.progress.tier?.name ?? null)}</p>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12 }}>
          <label><span className="lab-top">{t.grantTier}</span><Select autoFocus aria-label={t.grantTier} style={{ width: '100%' }} value={tierId} onChange={setTierId} options={tiers.map((x) => ({ value: x.tierId, label: <TierBadge tier={x} />, title: x.name }))} /></label>
          <label><span className="lab-top">{t.grantUntil}</span><DatePicker style={{ width: '100%' }} aria-label={t.grantUntil} placeholder={t.grantForever} value={lastDay ? dayjs(lastDay) : null} disabledDate={(d) => d.format('YYYY-MM-DD') < f.today} onChange={(d) => setLastDay(d ? d.format('YYYY-MM-DD') : null)} /></label>
        </div>
        <label><span className="lab-top">{t.reason}</span><Input maxLength={120} value={reason} placeholder={t.reasonHint} onChange={(e) => setReason(e.target.value)} /></label>
      </div>
    </Modal>
  )
}

/** Takes a given tier back, with a reason. */
export function EndGrant({ m, onClose }: Parts) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const speaker = useSpeaker()
  const [reason, setReason] = useState('')
  const act = useAct('endTierGrant', { rereads: REREADS, failed: speaker.refused, done: (a) => { speaker.done(t.endGrantDone(a.progress.tier?.name ?? null)); onClose() } })
  return (
    <Modal open title={t.endGrantTitle} width={420} onCancel={onClose} cancelText={ui.cancel} okText={t.endGrantAct} okButtonProps={{ danger: true, disabled: reason.trim().length < 2, loading: act.isPending }} onOk={() => act.mutate({ memberId: m.memberId, reason: reason.trim() })}>
      <div style={{ display: 'grid', gap: 12, padding: '4px 0 8px' }}>
        <p className="c3">{t.endGrantSub(m.progress.tier?.name ?? '')}</p>
        <label><span className="lab-top">{t.reason}</span><Input autoFocus maxLength={120} value={reason} placeholder={t.reasonHint} onChange={(e) => setReason(e.target.value)} /></label>
      </div>
    </Modal>
  )
}
