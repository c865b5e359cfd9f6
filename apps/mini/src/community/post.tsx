import { Text, View } from '@tarojs/components'
import type { AnswerOf, routes } from '@huitou/contract'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { api } from '../platform/call'
import { useLook } from '../platform/prefs'
import { buzz } from '../platform/sound'
import { useWords } from '../words'
import { agoText } from '../words/time'
import { Face, ShopMark } from '../ui/face'
import { count } from '../ui/figures'
import { Icon } from '../ui/icon'
import { Tap } from '../ui/tap'
import { TierBadge } from '../ui/tier-card'
import { toastTrouble } from '../ui/toast'
import { PostPictures } from './pictures'

export type PostShown = AnswerOf<typeof routes.listFeed>['items'][number]
export type AuthorShown = PostShown['author']

/** Who speaks: face, name, tier; the shop under its own mark. */
export function ByLine({ author, at, size = 36, state }: { author: AuthorShown; at: string; size?: number; state?: PostShown['state'] }) {
  const w = useWords()
  const { language } = useLook()
  const name = author.isMe ? w.talk.me : author.isShop ? w.talk.shop : author.nameShown
  return (
    <View className='row g3'>
      {author.isShop ? <ShopMark size={size} /> : <Face name={author.face || author.nameShown} size={size} />}
      <View className='f1'><View className='row g2'><Text className='b el'>{name}</Text>{author.tier && !author.isShop ? <TierBadge tier={author.tier} language={language} /> : null}</View><View className='cap i3'>{agoText(at, w)}</View></View>
      {state ? <StateChip state={state} /> : null}
    </View>
  )
}

export function StateChip({ state }: { state: PostShown['state'] }) {
  const w = useWords().talk
  if (state === 'checking' || state === 'queued') return <View className='chip chip-warn'><Icon name='clock' size={14} />{w.checking}</View>
  if (state === 'rejected') return <View className='chip chip-seal'><Icon name='alert' size={14} />{w.rejected}</View>
  if (state === 'removed') return <View className='chip'>{w.removed}</View>
  return null
}

/** Answers at once and takes it back when the server says no. */
export function Heart({ likes, liked, label, change, big }: { likes: number; liked: boolean; label: string; change: (like: boolean) => Promise<{ likes: number; liked: boolean }>; big?: boolean }) {
  const w = useWords()
  const [now, setNow] = useState({ likes, liked })
  const [asked, setAsked] = useState(false)
  const shown = asked ? now : { likes, liked }
  const tap = (): void => {
    const next = { likes: shown.likes + (shown.liked ? -1 : 1), liked: !shown.liked }
    setNow(next)
    setAsked(true)
    buzz()
    change(next.liked).then(setNow, (error: unknown) => { setAsked(false); toastTrouble(error, w) })
  }
  return <Tap className={`po-act ${shown.liked ? 'seal' : ''}`} label={`${shown.liked ? w.talk.unlike : w.talk.like} ${label} ${shown.likes}`} onTap={tap}><Icon name={big ? 'heart' : 'heart'} size={big ? 24 : 20} /><Text className='n'>{count(shown.likes)}</Text></Tap>
}

/** Why a post came back, and the way to ask again. */
export function Rejected({ post: p }: { post: PostShown }) {
  const w = useWords().talk
  if (p.state !== 'rejected') return null
  return <View className='po-why cap warn row g2'><View className='f1 break'>{w.why_(p.rejectedWhy ?? '')}</View>{p.mayAppeal ? <Tap className='lnk' role='link' onTap={() => void Taro.navigateTo({ url: `/talk/appeal?id=${p.postId}` })}>{w.appeal}<Icon name='right' size={14} /></Tap> : null}</View>
}

/** One post in the feed. */
export function PostPaper({ post: p }: { post: PostShown }) {
  const w = useWords()
  const open = (): void => { void Taro.navigateTo({ url: `/community/thread?id=${p.postId}` }) }
  return (
    <View className='paper po'>
      <Tap role='link' onTap={open}>
        <ByLine author={p.author} at={p.at} state={p.state} />
        <View className='po-topic cap brand b el'>{p.topicTitle}</View>
        <View className='po-body pre'>{p.body}</View>
      </Tap>
      <PostPictures pictures={p.pictures} />
      <Rejected post={p} />
      <View className='row po-acts'>
        <Heart likes={p.likes} liked={p.liked} label={p.body.slice(0, 12)} change={like => api.likePost({ postId: p.postId, like })} />
        <Tap className='po-act' role='link' label={w.talk.comments(String(p.comments))} onTap={open}><Icon name='comment' size={20} /><Text className='n'>{count(p.comments)}</Text></Tap>
        <View className='f1' />
        {p.pointsAwarded > 0 && p.author.isMe ? <View className='chip chip-tea'>{w.talk.awarded(count(p.pointsAwarded))}</View> : null}
      </View>
    </View>
  )
}
