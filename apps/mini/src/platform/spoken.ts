/** Attributes that let a view be read aloud and found by role: `role` in browsers, `aria-role` inside WeChat. */
export function spoken(role: string, label?: string, checked?: boolean): Record<string, string | number> {
  const said: Record<string, string | number> = process.env.TARO_ENV === 'h5' ? { role, tabIndex: 0 } : { 'aria-role': role }
  if (label !== undefined) said['aria-label'] = label
  if (checked !== undefined) said[process.env.TARO_ENV === 'h5' && role === 'tab' ? 'aria-selected' : 'aria-checked'] = String(checked)
  return said
}
