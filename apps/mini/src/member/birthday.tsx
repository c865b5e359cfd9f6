import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { AnswerOf, routes } from '@huitou/contract'
import { useState } from 'react'
import { api } from '../platform/call'
import { kept } from '../platform/keep'
import { useReading } from '../platform/read'
import { useWords } from '../words'
import { birthdayText, dayOf, dayText, soonDay } from '../words/time'
import { Art } from '../ui/art'
import box from '../ui/art/birthday-box.svg'
import rays from '../ui/art/birthday-rays.svg'
import { Button } from '../ui/button'
import { count } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Nav, goBack } from '../ui/nav'
import { Page } from '../ui/page'
import { Empty, Failed } from '../ui/scene'
import { useMember } from './gate'
import type { Home } from './standing'
import './birthday.scss'

type Mine = AnswerOf<typeof routes.readMyBirthday>

export default function Birthday() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page />
}

function SignedIn() {
  const w = useWords()
  const mine = useReading(() => api.readMyBirthday({}))
  if (!mine.value) return <Page><Nav close />{mine.error ? <Failed error={mine.error} again={() => void mine.again()} /> : null}</Page>
  if (!mine.value.birthday) return <Page><Nav close /><Empty title={w.birthday.none} text={w.birthday.noneText}><Button onTap={() => void Taro.redirectTo({ url: '/member/profile' })}>{w.birthday.fill}</Button></Empty></Page>
  return <Opened b={mine.value} />
}

/** The box of the day: what is in it, from when to when, and whether it has come. */
function Opened({ b }: { b: Mine }) {
  const w = useWords()
  const [name] = useState(() => kept<{ value: Home }>('home')?.value.me.name ?? '')
  const spoken = [...name].length > 2 && /^[\u4e00-\u9fff]+$/.test(name) ? [...name].slice(-2).join('') : name
  const got = b.received
  const when = b.opensOn && b.closesOn ? w.birthday.window(dayText(b.opensOn, w), dayText(b.closesOn, w)) : ''
  const row = (icon: string, title: string, text: string, chip?: string) => <View className='bd-row'><View className='tile-i tile-seal'><Icon name={icon} size={22} /></View><View className='f1'><View className='b break'>{title}</View><View className='cap i2'>{text}</View></View>{chip ? <View className='chip chip-seal'>{chip}</View> : null}</View>
  return (
    <Page className='bd'>
      <Nav close />
      <View className='center bd-head'>
        <View className='sub bd-day'>{w.birthday.day(b.calendar === 'lunar' && b.on ? `${birthdayText((b.birthday ?? '').slice(-5), 'lunar', w)}${w.birthday.thisTime(dayText(b.on, w))}` : birthdayText((b.birthday ?? '').slice(-5), 'solar', w))}</View>
        <View className='serif bd-wish' role='heading' aria-level={1}>{w.birthday.wish(spoken)}</View>
        <View className='bd-text'>{got ? w.birthday.got(soonDay(dayOf(got.at), w)) : b.daysLeft !== null && b.daysLeft > 0 ? w.birthday.soon(b.daysLeft) : w.birthday.text}</View>
      </View>
      <View className='bd-stage'><Art src={rays} className='bd-rays' /><Art src={box} className='bd-box' alt={w.birthday.box} /></View>
      <View className='bd-sheet'>
        {b.gift.text ? row('cake', b.gift.text, when, w.birthday.once) : null}
        {b.gift.couponTitle ? row('ticket', b.gift.couponTitle, got?.memberCouponId ? w.birthday.coupon : w.birthday.couponLater) : null}
        {b.gift.points > 0 ? row('coin', w.birthday.points(count(b.gift.points)), got ? w.birthday.got(soonDay(dayOf(got.at), w)) : w.birthday.pointsText) : null}
        <Button full size='big' className='bd-act mt-3' onTap={goBack}>{w.birthday.accept}</Button>
      </View>
    </Page>
  )
}
