import { Segmented } from 'antd'
import { Link, Navigate } from 'react-router'
import { useAddress } from '../platform/address'
import { useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { useMay } from '../platform/session'
import { Page } from '../ui/page'
import { StatStrip } from '../ui/stat-strip'
import { Full, PageBones } from '../ui/states'
import { Bar } from '../ui/bar'
import { Card } from '../ui/card'
import { home as en } from '../words/en/home'
import { home as zh } from '../words/zh/home'
import { ExpiringChart } from './expiring-chart'
import { OpeningDay } from './opening-day'
import { SalesChart } from './sales-chart'
import { Stages } from './stages'
import { statsOf } from './stats'
import { Todo } from './todo'

const RANGES = [7, 30, 90, 365]

/** How are we doing, why, what now. */
export function HomePage() {
  const t = useWords(zh, en)
  const [address, setAddress] = useAddress(['days'])
  const days = RANGES.includes(Number(address.days)) ? Number(address.days) : 30
  const may = useMay('manager')
  const home = useRead('readShopHome', { days }, { fresh: 60_000, on: may })
  // a clerk's desk begins where a clerk may read
  if (!may) return <Navigate to="/products" replace />
  return (
    <Page crumbs={[{ text: t.title }]}>
      <Full of={home} bones={<PageBones />} empty={(d) => d.empty && <OpeningDay home={d} />}>
        {(d) => <Day home={d} days={days} onDays={(n) => setAddress({ days: n === 30 ? undefined : String(n) })} />}
      </Full>
    </Page>
  )
}

function Day({ home, days, onDays }: { home: Answer<'readShopHome'>; days: number; onDays: (n: number) => void }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  return (
    <>
      <div className="ph" style={{ paddingBottom: 16 }}>
        <div className="f1">
          <div className="c3 sm" style={{ marginBottom: 4 }}>{t.upTo(f.day(home.to), f.weekday(home.to))}</div>
          <h1 className="say">{sentence(home.finding)}</h1>
        </div>
        <div className="acts" style={{ marginTop: 24 }}>
          <Segmented size="small" value={days} onChange={onDays} options={RANGES.map((n) => ({ value: n, label: t.range[n] }))} />
        </div>
      </div>
      <StatStrip stats={statsOf(home.stats, f, t, home.to === f.today)} />
      <div className="home-grid" style={{ display: 'grid', gridTemplateColumns: 'minmax(0,1fr) clamp(300px,25vw,352px)', gap: 14, marginTop: 14 }}>
        <div className="col" style={{ gap: 14, minWidth: 0 }}>
          <SalesChart days={home.salesByDay} />
          <Stages stages={home.stages} />
          <Coupons coupons={home.coupons} />
        </div>
        <div className="col" style={{ gap: 14, minWidth: 0 }}>
          <Todo todo={home.todo} />
          <ExpiringChart expiring={home.expiring} />
          <Tiers tiers={home.tiers} />
        </div>
      </div>
    </>
  )
}

function Tiers({ tiers }: { tiers: Answer<'readShopHome'>['tiers'] }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const most = tiers.filter((x) => x.tierId !== null).reduce<(typeof tiers)[number] | null>((a, x) => (a === null || x.members > a.members ? x : a), null)
  if (!most) return null
  return (
    <Card title={t.tiersTitle(most.name || t.tierless, f.whole(most.members))} hint={t.tiersHint} body={{ paddingTop: 6 }}>
      {tiers.map((x) => (
        <Link key={x.tierId ?? '-'} to={x.tierId ? `/members?tierId=${encodeURIComponent(x.tierId)}` : '/members'} className="row g8" style={{ padding: '5px 0', borderTop: '1px solid var(--ht-line)', color: 'inherit' }}>
          <span className="ell" style={{ width: 92 }}>{x.name || t.tierless}</span>
          <Bar share={x.members / Math.max(1, ...tiers.map((y) => y.members))} width={120} colour="var(--ht-ink4)" />
          <span className="f1" />
          <span className="m ht-tnum">{f.whole(x.members)}</span>
        </Link>
      ))}
    </Card>
  )
}

function Coupons({ coupons }: { coupons: Answer<'readShopHome'>['coupons'] }) {
  const t = useWords(zh, en)
  const f = useFigures()
  return (
    <Card title={t.couponsTitle} hint={t.couponsHint} tools={<Link className="sm" to="/coupons">{t.allCoupons}</Link>} body={{ paddingTop: 4 }}>
      {coupons.length === 0 ? <p className="sm c3" style={{ padding: '8px 0' }}>{t.noCoupons}</p> : (
        <table className="tbl">
          <thead><tr><th>{t.coupon}</th><th className="r">{t.claimed}</th><th className="r">{t.redeemed}</th><th className="r">{t.sold}</th></tr></thead>
          <tbody>
            {coupons.map((c) => (
              <tr key={c.couponId}>
                <td className="ell" style={{ maxWidth: 260 }}><Link className="lnk" to={`/coupons/${c.couponId}`}>{c.title}</Link></td>
                <td className="r">{f.whole(c.claimed)}</td>
                <td className="r">{f.whole(c.redeemed)} <span className="c3 sm">{c.claimed ? f.percent(c.redeemed / c.claimed, 0) : ''}</span></td>
                <td className="r m">{f.coarse(c.soldMinor)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  )
}
