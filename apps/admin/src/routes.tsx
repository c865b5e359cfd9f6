import { createBrowserRouter } from 'react-router'
import { CrashPage } from './shell/crash-page'

/** Every page is a chunk of its own, fetched when somebody goes there. */
export const router = createBrowserRouter(
  [
    {
      errorElement: <CrashPage />,
      HydrateFallback: () => null,
      children: [
        { path: 'enter', lazy: () => import('./enter').then((m) => ({ Component: m.EnterPage })) },
        { path: 'invite/:token', lazy: () => import('./enter').then((m) => ({ Component: m.AcceptInvitePage })) },
        { path: 'reset/:token?', lazy: () => import('./enter').then((m) => ({ Component: m.ResetPasswordPage })) },
        { path: 'start', lazy: () => import('./start').then((m) => ({ Component: m.CreateShopPage })) },
        {
          lazy: () => import('./shell').then((m) => ({ Component: m.Shell })),
          children: [
            { errorElement: <CrashPage inside />, children: [
              { index: true, lazy: () => import('./home').then((m) => ({ Component: m.HomePage })) },
              { path: 'members', lazy: () => import('./member').then((m) => ({ Component: m.MembersPage })) },
              { path: 'members/:memberId', lazy: () => import('./member').then((m) => ({ Component: m.MemberPage })) },
              { path: 'orders', lazy: () => import('./order').then((m) => ({ Component: m.OrdersPage })) },
              { path: 'orders/offline', lazy: () => import('./order').then((m) => ({ Component: m.OfflineSalesPage })) },
              { path: 'orders/:orderId', lazy: () => import('./order').then((m) => ({ Component: m.OrderPage })) },
              { path: 'orders/:orderId/refund', lazy: () => import('./order').then((m) => ({ Component: m.RefundPage })) },
              { path: 'products', lazy: () => import('./product').then((m) => ({ Component: m.ProductsPage })) },
              { path: 'import', lazy: () => import('./import').then((m) => ({ Component: m.ImportsPage })) },
              { path: 'import/:importId', lazy: () => import('./import').then((m) => ({ Component: m.ImportPage })) },
              { path: 'import/:importId/undo', lazy: () => import('./import').then((m) => ({ Component: m.UndoImportPage })) },
              { path: 'points', lazy: () => import('./points').then((m) => ({ Component: m.OwedPage })) },
              { path: 'points/rules', lazy: () => import('./points').then((m) => ({ Component: m.EarningRulesPage })) },
              { path: 'points/rules/:ruleId', lazy: () => import('./points').then((m) => ({ Component: m.EditRulePage })) },
              { path: 'tiers', lazy: () => import('./tier').then((m) => ({ Component: m.TiersPage })) },
              { path: 'coupons', lazy: () => import('./coupon').then((m) => ({ Component: m.CouponsPage })) },
              { path: 'coupons/:couponId', lazy: () => import('./coupon').then((m) => ({ Component: m.CouponPage })) },
              { path: 'promotions', lazy: () => import('./promotion').then((m) => ({ Component: m.PromotionsPage })) },
              { path: 'promotions/:promotionId', lazy: () => import('./promotion').then((m) => ({ Component: m.PromotionPage })) },
              { path: 'flash', lazy: () => import('./flash').then((m) => ({ Component: m.FlashesPage })) },
              { path: 'flash/:flashId', lazy: () => import('./flash').then((m) => ({ Component: m.FlashPage })) },
              { path: 'flash/:flashId/live', lazy: () => import('./flash').then((m) => ({ Component: m.FlashLivePage })) },
              { path: 'coupons/:couponId/codes', lazy: () => import('./coupon').then((m) => ({ Component: m.CodesPage })) },
              { path: 'care/:kind?', lazy: () => import('./care').then((m) => ({ Component: m.CarePage })) },
              { path: 'community', lazy: () => import('./community').then((m) => ({ Component: m.ModerationPage })) },
              { path: 'settings', lazy: () => import('./settings').then((m) => ({ Component: m.SettingsPage })) },
              { path: 'settings/shop', lazy: () => import('./settings').then((m) => ({ Component: m.ShopPage })) },
              { path: 'settings/login', lazy: () => import('./settings').then((m) => ({ Component: m.LoginPage })) },
              { path: 'settings/wallets', lazy: () => import('./settings').then((m) => ({ Component: m.WalletsPage })) },
              { path: 'settings/keys', lazy: () => import('./settings').then((m) => ({ Component: m.KeysPage })) },
              { path: 'settings/staff', lazy: () => import('./staff').then((m) => ({ Component: m.StaffPage })) },
              { path: 'settings/watch', lazy: () => import('./watch').then((m) => ({ Component: m.WatchPage })) },
              { path: 'settings/days', lazy: () => import('./watch').then((m) => ({ Component: m.StaffDayPage })) },
              { path: 'settings/requests', lazy: () => import('./watch').then((m) => ({ Component: m.RequestsPage })) },
              { path: 'settings/audit', lazy: () => import('./audit').then((m) => ({ Component: m.AuditPage })) },
              { path: '*', lazy: () => import('./shell').then((m) => ({ Component: m.LostPage })) },
            ] },
          ],
        },
      ],
    },
  ],
  { basename: '/admin' },
)
