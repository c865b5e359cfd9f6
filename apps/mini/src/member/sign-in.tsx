import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { api } from '../platform/call'
import { useLook } from '../platform/prefs'
import { rememberDoor, useShop } from '../platform/shop'
import { rememberShop, shopSlug } from '../platform/where'
import { useWords } from '../words'
import { Art } from '../ui/art'
import gate from '../ui/art/gate.svg'
import { ShopMark } from '../ui/face'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { Sheet } from '../ui/sheet'
import { CodeStep } from './sign-in-code'
import { PhoneStep } from './sign-in-phone'
import { WechatStep } from './sign-in-wechat'
import './sign-in.scss'

export interface Demo { readonly merchant: string; readonly members: readonly { name: string; phone: string }[] }
export interface Sent { readonly phone: string; readonly demoCode?: string; readonly retryAt: number }

/** Which shop, and whether this is the demo. The demo names its own shop when the address does not. */
async function readDoor(): Promise<Demo | null> {
  const demo = await api.readDemo({}).catch(() => null)
  const slug = shopSlug() ?? demo?.merchant
  if (!slug) throw new Error('no shop')
  const door = await api.readShopDoor({ slug })
  rememberShop(slug)
  rememberDoor(door)
  return demo && demo.merchant === slug ? demo : null
}

export default function SignIn() {
  const w = useWords()
  const { language } = useLook()
  const shop = useShop()
  const [demo, setDemo] = useState<Demo | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [turn, setTurn] = useState(0)
  const [way, setWay] = useState<'wechat' | 'phone'>(process.env.TARO_ENV === 'h5' ? 'phone' : 'wechat')
  const [agreed, setAgreed] = useState(false)
  const [sent, setSent] = useState<Sent | null>(null)
  const [paper, setPaper] = useState<'charter' | 'privacy' | null>(null)
  useEffect(() => {
    let alive = true
    setError(null)
    readDoor().then(d => { if (alive) setDemo(d) }, (e: unknown) => { if (alive) setError(e) })
    return () => { alive = false }
  }, [turn])
  const agree = { agreed, onAgree: setAgreed, onRead: setPaper }
  return (
    <Page className='si'>
      <Art src={gate} className='si-gate' />
      {error && !shop ? <View className='si-in'><Failed error={error} title={w.signIn.noShop} text={w.signIn.noShopText} again={() => setTurn(t => t + 1)} /></View> : way === 'wechat' ? (
        <WechatStep shopName={shop?.name ?? ''} isDemo={shop?.isDemo ?? false} agree={agree} onPhone={() => setWay('phone')} />
      ) : (
        <View className='si-in'>
          <View className='row g3'><ShopMark size={36} /><View className='serif si-name el'>{shop?.name ?? ''}</View></View>
          {sent
            ? <CodeStep sent={sent} onSent={setSent} onBack={() => setSent(null)} onRead={setPaper} />
            : <PhoneStep demo={demo} agree={agree} onSent={setSent} onWechat={process.env.TARO_ENV === 'h5' ? undefined : () => setWay('wechat')} />}
        </View>
      )}
      {paper ? <Sheet title={w.signIn[paper]} onClose={() => setPaper(null)}><View className={`body i2 ${language === 'en' ? '' : 'pre'}`}><Text>{paper === 'charter' ? w.signIn.charterText : w.signIn.privacyText}</Text></View></Sheet> : null}
    </Page>
  )
}
