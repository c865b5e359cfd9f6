/** The head of a part of the result. */
export function Head({ title, hint }: { title: string; hint?: React.ReactNode }) {
  return <div className="row sb" style={{ marginTop: 16, marginBottom: 4 }}><h3 className="sec">{title}</h3>{hint ? <span className="sm c3">{hint}</span> : null}</div>
}
