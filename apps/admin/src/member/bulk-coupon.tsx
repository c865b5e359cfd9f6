import { Input, Modal, Select } from 'antd'
import { useState } from 'react'
import { forgetKey, keyFor } from '../platform/act-key'
import { useRead } from '../platform/ask'
import { api } from '../platform/call'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSpeaker } from '../ui/undo'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { member as en } from '../words/en/member'
import { member as zh } from '../words/zh/member'
import { useEach } from './bulk'

/** A coupon by hand, to one member or many, with its reason. */
export function BulkCoupon({ ids, onClose, onDone }: { ids: string[]; onClose: () => void; onDone?: () => void }) {
  const t = useWords(zh, en)
  const ui = useWords(uiZh, uiEn)
  const f = useFigures()
  const speaker = useSpeaker()
  const each = useEach()
  const coupons = useRead('listCoupons', { state: 'published', limit: 50 })
  const [couponId, setCoupon] = useState<string>()
  const [reason, setReason] = useState('')
  const items = coupons.data?.items ?? []
  const act = async () => {
    if (!couponId) return
    const { did, failed } = await each.run(ids, async (memberId) => {
      const input = { couponId, memberId, reason: reason.trim() }
      try {
        await api.issueCoupon(input, { key: keyFor('issueCoupon', input) })
        forgetKey('issueCoupon', input)
      } catch (e) {
        forgetKey('issueCoupon', input, e)
        throw e
      }
    })
    onClose()
    if (did.length === 0) return speaker.refused(failed[0])
    onDone?.()
    speaker.done(t.gave(f.whole(did.length), items.find((c) => c.couponId === couponId)?.terms.title ?? '') + (failed.length ? ` · ${t.someFailed(f.whole(failed.length))}` : ''))
  }
  return (
    <Modal open title={t.couponTitle(f.whole(ids.length))} onCancel={onClose} cancelText={ui.cancel} okText={each.busy ? `${each.done} / ${ids.length}` : t.give} okButtonProps={{ disabled: !couponId || reason.trim().length < 2, loading: each.busy }} onOk={() => void act()} width={420}>
      <div style={{ display: 'grid', gap: 12, padding: '8px 0' }}>
        <label>
          <span className="lab-top">{t.couponPick}</span>
          <Select style={{ width: '100%' }} value={couponId} onChange={setCoupon} loading={coupons.isPending} notFoundContent={t.couponNone} options={items.map((c) => ({ value: c.couponId, label: c.terms.title }))} />
        </label>
        <label>
          <span className="lab-top">{t.reason}</span>
          <Input maxLength={120} value={reason} placeholder={t.reasonHint} onChange={(e) => setReason(e.target.value)} />
        </label>
      </div>
    </Modal>
  )
}
