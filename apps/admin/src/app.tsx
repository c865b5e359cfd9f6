import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { App as AntApp, ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { useLayoutEffect, useMemo } from 'react'
import { RouterProvider } from 'react-router'
import { useMode, usePreferences } from './platform/preferences'
import { isProblem } from './platform/problem'
import { useBrand } from './platform/session'
import { router } from './routes'
import { makeTheme } from './ui/tokens/antd-theme'
import { paletteOf } from './ui/tokens/brand'
import { cssVars } from './ui/tokens/palette'
import { Look } from './ui/look'
import { SpeakerProvider } from './ui/undo'

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // only an outage is asked again by itself; a refusal will not change its mind
      retry: (count, error) => count < 2 && isProblem(error) && (error.kind === 'offline' || error.status === 503),
      refetchOnWindowFocus: false,
    },
  },
})

export function App() {
  const mode = useMode()
  const { language } = usePreferences()
  const brand = useBrand()
  const colours = useMemo(() => paletteOf(mode, brand), [mode, brand])
  const theme = useMemo(() => makeTheme(mode, colours), [mode, colours])
  useLayoutEffect(() => {
    const root = document.documentElement
    for (const [name, value] of Object.entries(cssVars(mode, colours))) root.style.setProperty(name, value)
    root.style.colorScheme = mode
    root.lang = language
  }, [mode, colours, language])
  return (
    <QueryClientProvider client={queries}>
      <ConfigProvider theme={theme} locale={language === 'en' ? enUS : zhCN} button={{ autoInsertSpace: false }} wave={{ disabled: true }}>
        <AntApp style={{ height: '100%' }}>
          <Look.Provider value={colours}>
            <SpeakerProvider>
              <RouterProvider router={router} />
            </SpeakerProvider>
          </Look.Provider>
        </AntApp>
      </ConfigProvider>
    </QueryClientProvider>
  )
}
