import { Button, Input, Segmented } from 'antd'
import { useState } from 'react'
import { CODE_CHARS, printedCode } from '@huitou/contract'
import { useAct } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useMay } from '../platform/session'
import { Figure } from '../ui/form'
import { Fact } from '../ui/sum'
import { useSpeaker } from '../ui/undo'
import { codes as en } from '../words/en/codes'
import { codes as zh } from '../words/zh/codes'
import type { Coupon } from './terms'

const SAMPLE = '7KQ9M2XRV4TDH8WPB3NC'

/** How the next batch is made, or one code for everybody. */
export function MakeCodesPane({ coupon, busy, next, onMade }: { coupon: Coupon; busy: boolean; next: number; onMade: () => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const speaker = useSpeaker()
  const isOwner = useMay('owner')
  const [kind, setKind] = useState<'unique' | 'shared'>('unique')
  const [label, setLabel] = useState('')
  const [wanted, setWanted] = useState<number | null>(10_000)
  const [prefix, setPrefix] = useState('')
  const [chars, setChars] = useState<12 | 16 | 20>(12)
  const [code, setCode] = useState('')
  const rereads = ['listCodeBatches'] as const
  const made = () => { setLabel(''); setCode(''); onMade() }
  const make = useAct('makeCodes', { rereads, failed: speaker.refused, done: made })
  const share = useAct('shareCode', { rereads, failed: speaker.refused, done: () => { speaker.done(t.sharedMade); made() } })
  const ready = label.trim() !== '' && (kind === 'unique' ? (wanted ?? 0) > 0 : code.trim().length >= 3)
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <h2 className="sec">{t.next}</h2>
      <Segmented value={kind} onChange={setKind} options={[{ value: 'unique' as const, label: t.kinds.generated }, { value: 'shared' as const, label: t.kinds.shared }]} />
      <label className="sm c2">{t.forWhom}<Input aria-label={t.forWhom} placeholder={t.forWhomHint} maxLength={40} value={label} onChange={(e) => setLabel(e.target.value)} /></label>
      {kind === 'unique' ? (
        <>
          <div className="row g12">
            <label className="sm c2" style={{ flex: 1 }}>{t.howMany}<br /><Figure label={t.howMany} width={150} min={1} max={2_000_000} value={wanted} onChange={setWanted} suffix={t.pieces} /></label>
            <label className="sm c2" style={{ flex: 1 }}>{t.prefix}<Input aria-label={t.prefix} maxLength={6} value={prefix} onChange={(e) => setPrefix(e.target.value.toUpperCase().replace(/[^A-Z0-9]/g, ''))} /></label>
          </div>
          <div className="sm c2">{t.howHard} <span className="c3">{t.howHardHint}</span><br /><Segmented value={chars} onChange={setChars} options={CODE_CHARS.map((n) => ({ value: n, label: t.chars(n) }))} /></div>
          <div style={{ border: '1px solid var(--ht-line)', borderRadius: 8, padding: 12, textAlign: 'center' }}><b style={{ fontFamily: 'ui-monospace, monospace', letterSpacing: '.04em', overflowWrap: 'anywhere' }}>{printedCode(prefix, SAMPLE.slice(0, chars))}</b><div className="xs c3">{t.caseCounts}</div></div>
          <div>
            <Fact first name={t.guess} value={t.guessOne(chars * 5)} />
            <Fact name={t.wrongs} value={t.wrongsLock} />
          </div>
        </>
      ) : (
        <>
          <label className="sm c2">{t.theCode}<Input aria-label={t.theCode} maxLength={40} placeholder="CHUNCHA2026" value={code} onChange={(e) => setCode(e.target.value)} /></label>
          <p className="sm c3">{t.sharedHint(f.whole(coupon.terms.perMember), coupon.terms.total === null ? null : f.whole(coupon.terms.total))}</p>
        </>
      )}
      <Button type="primary" disabled={!ready || !isOwner || coupon.state === 'ended' || (kind === 'unique' && busy)} loading={make.isPending || share.isPending} onClick={() => (kind === 'unique' ? make.mutate({ couponId: coupon.couponId, label: label.trim(), wanted: wanted ?? 1, prefix, chars }) : share.mutate({ couponId: coupon.couponId, label: label.trim(), code: code.trim() }))}>{kind === 'unique' ? t.make(f.whole(wanted ?? 0)) : t.share}</Button>
      <p className="xs c3" style={{ margin: 0 }}>{!isOwner ? t.onlyOwner : busy ? t.busy(next - 1) : t.likeMoney}</p>
    </div>
  )
}
