import { Input, Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { AnswerOf, routes } from '@huitou/contract'
import { useState } from 'react'
import { api } from '../platform/call'
import { act } from '../platform/pending'
import { useReading, type Reading } from '../platform/read'
import { useWords } from '../words'
import { useMember } from '../member/gate'
import { Button } from '../ui/button'
import { count } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Nav, goBack } from '../ui/nav'
import { Page } from '../ui/page'
import { Failed } from '../ui/scene'
import { Sheet } from '../ui/sheet'
import { BoneRows } from '../ui/skeleton'
import { Tap } from '../ui/tap'
import { toast, toastTrouble } from '../ui/toast'
import { PostPictures } from './pictures'
import { ByLine, Heart, Rejected, StateChip } from './post'
import './community.scss'

type Thread = AnswerOf<typeof routes.readPost>

export default function ThreadPage() {
  const signedIn = useMember()
  const id = useRouter().params['id'] ?? ''
  return signedIn && id ? <One id={id} /> : <Page><Nav /></Page>
}

function One({ id }: { id: string }) {
  const w = useWords()
  const thread = useReading(() => api.readPost({ postId: id, limit: 100 }))
  return (
    <Page foot className='th'>
      <Nav title={w.talk.title} />
      {thread.value ? <Body t={thread.value} reading={thread} /> : thread.error ? <Failed error={thread.error} title={w.talk.gone} again={() => void thread.again()} /> : thread.waiting ? <BoneRows height={120} /> : null}
    </Page>
  )
}

function Body({ t, reading }: { t: Thread; reading: Reading<Thread> }) {
  const w = useWords()
  const [more, setMore] = useState(false)
  const p = t.post
  const shown = p.state === 'shown'
  return (
    <>
      <View className='th-main'>
        <View className='row g2 top-c'><View className='f1'><ByLine author={p.author} at={p.at} size={40} state={p.state} /></View><Tap className='bk th-more' label={w.talk.moreActs} onTap={() => setMore(true)}><View className='h2 i2'>···</View></Tap></View>
        <View className='h2 mt-4 break' role='heading' aria-level={1}>{p.topicTitle}</View>
        <View className='th-body pre'>{p.body}</View>
        <PostPictures pictures={p.pictures} />
        <Rejected post={p} />
        {p.pointsAwarded > 0 && p.author.isMe ? <View className='mt-3'><View className='chip chip-tea'>{w.talk.awarded(count(p.pointsAwarded))}</View></View> : null}
      </View>
      <View className='cmts'>
        <View className='row sb cmts-h'><View className='h2' role='heading' aria-level={2}>{t.comments.items.length > 0 ? w.talk.comments(count(p.comments)) : w.talk.noComments}</View></View>
        {t.comments.items.map(c => (
          <View className='cm' key={c.commentId}>
            <View className='row g2 top-c'><View className='f1'><ByLine author={c.author} at={c.at} size={32} /></View>{c.state === 'shown' ? <Heart likes={c.likes} liked={c.liked} label={c.body.slice(0, 12)} change={like => api.likeComment({ commentId: c.commentId, like })} /> : <StateChip state={c.state} />}</View>
            <View className={`pre cm-b ${c.author.isShop ? 'cm-shop' : ''}`}>{c.body}</View>
          </View>
        ))}
      </View>
      {shown ? <Answer postId={p.postId} onSent={() => void reading.again()}><Heart big likes={p.likes} liked={p.liked} label={p.body.slice(0, 12)} change={like => api.likePost({ postId: p.postId, like })} /></Answer> : null}
      {more ? <Acts t={t} onClose={() => setMore(false)} /> : null}
    </>
  )
}

function Answer({ postId, onSent, children }: { postId: string; onSent: () => void; children: React.ReactNode }) {
  const w = useWords()
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const send = async (): Promise<void> => {
    const body = text.trim()
    if (!body) return
    setBusy(true)
    try {
      const sent = await act('writeComment', `comment:${postId}`, { postId, body })
      setText('')
      toast(sent.state === 'shown' ? w.write.sentShown : w.write.sent)
      onSent()
    } catch (error) {
      toastTrouble(error, w)
    } finally {
      setBusy(false)
    }
  }
  return (
    <View className='foot row g2'>
      <Input className='inp' id='comment' value={text} maxlength={500} placeholder={w.talk.placeholder} placeholderClass='i3' confirmType='send' aria-label={w.talk.placeholder} nativeProps={{ 'aria-label': w.talk.placeholder }} onInput={e => setText(String(e.detail.value))} onConfirm={() => void send()} />
      {text.trim() ? <Button size='small' id='send-comment' busy={busy} onTap={() => void send()}>{w.talk.send}</Button> : children}
    </View>
  )
}

/** Take my own back; report somebody else's. */
function Acts({ t, onClose }: { t: Thread; onClose: () => void }) {
  const w = useWords()
  const p = t.post
  const done = (work: Promise<unknown>, said: string, leave: boolean): void => {
    work.then(() => { toast(said); onClose(); if (leave) goBack() }, (error: unknown) => toastTrouble(error, w))
  }
  if (p.author.isMe) return <Sheet title={w.talk.moreActs} onClose={onClose}><Button full kind='warn' onTap={() => done(api.removeMyPost({ postId: p.postId }), w.talk.removed_, true)}><Icon name='trash' size={20} />{w.talk.remove}</Button><Button full kind='sec' className='mt-3' onTap={onClose}>{w.cancel}</Button></Sheet>
  return (
    <Sheet title={w.talk.reportWhy} onClose={onClose}>
      {(['spam', 'abuse', 'false', 'private', 'other'] as const).map(why => <Tap key={why} className='rw' onTap={() => done(api.reportPost({ postId: p.postId, why }), w.talk.reported, false)}><Text className='f1'>{w.talk.why[why]}</Text><Icon name='right' size={16} className='i3' /></Tap>)}
    </Sheet>
  )
}
