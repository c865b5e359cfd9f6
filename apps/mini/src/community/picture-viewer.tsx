import { useEffect, useRef, useState } from 'react'
import { useWords } from '../words'
import { Icon } from '../ui/icon'

/** Pictures on the whole screen of a browser; inside WeChat its own viewer does this. Swiped from one to the next, closed by the cross, a tap or Escape. */
export function Viewer({ urls, at, onClose }: { urls: readonly string[]; at: number; onClose: () => void }) {
  const w = useWords()
  const row = useRef<HTMLDivElement>(null)
  const cross = useRef<HTMLButtonElement>(null)
  const [now, setNow] = useState(at)
  useEffect(() => {
    const back = document.activeElement as HTMLElement | null
    const line = row.current!
    line.scrollLeft = at * line.clientWidth
    cross.current!.focus()
    const key = (e: KeyboardEvent): void => {
      if (e.key === 'Escape') onClose()
      const to = e.key === 'ArrowRight' ? 1 : e.key === 'ArrowLeft' ? -1 : 0
      if (to !== 0) line.scrollTo({ left: (Math.round(line.scrollLeft / line.clientWidth) + to) * line.clientWidth })
    }
    addEventListener('keydown', key)
    return () => { removeEventListener('keydown', key); back?.focus() }
  }, [])
  return (
    <div className='viewer' role='dialog' aria-modal aria-label={w.talk.picture(now + 1, urls.length)}>
      <div className='viewer-row' ref={row} tabIndex={0} onScroll={e => setNow(Math.round(e.currentTarget.scrollLeft / e.currentTarget.clientWidth))} onClick={onClose}>
        {urls.map((url, i) => <div className='viewer-one' key={url}><img src={url} alt={w.talk.picture(i + 1, urls.length)} loading={Math.abs(i - at) < 2 ? 'eager' : 'lazy'} /></div>)}
      </div>
      {urls.length > 1 ? <div className='viewer-n n'>{now + 1} / {urls.length}</div> : null}
      <button type='button' className='viewer-x' ref={cross} aria-label={w.close} onClick={onClose}><Icon name='x' size={22} /></button>
    </div>
  )
}
