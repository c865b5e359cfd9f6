import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { ApiRefusal, createClient, routes, type AnswerOf } from '@huitou/contract'
import { say } from '@huitou/words'
import { useLook } from '../platform/prefs'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Tap } from '../ui/tap'
import { toast } from '../ui/toast'
import { Field } from './field'
import { ask, rememberDevice, tillApi } from './till'
import { useTillWords } from './words'

type Session = Extract<AnswerOf<typeof routes.signInStaff>, { session: unknown }>['session']
type Choice = Extract<AnswerOf<typeof routes.signInStaff>, { choose: unknown }>['choose'][number]
type Demo = AnswerOf<typeof routes.readDemo>

/** Once per device: a manager signs in, names the till and its store. The manager's own tokens are not kept. */
export function Register() {
  const w = useTillWords()
  const { language } = useLook()
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [totp, setTotp] = useState<string | null>(null)
  const [choices, setChoices] = useState<readonly Choice[]>([])
  const [session, setSession] = useState<Session | null>(null)
  const [stores, setStores] = useState<readonly { storeId: string; name: string }[]>([])
  const [storeId, setStoreId] = useState('')
  const [name, setName] = useState(w.tillNamePreset)
  const [busy, setBusy] = useState(false)
  const [demo, setDemo] = useState<Demo | null>(null)
  useEffect(() => { tillApi.readDemo({}).then(setDemo, () => setDemo(null)) }, [])
  const told = (e: unknown): void => {
    if (e instanceof ApiRefusal && e.problem?.code === 'totp-needed') setTotp('')
    toast(e instanceof ApiRefusal && e.problem ? say(e.problem.code, e.problem.facts ?? {}, language) : w.failed)
  }
  const asManager = (s: Session) => createClient(routes, r => ask({ ...r, headers: { ...r.headers, authorization: `Bearer ${s.tokens.accessToken}` } }))
  const enter = async (merchantId?: string): Promise<void> => {
    setBusy(true)
    try {
      const answer = await tillApi.signInStaff({ login, password, ...(totp ? { totp } : {}), ...(merchantId ? { merchantId } : {}) })
      if ('choose' in answer) return setChoices(answer.choose)
      setSession(answer.session)
      const found = (await asManager(answer.session).listStores({})).items.filter(s => !s.closed)
      setStores(found)
      setStoreId(found[0]?.storeId ?? '')
    } catch (e) {
      told(e)
    } finally {
      setBusy(false)
    }
  }
  const register = async (): Promise<void> => {
    if (!session) return
    setBusy(true)
    try {
      const made = await asManager(session).registerTill({ storeId, name: name.trim() || w.tillNamePreset })
      const shop = await asManager(session).readMerchant({})
      await tillApi.signOut({ refreshToken: session.tokens.refreshToken }).catch(() => undefined)
      rememberDevice({ tillId: made.tillId, tillToken: made.tillToken, tillName: name, storeName: made.storeName, merchantName: shop.name, currency: shop.currency })
    } catch (e) {
      told(e)
    } finally {
      setBusy(false)
    }
  }
  const managers = demo?.staff.filter(s => s.role !== 'clerk').slice(0, 2) ?? []
  return (
    <View className='edge' style={{ paddingTop: '12vh' }}>
      <View className='h1' role='heading' aria-level={1}>{w.register}</View>
      <View className='i2 mt-2'>{w.registerText}</View>
      {session === null ? (
        <View className='mt-3'>
          <Field id='till-login' label={w.login} value={login} set={setLogin} />
          <Field id='till-password' label={w.password} value={password} set={setPassword} password />
          {totp !== null ? <Field id='till-totp' label={w.totp} value={totp} set={setTotp} number /> : null}
          {choices.length > 0 ? <View className='mt-3'><View className='sub i2'>{w.pickShop}</View>{choices.map(c => <Tap key={c.merchantId} className='till-pick' label={c.name} onTap={() => { void enter(c.merchantId) }}><Text>{c.name}</Text><Icon name='right' size={14} /></Tap>)}</View> : null}
          <View className='mt-4'><Button full busy={busy} disabled={!login || !password} onTap={() => { void enter() }} id='till-next'>{w.next}</Button></View>
          {managers.map(s => (
            <Tap key={s.login} className='row g2 cap mt-3 warn' label={`${w.demo} ${w.roles[s.role]} ${s.name} · ${s.login} · ${s.password}`} onTap={() => { setLogin(s.login); setPassword(s.password) }}>
              <View className='demo-mark'>{w.demo}</View><Text>{w.roles[s.role]} {s.name} · {s.login} · {s.password}</Text>
            </Tap>
          ))}
        </View>
      ) : (
        <View className='mt-4'>
          <View className='sub i2'>{w.pickStore}</View>
          <View className='paper mt-2' style={{ padding: '0 16px' }} role='radiogroup' aria-label={w.pickStore}>
            {stores.map(s => <Tap key={s.storeId} role='radio' checked={s.storeId === storeId} label={s.name} className='till-pick' onTap={() => setStoreId(s.storeId)}><Text className={s.storeId === storeId ? 'b' : ''}>{s.name}</Text>{s.storeId === storeId ? <Icon name='check' size={18} className='brand' /> : null}</Tap>)}
          </View>
          <Field id='till-name' label={w.tillName} value={name} set={setName} />
          <View className='mt-4'><Button full busy={busy} disabled={!storeId} onTap={() => { void register() }} id='till-register'>{w.registerNow}</Button></View>
        </View>
      )}
    </View>
  )
}
