import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { AnswerOf, routes } from '@huitou/contract'
import { useState } from 'react'
import { api } from '../platform/call'
import { stopLive } from '../platform/live'
import { useReading } from '../platform/read'
import { leave } from '../platform/session'
import { useWords } from '../words'
import { instantText } from '../words/time'
import { Art } from '../ui/art'
import valley from '../ui/art/valley.svg'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { Sheet } from '../ui/sheet'
import { BoneRows } from '../ui/skeleton'
import { Switch } from '../ui/switch'
import { Tap } from '../ui/tap'
import { toast, toastTrouble } from '../ui/toast'
import { useMember } from './gate'
import './privacy.scss'

type Consent = AnswerOf<typeof routes.listMyConsents>['items'][number]

export default function Privacy() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page />
}

function SignedIn() {
  const w = useWords()
  const [open, setOpen] = useState<'look' | 'take' | null>(null)
  const list = useReading(() => api.listMyConsents({}), { topics: ['consent', 'member'] })
  const change = (c: Consent, given: boolean): void => {
    const before = list.value
    if (!before) return
    // shown at once, in force at once; taken back when the shop could not note it
    list.put({ items: before.items.map(x => (x.purpose === c.purpose ? { ...x, given } : x)) })
    api.changeMyConsent({ purpose: c.purpose, given }).then(list.put, (error: unknown) => { list.put(before); toastTrouble(error, w) })
  }
  return (
    <Page>
      <Nav title={w.privacy.title} />
      <View className='row g3 pv-head'><Art src={valley} width={72} height={45} className='seat' /><View className='f1'><View className='h2'>{w.privacy.head}</View><View className='sub i2'>{w.privacy.headText}</View></View></View>
      <View className='sec-h pv-h'><View className='h2' role='heading' aria-level={2}>{w.privacy.what}</View></View>
      {list.value ? <View className='paper grp pv-list'>{list.value.items.map((c, i) => <One key={c.purpose} c={c} first={i === 0} onChange={on => change(c, on)} />)}</View> : list.error ? <Failed error={list.error} again={() => void list.again()} /> : list.waiting ? <BoneRows rows={5} /> : null}
      <View className='sec-h'><View className='h2' role='heading' aria-level={2}>{w.privacy.mine}</View></View>
      <View className='paper pv-two'>
        <Tap className='pv-cell' id='look' onTap={() => setOpen('look')}><Icon name='eye' size={22} /><View className='f1'><View className='b pv-b'>{w.privacy.look}</View><View className='cap i2'>{w.privacy.lookText}</View></View></Tap>
        <Tap className='pv-cell' id='export' onTap={() => setOpen('take')}><Icon name='dl' size={22} /><View className='f1'><View className='b pv-b'>{w.privacy.take}</View><View className='cap i2'>{w.privacy.takeText}</View></View></Tap>
      </View>
      <View className='paper pv-two mt-3'>
        <Tap className='pv-cell pv-whole' role='link' onTap={() => void Taro.navigateTo({ url: '/member/profile' })}><Icon name='pen' size={22} /><View className='f1'><View className='b pv-b'>{w.privacy.edit}</View><View className='cap i2'>{w.privacy.editText}</View></View></Tap>
      </View>
      <Delete />
      {open === 'look' ? <Look onClose={() => setOpen(null)} /> : null}
      {open === 'take' ? <Take onClose={() => setOpen(null)} /> : null}
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

type Kept = AnswerOf<typeof routes.exportMe>
const count = (kept: Kept, part: string): number => { const of = kept[part]; return Array.isArray(of) ? of.length : 0 }

/** What is kept, counted by kind, and who looked. */
function Look({ onClose }: { onClose: () => void }) {
  const w = useWords()
  const kept = useReading(() => api.exportMe({}))
  return (
    <Sheet title={w.privacy.look} onClose={onClose}>
      {kept.value ? Object.entries(w.privacy.parts).map(([part, name]) => <View className='pv-eq pv-kept' key={part}><Text className='i2'>{name}</Text><Text className='b'>{part === 'profile' ? w.privacy.one : String(count(kept.value!, part))}</Text></View>) : kept.error ? <Failed error={kept.error} again={() => void kept.again()} /> : <BoneRows rows={4} />}
    </Sheet>
  )
}

/** A copy of everything: a file in browsers; inside WeChat, which has no downloads, on the clipboard. */
function Take({ onClose }: { onClose: () => void }) {
  const w = useWords()
  const take = async (kind: 'json' | 'csv'): Promise<void> => {
    try {
      const text = kind === 'json' ? JSON.stringify(await api.exportMe({}), null, 2) : String(await api.exportMyTable({}))
      if (process.env.TARO_ENV === 'h5') {
        const link = document.createElement('a')
        link.href = URL.createObjectURL(new Blob([text], { type: kind === 'json' ? 'application/json' : 'text/csv' }))
        link.download = `my-membership.${kind}`
        link.click()
        URL.revokeObjectURL(link.href)
        toast(w.privacy.taken)
      } else {
        await Taro.setClipboardData({ data: text })
        toast(w.privacy.copied)
      }
      onClose()
    } catch (error) {
      toastTrouble(error, w)
    }
  }
  return (
    <Sheet title={w.privacy.take} onClose={onClose}>
      <Button full id='export-csv' onTap={() => void take('csv')}>{w.privacy.asTable}</Button>
      <Button full kind='sec' className='mt-3' id='export-json' onTap={() => void take('json')}>{w.privacy.asJson}</Button>
    </Sheet>
  )
}

/** The end of the membership: said plainly first, then done at once and for good. */
function Delete() {
  const w = useWords()
  const [ask, setAsk] = useState(false)
  const [busy, setBusy] = useState(false)
  const go = async (): Promise<void> => {
    setBusy(true)
    try {
      await api.leaveShop({ understood: true })
      stopLive()
      leave()
      toast(w.privacy.deleted)
      void Taro.reLaunch({ url: '/member/home' })
    } catch (error) {
      setBusy(false)
      toastTrouble(error, w)
    }
  }
  return (
    <View className='pv-del'>
      <Tap className='row g2 center i2 pv-del-t' id='delete-me' onTap={() => setAsk(true)}><Icon name='trash' size={20} /><Text>{w.privacy.delete}</Text></Tap>
      {ask ? (
        <Sheet title={w.privacy.deleteAsk} onClose={() => setAsk(false)}>
          {w.privacy.deleteText.map(text => <View className='i2 pv-del-l' key={text}>{text}</View>)}
          <Button full kind='sec' className='mt-4' onTap={() => setAsk(false)}>{w.privacy.stay}</Button>
          <Button full kind='warn' className='mt-3' id='delete-yes' busy={busy} onTap={() => void go()}>{w.privacy.deleteYes}</Button>
        </Sheet>
      ) : null}
    </View>
  )
}
