import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Bar } from '../ui/bar'
import { Fact } from '../ui/sum'
import { coupon as en } from '../words/en/coupon'
import { coupon as zh } from '../words/zh/coupon'
import type { Coupon } from './terms'

/** What is left of the budget, and until when: an interval, or that it is too early to say. */
function Budget({ coupon: c }: { coupon: Coupon }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const read = useRead('forecastBudget', { couponId: c.couponId })
  const b = read.data?.budget
  if (!b) return null
  const says = b.forecast.kind === 'spent' ? t.budgetSpent : b.forecast.kind === 'early' ? t.budgetEarly(b.forecast.days, f.whole(b.forecast.uses)) : t.budgetLasts(f.day(b.forecast.on), f.whole(b.forecast.lowDays), b.forecast.highDays === null ? null : f.whole(b.forecast.highDays), f.round(b.forecast.perDayMinor))
  return (
    <>
      <Fact name={t.budget} value={`${f.money(b.spentMinor)} / ${f.money(b.budgetMinor)}`} />
      <Bar share={Math.min(1, b.spentMinor / b.budgetMinor)} width={220} colour={b.forecast.kind === 'spent' ? 'var(--ht-bad)' : 'var(--ht-d1)'} />
      <p className={b.forecast.kind === 'spent' ? 'sm cw' : 'sm c3'} style={{ margin: '4px 0 8px' }}>{says}</p>
    </>
  )
}

export function HowItDoes({ coupon: c }: { coupon: Coupon }) {
  const t = useWords(zh, en)
  const f = useFigures()
  return (
    <section style={{ marginTop: 16 }}>
      <h2 className="sec mb8">{t.counts}</h2>
      <Fact first name={t.columns.claimed} value={`${f.whole(c.claimed)}${c.left === null ? '' : ` · ${t.leftText(f.whole(c.left))}`}`} />
      <Fact name={t.columns.redeemed} value={`${f.whole(c.redeemed)}${c.claimed ? ` · ${t.ofClaimed(f.percent(c.redeemed / c.claimed, 0))}` : ''}`} />
      <Fact name={t.columns.discount} value={f.money(c.discountMinor)} />
      <Fact name={t.columns.sold} value={f.money(c.soldMinor)} />
      {c.terms.budgetMinor != null && <Budget coupon={c} />}
      {c.publishedAt && <Fact name={t.sections2.published} value={f.moment(c.publishedAt)} />}
    </section>
  )
}
