/** One palette, two modes. Everything a screen may use is here; screens hold no hex values. */
export type Mode = 'light' | 'dark'

export const palette = {
  light: {
    canvas: '#F1EFEB', surface: '#FFFFFF', sunken: '#F8F7F4', hover: '#F4F2EE', raised: '#FFFFFF',
    line: '#E7E4DE', lineStrong: '#D2CDC4', field: '#BDB6AA',
    ink: '#24221E', ink2: '#57534A', ink3: '#6C665B', ink4: '#A9A397',
    brand: '#2C5C4E', brandHover: '#37705F', brandPress: '#20463B', brandSoft: '#E8F0EC', brandLine: '#BDD3C9', onBrand: '#FFFFFF',
    warn: '#8F5710', warnMark: '#C4852B', warnSoft: '#FAF1E1', warnLine: '#E9D2A8',
    bad: '#A93B2E', badMark: '#C2503F', badSoft: '#FAECE9', badLine: '#EBC5BE',
    note: '#35607A', noteMark: '#5C89A3', noteSoft: '#EAF1F5', noteLine: '#C4D8E3',
    good: '#2C6B4F', goodSoft: '#E7F2EC',
    d1: '#2F6B5A', d2: '#C4852B', d3: '#6C8FA6', d4: '#A5695A', mute: '#CFCAC0', muteSoft: '#E6E2DA', band: 'rgba(47,107,90,.14)', bandWarn: 'rgba(196,133,43,.16)',
    shadow: '0 1px 2px rgba(46,40,28,.05)', pop: '0 8px 28px rgba(46,40,28,.14), 0 1px 3px rgba(46,40,28,.08)',
    bar: '#2A2823', onBar: '#F6F4EF',
  },
  dark: {
    canvas: '#141310', surface: '#1C1B18', sunken: '#22211D', hover: '#282621', raised: '#262420',
    line: '#312F29', lineStrong: '#46433B', field: '#5E5A51',
    ink: '#EFECE5', ink2: '#BDB7AB', ink3: '#A09A8E', ink4: '#6B665C',
    brand: '#79B89F', brandHover: '#8FC9B2', brandPress: '#67A68D', brandSoft: '#22332C', brandLine: '#3A5A4D', onBrand: '#10211A',
    warn: '#E0AE62', warnMark: '#D29A45', warnSoft: '#33291A', warnLine: '#5A4625',
    bad: '#E8897B', badMark: '#D9705F', badSoft: '#38221E', badLine: '#63372F',
    note: '#93BAD0', noteMark: '#7AA5BE', noteSoft: '#1F2B32', noteLine: '#37505E',
    good: '#84C7A4', goodSoft: '#1F3228',
    d1: '#74B59B', d2: '#D9A24E', d3: '#86A9BF', d4: '#C98C7C', mute: '#4C4941', muteSoft: '#33312B', band: 'rgba(116,181,155,.18)', bandWarn: 'rgba(217,162,78,.2)',
    shadow: 'none', pop: '0 10px 30px rgba(0,0,0,.5), 0 0 0 1px #3A372F',
    bar: '#EFECE5', onBar: '#1C1B18',
  },
} as const

export type Palette = { [K in keyof typeof palette.light]: string }

/** Tier colours: face and ink of the badge. All pairs at least 4.5:1. */
export const tiers = {
  light: { ka: ['#ECEEF1', '#4A5664'], kb: ['#F8EDD6', '#7E5410'], kc: ['#D8E3E6', '#274550'], kd: ['#2A2823', '#F1DDB0'] },
  dark:  { ka: ['#2B2F35', '#BAC5D2'], kb: ['#3A2E17', '#E8C27A'], kc: ['#2B4049', '#CDE3EB'], kd: ['#EFE3C6', '#33290F'] },
} as const

export const font = {
  sans: `"Inter Variable", "PingFang SC", "HarmonyOS Sans SC", "MiSans", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif`,
  serif: `"Noto Serif SC", "Source Han Serif SC", "Noto Serif CJK SC", "Songti SC", serif`,
  mono: `ui-monospace, "SF Mono", "JetBrains Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace`,
}

/** CSS custom properties for hand-written parts: `--ht-ink`, `--ht-line`, … */
export function cssVars(mode: Mode, colours: Palette): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [k, v] of Object.entries(colours)) out['--ht-' + k.replace(/[A-Z]/g, (m) => '-' + m.toLowerCase())] = v
  for (const [k, [bg, fg]] of Object.entries(tiers[mode])) {
    out[`--ht-tier-${k}-bg`] = bg
    out[`--ht-tier-${k}-fg`] = fg
  }
  return { ...out, '--ht-sans': font.sans, '--ht-serif': font.serif, '--ht-mono': font.mono }
}
