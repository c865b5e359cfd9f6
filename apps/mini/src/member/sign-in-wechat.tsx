import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { api } from '../platform/call'
import { shop } from '../platform/shop'
import { useWords } from '../words'
import { Button } from '../ui/button'
import { ShopMark } from '../ui/face'
import { Icon } from '../ui/icon'
import { px } from '../ui/px'
import { TierCard, TierWord } from '../ui/tier-card'
import { toast, toastTrouble } from '../ui/toast'
import { ConsentLine, type Agree } from './consent-line'
import { arrive } from './sign-in-code'

const silver = { name: '银卡', material: 'silver' } as const

/** The card looks out of its sleeve; one tap brings one in. */
export function WechatStep({ shopName, isDemo, agree, onPhone }: { shopName: string; isDemo: boolean; agree: Agree; onPhone: () => void }) {
  const words = useWords()
  const w = words.signIn
  const [busy, setBusy] = useState(false)
  const go = async (): Promise<void> => {
    if (!agree.agreed) return toast(w.agreeFirst)
    setBusy(true)
    try {
      const { code } = await Taro.login()
      arrive(await api.signInWithWechat({ merchant: shop.get()?.slug ?? '', code, consent: true }))
    } catch (error) {
      toastTrouble(error, words)
    } finally {
      setBusy(false)
    }
  }
  return (
    <View className='si-wx'>
      <View className='si-card'><TierCard tier={silver}><View className='si-card-in'><TierWord tier={silver} /><View className='sub b mt-1'>{w.newFriend}</View></View></TierCard></View>
      <View className='si-sleeve'>
        <View className='row g2 mid-c'><ShopMark size={28} /><View className='serif h2 el'>{shopName}</View></View>
        <View className='h1 center mt-3' role='heading' aria-level={1}>{w.wechatTitle}</View>
        <View className='i2 center mt-1'>{w.wechatText}</View>
        <View className='mt-5 ruled'>
          <View className='row g3 si-perk'><Icon name='coin' size={20} className='tea' /><View className='sub'>{w.perk1}</View></View>
          <View className='row g3 si-perk'><Icon name='ticket' size={20} className='tea' /><View className='sub'>{w.perk2}</View></View>
        </View>
      </View>
      <View className='si-foot'>
        <Button full size='big' id='wechat' busy={busy} onTap={() => void go()}><Icon name='wx' />{w.wechat}</Button>
        <Button full kind='sec' className='mt-3' id='use-phone' onTap={onPhone}>{w.usePhone}</Button>
        <ConsentLine {...agree} tail={w.wechatAgree} />
        {isDemo ? <View className='row g2 cap warn mid-c mt-3' style={{ minHeight: px(20) }}><View className='demo-mark'>{words.demo}</View>{w.sandbox}</View> : null}
      </View>
    </View>
  )
}
