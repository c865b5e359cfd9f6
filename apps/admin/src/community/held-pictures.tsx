import { useState } from 'react'
import { useWords } from '../platform/preferences'
import { PictureViewer } from '../ui/picture-viewer'
import { Pill } from '../ui/pill'
import { community as en } from '../words/en/community'
import { community as zh } from '../words/zh/community'
import type { Item } from './moderation-page'
import { suggestTone } from './tone'

const tone = { ...suggestTone, waiting: 'plain' } as const

/** The pictures of a post with what the check said of each; one opens them all on the whole screen. */
export function HeldPictures({ x }: { x: Item }) {
  const t = useWords(zh, en)
  const [at, setAt] = useState<number | null>(null)
  const n = x.pictures.length
  if (n === 0) return null
  return (
    <>
      <div className="held-pictures" data-n={Math.min(n, 3)}>
        {x.pictures.map((p, i) => (
          <button key={p.pictureId} type="button" className="held-picture" onClick={() => setAt(i)}>
            <img src={n === 1 ? p.url : p.smallUrl} alt={t.picture(i + 1, n)} />
            <Pill tone={tone[p.check]}>{t.pictureChecks[p.check]}</Pill>
          </button>
        ))}
      </div>
      {at !== null && <PictureViewer pictures={x.pictures.map((p) => p.url)} at={at} words={{ picture: t.picture, previous: t.pictureBefore, next: t.pictureAfter, close: t.pictureClose }} onClose={() => setAt(null)} />}
    </>
  )
}

/** One line on all of them, for the box that says why. */
export function picturesWhy(x: Item, t: typeof zh): string {
  const of = (...checks: readonly Item['pictures'][number]['check'][]) => x.pictures.filter((p) => checks.includes(p.check)).length
  return x.pictures.length === 0 ? '' : t.whyPictures(of('waiting'), of('review', 'risky', 'unchecked'), of('pass'))
}
