import { Text, View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { useState } from 'react'
import { api } from '../platform/call'
import { usePages } from '../platform/pages'
import { useReading } from '../platform/read'
import { useWords } from '../words'
import { Art } from '../ui/art'
import gaiwan from '../ui/art/gaiwan.svg'
import heroRidge from '../ui/art/hero-ridge.svg'
import { Button } from '../ui/button'
import { count } from '../ui/figures'
import { Icon } from '../ui/icon'
import { useMember } from '../member/gate'
import { Page } from '../ui/page'
import { Empty, Failed } from '../ui/scene'
import { BoneRows } from '../ui/skeleton'
import { Tap } from '../ui/tap'
import { PostPaper, type PostShown } from './post'
import './community.scss'

type Tab = 'new' | 'liked' | 'mine'

export default function Feed() {
  const signedIn = useMember()
  return signedIn ? <SignedIn /> : <Page place='talk' />
}

const write = (topicId?: string): void => { void Taro.navigateTo({ url: `/talk/write${topicId ? `?topic=${topicId}` : ''}` }) }

function SignedIn() {
  const w = useWords()
  const topics = useReading(() => api.listTopics({}), { topics: ['topic', 'community'] })
  const [tab, setTab] = useState<Tab>('new')
  const all = topics.value?.items ?? []
  const hero = all.find(t => t.pinned) ?? all[0]
  return (
    <Page place='talk'>
      <View className='nav'><View className='h1' role='heading' aria-level={1}>{w.talk.title}</View></View>
      {topics.error && !topics.value ? <Failed error={topics.error} again={() => void topics.again()} /> : null}
      {hero ? (
        <View className='hero'>
          <Art src={heroRidge} className='hero-ridge' /><Art src={gaiwan} width={116} height={116} className='hero-art' />
          <View className='hero-in'>
            <View className='cap hero-soft'>{w.talk.topicOfDay}</View>
            <View className='h1 mt-2 hero-ti break'>{hero.title}</View>
            <View className='row g3 mt-3'><Tap className='btn btn-small hero-btn' onTap={() => write(hero.topicId)}>{w.talk.say}</Tap><View className='sub hero-soft'><Text>{w.talk.people(count(hero.people))}</Text></View></View>
          </View>
        </View>
      ) : topics.value ? <Empty title={w.talk.noTopics} text={w.talk.noTopicsText} /> : null}
      {all.length > 1 ? <View className='tp'>{all.filter(t => t !== hero).map(t => <Tap key={t.topicId} className='tp-one' role='link' onTap={() => write(t.topicId)}><Icon name='hash' size={16} /><Text className='el tp-t'>{t.title}</Text><Text className='n'>{count(t.posts)}</Text></Tap>)}</View> : null}
      {all.length > 0 ? (
        <>
          <View className='under' role='tablist'>
            {(['new', 'liked', 'mine'] as const).map(t => <Tap key={t} role='tab' checked={t === tab} className={`under-a ${t === tab ? 'under-on' : ''}`} onTap={() => setTab(t)}>{w.talk.tabs[t]}{t === tab ? <View className='under-bar' /> : null}</Tap>)}
          </View>
          {tab === 'liked' && hero ? <Posts key={`liked-${hero.topicId}`} read={async cursor => { const page = await api.listPosts({ topicId: hero.topicId, sort: 'liked', cursor }); return { items: page.items, next: page.next } }} /> : tab === 'mine' ? <Posts key='mine' read={cursor => api.listFeed({ mine: 'true', cursor })} /> : <Posts key='new' read={cursor => api.listFeed({ cursor })} />}
          <Tap className='fab' label={w.talk.write} id='write' onTap={() => write(hero?.topicId)}><Icon name='plus' size={26} /></Tap>
        </>
      ) : null}
    </Page>
  )
}

function Posts({ read }: { read: (cursor?: string) => Promise<{ items: PostShown[]; next: string | null }> }) {
  const w = useWords()
  const list = usePages<PostShown>(read, p => p.postId)
  if (!list.items) return list.error ? <Failed error={list.error} again={list.again} /> : <BoneRows rows={4} height={110} />
  if (list.items.length === 0) return <Empty title={w.talk.empty} text={w.talk.emptyText} />
  return (
    <>
      {list.items.map(p => <PostPaper key={p.postId} post={p} />)}
      {list.hasMore ? <View className='center mt-3'><Button kind='soft' size='small' busy={list.busy} onTap={list.more}>{w.moreRows}</Button></View> : null}
    </>
  )
}
