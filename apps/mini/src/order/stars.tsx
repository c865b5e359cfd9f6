import { View } from '@tarojs/components'
import { Icon } from '../ui/icon'
import { Tap } from '../ui/tap'
import { useReviewWords } from './review-words'
import './review.scss'

const FIVE = [1, 2, 3, 4, 5] as const

/** So many of five; said as one thing to whoever hears it. */
export function Stars({ of, size = 16 }: { of: number; size?: number }) {
  const t = useReviewWords()
  return <View className='row st' aria-label={t.stars(of)} role='img'>{FIVE.map(n => <Icon key={n} name={n <= of ? 'star-on' : 'star'} size={size} className={n <= of ? 'st-on' : 'i3'} />)}</View>
}

/** Five to tap, and the word for what is chosen. */
export function PickStars({ of, onPick }: { of: number; onPick: (stars: number) => void }) {
  const t = useReviewWords()
  return (
    <View className='row wrap g2 st-row' role='radiogroup' aria-label={t.title}>
      {FIVE.map(n => <Tap key={n} className='st-pick' role='radio' checked={n === of} label={t.stars(n)} onTap={() => onPick(n)}><Icon name={n <= of ? 'star-on' : 'star'} size={28} className={n <= of ? 'st-on' : 'i3'} /></Tap>)}
      <View className='sub b st-word'>{t.words[of - 1] ?? ''}</View>
    </View>
  )
}
