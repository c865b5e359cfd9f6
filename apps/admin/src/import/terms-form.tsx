import { DatePicker, Input, Radio, Select } from 'antd'
import dayjs from 'dayjs'
import { Undo2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useWords } from '../platform/preferences'
import { importing as en } from '../words/en/import'
import { importing as zh } from '../words/zh/import'
import type { Terms } from './map-columns'

const Ask = ({ label, hint, children }: { label: string; hint?: string; children: ReactNode }) => (
  <div style={{ marginTop: 14 }}>
    <div className="sec" style={{ marginBottom: 4 }}>{label}</div>
    {children}
    {hint && <div className="xs c3" style={{ marginTop: 3 }}>{hint}</div>}
  </div>
)

const zones = (): string[] => Intl.supportedValuesOf?.('timeZone') ?? ['Asia/Shanghai', 'Europe/London', 'UTC']

/** How the rows are booked: channel, dates, statuses, and which rules apply to the past. */
export function TermsForm({ terms, change, setMapping, hasStatus }: { terms: Terms; change: (c: Partial<Terms>) => void; setMapping: (m: Partial<Terms['mapping']>) => void; hasStatus: boolean }) {
  const t = useWords(zh, en)
  const m = terms.mapping
  return (
    <div>
      <h2 className="b" style={{ fontSize: 14 }}>{t.how}</h2>
      <Ask label={t.channel} hint={t.channelHint}><Input aria-label={t.channel} maxLength={40} value={terms.channel} onChange={(e) => change({ channel: e.target.value })} /></Ask>
      <Ask label={t.rules}>
        <Radio.Group value={terms.rules} onChange={(e) => change({ rules: e.target.value as NonNullable<Terms['rules']> })} style={{ display: 'grid', gap: 7 }} options={(['first-version', 'as-of-date', 'none'] as const).map((r) => ({ value: r, label: t.rulesOf[r] }))} />
      </Ask>
      {terms.rules !== 'none' && <Ask label={t.noExpiry} hint={t.noExpiryHint}><DatePicker aria-label={t.noExpiry} style={{ width: '100%' }} value={terms.noExpiryBefore ? dayjs(terms.noExpiryBefore) : null} onChange={(d) => change({ noExpiryBefore: d ? d.format('YYYY-MM-DD') : null })} /></Ask>}
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 12 }}>
        <Ask label={t.dateFormat}><Select aria-label={t.dateFormat} style={{ width: '100%' }} value={m.dateFormat ?? 'auto'} onChange={(dateFormat) => setMapping({ dateFormat })} options={(Object.keys(t.dateFormats) as NonNullable<typeof m.dateFormat>[]).map((d) => ({ value: d, label: t.dateFormats[d] }))} /></Ask>
        <Ask label={t.zone}><Select aria-label={t.zone} showSearch allowClear placeholder={t.shopZone} style={{ width: '100%' }} value={m.zone ?? undefined} onChange={(zone: string | undefined) => setMapping({ zone: zone ?? null })} options={zones().map((z) => ({ value: z, label: z }))} /></Ask>
      </div>
      <Ask label={t.cancelPrefix} hint={t.cancelHint}><Input aria-label={t.cancelPrefix} maxLength={10} style={{ width: 120 }} value={m.cancelPrefix ?? ''} onChange={(e) => setMapping({ cancelPrefix: e.target.value || null })} /></Ask>
      {hasStatus && (
        <>
          <Ask label={t.paidStatuses} hint={t.statusHint}><Select mode="tags" aria-label={t.paidStatuses} style={{ width: '100%' }} value={m.paidStatuses} onChange={(paidStatuses) => setMapping({ paidStatuses })} /></Ask>
          <Ask label={t.refundStatuses}><Select mode="tags" aria-label={t.refundStatuses} style={{ width: '100%' }} value={m.refundStatuses} onChange={(refundStatuses) => setMapping({ refundStatuses })} /></Ask>
        </>
      )}
      <div className="row g8 sm c2" style={{ marginTop: 16, alignItems: 'flex-start' }}><Undo2 size={14} color="var(--ht-ink3)" style={{ marginTop: 2, flex: 'none' }} aria-hidden />{t.undoNote}</div>
    </div>
  )
}
