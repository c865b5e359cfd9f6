import { Link } from 'react-router'
import { useRead } from '../platform/ask'
import { useFigures } from '../platform/figures'
import { useWords } from '../platform/preferences'
import { Pill } from '../ui/pill'
import { memberPage as en } from '../words/en/member-page'
import { memberPage as zh } from '../words/zh/member-page'

/** Points given and got, each leading to the other side's book. */
export function Gifts({ memberId }: { memberId: string }) {
  const t = useWords(zh, en)
  const f = useFigures()
  const gifts = useRead('listMemberGifts', { memberId })
  const rows = gifts.data?.items ?? []
  if (rows.length === 0) return null
  return (
    <section style={{ marginTop: 24 }}>
      <h2 className="sec" style={{ marginBottom: 4 }}>{t.gifts}</h2>
      <table className="tbl">
        <tbody>
          {rows.map((g) => (
            <tr key={g.giftId}>
              <td className="c3 nw" style={{ width: 130 }}>{f.moment(g.sentAt)}</td>
              <td><Link className="lnk" to={`/members/${g.otherId}?tab=book`}>{g.way === 'out' ? t.giftTo(g.called) : t.giftFrom(g.called)}</Link></td>
              <td><Pill tone={g.state === 'accepted' ? 'good' : 'plain'}>{t.giftStates[g.state]}</Pill></td>
              <td className="r m">{f.signed(g.way === 'out' ? 0 - g.points : g.state === 'accepted' ? g.arrived : g.points)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
