import { Button } from 'antd'
import { useMore } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { useSentence } from '../platform/sentence'
import { Pill } from '../ui/pill'
import { Full, RowBones } from '../ui/states'
import { memberPage as en } from '../words/en/member-page'
import { memberPage as zh } from '../words/zh/member-page'

export function MemberCoupons({ memberId }: { memberId: string }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const sentence = useSentence()
  const coupons = useMore('listMemberCoupons', { memberId, limit: 30 })
  const rows = coupons.data?.pages.flatMap((p) => p.items) ?? []
  return (
    <>
      <Full of={{ ...coupons, data: coupons.data }} bones={<RowBones rows={4} />} empty={() => rows.length === 0 && <p className="sm c3">{t.noCoupons}</p>}>
        {() => (
          <table className="tbl">
            <tbody>
              {rows.map((c, i) => (
                <tr key={c.memberCouponId ?? i}>
                  <td className="m">{c.title}</td>
                  <td className="c3 sm">{c.scopeText}</td>
                  <td className="c3 sm nw">{c.validUntil && t.until(f.dayOf(c.validUntil))}</td>
                  <td className="c3 sm">{c.orderNo ? t.order(c.orderNo) : c.why ? sentence(c.why) : ''}</td>
                  <td className="r"><Pill tone={c.state === 'issued' && c.usable ? 'good' : 'plain'}>{t.couponStates[c.state]}</Pill></td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Full>
      {coupons.hasNextPage && <Button size="small" type="text" onClick={() => void coupons.fetchNextPage()}>{t.moreRows}</Button>}
    </>
  )
}
