import { Button as WxButton, Input, Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../platform/call'
import { useReading, type Reading } from '../platform/read'
import { useWords } from '../words'
import { birthdayText } from '../words/time'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Nav, goBack } from '../ui/nav'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { Sheet } from '../ui/sheet'
import { BoneRows } from '../ui/skeleton'
import { Tap } from '../ui/tap'
import { toast, toastTrouble } from '../ui/toast'
import { useMember } from './gate'
import type { Home } from './standing'
import './me.scss'

type Mine = Home['me']
const two = (n: number): string => String(n).padStart(2, '0')
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

export default function Profile() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page />
}

function SignedIn() {
  const w = useWords()
  const me = useReading(() => api.readMe({}), { topics: ['member', 'profile'] })
  return <Page foot><Nav title={w.profile.title} />{me.value ? <Form m={me.value} reading={me} /> : me.error ? <Failed error={me.error} again={() => void me.again()} /> : me.waiting ? <BoneRows rows={3} /> : null}</Page>
}

function Form({ m, reading }: { m: Mine; reading: Reading<Mine> }) {
  const w = useWords()
  const [name, setName] = useState(m.name)
  const [birthday, setBirthday] = useState(m.birthday)
  const [calendar, setCalendar] = useState(m.birthdayCalendar)
  const [picking, setPicking] = useState(false)
  const [busy, setBusy] = useState(false)
  const changed = (name.trim() !== m.name && name.trim() !== '') || birthday !== m.birthday || (birthday !== null && calendar !== m.birthdayCalendar)
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      reading.put(await api.changeMe({ ...(name.trim() !== m.name ? { name: name.trim() } : {}), ...(birthday && (birthday !== m.birthday || calendar !== m.birthdayCalendar) ? { birthday, birthdayCalendar: calendar } : {}) }))
      toast(w.profile.saved)
      goBack()
    } catch (error) {
      toastTrouble(error, w)
    } finally {
      setBusy(false)
    }
  }
  const bind = async (code: string | undefined): Promise<void> => {
    if (!code) return
    try {
      await api.bindWechatPhone({ code })
      toast(w.profile.bound)
      void reading.again()
    } catch (error) {
      toastTrouble(error, w)
    }
  }
  return (
    <>
      <View className='paper grp'>
        <View className='pf-f'><View className='cap i2'>{w.profile.name}</View><Input className='pf-in' id='name' value={name} maxlength={60} aria-label={w.profile.name} nativeProps={{ 'aria-label': w.profile.name }} onInput={e => setName(String(e.detail.value))} /></View>
        <Tap className='rw' disabled={m.birthdayLocked} onTap={() => setPicking(true)} id='birthday'>
          <View className='f1'><View>{w.profile.birthday}</View><View className='cap i2'>{m.birthdayLocked ? w.profile.locked : w.profile.birthdayText}</View></View>
          <Text className='rw-v'>{birthday ? birthdayText(birthday, calendar, w) : w.me.noBirthday}</Text>{m.birthdayLocked ? <Icon name='lock' size={16} className='i3' /> : <Icon name='right' size={16} className='i3' />}
        </Tap>
        <View className='rw'><Text className='f1'>{w.profile.phone}</Text>{m.phoneMasked ? <Text className='rw-v'>{m.phoneMasked}</Text> : process.env.TARO_ENV === 'weapp' ? <WxButton className='btn btn-soft btn-small' openType='getPhoneNumber' onGetPhoneNumber={e => void bind(e.detail.code)}>{w.profile.bind}</WxButton> : <Text className='rw-v'>{w.me.noPhone}</Text>}</View>
        <View className='rw'><Text className='f1'>{w.me.no}</Text><Text className='rw-v n'>{m.memberNo}</Text></View>
      </View>
      <View className='foot'><Button full id='save' disabled={!changed} busy={busy} onTap={() => void save()}>{w.save}</Button></View>
      {picking ? <PickDay now={birthday} calendar={calendar} onPick={(d, c) => { setBirthday(d); setCalendar(c); setPicking(false) }} onClose={() => setPicking(false)} /> : null}
    </>
  )
}

/** The calendar, month, then day: no year is asked for. */
function PickDay({ now, calendar, onPick, onClose }: { now: string | null; calendar: Mine['birthdayCalendar']; onPick: (day: string, calendar: Mine['birthdayCalendar']) => void; onClose: () => void }) {
  const w = useWords()
  const [by, setBy] = useState(calendar)
  const [month, setMonth] = useState(now ? Number(now.slice(0, 2)) : 0)
  return (
    <Sheet title={w.profile.choose} onClose={onClose}>
      <View className='pick pf-by' role='radiogroup' aria-label={w.profile.calendar}>{(['solar', 'lunar'] as const).map(c => <Tap key={c} role='radio' checked={c === by} className={`pick-a ${c === by ? 'pick-on' : ''}`} onTap={() => setBy(c)}><View className='pick-s'>{w.profile.calendars[c]}</View></Tap>)}</View>
      {by === 'lunar' ? <View className='cap i2 pf-note'>{w.profile.lunarNote}</View> : null}
      <View className='pf-days' role='radiogroup' aria-label={w.profile.month}>{DAYS.map((_, i) => <Tap key={i} className={`pf-day pf-m ${i + 1 === month ? 'pf-on' : ''}`} checked={i + 1 === month} role='radio' label={by === 'lunar' ? w.time.lunarMonth(i + 1) : `${i + 1} ${w.profile.month}`} onTap={() => setMonth(i + 1)}><Text className='n'>{i + 1}</Text><Text className='cap'>{` ${w.profile.month}`}</Text></Tap>)}</View>
      {month ? <View className='pf-days mt-3 ruled'>{Array.from({ length: by === 'lunar' ? 30 : DAYS[month - 1] ?? 31 }, (_, i) => { const day = `${two(month)}-${two(i + 1)}`; return <Tap key={day} className={`pf-day ${day === now && by === calendar ? 'pf-on' : ''}`} label={birthdayText(day, by, w)} onTap={() => onPick(day, by)}><Text className='n'>{i + 1}</Text></Tap> })}</View> : null}
    </Sheet>
  )
}
