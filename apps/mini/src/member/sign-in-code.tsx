import { forget, kept } from '../platform/keep'
import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { api } from '../platform/call'
import { startLive } from '../platform/live'
import { enter } from '../platform/session'
import { shop } from '../platform/shop'
import { useWords } from '../words'
import { CodeCells } from '../ui/code-cells'
import { Icon } from '../ui/icon'
import { Tap } from '../ui/tap'
import { toastTrouble } from '../ui/toast'
import { Papers, type PaperName } from './consent-line'
import type { Sent } from './sign-in'

/** What a friend's link was about to open when the phone asked who it is. */
export interface AfterSignIn { readonly path: string; readonly at: number }
const DAY = 24 * 60 * 60 * 1000

/** Into the shop: the session is kept, the live line opens, and home is the first screen, or what a friend's link was about to open, today. */
export function arrive(session: Parameters<typeof enter>[0]): void {
  enter(session)
  startLive()
  const link = kept<AfterSignIn>('after-sign-in')
  forget('after-sign-in')
  if (link && Date.now() - link.at < DAY) void Taro.reLaunch({ url: link.path })
  else void Taro.switchTab({ url: '/member/home' })
}

const shown = (phone: string): string => `${phone.slice(0, 3)} ${phone.slice(3, 7)} ${phone.slice(7)}`

export function CodeStep({ sent, onSent, onBack, onRead }: { sent: Sent; onSent: (sent: Sent) => void; onBack: () => void; onRead: (paper: PaperName) => void }) {
  const words = useWords()
  const w = words.signIn
  const [code, setCode] = useState('')
  const [left, setLeft] = useState(0)
  const busy = useRef(false)
  useEffect(() => {
    const tick = (): void => setLeft(Math.max(0, Math.ceil((sent.retryAt - Date.now()) / 1000)))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [sent.retryAt])
  const merchant = shop.get()?.slug ?? ''
  const typed = async (digits: string): Promise<void> => {
    setCode(digits)
    if (digits.length < 6 || busy.current) return
    busy.current = true
    try {
      arrive(await api.signInWithPhone({ merchant, phone: sent.phone, code: digits, consent: true }))
    } catch (error) {
      setCode('')
      toastTrouble(error, words)
    } finally {
      busy.current = false
    }
  }
  const resend = async (): Promise<void> => {
    try {
      const answer = await api.sendSmsCode({ merchant, phone: sent.phone })
      setCode('')
      onSent({ phone: sent.phone, demoCode: answer.demoCode, retryAt: Date.now() + answer.retryAfterSeconds * 1000 })
    } catch (error) {
      toastTrouble(error, words)
    }
  }
  return (
    <View>
      <View className='h1 si-head' role='heading' aria-level={1}>{w.codeTitle}<View className='n-text'>{shown(sent.phone)}</View></View>
      <View className='row sb sub i2 si-row'><Text>{w.codeText}</Text><Tap className='lnk lnk-b' onTap={onBack}>{w.otherPhone}</Tap></View>
      <View className='mt-1'><CodeCells value={code} label={w.cells} onChange={d => void typed(d)} /></View>
      <View className='row sb sub i2 si-row'>
        <View className='row g1'><Icon name='clock' size={16} />{w.valid}</View>
        {left > 0 ? <View><Text className='n'>{left}</Text>{` ${w.resendIn}`}</View> : <Tap className='lnk lnk-b' onTap={() => void resend()}>{w.resend}</Tap>}
      </View>
      {sent.demoCode ? (
        <View className='dm mt-1'>
          <View className='demo-mark'>{words.demo}</View>
          <View className='f1'><View className='cap'>{w.notSent}</View><View className='n dm-code' id='demo-code'>{`${sent.demoCode.slice(0, 3)} ${sent.demoCode.slice(3)}`}</View></View>
          <Tap className='btn btn-small dm-fill' id='fill-code' onTap={() => void typed(sent.demoCode ?? '')}>{w.fill}</Tap>
        </View>
      ) : null}
      <View className='cap i2 mt-4'>{`${w.agreed} `}<Papers onRead={onRead} />{w.agreedTail}</View>
    </View>
  )
}
