import type { CSSProperties, ReactNode } from 'react'

export interface CardParts {
  title?: ReactNode
  hint?: ReactNode
  tools?: ReactNode
  children: ReactNode
  style?: CSSProperties
  body?: CSSProperties
}

export const Card = ({ title, hint, tools, children, style, body }: CardParts) => (
  <section className="card" style={style}>
    {title && (
      <header>
        <div className="f1">
          <h2>{title}</h2>
          {hint && <div className="hint">{hint}</div>}
        </div>
        {tools && <div className="tools">{tools}</div>}
      </header>
    )}
    <div className="body" style={body}>
      {children}
    </div>
  </section>
)
