import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { AnswerOf, routes } from '@huitou/contract'
import { useState } from 'react'
import { api } from '../platform/call'
import { useReading } from '../platform/read'
import { trouble } from '../platform/trouble'
import { useWords } from '../words'
import { instantText } from '../words/time'
import { Art } from '../ui/art'
import valley from '../ui/art/valley.svg'
import { Icon } from '../ui/icon'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { BoneRows } from '../ui/skeleton'
import { Switch } from '../ui/switch'
import { Tap } from '../ui/tap'
import { toast } from '../ui/toast'
import { useMember } from './gate'
import './privacy.scss'

type Consent = AnswerOf<typeof routes.listMyConsents>['items'][number]

export default function Privacy() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page />
}

function SignedIn() {
  const w = useWords()
  const list = useReading(() => api.listMyConsents({}), { topics: ['consent', 'member'] })
  const change = (c: Consent, given: boolean): void => {
    const before = list.value
    if (!before) return
    // shown at once, in force at once; taken back when the shop could not note it
    list.put({ items: before.items.map(x => (x.purpose === c.purpose ? { ...x, given } : x)) })
    api.changeMyConsent({ purpose: c.purpose, given }).then(list.put, (error: unknown) => { list.put(before); toast(trouble(error, w)) })
  }
  return (
    <Page>
      <Nav title={w.privacy.title} />
      <View className='row g3 pv-head'><Art src={valley} width={72} height={45} className='seat' /><View className='f1'><View className='h2'>{w.privacy.head}</View><View className='sub i2'>{w.privacy.headText}</View></View></View>
      <View className='sec-h pv-h'><View className='h2' role='heading' aria-level={2}>{w.privacy.what}</View></View>
      {list.value ? <View className='paper grp pv-list'>{list.value.items.map((c, i) => <One key={c.purpose} c={c} first={i === 0} onChange={on => change(c, on)} />)}</View> : list.error ? <Failed error={list.error} again={() => void list.again()} /> : list.waiting ? <BoneRows rows={4} /> : null}
      <View className='sec-h'><View className='h2' role='heading' aria-level={2}>{w.privacy.mine}</View></View>
      <View className='paper pv-two'>
        <Take />
        <Tap className='pv-cell' role='link' onTap={() => void Taro.navigateTo({ url: '/member/profile' })}><Icon name='pen' size={22} /><View className='f1'><View className='b pv-b'>{w.privacy.edit}</View><View className='cap i2'>{w.privacy.editText}</View></View></Tap>
      </View>
    </Page>
  )
}

function One({ c, first, onChange }: { c: Consent; first: boolean; onChange: (on: boolean) => void }) {
  const w = useWords()
  const [open, setOpen] = useState(false)
  const [title, text] = w.privacy.purposes[c.purpose] ?? [c.purpose, '']
  return (
    <View className={`pv-cs ${first ? '' : 'ruled'}`}>
      <View className='row g3'><View className='f1'><View className='b'>{title}</View><View className='cap i2'>{text}</View></View>{c.required ? <View className='chip'><Icon name='lock' size={14} />{w.privacy.required}</View> : <Switch on={c.given} label={title} onChange={onChange} />}</View>
      {c.history.length > 0 ? (
        <View className='pv-hx'>
          <Tap className='row g2 cap b i2 pv-hx-h' onTap={() => setOpen(!open)}><Icon name='clock' size={14} /><Text className='f1'>{w.privacy.changed(c.history.length)}</Text><Icon name={open ? 'up' : 'down'} size={14} /></Tap>
          {open ? c.history.map((x, i) => <View className='pv-eq cap' key={i}><Text className='i2'>{instantText(x.at, w)}</Text><Text>{`${x.given ? w.privacy.on : w.privacy.off} · ${w.privacy.version(x.version)}`}</Text></View>) : null}
        </View>
      ) : null}
    </View>
  )
}

/** A copy of everything: a file in browsers; inside WeChat, which has no downloads, on the clipboard. */
function Take() {
  const w = useWords()
  const take = async (): Promise<void> => {
    try {
      const text = JSON.stringify(await api.exportMe({}), null, 2)
      if (process.env.TARO_ENV === 'h5') {
        const link = document.createElement('a')
        link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
        link.download = 'my-membership.json'
        link.click()
        URL.revokeObjectURL(link.href)
        toast(w.privacy.taken)
      } else {
        await Taro.setClipboardData({ data: text })
        toast(w.privacy.copied)
      }
    } catch (error) {
      toast(trouble(error, w))
    }
  }
  return <Tap className='pv-cell' id='export' onTap={() => void take()}><Icon name='dl' size={22} /><View className='f1'><View className='b pv-b'>{w.privacy.take}</View><View className='cap i2'>{w.privacy.takeText}</View></View></Tap>
}
