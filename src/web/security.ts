import type { RequestHandler } from 'express'
import helmet from 'helmet'

const content = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      objectSrc: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
    },
  },
  crossOriginOpenerPolicy: { policy: 'same-origin' },
  crossOriginResourcePolicy: { policy: 'same-origin' },
  referrerPolicy: { policy: 'no-referrer' },
  strictTransportSecurity: false,
  xFrameOptions: { action: 'deny' },
  xPoweredBy: false,
})

/** The same headers on every answer, errors and files too (I12). */
export const securityHeaders =
  (secure: boolean): RequestHandler =>
  (req, res, next) => {
    res.setHeader('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    res.setHeader('Cache-Control', 'no-store')
    if (secure) res.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains')
    content(req, res, next)
  }
