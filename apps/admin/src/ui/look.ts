import { createContext, useContext } from 'react'
import { palette } from './tokens/palette'
import type { Palette } from './tokens/palette'

/** The palette in force: the mode's, with the merchant's colour laid in. */
export const Look = createContext<Palette>(palette.light)
export const usePalette = (): Palette => useContext(Look)
