import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { whatIf as en } from '../words/en/what-if'
import { whatIf as zh } from '../words/zh/what-if'
import { Head } from './head'
import type { Outcome } from './result'

/** What the difference is as money, between two ends: points at what the past says is used of them, and all of them used; members' prices; what tiers give beside. */
export function Cost({ r }: { r: Outcome }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const given = r.gifts?.worthMinor ?? { now: 0, draft: 0 }
  const face = r.worthMinor.draft - r.worthMinor.now + given.draft - given.now
  const used = r.usedBp === null ? face : Math.round((face * r.usedBp) / 10_000)
  const priced = r.priceMinor ? r.priceMinor.draft - r.priceMinor.now : 0
  const sum = used + priced
  const told = sum === 0 ? t.same : sum > 0 ? t.costs(t.costYear(t.about(f.coarse(sum)))) : t.saves(t.costYear(t.about(f.coarse(-sum))))
  // The other end: every point is used. Where the past says so anyway, or where there is no past, there is only one.
  const most = face + priced
  const line = (what: string, from: string, to: string) => (
    <div className="row sb sm" style={{ padding: '5px 0', borderTop: '1px solid var(--ht-line)' }}><span className="c2">{what}</span><span className="ht-tnum"><span className="c3">{from} {t.arrow} </span><b className="m">{to}</b></span></div>
  )
  return (
    <>
      <Head title={t.cost} hint={<b className={`ht-tnum ${sum > 0 ? 'cw' : sum < 0 ? 'cg' : 'c2'}`}>{told}</b>} />
      {face !== 0 && <p className="xs c3" style={{ marginBottom: 6 }}>{r.usedBp === null ? t.faceOnly : t.face(f.coarse(Math.abs(face)), f.percent(r.usedBp / 10_000, 0))}{face > 0 && most !== sum && <> {t.upTo(f.coarse(most))}</>}</p>}
      {r.priceMinor && (r.priceMinor.now !== r.priceMinor.draft || priced !== 0) && line(t.price, f.coarse(r.priceMinor.now), f.coarse(r.priceMinor.draft))}
      {r.gifts && r.gifts.birthdayPoints.now !== r.gifts.birthdayPoints.draft && line(t.birthday, t.points(f.whole(r.gifts.birthdayPoints.now)), t.points(f.whole(r.gifts.birthdayPoints.draft)))}
      {r.gifts && r.gifts.packPoints.now !== r.gifts.packPoints.draft && line(t.packPoints, t.points(f.whole(r.gifts.packPoints.now)), t.points(f.whole(r.gifts.packPoints.draft)))}
      {r.gifts && r.gifts.monthlyCoupons.now !== r.gifts.monthlyCoupons.draft && line(t.monthly, t.packsUnit(f.whole(r.gifts.monthlyCoupons.now)), t.packsUnit(f.whole(r.gifts.monthlyCoupons.draft)))}
      {r.packs.now !== r.packs.draft && line(t.packs, t.packsUnit(f.whole(r.packs.now)), t.packsUnit(f.whole(r.packs.draft)))}
      {(r.packs.now !== r.packs.draft || (r.gifts && r.gifts.monthlyCoupons.now !== r.gifts.monthlyCoupons.draft)) && <p className="xs c3" style={{ marginTop: 4 }}>{t.giftsHint}</p>}
    </>
  )
}
