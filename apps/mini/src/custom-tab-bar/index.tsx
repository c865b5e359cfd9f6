/** The bar is drawn by each place itself (ui/tab-bar): WeChat only wants this file to exist to hide its own. */
export default function CustomTabBar() {
  return null
}
