import { Text, Textarea, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { api } from '../platform/call'
import { act } from '../platform/pending'
import { useLook } from '../platform/prefs'
import { useReading } from '../platform/read'
import { useWords } from '../words'
import { useMember } from '../member/gate'
import { Button } from '../ui/button'
import { Icon } from '../ui/icon'
import { Nav, goBack } from '../ui/nav'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { BoneRows } from '../ui/skeleton'
import { toast, toastTrouble } from '../ui/toast'
import '../community/community.scss'
import './write.scss'

/** This page's own words: they are not in the first package. */
const WORDS = {
  'zh-CN': { title: '申诉', placeholder: '为什么这条可以发', once: '只能申诉一次，掌柜再看一遍，结果会告诉您', send: '交给掌柜再看', sent: '交上去了，看过会告诉您', done: '这条已经申诉过了' },
  en: { title: 'Appeal', placeholder: 'Why should it be shown', once: 'You can ask once: the shop looks again and tells you', send: 'Ask the shop to look again', sent: 'Sent. You will be told', done: 'You already asked about this one' },
} as const

export default function AppealPage() {
  const signedIn = useMember()
  const id = useRouter().params['id'] ?? ''
  return signedIn && id ? <One id={id} /> : <Page><Nav /></Page>
}

/** What was written, why it came back, and what its author has to say. */
function One({ id }: { id: string }) {
  const w = useWords()
  const own = WORDS[useLook().language]
  const thread = useReading(() => api.readPost({ postId: id, limit: 1 }))
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const send = async (): Promise<void> => {
    setBusy(true)
    try {
      await act('appealPost', `appeal:${id}`, { postId: id, text: text.trim() })
      toast(own.sent)
      goBack()
    } catch (error) {
      setBusy(false)
      toastTrouble(error, w)
    }
  }
  const p = thread.value?.post
  if (!p) return <Page><Nav title={own.title} />{thread.error ? <Failed error={thread.error} again={() => void thread.again()} /> : <BoneRows rows={3} />}</Page>
  return (
    <Page foot>
      <Nav title={own.title} />
      <View className='paper po wr-sent'><View className='po-topic cap brand b el'>{p.topicTitle}</View><View className='po-body pre'>{p.body}</View>{p.rejectedWhy ? <View className='po-why cap warn'>{w.talk.why_(p.rejectedWhy)}</View> : null}</View>
      <View className='paper wr mt-3'>
        <Textarea className='wr-tx' id='appeal' value={text} maxlength={200} autoHeight placeholder={own.placeholder} placeholderClass='i3' aria-label={own.placeholder} nativeProps={{ 'aria-label': own.placeholder }} onInput={e => setText(String(e.detail.value))} />
        <View className='row sb cap i3 wr-count'><View /><Text className='n'>{`${[...text].length} / 200`}</Text></View>
      </View>
      <View className='row g2 cap i2 top-c wr-note'><Icon name='shield' size={16} /><View className='f1'>{p.mayAppeal ? own.once : own.done}</View></View>
      <View className='foot'><Button full id='send-appeal' disabled={!p.mayAppeal || text.trim().length < 2} busy={busy} onTap={() => void send()}>{own.send}</Button></View>
    </Page>
  )
}
