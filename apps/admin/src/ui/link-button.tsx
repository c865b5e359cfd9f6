import { Button } from 'antd'
import type { ButtonProps } from 'antd'
import { useHref, useLinkClickHandler } from 'react-router'

/** A button that goes somewhere: a real link, so that it opens in a new tab as links do. */
export function LinkButton({ to, ...rest }: ButtonProps & { to: string }) {
  const href = useHref(to)
  const follow = useLinkClickHandler<HTMLAnchorElement>(to)
  return <Button {...rest} href={href} onClick={(e) => follow(e as React.MouseEvent<HTMLAnchorElement>)} />
}
