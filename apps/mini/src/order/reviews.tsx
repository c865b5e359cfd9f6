import { Text, View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { AnswerOf, routes } from '@huitou/contract'
import { useEffect, useState } from 'react'
import { api } from '../platform/call'
import { usePages } from '../platform/pages'
import { ByLine } from '../community/post'
import { useMember } from '../member/gate'
import { Art } from '../ui/art'
import { Button } from '../ui/button'
import { count } from '../ui/figures'
import { pictureOf } from '../ui/goods'
import { Nav } from '../ui/nav'
import { Page } from '../ui/page'
import { Empty, Failed } from '../ui/scene'
import { BoneRows } from '../ui/skeleton'
import { Tap } from '../ui/tap'
import { browsed } from './browsed'
import { useReviewWords } from './review-words'
import { Stars } from './stars'
import './review.scss'

type Answer = AnswerOf<typeof routes.listProductReviews>
type Head = Pick<Answer, 'name' | 'picture' | 'count' | 'starTenths' | 'spread'>

export default function ReviewsPage() {
  const signedIn = useMember()
  const sku = decodeURIComponent(useRouter().params['sku'] ?? '')
  const [stars, setStars] = useState<number | null>(null)
  const [head, setHead] = useState<Head | null>(null)
  useEffect(() => { if (signedIn && sku) void browsed(sku) }, [signedIn, sku])
  if (!signedIn || !sku) return <Page><Nav /></Page>
  return <OfProduct key={stars ?? 0} sku={sku} stars={stars} head={head} onHead={setHead} pick={setStars} />
}

/** What those who bought it say, with how many say what; a bar is a filter. */
function OfProduct({ sku, stars, head, onHead, pick }: { sku: string; stars: number | null; head: Head | null; onHead: (h: Head) => void; pick: (stars: number | null) => void }) {
  const t = useReviewWords()
  const list = usePages<Answer['items'][number]>(async cursor => {
    const page = await api.listProductReviews({ sku, ...(stars ? { stars } : {}), ...(cursor ? { cursor } : {}) })
    onHead(page)
    return page
  }, r => r.reviewId)
  return (
    <Page>
      <Nav title={t.reviews} />
      {head ? <Standing h={head} stars={stars} pick={pick} /> : null}
      {!list.items ? (list.error ? <Failed error={list.error} again={list.again} /> : <BoneRows height={120} />) : list.items.length === 0 ? <Empty title={stars ? t.noneOf(stars) : t.none} text={t.noneText} /> : (
        <View className='paper rv-list'>
          {list.items.map(r => (
            <View className='rv-one' key={r.reviewId}>
              <ByLine author={r.author} at={r.at} />
              <View className='row g2 mt-3'><Stars of={r.stars} /><View className='chip'>{t.bought}</View></View>
              <View className='pre rv-body break'>{r.body}</View>
              {r.reply ? <View className='rv-reply'><View className='cap b i2'>{t.shop}</View><View className='pre break'>{r.reply.body}</View></View> : null}
            </View>
          ))}
          {list.hasMore ? <View className='center rv-more'><Button kind='soft' size='small' busy={list.busy} onTap={list.more}>{t.more}</Button></View> : null}
        </View>
      )}
    </Page>
  )
}

function Standing({ h, stars, pick }: { h: Head; stars: number | null; pick: (stars: number | null) => void }) {
  const t = useReviewWords()
  const most = Math.max(1, ...h.spread)
  return (
    <View className='paper rv-sum'>
      <View className='row g3'><View className='thumb'><Art src={pictureOf(h.picture, h.name)} width={38} height={38} /></View><View className='f1'><View className='b el2' role='heading' aria-level={1}>{h.name}</View><View className='cap i2'>{t.count(count(h.count))}</View></View></View>
      {h.starTenths === null ? null : (
        <View className='row g3 mt-3'>
          <View className='rv-big'><Text className='n fig-hero'>{(h.starTenths / 10).toFixed(1)}</Text><View className='cap i2'>{t.outOf}</View></View>
          <View className='rv-bars rv-rows' role='radiogroup' aria-label={t.title}>
            {[5, 4, 3, 2, 1].map(n => (
              <Tap key={n} className='rv-bar' role='radio' checked={stars === n} label={`${t.stars(n)} ${h.spread[n - 1]}`} onTap={() => pick(stars === n ? null : n)}>
                <Text className={`cap rv-bar-n ${stars === n ? 'b' : 'i2'}`}>{t.stars(n)}</Text><View className='rv-bar-t'><View className='rv-bar-f' style={{ width: `${Math.round(((h.spread[n - 1] ?? 0) / most) * 100)}%` }} /></View><Text className={`cap n rv-bar-k ${stars === n ? 'b' : 'i2'}`}>{count(h.spread[n - 1] ?? 0)}</Text>
              </Tap>
            ))}
          </View>
        </View>
      )}
    </View>
  )
}
