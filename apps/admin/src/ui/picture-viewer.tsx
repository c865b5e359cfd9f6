import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'

/** Pictures on the whole screen: the arrows walk them, Escape or the cross closes. */
export function PictureViewer({ pictures, at, words, onClose }: { pictures: readonly string[]; at: number; words: { picture: (i: number, n: number) => string; previous: string; next: string; close: string }; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [now, setNow] = useState(at)
  const n = pictures.length
  const step = (by: number) => setNow((i) => Math.max(0, Math.min(n - 1, i + by)))
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog} className="picture-viewer" aria-label={words.picture(now + 1, n)} onClose={onClose}
      onClick={(e) => e.target === e.currentTarget && onClose()}
      onKeyDown={(e) => { if (e.key === 'ArrowRight') step(1); else if (e.key === 'ArrowLeft') step(-1); else if (e.key !== 'Escape') e.stopPropagation() }}
    >
      <img src={pictures[now]} alt={words.picture(now + 1, n)} />
      {n > 1 && (
        <>
          <button type="button" className="picture-step" style={{ left: 20 }} aria-label={words.previous} disabled={now === 0} onClick={() => step(-1)}><ChevronLeft size={22} /></button>
          <button type="button" className="picture-step" style={{ right: 20 }} aria-label={words.next} disabled={now === n - 1} onClick={() => step(1)}><ChevronRight size={22} /></button>
          <span className="picture-n ht-tnum">{now + 1} / {n}</span>
        </>
      )}
      <button type="button" className="picture-step" style={{ right: 20, top: 20, transform: 'none' }} aria-label={words.close} onClick={onClose}><X size={20} /></button>
    </dialog>
  )
}
