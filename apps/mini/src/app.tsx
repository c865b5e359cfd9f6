import type { PropsWithChildren } from 'react'
import './platform/aria'
import './app.scss'

export default function App({ children }: PropsWithChildren) {
  return children
}
