import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { AnswerOf, routes } from '@huitou/contract'
import { listed } from '@huitou/words'
import { useState } from 'react'
import { api } from '../platform/call'
import { usePages } from '../platform/pages'
import { useLook } from '../platform/prefs'
import { useReading } from '../platform/read'
import { useSay, useWords } from '../words'
import { dayOf, daysUntil, stampText } from '../words/time'
import { useMember } from '../member/gate'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { Empty, Failed } from '../ui/scene'
import { BoneRows } from '../ui/skeleton'
import { Switch } from '../ui/switch'
import { Tap } from '../ui/tap'
import { toastTrouble } from '../ui/toast'
import './inbox.scss'

type Message = AnswerOf<typeof routes.listMessages>['items'][number]
type Kind = Message['kind']
type Tab = 'all' | 'card' | 'order' | 'coupon' | 'talk'
const tabOf: Record<Kind, Exclude<Tab, 'all'>> = { points: 'card', tier: 'card', birthday: 'coupon', care: 'coupon', coupon: 'coupon', order: 'order', security: 'order', community: 'talk' }
const face: Record<Kind, readonly [string, string]> = { points: ['coin', 'tile-tea'], tier: ['shield', 'tile-tea'], coupon: ['ticket', ''], community: ['chat', ''], birthday: ['cake', 'tile-seal'], care: ['gift', 'tile-seal'], order: ['bag', 'tile-grey'], security: ['phone', 'tile-grey'] }

/** Where a message leads: by what it is about and the id it carries. */
export function placeOf(kind: Kind, link: string | null): string | null {
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(link ?? '')?.[0]
  if (link === null) return null
  if (id && /^flash\//.test(link)) return `/flash/flash?id=${id}`
  if (kind === 'order') return id ? `/order/order?id=${id}` : '/order/orders'
  if (kind === 'coupon') return id ? `/ticket/coupon?id=${id}` : '/coupon/list'
  if (kind === 'community') return id && /review/.test(link) ? `/order/review?order=${id}` : id ? `/community/thread?id=${id}` : '/community/feed'
  if (kind === 'points') return id && /order/.test(link) ? `/order/order?id=${id}` : /gift/.test(link) ? '/gift/gift' : '/points/statement'
  return { tier: '/member/tiers', birthday: '/member/birthday', care: '/coupon/list', security: '/member/me' }[kind]
}

const go = (url: string): void => { void (/^\/(coupon\/list|community\/feed|member\/me)$/.test(url) ? Taro.switchTab({ url }) : Taro.navigateTo({ url })) }

export default function Messages() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page />
}

function SignedIn() {
  const w = useWords()
  const { language } = useLook()
  const [tab, setTab] = useState<Tab>('all')
  const [unread, setUnread] = useState(0)
  const list = usePages<Message>(async cursor => { const page = await api.listMessages({ cursor, limit: 50 }); setUnread(page.unread); return page }, m => m.messageId)
  const read = (messageId: string | null): void => {
    list.change(items => items.map(m => (messageId === null || m.messageId === messageId ? { ...m, read: true } : m)))
    api.readMessages({ messageId }).then(a => setUnread(a.unread), (error: unknown) => toastTrouble(error, w))
  }
  const all = list.items ?? []
  const shown = all.filter(m => tab === 'all' || tabOf[m.kind] === tab)
  const isFresh = (m: Message): boolean => daysUntil(dayOf(m.at)) > -7
  const [fresh, earlier] = [shown.filter(isFresh), shown.filter(m => !isFresh(m))]
  return (
    <Page>
      <Nav title={w.inbox.title} />
      <View className='pick' role='tablist'>{(['all', 'card', 'order', 'coupon', 'talk'] as const).map(t => {
        const waits = all.filter(m => !m.read && tabOf[m.kind] === t).length
        return <Tap key={t} role='tab' checked={t === tab} label={waits > 0 ? listed([w.inbox.tabs[t], `${waits} ${w.inbox.unread}`], language) : w.inbox.tabs[t]} className={`pick-a ${t === tab ? 'pick-on' : ''}`} onTap={() => setTab(t)}><View className='pick-s'>{w.inbox.tabs[t]}<Unread n={waits} /></View></Tap>
      })}</View>
      <Ask />
      {!list.items ? (list.error ? <Failed error={list.error} again={list.again} /> : <BoneRows height={84} />) : (
        <>
          <View className='row sb ms-head'><View className='h2' role='heading' aria-level={2}>{unread > 0 ? <><Text className='n'>{unread}</Text>{` ${w.inbox.unread}`}</> : w.inbox.none}</View>{unread > 0 ? <Tap className='lnk' id='read-all' onTap={() => read(null)}><Icon name='check' size={16} />{w.inbox.readAll}</Tap> : null}</View>
          {shown.length === 0 ? <Empty title={w.inbox.empty} text={w.inbox.emptyText} /> : (
            <>
              {fresh.length > 0 ? <Rows of={fresh} read={read} /> : null}
              {earlier.length > 0 ? <>{fresh.length > 0 ? <View className='h2 ms-earlier' role='heading' aria-level={2}>{w.inbox.earlier}</View> : null}<Rows of={earlier} read={read} /></> : null}
              {list.hasMore ? <View className='center ms-more'><Button kind='soft' size='small' busy={list.busy} onTap={list.more}>{w.moreRows}</Button></View> : null}
            </>
          )}
        </>
      )}
    </Page>
  )
}

/** How many of a kind wait, as far as the list goes. */
const Unread = ({ n }: { n: number }) => (n > 0 ? <Text className='n seal b'>{n}</Text> : null)

function Rows({ of, read }: { of: readonly Message[]; read: (messageId: string) => void }) {
  const w = useWords()
  const say = useSay()
  const { language } = useLook()
  return (
    <View className='paper grp ms-list'>
      {of.map((m, i) => {
        const [icon, tone] = face[m.kind]
        const to = placeOf(m.kind, m.link)
        return (
          <Tap key={m.messageId} label={listed([...(m.read ? [] : [w.inbox.dot]), say(m.title), stampText(m.at, w), ...(m.body ? [say(m.body)] : [])], language)} className={`ms ${i ? 'ruled' : ''}`} onTap={() => { if (!m.read) read(m.messageId); if (to) go(to) }}>
            <View className={`tile-i ${tone}`}><Icon name={icon} size={22} />{m.read ? null : <View className='tile-dot' />}</View>
            <View className='f1'><View className='row sb g2 top-c'><View className={`el2 f1 ${m.read ? '' : 'b'}`}>{say(m.title)}</View><View className='cap i3 nw ms-at'>{stampText(m.at, w)}</View></View>{m.body ? <View className='sub i2 el2'>{say(m.body)}</View> : null}</View>
          </Tap>
        )
      })}
    </View>
  )
}

/** Who did not agree to reminders gets none; here is where they are missed, so here they can be had. */
function Ask() {
  const w = useWords()
  const consents = useReading(() => api.listMyConsents({}), { topics: ['consent'] })
  const [asked, setAsked] = useState(false)
  const given = consents.value?.items.find(c => c.purpose === 'messages')?.given
  const change = (on: boolean): void => {
    setAsked(true)
    api.changeMyConsent({ purpose: 'messages', given: on }).then(consents.put, (error: unknown) => toastTrouble(error, w))
  }
  const [title, text] = w.privacy.purposes['messages'] ?? ['', '']
  return given === undefined || (given && !asked) ? null : <View className='row g3 paper ms-ask'><View className='f1'><View className='b'>{title}</View><View className='cap i2'>{text}</View></View><Switch on={given} label={title} onChange={change} /></View>
}
