import '@fontsource-variable/inter'
import '@fontsource/noto-serif-sc/600.css'
import './ui/app.css'
import { createRoot } from 'react-dom/client'
import { App } from './app'

createRoot(document.getElementById('root')!).render(<App />)
