import { Input, View } from '@tarojs/components'
import { useState } from 'react'
import { act } from '../platform/pending'
import { buzz } from '../platform/sound'
import { trouble } from '../platform/trouble'
import { Button } from '../ui/button'
import { Sheet } from '../ui/sheet'
import { toast } from '../ui/toast'
import { useWords } from '../words'

/** A code from a parcel card or a friend, typed as it is printed: case counts, dashes need not be typed. */
export function CodeSheet({ onClose, onGot }: { onClose: () => void; onGot: () => void }) {
  const w = useWords()
  const [code, setCode] = useState('')
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState('')
  const redeem = async (): Promise<void> => {
    setBusy(true)
    setWrong('')
    try {
      const card = await act('redeemCode', 'coupon-code', { code: code.trim() })
      buzz()
      toast(w.coupons.codeGot(card.title))
      onGot()
      onClose()
    } catch (error) {
      setWrong(trouble(error, w).text)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Sheet title={w.coupons.code} onClose={onClose}>
      <View className='sub i2'>{w.coupons.codeText}</View>
      <Input className='cs-in n' id='coupon-code' value={code} maxlength={64} focus placeholder='SL-7KQ9-M2XR-V4TDE' placeholderClass='i3' aria-label={w.coupons.code} nativeProps={{ 'aria-label': w.coupons.code, autocomplete: 'off', autocapitalize: 'characters', spellcheck: false }} onInput={e => setCode(String(e.detail.value))} />
      <View className='sub seal cs-no' role='status'>{wrong}</View>
      <Button full busy={busy} disabled={code.trim().length < 3} onTap={() => void redeem()} id='coupon-code-go'>{w.coupons.codeGo}</Button>
    </Sheet>
  )
}
