import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { whatIf as en } from '../words/en/what-if'
import { whatIf as zh } from '../words/zh/what-if'
import { Head } from './head'
import type { Outcome } from './result'

/** What the difference is as money: points at what is really used of them, members' prices, coupons for reaching a tier. */
export function Cost({ r }: { r: Outcome }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const face = r.worthMinor.draft - r.worthMinor.now
  const used = r.usedBp === null ? face : Math.round((face * r.usedBp) / 10_000)
  const priced = r.priceMinor ? r.priceMinor.draft - r.priceMinor.now : 0
  const sum = used + priced
  const told = sum === 0 ? t.same : sum > 0 ? t.costs(t.costYear(t.about(f.coarse(sum)))) : t.saves(t.costYear(t.about(f.coarse(-sum))))
  const line = (what: string, from: string, to: string) => (
    <div className="row sb sm" style={{ padding: '5px 0', borderTop: '1px solid var(--ht-line)' }}><span className="c2">{what}</span><span className="ht-tnum"><span className="c3">{from} {t.arrow} </span><b className="m">{to}</b></span></div>
  )
  return (
    <>
      <Head title={t.cost} hint={<b className={`ht-tnum ${sum > 0 ? 'cw' : sum < 0 ? 'cg' : 'c2'}`}>{told}</b>} />
      {face !== 0 && <p className="xs c3" style={{ marginBottom: 6 }}>{r.usedBp === null ? t.faceOnly : t.face(f.coarse(Math.abs(face)), f.percent(r.usedBp / 10_000, 0))}</p>}
      {r.priceMinor && (r.priceMinor.now !== r.priceMinor.draft || priced !== 0) && line(t.price, f.coarse(r.priceMinor.now), f.coarse(r.priceMinor.draft))}
      {r.packs.now !== r.packs.draft && line(t.packs, t.packsUnit(f.whole(r.packs.now)), t.packsUnit(f.whole(r.packs.draft)))}
    </>
  )
}
