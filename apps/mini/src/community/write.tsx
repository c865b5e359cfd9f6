import { Text, Textarea, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useEffect, useRef, useState } from 'react'
import { api } from '../platform/call'
import { keep, kept } from '../platform/keep'
import { act } from '../platform/pending'
import { useReading } from '../platform/read'
import { trouble } from '../platform/trouble'
import { useWords } from '../words'
import { clockText } from '../words/time'
import { useMember } from '../member/gate'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Nav, goBack } from '../ui/nav'
import { Page } from '../ui/page'
import { Sheet } from '../ui/sheet'
import { Tap } from '../ui/tap'
import { toast } from '../ui/toast'
import './community.scss'

interface Draft { readonly body: string; readonly topicId: string | null; readonly at: number }
const DAYS = 3 * 24 * 60 * 60 * 1000
const draft = (): Draft | null => {
  const d = kept<Draft>('drafts')
  return d && Date.now() - d.at < DAYS ? d : null
}

export default function WritePage() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page />
}

function SignedIn() {
  const w = useWords()
  const asked = useRouter().params['topic']
  const topics = useReading(() => api.listTopics({}), { topics: ['never'] })
  const [first] = useState(draft)
  const [body, setBody] = useState(first?.body ?? '')
  const [topicId, setTopic] = useState<string | null>(asked ?? first?.topicId ?? null)
  const [savedAt, setSavedAt] = useState<number | null>(first?.at ?? null)
  const [busy, setBusy] = useState(false)
  const [picking, setPicking] = useState(false)
  const timer = useRef<ReturnType<typeof setTimeout>>()
  useEffect(() => () => clearTimeout(timer.current), [])
  const type = (text: string): void => {
    setBody(text)
    clearTimeout(timer.current)
    // 800 ms after the last key
    timer.current = setTimeout(() => { const at = Date.now(); keep('drafts', { body: text, topicId, at }); setSavedAt(at) }, 800)
  }
  const topic = topics.value?.items.find(t => t.topicId === topicId) ?? topics.value?.items[0]
  const ready = body.trim().length >= 2 && topic !== undefined
  const send = async (): Promise<void> => {
    if (!topic) return
    setBusy(true)
    try {
      const post = await act('writePost', `post:${topic.topicId}`, { topicId: topic.topicId, body: body.trim() })
      clearTimeout(timer.current)
      keep('drafts', null)
      toast(post.state === 'shown' ? w.write.sentShown : w.write.sent)
      goBack()
    } catch (error) {
      toast(trouble(error, w))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Page foot>
      <Nav title={w.write.title} />
      <View className='row g2 cap wr-draft'>{savedAt ? <><Icon name='check' size={16} />{w.write.draft(clockText(savedAt))}<View className='f1' /><Text className='i2'>{w.write.keeps}</Text></> : null}</View>
      <View className='paper wr'>
        {topic ? <Tap className='row g2 wr-topic' onTap={() => setPicking(true)}><Icon name='hash' size={18} className='brand' /><Text className='brand b el f1'>{topic.title}</Text><Text className='sub i2 nw'>{w.write.change}</Text></Tap> : null}
        <Textarea className='wr-tx' id='body' value={body} maxlength={2000} autoHeight placeholder={w.write.placeholder} placeholderClass='i3' aria-label={w.write.placeholder} nativeProps={{ 'aria-label': w.write.placeholder }} onInput={e => type(String(e.detail.value))} />
        <View className='row sb cap i3 wr-count'><View /><Text className='n'>{w.write.length([...body].length)}</Text></View>
      </View>
      <View className='row g2 cap i2 top-c wr-note'><Icon name='shield' size={16} /><View className='f1'>{w.write.review}</View></View>
      <View className='foot'><Button full id='send-post' disabled={!ready} busy={busy} onTap={() => void send()}>{ready ? w.talk.send : topic ? w.write.short : w.talk.noTopics}</Button></View>
      {picking ? <Sheet title={w.talk.pick} onClose={() => setPicking(false)}>{(topics.value?.items ?? []).map(t => <Tap key={t.topicId} className='rw' onTap={() => { setTopic(t.topicId); setPicking(false) }}><Text className='f1 el'>{t.title}</Text>{t.topicId === topic?.topicId ? <Icon name='check' size={18} className='brand' /> : null}</Tap>)}</Sheet> : null}
    </Page>
  )
}
