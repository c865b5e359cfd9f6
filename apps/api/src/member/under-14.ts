/** No profile of children: a told year says whether somebody is under 14 today. */
export function isUnder14(p: { birthday: string | null; birthYear: number | null }, today: string): boolean {
  if (p.birthday === null || p.birthYear === null) return false
  return `${p.birthYear + 14}-${p.birthday}` > today
}
