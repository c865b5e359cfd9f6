import { REFUND_BESIDE } from '@huitou/contract'
import { ArrowRight, Check, Copy, MessageCircle } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useSentence } from '../platform/sentence'
import { useWords } from '../platform/preferences'
import { Say } from '../ui/say'
import { TierBadge } from '../ui/tier-badge'
import { useSpeaker } from '../ui/undo'
import { ui as uiEn } from '../words/en/ui'
import { ui as uiZh } from '../words/zh/ui'
import { order as en } from '../words/en/order'
import { order as zh } from '../words/zh/order'

/** Numbered consequences, in the engine's order: money, points returned, clawback, growth, coupon, tier. */
export function Consequences({ p, o, stale }: { p: Answer<'previewRefund'>; o: Answer<'readOrder'>; stale: boolean }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const ui = useWords(uiZh, uiEn)
  const speaker = useSpeaker()
  const sentence = useSentence()
  const moved = p.tierBefore && p.tierAfter && p.tierBefore.tierId !== p.tierAfter.tierId
  const parts = [t.sayMoney(f.money(p.moneyMinor)), p.pointsReturned > 0 && t.sayReturn(f.whole(p.pointsReturned)), p.clawback > 0 && t.sayClaw(f.whole(p.clawback))].filter(Boolean).join(t.comma)
  const tell = t.tellText(f.money(p.moneyMinor), p.pointsReturned > 0 ? f.whole(p.pointsReturned) : '')
  return (
    <div style={{ opacity: stale ? 0.5 : 1 }} aria-live="polite">
      <div className="row sb sm c3"><span>{t.paneTop}</span><span className="row g4"><Check size={12} color="var(--ht-good)" aria-hidden />{t.same}</span></div>
      <div style={{ margin: '4px 0 8px' }}><Say size={20}>{parts}{moved && <>{t.comma}<em>{t.sayTier(p.tierBefore?.name ?? '', p.tierAfter?.name ?? '')}</em></>}{t.stop}</Say></div>
      <div className="card" style={{ padding: '4px 14px' }}>
        <Step n={1} title={t.steps.money} value={f.money(p.moneyMinor)} first>{p.tenders.length ? t.moneyWhy(p.tenders.map((x) => `${t.tenderKinds[x.kind]} ${f.money(x.minor)}`).join(ui.comma)) : t.moneyPlain}{p.steps.filter((s) => REFUND_BESIDE.includes(s.code)).map((s) => <div key={JSON.stringify(s)} className="cw">{sentence(s)}</div>)}</Step>
        {o.memberId ? (
          <>
            <Step n={2} title={t.steps.points} value={f.signed(p.pointsReturned)} tone={p.pointsReturned > 0 ? 'cg' : 'c3'}>{p.pointsReturned > 0 ? t.pointsWhy : t.pointsNone}</Step>
            <Step n={3} title={t.steps.clawback} value={p.clawback > 0 ? f.minus(f.whole(p.clawback)) : '0'} tone={p.clawback > 0 ? 'cw' : 'c3'}>{p.clawback > 0 ? t.clawWhy(p.fromPending > 0 ? t.clawPending(f.whole(p.fromPending)) : '', p.newDebt > 0 ? t.clawDebt(f.whole(p.newDebt)) : '') || t.clawPlain : t.clawNone}</Step>
            <Step n={4} title={t.steps.growth} value={p.growthTaken > 0 ? f.minus(f.whole(p.growthTaken)) : '0'}>{t.growthWhy}</Step>
            <Step n={5} title={t.steps.coupon} value={p.couponBack.length ? t.couponBack : p.packCoupons.length ? '' : t.couponNone}>{p.couponBack.length ? p.couponBack.map((c) => c.title).join(ui.comma) : p.packCoupons.length ? '' : t.couponWhyNone}{p.packCoupons.map((c) => <div key={c.title} className="row sb cw"><span>{t.packTaken(c.title)}</span><span className="ht-tnum">{f.minus(f.whole(c.coupons))}</span></div>)}</Step>
            <Step n={6} title={t.steps.tier} value={moved && p.tierBefore && p.tierAfter ? <span className="row g6"><TierBadge tier={p.tierBefore} /><ArrowRight size={12} color="var(--ht-ink4)" aria-hidden /><TierBadge tier={p.tierAfter} /></span> : t.tierSame}>{moved ? (p.toNext ? t.toTier[p.toNext.unit](p.toNext.tier.name, p.toNext.unit === 'money' ? f.money(p.toNext.missing) : f.whole(p.toNext.missing)) : '') : t.sayTierSame}</Step>
          </>
        ) : <p className="sm c3" style={{ padding: '8px 0' }}>{t.noMember}</p>}
      </div>
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 20, marginTop: 12 }}>
        {p.balanceBefore && p.balanceAfter && <Change label={t.balance} from={f.whole(p.balanceBefore.shown)} to={f.whole(p.balanceAfter.shown)} />}
        <Change label={t.remains} from={f.money(o.payMinor - o.refundedMinor)} to={f.money(o.payMinor - o.refundedMinor - p.moneyMinor)} />
      </div>
      <div style={{ padding: '9px 12px', marginTop: 10, background: 'var(--ht-surface)', border: '1px solid var(--ht-line)', borderRadius: 8 }}>
        <div className="row g6 sm"><MessageCircle size={13} color="var(--ht-ink3)" aria-hidden /><span className="c3">{t.tell}</span><span className="f1" /><button className="bare" aria-label={t.copy} onClick={() => void navigator.clipboard?.writeText(tell).then(() => speaker.done(t.copied))}><Copy size={12} color="var(--ht-ink3)" /></button></div>
        <div style={{ marginTop: 2 }}>{tell}</div>
      </div>
    </div>
  )
}

const Step = ({ n, title, value, tone, first, children }: { n: number; title: string; value: ReactNode; tone?: string; first?: boolean; children: ReactNode }) => (
  <div style={{ display: 'grid', gridTemplateColumns: '22px 1fr', gap: 10, padding: '10px 0', borderTop: first ? 0 : '1px solid var(--ht-line)' }}>
    <span className="ht-tnum" style={{ width: 19, height: 19, borderRadius: 10, background: 'var(--ht-hover)', color: 'var(--ht-ink2)', fontSize: 11, lineHeight: '19px', textAlign: 'center' }}>{n}</span>
    <div>
      <div className="row sb"><span className="m">{title}</span><span className={'b ht-tnum ' + (tone ?? '')} style={{ fontSize: 14 }}>{value}</span></div>
      {children && <div className="sm c3" style={{ marginTop: 1 }}>{children}</div>}
    </div>
  </div>
)

const Change = ({ label, from, to }: { label: string; from: string; to: string }) => (
  <div>
    <div className="sm c3">{label}</div>
    <div className="ht-tnum" style={{ fontSize: 16, lineHeight: '24px' }}><span className="c3">{from} →</span> <b>{to}</b></div>
  </div>
)
