import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { api } from '../platform/call'
import { setClock } from '../platform/clock'
import { act } from '../platform/pending'
import { useReading } from '../platform/read'
import { buzz } from '../platform/sound'
import { useWords } from '../words'
import { monthText } from '../words/time'
import { useMember } from '../member/gate'
import type { Home } from '../member/standing'
import { Button } from '../ui/button'
import { count } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { Empty, Failed } from '../ui/scene'
import { Bone, BoneRows } from '../ui/skeleton'
import { toast, toastTrouble } from '../ui/toast'
import './points.scss'

type State = NonNullable<Home['checkIn']>

/** The days of a month in weeks from Monday, with empty places before the first. */
export function gridOf(month: string): (string | null)[] {
  const y = Number(month.slice(0, 4))
  const m = Number(month.slice(5, 7))
  const lead = (new Date(Date.UTC(y, m - 1, 1)).getUTCDay() + 6) % 7
  const days = new Date(Date.UTC(y, m, 0)).getUTCDate()
  return [...Array.from({ length: lead }, () => null), ...Array.from({ length: days }, (_, i) => `${month.slice(0, 7)}-${String(i + 1).padStart(2, '0')}`)]
}

export default function CheckIn() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page />
}

function SignedIn() {
  const w = useWords()
  const home = useReading(async () => { const h = await api.readHome({}); setClock(h.now); return h }, { keepAs: 'home' })
  const c = home.value?.checkIn
  return (
    <Page>
      <Nav title={w.checkIn.title} />
      {c ? <Body c={c} onDone={() => void home.again()} /> : home.value ? <Empty title={w.checkIn.off} /> : home.error ? <Failed error={home.error} again={() => void home.again()} /> : home.waiting ? <><View className='hd2'><Bone w={90} h={44} /></View><BoneRows /></> : null}
    </Page>
  )
}

function Body({ c, onDone }: { c: State; onDone: () => void }) {
  const w = useWords()
  const [busy, setBusy] = useState(false)
  const done = new Set(c.month)
  const goal = c.nextReward?.streak ?? Math.max(7, c.streak)
  // seven leaves ending at the next reward, or at the week's end when none is set
  const first = Math.max(1, goal - 6)
  const next = c.doneToday ? c.streak : c.streak + 1
  const share = Math.max(0, Math.min(100, ((Math.min(next, goal) - first) / 6) * 100))
  const go = async (): Promise<void> => {
    setBusy(true)
    try {
      const answer = await act('checkIn', `check-in:${c.today}`, {})
      buzz()
      toast(w.home.checkedInNow(count(answer.points)))
    } catch (error) {
      toastTrouble(error, w)
    } finally {
      setBusy(false)
      onDone()
    }
  }
  return (
    <>
      <View className='hd2'>
        <View className='row sb end g3'>
          <View><View className='sub i2'>{w.checkIn.streak}</View><View className='row base g1'><Text className='n fig-hero'>{c.streak}</Text><Text className='b'>{w.checkIn.days}</Text></View></View>
          <View className='right f1'>{c.nextReward ? <View className='sub tea b'>{w.checkIn.next(count(Math.max(0, c.nextReward.streak - c.streak)), count(c.nextReward.points))}</View> : null}<View className='cap i2'>{w.checkIn.month(c.month.length)}</View></View>
        </View>
        <View className='vine' aria-hidden='true'>
          <View className='vine-l' style={{ background: `linear-gradient(90deg, var(--brand-fill) ${share}%, var(--line-strong) ${share}%)` }} />
          {[0, 1, 2, 3, 4, 5, 6].map(i => {
            const n = first + i
            const now = n === next && !c.doneToday
            const gift = c.nextReward !== null && n === c.nextReward.streak
            return <View key={n} className={`vine-d ${n <= c.streak ? 'vine-done' : now ? 'vine-now' : gift ? 'vine-gift' : ''}`}><View className='vine-leaf' />{now ? w.checkIn.today : gift ? `+${c.nextReward?.points ?? ''}` : n}</View>
          })}
        </View>
      </View>
      <View className='paper cal'>
        <View className='row sb cmts-h'><View className='h2' role='heading' aria-level={2}>{monthText(c.today, w)}</View></View>
        <View className='cal-g'>{w.time.week.map((d, i) => <View className='cal-c cap i3' key={i}>{d}</View>)}</View>
        <View className='cal-g'>
          {gridOf(c.today).map((day, i) => {
            if (!day) return <View className='cal-c' key={`x${i}`} />
            const kind = done.has(day) ? 'dc-done' : day === c.today ? 'dc-now' : day < c.today ? 'dc-missed' : ''
            return <View className={`cal-c dc ${kind}`} key={day} role='img' aria-label={`${Number(day.slice(8))} ${done.has(day) ? w.checkIn.doneDay : day < c.today ? w.checkIn.missedDay : day === c.today ? w.checkIn.today : ''}`}>{kind ? <View className='dc-leaf' /> : null}<Text className='dc-n n'>{Number(day.slice(8))}</Text>{day === c.today && !c.doneToday ? <Text className='dc-u'>{w.checkIn.today}</Text> : null}</View>
          })}
        </View>
      </View>
      <View className='edge mt-4'>
        {c.doneToday ? <View className='row mid-c g2 ok b tile-done'><Icon name='check' size={18} />{w.checkIn.done}</View> : <Button full size='big' id='check-in' busy={busy} onTap={() => void go()}><Text>{w.checkIn.get}</Text><Text className='n'>{`+${c.pointsToday}`}</Text></Button>}
        <View className='row cap i2 pb-way-plain'>{w.checkIn.rule}</View>
      </View>
    </>
  )
}
