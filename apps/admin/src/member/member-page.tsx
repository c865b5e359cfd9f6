import { useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import { useAddress } from '../platform/address'
import { useRead } from '../platform/ask'
import type { Answer } from '../platform/ask'
import { useKeys } from '../platform/keys'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Page } from '../ui/page'
import { Full } from '../ui/states'
import { ViewTabs } from '../ui/view-tabs'
import { memberPage as en } from '../words/en/member-page'
import { memberPage as zh } from '../words/zh/member-page'
import { AdjustPoints } from './adjust-points'
import { BindPhone } from './bind-phone'
import { Book } from './book'
import { BulkCoupon } from './bulk-coupon'
import { BulkTag } from './bulk-tag'
import { EditProfile } from './edit-profile'
import { Gifts } from './gifts'
import { EndGrant, GrantTier } from './grant-tier'
import { Identity } from './identity'
import { MemberCoupons } from './member-coupons'
import { Merge } from './merge'
import { LeadsElsewhere } from './merges'
import { MemberOrders } from './member-orders'
import { MemberStats } from './member-stats'
import { Movements } from './movements'
import { Rail } from './rail'
import { TierHistory } from './tier-card'
import { Timeline } from './timeline'
import { trail } from './trail'
import { WaiveDebt } from './waive-debt'

const TABS = ['overview', 'book', 'orders', 'coupons', 'tier'] as const
export type Doing = 'adjust' | 'coupon' | 'tag' | 'edit' | 'waive' | 'bind' | 'merge' | 'grant' | 'end-grant'

/** One member, all round. */
export function MemberPage() {
  const { memberId = '' } = useParams()
  const t = useWords(zh, en)
  const go = useNavigate()
  const member = useRead('readMember', { memberId }, { keep: false })
  const from = trail()
  const at = from.ids.indexOf(memberId)
  const step = (by: number) => at >= 0 && from.ids[at + by] && void go(`/members/${from.ids[at + by]}`, { replace: true })
  useKeys({ j: () => step(1), k: () => step(-1) }, at >= 0)
  const extra = at >= 0 && (
    <span className="sm c3 row g6" style={{ marginRight: 10 }}>
      <span className="ht-tnum">{at + 1} / {from.ids.length}</span>
      <kbd>K</kbd>
      <button className="bare" disabled={at === 0} onClick={() => step(-1)}>{t.previous}</button>
      <kbd>J</kbd>
      <button className="bare" disabled={at === from.ids.length - 1} onClick={() => step(1)}>{t.next}</button>
    </span>
  )
  return (
    <Page crumbs={[{ text: t.members, to: `/members${from.search}` }, { text: member.data?.name ?? '…' }]} extra={extra}>
      {member.error && !member.data ? <LeadsElsewhere memberId={memberId} error={member.error} retry={() => void member.refetch()} /> : <Full of={member}>{(m) => <Round key={memberId} m={m} />}</Full>}
    </Page>
  )
}

function Round({ m }: { m: Answer<'readMember'> }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const [address, setAddress] = useAddress(['tab', 'merge'])
  const [doing, setDoing] = useState<Doing | null>(null)
  const tab = TABS.find((x) => x === address.tab) ?? 'overview'
  const shut = () => {
    setDoing(null)
    if (address.merge) setAddress({ merge: undefined })
  }
  return (
    <>
      <Identity m={m} onDo={setDoing} />
      <MemberStats m={m} />
      <div style={{ display: 'grid', gridTemplateColumns: 'minmax(0,1fr) clamp(300px,24vw,344px)', gap: 24, marginTop: 2 }}>
        <div>
          <ViewTabs inset={0} active={tab} onView={(x) => setAddress({ tab: x === 'overview' ? undefined : x })} views={TABS.map((x) => ({ key: x, name: t.tabs[x], ...(x === 'orders' ? { count: f.whole(m.orderCount) } : {}) }))} />
          <div style={{ height: 14 }} />
          {tab === 'overview' && (
            <>
              <Book memberId={m.memberId} brief onAll={() => setAddress({ tab: 'book' })} />
              <MemberOrders m={m} brief onAll={() => setAddress({ tab: 'orders' })} />
              <Timeline memberId={m.memberId} />
            </>
          )}
          {tab === 'book' && (
            <>
              <Book memberId={m.memberId} />
              <Gifts memberId={m.memberId} />
              <Movements memberId={m.memberId} />
            </>
          )}
          {tab === 'orders' && <MemberOrders m={m} />}
          {tab === 'coupons' && <MemberCoupons memberId={m.memberId} />}
          {tab === 'tier' && <TierHistory memberId={m.memberId} />}
        </div>
        <Rail m={m} onDo={setDoing} onTag={() => setDoing('tag')} onTier={() => setAddress({ tab: 'tier' })} onCoupons={() => setAddress({ tab: 'coupons' })} />
      </div>
      {doing === 'adjust' && <AdjustPoints m={m} onClose={shut} />}
      {doing === 'coupon' && <BulkCoupon ids={[m.memberId]} onClose={shut} />}
      {doing === 'tag' && <BulkTag ids={[m.memberId]} onClose={shut} />}
      {doing === 'edit' && <EditProfile m={m} onClose={shut} />}
      {doing === 'waive' && <WaiveDebt m={m} onClose={shut} />}
      {doing === 'bind' && <BindPhone m={m} onClose={shut} />}
      {doing === 'grant' && <GrantTier m={m} onClose={shut} />}
      {doing === 'end-grant' && <EndGrant m={m} onClose={shut} />}
      {(doing === 'merge' || address.merge) && <Merge m={m} {...(address.merge ? { other: address.merge } : {})} onClose={shut} />}
    </>
  )
}
