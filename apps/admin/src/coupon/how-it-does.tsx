import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Fact } from '../ui/sum'
import { coupon as en } from '../words/en/coupon'
import { coupon as zh } from '../words/zh/coupon'
import type { Coupon } from './terms'

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
      {c.publishedAt && <Fact name={t.sections2.published} value={f.moment(c.publishedAt)} />}
    </section>
  )
}
