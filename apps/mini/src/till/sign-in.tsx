import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { ApiRefusal } from '@huitou/contract'
import { say } from '@huitou/words'
import { keep, kept } from '../platform/keep'
import { useLook } from '../platform/prefs'
import { useReading } from '../platform/read'
import { useStore } from '../platform/store'
import { Button } from '../ui/button'
import { Face } from '../ui/face'
import { Page } from '../ui/page'
import { Empty } from '../ui/scene'
import { Tap } from '../ui/tap'
import { toast } from '../ui/toast'
import { currency, refreshGoods } from './goods'
import { Keypad, TillFailed } from './parts'
import { Register } from './register'
import { device, rememberDevice, rememberShift, tillApi, toTill } from './till'
import { useTillWords } from './words'
import './till.scss'

/** Who is at the till: a card each, then four leaves. */
export default function SignIn() {
  const here = useStore(device)
  return <Page className='till-pg'>{here ? <Clerk key={here.tillToken} tillToken={here.tillToken} /> : <Register />}</Page>
}

function Clerk({ tillToken }: { tillToken: string }) {
  const w = useTillWords()
  const { language } = useLook()
  const here = useStore(device)
  const { value: clerks, error, again } = useReading(() => tillApi.listTillClerks({ tillToken }), { keepAs: 'till-clerks' })
  const read = (): void => void again()
  const [who, setWho] = useState<string | null>(kept<string>('till-last-clerk'))
  const [pin, setPin] = useState('')
  const [busy, setBusy] = useState(false)
  useEffect(() => { if (error instanceof ApiRefusal && error.problem?.code === 'till-unknown') rememberDevice(null) }, [error])
  const chosen = clerks?.clerks.find(c => c.staffId === who) ?? clerks?.clerks[0] ?? null
  const enter = async (digits: string): Promise<void> => {
    if (!chosen) return
    setBusy(true)
    try {
      const { session } = await tillApi.openShift({ tillToken, staffId: chosen.staffId, pin: digits })
      rememberShift({ tokens: session.tokens, staffId: session.staffId, name: session.name, role: session.role, openedAt: Date.now() })
      keep('till-last-clerk', chosen.staffId)
      await refreshGoods()
      const now = device.get()
      if (now) rememberDevice({ ...now, currency: currency() })
      toTill('scan')
    } catch (e) {
      setPin('')
      toast(e instanceof ApiRefusal && e.problem ? say(e.problem.code, e.problem.facts ?? {}, language) : w.failed)
    } finally {
      setBusy(false)
    }
  }
  const digit = (d: string): void => {
    if (busy || pin.length >= 4) return
    const next = pin + d
    setPin(next)
    if (next.length === 4) void enter(next)
  }
  if (!clerks && error) return <TillFailed error={error} again={read} />
  if (clerks && clerks.clerks.length === 0) return <Empty title={w.noClerks} text={w.noClerksText}><Button kind='sec' onTap={read}>{w.refuse['retry'] as string}</Button></Empty>
  return (
    <View>
      <View className='nav'><View className='row g2'><Text className='b till-ti'>{here?.merchantName}</Text><Text className='cap i2'>{here?.storeName}</Text></View></View>
      <View className='edge mt-4'>
        <View className='h1' role='heading' aria-level={1}>{w.who}</View>
        <View className='till-cks' role='radiogroup' aria-label={w.who}>
          {(clerks?.clerks ?? []).map(c => (
            <Tap key={c.staffId} role='radio' checked={c.staffId === chosen?.staffId} label={c.name} className={`till-ck ${c.staffId === chosen?.staffId ? 'till-ck-on' : ''}`} onTap={() => { setWho(c.staffId); setPin('') }}>
              <Face name={c.name} size={52} /><View className='b mt-2 el'>{c.name}</View><View className='cap i2'>{w.roles[c.role]}</View>
            </Tap>
          ))}
        </View>
      </View>
      <View className='center mt-5'>
        <View className='sub i2'>{chosen ? w.pinOf(chosen.name) : ''}</View>
        <View className='till-pin' role='img' aria-label={`${pin.length} / 4`}>{[0, 1, 2, 3].map(i => <View key={i} className={`till-leaf ${i < pin.length ? 'till-leaf-on' : ''}`} />)}</View>
        {clerks?.demoPin ? <View className='row g2 cap mid-c warn'><View className='demo-mark'>{w.demo}</View>{w.demoPin} <Text className='n fig-15'>{clerks.demoPin}</Text></View> : null}
      </View>
      <View className='till-kb-w'><Keypad onDigit={digit} onBack={() => setPin(pin.slice(0, -1))} left={<Tap className='till-key till-key-alt' label={w.forgot} onTap={() => toast(w.forgotText)}>{w.forgot}</Tap>} /></View>
      <View className='till-kb-note cap i2'>{w.lockNote}</View>
    </View>
  )
}
