import { Text, Textarea, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { PICTURES_MOST } from '@huitou/contract'
import { useEffect, useRef, useState } from 'react'
import { api, refusalOf } from '../platform/call'
import { keep, kept } from '../platform/keep'
import { act } from '../platform/pending'
import { useLook } from '../platform/prefs'
import { useReading } from '../platform/read'
import { apiRoot } from '../platform/where'
import { useWords } from '../words'
import { clockText } from '../words/time'
import { useMember } from '../member/gate'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Nav, goBack } from '../ui/nav'
import { Page } from '../ui/page'
import { Sheet } from '../ui/sheet'
import { Tap } from '../ui/tap'
import { toast, toastTrouble } from '../ui/toast'
import { PickedPictures, usePicked, type Picked } from './picked'
import '../community/community.scss'
import './write.scss'

/** This page's own words: they are not in the first package. */
const WORDS = {
  'zh-CN': { title: '写茶话', draft: (time: string) => `草稿存好了，${time}`, keeps: '退出也在，三天内有效', placeholder: '想说点什么', review: '发出后先审一遍，图片也审。没过会告诉您为什么，稿子不会丢', short: '再写几个字', change: '换话题', pick: '换一个话题', pictures: '加图片', sending: '图片还在传', stuck: '有图片没传上' },
  en: { title: 'Write', draft: (time: string) => `Draft kept, ${time}`, keeps: 'stays for three days', placeholder: 'What would you like to say', review: 'Words and pictures are checked before others see them. If not approved you learn why; the draft stays', short: 'A few more words', change: 'Other topic', pick: 'Choose another topic', pictures: 'Add pictures', sending: 'Pictures on their way', stuck: 'A picture did not get through' },
} as const

/** A picture that has arrived. It is put back on the paper as long as its address leads to it. */
interface Kept { readonly pictureId: string; readonly smallUrl: string; readonly at: number }
interface Draft { readonly body: string; readonly topicId: string | null; readonly at: number; readonly pictures?: readonly Kept[] }
const HOUR = 60 * 60 * 1000
const DAYS = 3 * 24 * HOUR
const draft = (): Draft | null => {
  const d = kept<Draft>('drafts')
  return d && Date.now() - d.at < DAYS ? d : null
}
const stillThere = (d: Draft | null): Picked[] => (d?.pictures ?? []).filter(p => Date.now() - p.at < HOUR).map(p => ({ key: p.pictureId, src: apiRoot() + p.smallUrl, percent: 100, pictureId: p.pictureId, smallUrl: p.smallUrl, at: p.at, failed: false, chosen: null }))

export default function WritePage() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page />
}

function SignedIn() {
  const w = useWords()
  const own = WORDS[useLook().language]
  const asked = useRouter().params['topic']
  const topics = useReading(() => api.listTopics({}), { topics: ['never'] })
  const [first] = useState(draft)
  const [body, setBody] = useState(first?.body ?? '')
  const [topicId, setTopic] = useState<string | null>(asked ?? first?.topicId ?? null)
  const [savedAt, setSavedAt] = useState<number | null>(first?.at ?? null)
  const [busy, setBusy] = useState(false)
  const [picking, setPicking] = useState(false)
  const picked = usePicked(useState(() => stillThere(first))[0])
  const arrived = picked.list.flatMap(p => (p.pictureId && p.smallUrl ? [{ pictureId: p.pictureId, smallUrl: p.smallUrl, at: p.at }] : []))
  const sentOff = useRef(false)
  const opened = useRef(true)
  useEffect(() => {
    // nothing is kept of a paper that was only opened
    if (opened.current) { opened.current = false; return undefined }
    // 800 ms after the last key
    const timer = setTimeout(() => {
      if (sentOff.current) return
      const at = Date.now()
      keep('drafts', { body, topicId, at, pictures: arrived } satisfies Draft)
      setSavedAt(at)
    }, 800)
    return () => clearTimeout(timer)
  }, [body, topicId, arrived.map(p => p.pictureId).join()])
  const topic = topics.value?.items.find(t => t.topicId === topicId) ?? topics.value?.items[0]
  const waits = picked.list.some(p => p.failed) ? own.stuck : picked.list.some(p => p.pictureId === null) ? own.sending : null
  const ready = body.trim().length >= 2 && topic !== undefined && waits === null
  const send = async (): Promise<void> => {
    if (!topic) return
    setBusy(true)
    try {
      const post = await act('writePost', `post:${topic.topicId}`, { topicId: topic.topicId, body: body.trim(), pictures: arrived.map(p => p.pictureId) })
      sentOff.current = true
      keep('drafts', null)
      toast(post.state === 'shown' ? w.write.sentShown : w.write.sent)
      goBack()
    } catch (error) {
      // a picture that the server let go of goes from the paper, too
      const gone = refusalOf(error)?.code === 'picture-gone' ? refusalOf(error)?.facts['pictureId'] : null
      const lost = picked.list.find(p => p.pictureId === gone)
      if (lost) picked.drop(lost.key)
      toastTrouble(error, w)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Page foot>
      <Nav title={own.title} />
      <View className='row g2 cap wr-draft'>{savedAt ? <><Icon name='check' size={16} />{own.draft(clockText(savedAt))}<View className='f1' /><Text className='i2'>{own.keeps}</Text></> : null}</View>
      <View className='paper wr'>
        {topic ? <Tap className='row g2 wr-topic' onTap={() => setPicking(true)}><Icon name='hash' size={18} className='brand' /><Text className='brand b el f1'>{topic.title}</Text><Text className='sub i2 nw'>{own.change}</Text></Tap> : null}
        <Textarea className='wr-tx' id='body' value={body} maxlength={2000} autoHeight placeholder={own.placeholder} placeholderClass='i3' aria-label={own.placeholder} nativeProps={{ 'aria-label': own.placeholder }} onInput={e => setBody(String(e.detail.value))} />
        <View className='row sb cap i3 wr-count'><View /><Text className='n'>{`${[...body].length} / 2000`}</Text></View>
        <PickedPictures picked={picked} />
      </View>
      <View className='row g2 cap i2 top-c wr-note'><Icon name='shield' size={16} /><View className='f1'>{own.review}</View></View>
      <View className='foot row g1'>
        <Tap className='wr-tool' id='add-pictures' label={own.pictures} disabled={picked.list.length >= PICTURES_MOST} onTap={picked.add}><Icon name='image' size={24} /></Tap>
        <Tap className='wr-tool' label={own.pick} onTap={() => setPicking(true)}><Icon name='hash' size={24} /></Tap>
        <View className='f1' />
        <Button id='send-post' className='wr-send' disabled={!ready} busy={busy} onTap={() => void send()}>{ready ? w.talk.send : topic ? (waits ?? own.short) : w.talk.noTopics}</Button>
      </View>
      {picking ? <Sheet title={w.talk.pick} onClose={() => setPicking(false)}>{(topics.value?.items ?? []).map(t => <Tap key={t.topicId} className='rw' onTap={() => { setTopic(t.topicId); setPicking(false) }}><Text className='f1 el'>{t.title}</Text>{t.topicId === topic?.topicId ? <Icon name='check' size={18} className='brand' /> : null}</Tap>)}</Sheet> : null}
    </Page>
  )
}
