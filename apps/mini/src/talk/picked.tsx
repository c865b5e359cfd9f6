import { Text, View } from '@tarojs/components'
import { PICTURES_MOST } from '@huitou/contract'
import { useEffect, useRef, useState } from 'react'
import { refusalOf } from '../platform/call'
import { useLook } from '../platform/prefs'
import { useWords } from '../words'
import { Art } from '../ui/art'
import { Icon } from '../ui/icon'
import { Tap } from '../ui/tap'
import { toastTrouble } from '../ui/toast'
import { choosePictures, letGo, sendPicture, type Chosen } from './send-picture'

/** A picture on the paper: on its way, arrived under an id, or held up. */
export interface Picked { readonly key: string; readonly src: string; readonly percent: number; readonly pictureId: string | null; readonly smallUrl: string | null; readonly at: number; readonly failed: boolean; readonly chosen: Chosen | null }

const WORDS = {
  'zh-CN': { add: (left: number) => `还能加 ${left} 张`, first: '加图片', cover: '封面', drop: (n: number) => `拿掉第 ${n} 张图`, again: (n: number) => `第 ${n} 张没传上，再传一次`, retry: '再传', sending: (n: number, p: number) => `第 ${n} 张图，传了 ${p}%` },
  en: { add: (left: number) => `${left} more`, first: 'Add pictures', cover: 'Cover', drop: (n: number) => `Remove picture ${n}`, again: (n: number) => `Picture ${n} did not get through: send it again`, retry: 'Again', sending: (n: number, p: number) => `Picture ${n}, ${p}% sent` },
} as const

/** The pictures of a post that is being written, sent while the words are still typed. */
export function usePicked(first: readonly Picked[]) {
  const w = useWords()
  const [list, setList] = useState<readonly Picked[]>(first)
  const made = useRef(0)
  const shown = useRef(list)
  shown.current = list
  useEffect(() => () => shown.current.forEach(p => letGo(p.chosen)), [])
  const change = (key: string, to: Partial<Picked>): void => setList(all => all.map(p => (p.key === key ? { ...p, ...to } : p)))
  const drop = (key: string): void => { letGo(shown.current.find(p => p.key === key)?.chosen ?? null); setList(all => all.filter(p => p.key !== key)) }
  const send = (p: Picked): void => {
    if (!p.chosen) return
    change(p.key, { failed: false, percent: 0 })
    sendPicture(p.chosen, percent => change(p.key, { percent: Math.min(99, Math.round(percent)) })).then(
      sent => change(p.key, { pictureId: sent.pictureId, smallUrl: sent.smallUrl, at: Date.now(), percent: 100 }),
      (error: unknown) => {
        toastTrouble(error, w)
        // what the shop's server will not have is not worth another try
        if (refusalOf(error)) drop(p.key)
        else change(p.key, { failed: true })
      })
  }
  const add = async (): Promise<void> => {
    const room = PICTURES_MOST - list.length
    if (room <= 0) return
    const fresh = (await choosePictures(room)).slice(0, room).map((chosen): Picked => ({ key: `p${Date.now()}-${made.current++}`, src: chosen.src, percent: 0, pictureId: null, smallUrl: null, at: Date.now(), failed: false, chosen }))
    setList(all => [...all, ...fresh].slice(0, PICTURES_MOST))
    fresh.forEach(send)
  }
  return { list, add: () => void add(), send, drop }
}

/** Squares in threes; the first is the cover, and the last asks for more while there is room. */
export function PickedPictures({ picked }: { picked: ReturnType<typeof usePicked> }) {
  const own = WORDS[useLook().language]
  const { list } = picked
  return (
    <View className='shots'>
      {list.map((p, i) => (
        <View className='shot-one' key={p.key}>
          <Art className='pic-in' src={p.src} fit='cover' />
          {p.failed ? <Tap className='shot-veil' label={own.again(i + 1)} onTap={() => picked.send(p)}><Icon name='refresh' size={20} /><Text className='cap'>{own.retry}</Text></Tap> : p.pictureId === null ? <View className='shot-veil' role='progressbar' aria-label={own.sending(i + 1, p.percent)}><View className='ring' /><Text className='cap n'>{`${p.percent}%`}</Text></View> : i === 0 ? <View className='shot-cover'>{own.cover}</View> : null}
          <Tap className='shot-x' label={own.drop(i + 1)} onTap={() => picked.drop(p.key)}><View className='shot-x-in'><Icon name='x' size={14} /></View></Tap>
        </View>
      ))}
      {list.length < PICTURES_MOST ? <Tap className='shot-one shot-add' id='add-more' onTap={picked.add}><Icon name={list.length ? 'plus' : 'image'} size={24} /><Text className='cap'>{list.length ? own.add(PICTURES_MOST - list.length) : own.first}</Text></Tap> : null}
    </View>
  )
}
