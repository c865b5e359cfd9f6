import { Dropdown } from 'antd'
import { ChevronsUpDown } from 'lucide-react'
import { useNavigate } from 'react-router'
import { useRead } from '../platform/ask'
import { api } from '../platform/call'
import { useWords } from '../platform/preferences'
import { useSession } from '../platform/session'
import { beginSession } from '../platform/begin-session'
import { Mark } from '../ui/mark'
import { ink } from '../ui/tokens/ink'
import { useSpeaker } from '../ui/undo'
import { shell as en } from '../words/en/shell'
import { shell as zh } from '../words/zh/shell'

/** The shop in front, and the way to another one of the same person. */
export function ShopMenu() {
  const t = useWords(zh, en)
  const me = useSession()?.me
  const go = useNavigate()
  const speaker = useSpeaker()
  const stores = useRead('listStores', {}, { fresh: 300_000 })
  const open = stores.data?.items.filter((s) => !s.closed).length ?? 0
  const others = (me?.merchants ?? []).filter((m) => m.merchantId !== me?.merchantId)
  const move = async (merchantId: string) => {
    try {
      const { session } = await api.switchMerchant({ merchantId })
      await beginSession(session)
      await go('/')
    } catch (e) {
      speaker.refused(e)
    }
  }
  const items = [
    ...(others.length ? [{ key: 'head', type: 'group' as const, label: t.otherShops, children: others.map((m) => ({ key: m.merchantId, label: `${m.name} · ${t[m.role]}`, onClick: () => void move(m.merchantId) })) }] : []),
    { key: 'new', label: t.newShop, onClick: () => void go('/start') },
  ]
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <button className="shop" aria-haspopup="menu">
        <span className="shop-m">
          <Mark />
        </span>
        <span className="f1" style={{ minWidth: 0 }}>
          <span className="m ell" style={{ lineHeight: '18px', display: 'block' }}>{me?.merchantName}</span>
          <span className="xs c3 ell" style={{ display: 'block' }}>{open > 0 ? t.stores(open) : ' '}</span>
        </span>
        <ChevronsUpDown size={14} color={ink.ink3} className="hide-narrow" aria-hidden />
      </button>
    </Dropdown>
  )
}
